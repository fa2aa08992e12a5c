"""All keys, from the table of actions."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from gametree.model.kinds import LOOKS
from gametree.tui.actions import GROUPS, help_entries

_KEYS_WIDTH = 14


class HelpScreen(ModalScreen[None]):
    """Keys by group, then what the signs in the tree mean."""

    BINDINGS = [
        Binding("escape,q,question_mark,f1", "dismiss", "close", show=False),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
    ]

    def compose(self) -> ComposeResult:
        """One scrolling column."""
        with VerticalScroll(id="box") as box:
            box.border_title = "Keys"
            box.border_subtitle = "esc closes"
            yield Static(Content("\n").join(_help_lines()), markup=False)

    def action_scroll(self, rows: int) -> None:
        """Scroll by rows."""
        self.query_one("#box").scroll_relative(y=rows, animate=False)


def _help_lines() -> Iterator[Content]:
    for group in GROUPS:
        yield Content.styled(group, "bold $text-accent")
        for keys, does in help_entries(group):
            yield Content.assemble((f"  {keys}{' ' * max(1, _KEYS_WIDTH - cell_len(keys))}", "bold"), does)
        yield Content("")
    yield Content.styled("Signs", "bold $text-accent")
    for look in LOOKS.values():
        yield _sign(look.glyph, look.word)
    yield _sign("▸ ▾", "a folded and an unfolded branch")
    yield _sign("↗", "a node shown already, under another parent")
    yield _sign("··", "not scored")
    yield _sign("✎2", "two notes")
    yield _sign("⚑", "stale: the node was changed after you scored it")
    yield Content("")
    yield Content("A plausibility is conditional: how likely does the node hold,")
    yield Content("if nothing listed beneath it interferes?")


def _sign(sign: str, meaning: str) -> Content:
    return Content.assemble((f"  {sign}{' ' * max(1, _KEYS_WIDTH - cell_len(sign))}", "bold"), meaning)
