"""A one-line question for numbers, which says at every key how it reads what was typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from gametree.errors import GametreeError
from gametree.model.text import Clean, clean_line

_Answer = TypeVar("_Answer")


class NumberPrompt(ModalScreen[_Answer | None], Generic[_Answer]):
    """Dismissed with what `read` made of the text, or with None; `say` puts the answer in words."""

    BINDINGS = [Binding("escape", "dismiss(None)", "cancel", show=False)]

    def __init__(
        self, title: Clean, hint: str, read: Callable[[str], _Answer], say: Callable[[_Answer], str], typed: str = ""
    ) -> None:
        super().__init__()
        self.heading, self.hint, self.read, self.say, self.typed = title, hint, read, say, typed

    def compose(self) -> ComposeResult:
        """Title, field, what was understood."""
        with Vertical(id="box"):
            yield Static(Content.styled(self.heading, "bold"), markup=False)
            yield Input(self.typed, restrict=r"[0-9.,%eE+\- –]*", max_length=60, select_on_focus=True)
            yield Static(Content.styled(self.hint, "$foreground-muted"), markup=False, id="understood")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say how the text is read."""
        self.query_one("#understood", Static).update(self._understood(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer, if the text is an answer."""
        try:
            self.dismiss(self.read(event.value))
        except GametreeError as error:
            self.query_one("#understood", Static).update(Content.styled(clean_line(str(error)), "$text-error"))

    def _understood(self, text: str) -> Content:
        if not text.strip():
            return Content.styled(self.hint, "$foreground-muted")
        try:
            read = clean_line(self.say(self.read(text)))
            return Content.styled(f"= {read}    ↵ keep   esc cancel", "$text-success")
        except GametreeError as error:
            return Content.styled(clean_line(str(error)), "$text-warning")
