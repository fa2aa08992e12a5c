"""All keys, from the table in use; those of the place one asks from come first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static, TextArea

from gametree.export.as_text import wrap
from gametree.model.kinds import LOOKS
from gametree.tui.actions import COMPARING, GROUPS, Mode
from gametree.tui.detail import Detail
from gametree.tui.keymap import Entry, Keymap
from gametree.tui.keys import KeySequences

_KEYS_WIDTH = 14
_NOTE = (("^s", "Keep the note"), ("^e", "Go on in your own editor"), ("esc", "Put it aside as a draft"),
         ("← → ↑ ↓", "Move the cursor"), ("^z ^y", "Undo and redo what was typed"),
         ("^c ^x ^v", "Copy, cut, paste"), ("F1", "This help"))  # fmt: skip
_PROMPT = (("↵", "Take what is typed"), ("esc", "Leave it"), ("F1", "This help"))
_LIST = (("↓ ↑ j k", "One row down, one row up"), ("home end", "To the first, to the last row"),
         ("↵", "Choose the row"), ("esc q", "Leave it"), ("? F1", "This help"))  # fmt: skip
_FIXED: dict[type[Widget], tuple[str, tuple[tuple[str, str], ...]]] = {
    TextArea: ("While you write", _NOTE),
    Input: ("While you type", _PROMPT),
    OptionList: ("In this list", _LIST),
}
"""Keys outside the table: a person cannot change them."""
_ABOUT_THE_WORDS = {"other-pane", "back", "detail"}


_SCROLLS: dict[str, Callable[[Widget], int]] = {
    "move": lambda _: 1,
    "page": lambda box: box.size.height - 1,
    "edge": lambda box: box.max_scroll_y,
}
"""What scrolls the help as it scrolls the tree, and by how many lines at a time."""


class HelpScreen(ModalScreen[None]):
    """Keys of the focused place, keys by group, then what the signs in the tree mean."""

    def __init__(self, keymap: Keymap, asked_from: Widget | None = None, mode: Mode = "tree") -> None:
        super().__init__()
        self.keymap, self.asked_from, self.mode = keymap, asked_from, mode
        self.keys = KeySequences(keymap.actions_in("tree"))

    def compose(self) -> ComposeResult:
        """One scrolling column."""
        with VerticalScroll(id="box") as box:
            box.border_title = "Keys"
            box.border_subtitle = "esc closes"
            yield Static(markup=False)

    def on_resize(self) -> None:
        """Lay the lines out for the width there is, once the box has it."""
        self.call_after_refresh(self._lay_out)

    def _lay_out(self) -> None:
        box = self.query_one("#box")
        width = max(30, box.scrollable_content_region.width)
        box.query_one(Static).update(Content("\n").join(self._lines(width)))

    def on_key(self, event: events.Key) -> None:
        """Scroll as the tree does; close with what opened it, with back, or with quit."""
        action = self.keys.feed(event)
        event.stop()
        event.prevent_default()
        if event.key in {"escape", "f1"} or (action and action.id in {"help", "back", "quit"}):
            self.dismiss()
        elif action and action.run in _SCROLLS:
            box = self.query_one("#box")
            box.scroll_relative(y=round(float(action.arguments[0]) * _SCROLLS[action.run](box)), animate=False)

    def _lines(self, width: int) -> Iterator[Content]:
        first = (COMPARING,) if self.mode == "comparison" else ()
        groups = (*first, *(group for group in GROUPS if group not in first))
        sections = [*self._here(), *((group, _in_use(entries)) for group, entries in self.keymap.entries(groups))]
        for title, lines in (*sections, ("Signs", _signs())):
            yield Content.styled(title, "bold $text-accent")
            for keys, does in lines:
                yield from _line(keys, does, width)
            yield Content("")
        yield Content(
            "A plausibility is conditional: how likely does the node hold, if nothing listed beneath it interferes?"
        )

    def _here(self) -> Iterator[tuple[str, Iterable[tuple[str, str]]]]:
        """The keys of the focused place; the tree's are those of the whole table, which follows."""
        yield from (section for kind, section in _FIXED.items() if isinstance(self.asked_from, kind))
        if isinstance(self.asked_from, Detail):
            ways_out = (entry for entry in self.keymap.entries_of({"screen"}) if entry.id in _ABOUT_THE_WORDS)
            yield "In the words", _in_use([*self.keymap.entries_of({"pane"}), *ways_out])


def _in_use(entries: Iterable[Entry]) -> list[tuple[str, str]]:
    return [(entry.shown, entry.does) for entry in entries if entry.keys]


def _line(keys: str, does: str, width: int) -> Iterator[Content]:
    first, *more = wrap(does, width - _KEYS_WIDTH - 2)
    yield Content.assemble((f"  {keys}{' ' * max(1, _KEYS_WIDTH - cell_len(keys))}", "bold"), first)
    yield from (Content(" " * (_KEYS_WIDTH + 2) + line) for line in more)


def _signs() -> Iterator[tuple[str, str]]:
    for look in LOOKS.values():
        yield look.glyph, look.word
    yield "▸ ▾", "a folded and an unfolded branch"
    yield "↗", "a node shown already, under another parent"
    yield "··", "not scored"
    yield "35±15", "a plausibility and its range; ± alone where the range is not even"
    yield "~12 %", "an outlook that rests on nodes not scored, each counted as 50 %"
    yield "██▋░░", "an outlook, open up to its best case; pale where the node barely moves the answer"
    yield "0–100", "nothing is scored here yet: worst to best case"
    yield "Σ 120 %", "architectures that exceed 100 %, so that the question has no outlook"
    yield "┃", "on the principal line"
    yield "*40 %", "tried in a what-if"
    yield "??", "while comparing: they have scored it, and you see how once you have"
    yield "←35", "while comparing: their score, taken over to see what it does"
    yield "✎2", "two notes"
    yield "⚑", "stale: the node was changed after you scored it"
