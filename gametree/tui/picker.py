"""The shelf: which tree to open."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from gametree.files.locations import TreePlace
from gametree.model.text import clean_line
from gametree.session.shelf import ShelfEntry


class PickerScreen(Screen[None]):
    """A list of trees with their counts."""

    BINDINGS = [
        Binding("j", "move(1)", show=False),
        Binding("k", "move(-1)", show=False),
        Binding("l,right", "choose", show=False),
        Binding("escape,q", "back", show=False),
    ]

    class Picked(Message):
        """A tree was chosen."""

        def __init__(self, place: TreePlace) -> None:
            super().__init__()
            self.place = place

    def __init__(self, entries: Sequence[ShelfEntry]) -> None:
        super().__init__()
        self.entries = entries

    def compose(self) -> ComposeResult:
        """Heading, list, keys."""
        yield Static(Content.styled(" gametree", "bold"), markup=False, id="status")
        yield Static(Content(" Which tree?"), markup=False, id="question")
        yield OptionList(*(Option(_shown(entry)) for entry in self.entries), markup=False)
        yield Static(Content.assemble((" ↵", "bold $text-accent"), " open   ", ("q", "bold $text-accent"), " quit"),
                     markup=False, id="keys")  # fmt: skip

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the tree."""
        self.post_message(self.Picked(self.entries[event.option_index].place))

    def action_move(self, rows: int) -> None:
        """Move the highlight."""
        options = self.query_one(OptionList)
        options.action_cursor_down() if rows > 0 else options.action_cursor_up()

    def action_choose(self) -> None:
        """Open the highlighted tree."""
        self.query_one(OptionList).action_select()

    def action_back(self) -> None:
        """Back to the tree one came from, or out."""
        if len(self.app.screen_stack) > 2:
            self.app.pop_screen()
        else:
            self.app.exit()


def _shown(entry: ShelfEntry) -> Content:
    return Content.assemble(
        (clean_line(entry.name), "bold"),
        (f"   {clean_line(entry.count_in_words())}", "$text-error" if entry.fault else "$foreground-muted"),
        f"\n  {clean_line(entry.title)}\n",
    )
