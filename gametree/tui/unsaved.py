"""Leaving while something is not on disk: the one question the app asks before it quits."""

from __future__ import annotations

from typing import Literal

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from gametree.model.text import clean_line
from gametree.session import SaveState

Choice = Literal["retry", "aside", "stay"]


class UnsavedScreen(ModalScreen[Choice]):
    """Try again, put the changes into another file and quit, or stay."""

    BINDINGS = [
        Binding("r", "dismiss('retry')", show=False),
        Binding("k", "dismiss('aside')", show=False),
        Binding("escape,s", "dismiss('stay')", show=False),
    ]

    def __init__(self, state: SaveState) -> None:
        super().__init__()
        self.state = state

    def compose(self) -> ComposeResult:
        """What is wrong, and the three ways on."""
        changes = "1 change is" if self.state.waiting == 1 else f"{self.state.waiting} changes are"
        with Vertical(id="box"):
            yield Static(Content.styled(f"{changes} not on disk", "bold $text-error"), markup=False)
            yield Static(Content(f"{clean_line(str(self.state.path))}: {clean_line(self.state.failure)}"), markup=False)
            yield Static(Content(""), markup=False)
            for key, does in (
                ("r", "try again"),
                ("k", "keep them in another file, say where, and quit"),
                ("s", "stay"),
            ):
                yield Static(Content.assemble((f" {key} ", "bold $text-accent"), does), markup=False)
