"""A title typed in its own row of the tree, with the kind of a new node beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.widgets import Input, Static

from gametree.model.kinds import LOOKS
from gametree.model.text import Clean, clean_line
from gametree.model.tree import Kind
from gametree.tui.flat_tree import FlatTree

_KEYS = {"enter": "done", "escape": "left", "tab": "next_kind", "shift+tab": "previous_kind"}
_NARROWEST = 24  # cells, so that a word or two can be seen however deep the row


class LineInput(Input):
    """One line that takes all lines of a paste, as one, with its control characters made visible."""

    def _on_paste(self, event: events.Paste) -> None:
        event.text = clean_line(event.text)  # which Textual's own handler, called next, puts in place

    def on_resize(self) -> None:
        """The cursor stays in sight, also where it was set before there was a size."""
        column = cell_len(self.value[: self.cursor_position])
        self.scroll_to_region(Region(column, 0, 1, 1), animate=False, force=True)


class TitleInput(LineInput):
    """Tells its field what is pressed, in line behind the letters."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key in _KEYS:
            event.stop()
            event.prevent_default()
            field = self.parent
            assert isinstance(field, TitleField)
            getattr(field, f"action_{_KEYS[event.key]}")()
            return
        await super()._on_key(event)


@dataclass(frozen=True, slots=True)
class KindOffer:
    """A kind that a new node could be, and how it would stand to its parent."""

    kind: Kind
    stands: Clean


class TitleField(Horizontal):
    """Lies over a row of the tree; tells what was typed at Enter and at escape, and stays until it is closed."""

    class Done(Message):
        """Enter: keep it."""

    class Left(Message):
        """Escape: never mind."""

    class Typed(Message):
        """Another letter, or another kind."""

    class KindChosen(Message):
        """Another kind."""

    def __init__(self, pane: FlatTree, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.pane = pane
        self.offers: Sequence[KindOffer] = ()
        self._chosen = 0
        self._line = self._indent = 0

    def compose(self) -> ComposeResult:
        """Kind and line."""
        yield Static(markup=False)
        yield TitleInput(compact=True, max_length=1000, select_on_focus=False)

    def on_mount(self) -> None:
        """Stay on its row when the tree scrolls."""
        self.watch(self.pane, "scroll_y", self.place, init=False)

    def open(self, line: int, indent: int, typed: Clean, offers: Sequence[KindOffer] = (), kind: str = "") -> None:
        """Open over a line of the tree, so many cells from its left; with kinds to choose from, in a gap made there."""
        kinds = [offer.kind for offer in offers]
        self.offers, self._chosen = offers, kinds.index(kind) if kind in kinds else 0
        self.move_to(line, indent)
        self._show_kind()
        field = self.query_one(TitleInput)
        field.value = typed
        field.cursor_position = len(typed)
        self.display = True
        self.place()
        field.focus()

    def move_to(self, line: int, indent: int) -> None:
        """Lie over another line, or in a gap there."""
        self._line, self._indent = line, indent
        self.pane.show_gap(line if self.offers else None)
        self.pane.bring_into_sight(line)
        self.place()

    def close(self) -> None:
        """The row is the tree's again."""
        if not self.display:
            return
        self.display = False
        self.pane.show_gap(None)
        self.pane.focus()

    def place(self) -> None:
        """Lie where the row is now."""
        if not self.display:
            return
        width = self.pane.size.width
        indent = max(0, min(self._indent, width - _NARROWEST))
        self.styles.width = max(1, min(width, max(self.pane.columns.title, indent + _NARROWEST)) - indent)
        row = self._line - self.pane.scroll_offset.y
        self.styles.offset = (indent, max(0, min(row, self.pane.size.height - 1)) + 1)

    @property
    def text(self) -> str:
        """What is typed."""
        return self.query_one(TitleInput).value

    @property
    def kind(self) -> Kind | None:
        """The kind chosen; None where there is none to choose."""
        return self.offers[self._chosen].kind if self.offers else None

    @property
    def stands(self) -> Clean:
        """How a node of that kind would stand to its parent."""
        return self.offers[self._chosen].stands if self.offers else Clean("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell that something was typed."""
        event.stop()
        self.post_message(self.Typed())

    def action_done(self) -> None:
        """Tell that it is to be kept."""
        self.post_message(self.Done())

    def action_left(self) -> None:
        """Tell that it is not to be kept."""
        self.post_message(self.Left())

    def action_next_kind(self) -> None:
        """The next kind that fits."""
        self._choose(1)

    def action_previous_kind(self) -> None:
        """The kind before."""
        self._choose(-1)

    def on_click(self, event: events.Click) -> None:
        """A click on the kind chooses the next one."""
        event.stop()
        if not isinstance(event.widget, Input):
            self._choose(1)

    def _choose(self, step: int) -> None:
        if self.offers:
            self._chosen = (self._chosen + step) % len(self.offers)
            self._show_kind()
            self.post_message(self.KindChosen())
            self.post_message(self.Typed())

    def _show_kind(self) -> None:
        look = LOOKS[self.kind] if self.kind else None
        self.query_one(Static).update(Content(f"{look.glyph} " if look else ""))
