"""Writing a note: a plain editor whose text outlives whatever happens to the program."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import App, ComposeResult, SuspendNotSupported
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from gametree.errors import NotEdited
from gametree.files.drafts import Draft
from gametree.files.editor import edit_text, editor_command
from gametree.model.text import Clean, clean, typed
from gametree.tui.draft_timer import DraftTimer

_KEYS = {"ctrl+s": "keep", "ctrl+e": "edit_outside", "escape": "put_aside"}


def edit_outside(app: App[None], text: str, keep: Callable[[str], object]) -> str:
    """The text as the person's own editor leaves it, which `keep` has put aside by then; raises NotEdited.

    It is put aside before the terminal comes back, for where it is gone meanwhile that fails.
    """
    command = editor_command()
    failure: NotEdited | None = None
    try:
        with app.suspend():
            try:
                text = edit_text(command, text)
                keep(text)
            except NotEdited as error:
                failure = error
    except SuspendNotSupported as error:
        raise NotEdited("this terminal cannot be given to an editor") from error
    if failure:
        raise failure
    return text


class NoteArea(TextArea):
    """An editor that makes pasted control characters visible, for a paste reaches the terminal as it is."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key in _KEYS:  # here, in line behind the letters: a binding would overtake those not typed in yet
            event.stop()
            event.prevent_default()
            await self.run_action(f"screen.{_KEYS[event.key]}")

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.text = typed(event.text)  # which Textual's own handler, called next, puts in place


class NoteEditor(ModalScreen[str | None]):
    """Dismissed with the note, or with None where it stays a draft; `standing` is the note that is being changed."""

    BINDINGS = [Binding(key, action, show=False) for key, action in _KEYS.items()]

    def __init__(self, title: Clean, draft: Draft, standing: str = "", fault: Clean = Clean("")) -> None:  # noqa: B008
        super().__init__()
        self.heading, self.draft, self.standing, self.fault = title, draft, standing, fault
        self._timer = DraftTimer(self, self._drafted, draft.write)

    def compose(self) -> ComposeResult:
        """Title, editor, keys."""
        drafted = self.draft.read()
        opening = "Changing the note on " if self.standing else "Note on "
        with Vertical(id="box"):
            yield Static(Content.assemble((opening, "$foreground-muted"), (self.heading, "bold")), markup=False)
            yield NoteArea(
                typed(drafted or self.standing), soft_wrap=True, tab_behavior="indent", show_line_numbers=False
            )
            if self.fault:
                yield Static(Content.styled(self.fault, "$text-error"), markup=False, id="fault")
            going_on = "your draft of last time   " if drafted else ""
            keys = f"{going_on}^s keep the note   ^e your editor   esc put it aside as a draft"
            yield Static(Content.styled(keys, "$foreground-muted"), markup=False, id="keys")

    def on_mount(self) -> None:
        """Begin to write at the end."""
        area = self.query_one(NoteArea)
        area.move_cursor(area.document.end)
        area.focus()

    @property
    def text(self) -> str:
        """What is typed; the standing note itself, to the last character, where nothing of it was changed."""
        text = self.query_one(NoteArea).text
        return self.standing if text == typed(self.standing) else text

    def on_text_area_changed(self) -> None:
        """Put the draft aside once the fingers rest."""
        self._timer.rest()

    def _drafted(self) -> str:
        text = self.text
        return "" if text == self.standing else text

    def save_draft(self) -> bool:
        """Put the text aside on disk, unless it is a note that nobody changed; whether that could be done."""
        return self._timer.save()

    def action_keep(self) -> None:
        """The note is done; its draft goes once the note is in the journal. What others wrote is not overwritten."""
        self.save_draft()
        if self.fault:
            self.notify(f"{self.fault}; ctrl+s again puts yours there", severity="warning", markup=False, timeout=8)
            self.fault = Clean("")
            return
        self._timer.end()
        self.dismiss(self.text)

    def action_put_aside(self) -> None:
        """Close; what was typed comes back next time. Where it cannot be put aside the editor stays."""
        if self.save_draft():
            self._timer.end()
            self.dismiss(None)
            return
        said = f"the draft cannot be written to {self.draft.path}; ctrl+s keeps the note in your assessment"
        self.notify(clean(said), severity="error", markup=False, timeout=10)

    def action_edit_outside(self) -> None:
        """Go on in the person's own editor, and come back with what it left; ctrl+z has what was before."""
        self.save_draft()
        area = self.query_one(NoteArea)
        try:
            text = typed(edit_outside(self.app, area.text, self.draft.write))
        except NotEdited as error:
            self.notify(clean(str(error)), severity="warning", markup=False, timeout=10)
            return
        if text != area.text:
            area.replace(text, area.document.start, area.document.end)
            area.move_cursor(area.document.end)
        self.save_draft()
