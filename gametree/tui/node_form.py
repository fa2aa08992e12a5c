"""All words of a node in one form: title, kind, refinement, tags, sources, label, and the text in an editor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from gametree.errors import NotEdited
from gametree.files.tree_drafts import TreeDraft, Words
from gametree.model.text import Clean, clean, clean_line, suggestion, typed
from gametree.model.tree import Tree
from gametree.tui.draft_timer import DraftTimer
from gametree.tui.form import Form, Values
from gametree.tui.note_editor import NoteArea, edit_outside
from gametree.tui.title_field import LineInput

_ABOUT = {"sources": "ids of sources, with commas", "tags": "with commas", "short": "a label for narrow columns",
          "authors": "with commas"}  # fmt: skip


class Choice(Static, can_focus=True):
    """One of a few, by the arrow keys, space, or a click."""

    class Chosen(Message):
        """Another one."""

    def __init__(self, options: Sequence[tuple[str, Clean]], value: str, name: str) -> None:
        super().__init__(markup=False, name=name)
        self.options = options
        self.value = value

    def on_mount(self) -> None:
        """Show the one chosen."""
        self._show()

    def _show(self) -> None:
        words = dict(self.options).get(self.value, Clean(clean_line(self.value)))
        self.update(Content.assemble(("‹ ", "$foreground-muted"), words, (" ›", "$foreground-muted")))

    def choose(self, step: int) -> None:
        """The next one, or the one before."""
        values = [value for value, _ in self.options]
        self.value = values[(values.index(self.value) + step) % len(values)]
        self._show()
        self.post_message(self.Chosen())

    def on_key(self, event: events.Key) -> None:
        """Arrows and space choose."""
        step = {"right": 1, "space": 1, "l": 1, "left": -1, "h": -1}.get(event.key)
        if step:
            event.stop()
            self.choose(step)

    def on_click(self) -> None:
        """A click chooses the next one."""
        self.focus()
        self.choose(1)


class NodeForm(ModalScreen[Values | None]):
    """Dismissed with the values that changed, or with None where they stay a draft."""

    BINDINGS = [
        Binding("ctrl+s", "keep", show=False, priority=True),
        Binding("escape", "put_aside", show=False, priority=True),
        Binding("tab,down", "app.focus_next", show=False),
        Binding("shift+tab,up", "app.focus_previous", show=False),
        Binding("ctrl+e", "edit_outside", show=False),
    ]

    def __init__(
        self,
        form: Form,
        tree: Tree,
        draft: TreeDraft,
        words: Words,
        at: str,
        fault: Clean = Clean(""),  # noqa: B008
    ) -> None:
        super().__init__()
        self.form, self.sources, self.draft, self.at, self.fault = form, tree.sources, draft, at, fault
        self.words = words
        """What was typed before, by field, and what all of them held when that was begun; at the end, what is typed."""
        self._timer = DraftTimer(self, self._as_words, draft.write)

    def compose(self) -> ComposeResult:
        """Heading, a line for each field, the editor, keys."""
        drafted = self._drafted()
        with Vertical(id="box"):
            opening = "your draft of last time   " if drafted and not self.fault else ""
            heading = Content.assemble((opening, "$text-warning"), (self.form.heading, "bold"))
            yield Static(
                Content.styled(self.fault, "$text-error") if self.fault else heading, markup=False, id="heading"
            )
            for key in self.form.held:
                if key == "text":
                    yield NoteArea(
                        drafted.get(key, self.form.shown(key)), soft_wrap=True, tab_behavior="focus",
                        show_line_numbers=False, name=key,
                    )  # fmt: skip
                else:
                    with Horizontal(classes="field"):
                        yield Static(Content.styled(f"{key} ", "$foreground-muted"), markup=False, classes="name")
                        yield self._line(key, drafted.get(key, self.form.shown(key)))
            keys = "^s keep   ⇥ next   ^e the text in your editor   esc put it aside as a draft"
            yield Static(Content.styled(keys, "$foreground-muted"), markup=False, id="keys")

    def _line(self, key: str, shown: str) -> Widget:
        if key in self.form.choices:
            return Choice(self.form.choices[key], shown, name=key)
        return LineInput(shown, compact=True, placeholder=_ABOUT.get(key, ""), name=key, select_on_focus=False)

    def on_mount(self) -> None:
        """Begin where it was asked for."""
        area = self.query_one(NoteArea)
        area.move_cursor(area.document.end)
        for widget in self._fields():
            if widget.name == self.at:
                widget.focus()

    def _fields(self) -> Iterable[Widget]:
        return [widget for widget in self.query("*") if widget.name in self.form.held]

    @property
    def shown(self) -> dict[str, str]:
        """What stands in the fields."""
        read: dict[type[Widget], Callable[[Widget], str]] = {
            NoteArea: lambda widget: widget.text if isinstance(widget, TextArea) else "",
            Choice: lambda widget: widget.value if isinstance(widget, Choice) else "",
            LineInput: lambda widget: widget.value if isinstance(widget, Input) else "",
        }
        return {str(widget.name): read[type(widget)](widget) for widget in self._fields()}

    def _changed(self) -> dict[str, str]:
        return {key: text for key, text in self.shown.items() if text.strip() != self.form.shown(key).strip()}

    def _drafted(self) -> dict[str, str]:
        return {key: typed(text) for key, text in self.words.typed.items() if key in self.form.held}

    def on_text_area_changed(self) -> None:
        """Put the draft aside once the fingers rest."""
        self._rest()

    def on_input_changed(self) -> None:
        """Put the draft aside once the fingers rest."""
        self._rest()

    def on_choice_chosen(self) -> None:
        """Put the draft aside once the fingers rest."""
        self._rest()

    def _rest(self) -> None:
        self._timer.rest()

    def _as_words(self) -> Words:
        changed = self._changed()
        return Words(changed, {key: self.words.seen[key] for key in changed if key in self.words.seen})

    def save_draft(self) -> bool:
        """Put aside on disk what was changed; whether that could be done."""
        return self._timer.save()

    def _leave(self, values: Values | None) -> None:
        self._timer.end()
        self.words = Words(self._changed(), self.words.seen)
        self.dismiss(values)

    def action_keep(self) -> None:
        """Done, unless a source is named that the tree does not have."""
        values = self.form.changed(self.shown)
        sources = values.get("sources", ())
        unknown = [name for name in sources if name not in self.sources] if isinstance(sources, tuple) else []
        if unknown:
            hint = suggestion(unknown[0], self.sources)
            known = ", ".join(list(self.sources)[:8])
            self._say(f"there is no source {unknown[0]!r}{hint or f'; there are {known}' if known else ''}")
            return
        self.save_draft()
        self._leave(values)

    def on_input_submitted(self) -> None:
        """Enter in a line keeps the form."""
        self.action_keep()

    def action_put_aside(self) -> None:
        """Close; what was changed comes back next time. Where it cannot be put aside the form stays."""
        if self.save_draft():
            self._leave(None)
        else:
            self._say(f"the draft cannot be written to {self.draft.path}; ctrl+s keeps what you wrote")

    def action_edit_outside(self) -> None:
        """Go on with the text in the person's own editor."""
        area = self.query_one(NoteArea)
        changed, seen = self._changed(), self.words.seen
        try:
            text = typed(
                edit_outside(self.app, area.text, lambda text: self.draft.write(Words({**changed, "text": text}, seen)))
            )
        except NotEdited as error:
            self._say(str(error))
            return
        if text != area.text:
            area.replace(text, area.document.start, area.document.end)
        self.save_draft()

    def _say(self, sentence: str) -> None:
        self.notify(clean(sentence), severity="warning", markup=False, timeout=8)
