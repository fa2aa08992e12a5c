"""The notes of one node, newest first, to change one or take it back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from gametree.model.assessment import Note
from gametree.model.text import Clean, clean
from gametree.tui.detail_text import day

_SHOWN = 400  # characters of a note; the words beside the tree have all of it

Wish = tuple[Literal["edit", "retract"], Note]


class _Notes(OptionList):
    """A list in which a click only moves to a note, and a click on the note one is at opens it."""

    async def _on_click(self, event: events.Click) -> None:
        event.prevent_default()
        clicked = event.style.meta.get("option")
        if clicked is None:
            return
        if clicked == self.highlighted:
            self.action_select()
        self.highlighted = clicked


class NotesList(ModalScreen[Wish | None]):
    """Dismissed with what to do to which note, or with None."""

    BINDINGS = [
        Binding("escape,q", "dismiss(None)", show=False),
        Binding("j", "move(1)", show=False),
        Binding("k", "move(-1)", show=False),
        Binding("e", "wish('edit')", show=False),
        Binding("x", "wish('retract')", show=False),
    ]

    def __init__(self, title: Clean, notes: Sequence[Note], at: int = 0) -> None:
        super().__init__()
        self.heading, self.notes, self.at = title, notes, at

    def compose(self) -> ComposeResult:
        """Title, notes, keys."""
        with Vertical(id="box"):
            yield Static(Content.assemble(("Notes on ", "$foreground-muted"), (self.heading, "bold")), markup=False)
            yield _Notes(*(Option(_shown(note)) for note in self.notes), markup=False)
            keys = "↵ change   x take back   esc leave"
            yield Static(Content.styled(keys, "$foreground-muted"), markup=False, id="keys")

    def on_mount(self) -> None:
        """Begin at the note one was at."""
        self.query_one(OptionList).highlighted = min(self.at, len(self.notes) - 1)

    def on_option_list_option_selected(self) -> None:
        """Enter, or a click on the note one is at."""
        self.action_wish("edit")

    def action_wish(self, what: Literal["edit", "retract"]) -> None:
        """Leave with a wish about the note one is at."""
        at = self.query_one(OptionList).highlighted
        if at is not None:
            self.dismiss((what, self.notes[at]))

    def action_move(self, rows: int) -> None:
        """Move the highlight."""
        options = self.query_one(OptionList)
        options.action_cursor_down() if rows > 0 else options.action_cursor_up()


def _shown(note: Note) -> Content:
    text = clean(note.text)
    if len(text) > _SHOWN:
        text = Clean(text[:_SHOWN].rstrip() + " …")
    return Content.assemble((f"{day(note.at)}\n", "$foreground-muted"), text)
