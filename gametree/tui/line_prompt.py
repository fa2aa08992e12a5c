"""A one-line question for words."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from gametree.model.text import Clean
from gametree.tui.title_field import LineInput


class LinePrompt(ModalScreen[str | None]):
    """Dismissed with the words, or with None; `fault` says what was wrong with them last time."""

    BINDINGS = [Binding("escape", "dismiss(None)", "cancel", show=False)]

    def __init__(self, asked: Clean, hint: Clean, typed: Clean, fault: Clean | None = None) -> None:
        super().__init__()
        self.asked, self.hint, self.typed, self.fault = asked, hint, typed, fault

    def compose(self) -> ComposeResult:
        """Question, line, hint."""
        with Vertical(id="box"):
            yield Static(Content.styled(self.asked, "bold"), markup=False)
            yield LineInput(self.typed, max_length=1000, select_on_focus=self.fault is None)
            if self.fault:
                yield Static(Content.styled(self.fault, "$text-error"), markup=False)
            yield Static(Content.styled(self.hint, "$foreground-muted"), markup=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer."""
        self.dismiss(event.value)
