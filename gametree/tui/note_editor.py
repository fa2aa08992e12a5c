"""Writing a note: a plain editor whose text outlives whatever happens to the program."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Static, TextArea

from gametree.files.drafts import Draft
from gametree.model.text import Clean, clean

_PAUSE = 0.3  # seconds without a key after which the draft is put aside on disk


class NoteArea(TextArea):
    """An editor that makes pasted control characters visible, for a paste reaches the terminal as it is."""

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        self.insert(clean(event.text))


class NoteEditor(ModalScreen[str | None]):
    """Dismissed with the note, or with None where it stays a draft."""

    BINDINGS = [
        Binding("ctrl+s", "keep", "keep the note", show=False, priority=True),
        Binding("escape", "put_aside", "put the draft aside", show=False, priority=True),
    ]

    def __init__(self, title: Clean, draft: Draft) -> None:
        super().__init__()
        self.heading, self.draft = title, draft
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """Title, editor, keys."""
        text = self.draft.read()
        with Vertical(id="box"):
            yield Static(Content.assemble(("Note on ", "$foreground-muted"), (self.heading, "bold")), markup=False)
            yield NoteArea(clean(text), soft_wrap=True, tab_behavior="indent", show_line_numbers=False)
            going_on = "your draft of last time   " if text else ""
            keys = f"{going_on}^s keep the note   esc put it aside as a draft"
            yield Static(Content.styled(keys, "$foreground-muted"), markup=False, id="keys")

    def on_mount(self) -> None:
        """Begin to write at the end."""
        area = self.query_one(NoteArea)
        area.move_cursor(area.document.end)
        area.focus()

    def on_text_area_changed(self) -> None:
        """Put the draft aside once the fingers rest."""
        if self._timer:
            self._timer.stop()
        self._timer = self.set_timer(_PAUSE, self.save_draft)

    def save_draft(self) -> None:
        """Put the text aside on disk."""
        self.draft.write(self.query_one(NoteArea).text)

    def action_keep(self) -> None:
        """The note is done; its draft goes once the note is in the journal."""
        self.save_draft()
        self.dismiss(self.query_one(NoteArea).text)

    def action_put_aside(self) -> None:
        """Close; what was typed comes back next time."""
        self.save_draft()
        self.dismiss(None)
