"""One of several, from a list."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from gametree.model.text import Clean


class ChoiceScreen(ModalScreen[int | None]):
    """Dismissed with the index of the choice, or with None."""

    BINDINGS = [
        Binding("escape,q", "dismiss(None)", show=False),
        Binding("j", "move(1)", show=False),
        Binding("k", "move(-1)", show=False),
    ]

    def __init__(self, asked: Clean, choices: Sequence[Clean]) -> None:
        super().__init__()
        self.asked, self.choices = asked, choices

    def compose(self) -> ComposeResult:
        """What is asked, and the list."""
        with Vertical(id="box"):
            yield Static(Content.styled(self.asked, "bold"), markup=False)
            yield OptionList(*(Option(Content(choice)) for choice in self.choices), markup=False, compact=True)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Chosen."""
        self.dismiss(event.option_index)

    def action_move(self, rows: int) -> None:
        """Move the highlight."""
        options = self.query_one(OptionList)
        options.action_cursor_down() if rows > 0 else options.action_cursor_up()
