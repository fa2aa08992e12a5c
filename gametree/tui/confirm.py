"""A question to be answered with yes or no."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from gametree.model.text import Clean


class ConfirmScreen(ModalScreen[bool]):
    """Dismissed with whether the person wants it; what they may not have thought of stands below the question."""

    BINDINGS = [
        Binding("y,enter", "dismiss(True)", show=False),
        Binding("n,escape,q", "dismiss(False)", show=False),
    ]

    def __init__(self, asked: Clean, more: Clean, does: str) -> None:
        super().__init__()
        self.asked, self.more, self.does = asked, more, does

    def compose(self) -> ComposeResult:
        """Question, particulars, keys."""
        key = "bold $text-accent"
        with Vertical(id="box"):
            yield Static(Content.styled(self.asked, "bold"), markup=False)
            if self.more:
                yield Static(Content.styled(self.more, "$foreground-muted"), markup=False)
            yield Static(Content.assemble(("\n y ", key), f"{self.does}   ", (" n ", key), "leave it"), markup=False)
