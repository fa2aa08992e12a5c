"""The shelf: which tree to open; typing narrows it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from gametree.files.locations import TreePlace
from gametree.files.tree_file import takes_long
from gametree.model.text import clean_line
from gametree.session.shelf import Shelf, ShelfEntry
from gametree.tui.field_over_list import FieldOverList
from gametree.tui.posting import post_from_thread, work_in_thread


class PickerScreen(FieldOverList[None]):
    """A list of trees, filled in with titles and counts as they are read."""

    class Picked(Message):
        """A tree was chosen."""

        def __init__(self, place: TreePlace) -> None:
            super().__init__()
            self.place = place

    class Read(Message):
        """One of the trees was read."""

        def __init__(self, entry: ShelfEntry) -> None:
            super().__init__()
            self.entry = entry

    def __init__(self, shelf: Shelf) -> None:
        super().__init__()
        self.shelf = shelf
        self.places = shelf.places()
        self.entries: dict[TreePlace, ShelfEntry] = {}
        self.offered: list[TreePlace] = []

    def compose(self) -> ComposeResult:
        """Heading, field, list, keys."""
        heading = Content.assemble((" gametree  ", "$foreground-muted"), (clean_line(self.shelf.assessor), "bold"))
        yield Static(heading, markup=False, id="status")
        yield Static(Content(" Which tree?"), markup=False, id="question")
        yield Input(placeholder="type a part of its name or title", compact=True, id="wanted")
        yield OptionList(markup=False)
        yield Static(_keys(), markup=False, id="keys")

    def on_mount(self) -> None:
        """Offer everything, and read it meanwhile."""
        self.offer("")
        self.query_one(Input).focus()
        work_in_thread(self, "shelf reader", self._read_all)  # to leave waits for no worker's end

    def _read_all(self) -> None:
        """The large ones last, and none that nobody waits for any more."""
        for place in sorted(self.places, key=lambda place: takes_long(place.path)):
            if not (self.is_attached and post_from_thread(self, self.Read(self.shelf.look_at(place)))):
                return

    def on_picker_screen_read(self, event: Read) -> None:
        """Fill in what was read."""
        self.entries[event.entry.place] = event.entry
        self.offer(self.query_one(Input).value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        self.offer(event.value)

    def on_input_submitted(self) -> None:
        """Open the highlighted tree."""
        self.query_one(OptionList).action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the tree."""
        self.post_message(self.Picked(self.offered[event.option_index]))

    def offer(self, wanted: str) -> None:
        """List the trees whose name or title holds all of the words; the highlight stays on its tree."""
        options = self.query_one(OptionList)
        at = options.highlighted
        before = self.offered[at] if at is not None and at < len(self.offered) else None
        self.offered = [place for place in self.places if self._holds(place, wanted.lower().split())]
        options.set_options(Option(self._shown(place)) for place in self.offered)
        if self.offered:
            options.highlighted = self.offered.index(before) if before in self.offered else 0

    def _holds(self, place: TreePlace, words: list[str]) -> bool:
        entry = self.entries.get(place)
        text = f"{place.name} {entry.title if entry else ''}".lower()
        return all(word in text for word in words)

    def _shown(self, place: TreePlace) -> Content:
        entry = self.entries.get(place)
        where = "" if place.bundled else f"  {clean_line(str(place.path))}"
        counts = clean_line(entry.count_in_words()) if entry else "…"
        return Content.assemble(
            (clean_line(place.name), "bold"),
            (f"   {counts}", "$text-error" if entry and entry.fault else "$foreground-muted"),
            (where, "$foreground-muted"),
            f"\n  {clean_line(entry.title) if entry else ''}",
        )

    def leave(self) -> None:
        """Back to the tree one came from, or out."""
        if len(self.app.screen_stack) > 2:
            self.app.pop_screen()
        else:
            self.app.exit()


def _keys() -> Content:
    key = "bold $text-accent"
    return Content.assemble((" ↵", key), " open   ", ("↑↓", key), " choose   ", ("esc", key), " back   ",
                            ("^q", key), " quit")  # fmt: skip
