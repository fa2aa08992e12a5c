"""A one-line question for words."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from gametree.files.tree_drafts import TreeDraft, Words
from gametree.model.text import Clean
from gametree.tui.draft_timer import DraftTimer
from gametree.tui.title_field import LineInput


class LinePrompt(ModalScreen[str | None]):
    """Dismissed with the words, or with None; `fault` says what was wrong with them last time.

    What is typed is put aside in the draft, unless it is what stands already.
    """

    BINDINGS = [Binding("escape", "leave", "cancel", show=False)]

    def __init__(
        self,
        asked: Clean,
        hint: Clean,
        typed: Clean,
        fault: Clean | None = None,
        draft: TreeDraft | None = None,
        standing: str = "",
    ) -> None:
        super().__init__()
        self.asked, self.hint, self.typed, self.fault, self.standing = asked, hint, typed, fault, standing
        self._timer = DraftTimer(self, self._words, draft.write) if draft else None

    def compose(self) -> ComposeResult:
        """Question, line, hint; the line holds what was typed last time, if the draft has it."""
        with Vertical(id="box"):
            yield Static(Content.styled(self.asked, "bold"), markup=False)
            yield LineInput(self.typed, max_length=1000, select_on_focus=self.fault is None)
            if self.fault:
                yield Static(Content.styled(self.fault, "$text-error"), markup=False)
            yield Static(Content.styled(self.hint, "$foreground-muted"), markup=False)

    def _words(self) -> Words:
        line = self.query_one(LineInput).value
        return Words({"line": line} if line != self.standing else {})

    def save_draft(self) -> bool:
        """Put aside on disk what is typed; whether that could be done."""
        return self._timer.save() if self._timer else True

    def on_input_changed(self) -> None:
        """Put the words aside once the fingers rest."""
        if self._timer:
            self._timer.rest()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer."""
        self._leave(event.value)

    def action_leave(self) -> None:
        """No answer; what was typed is there the next time."""
        self._leave(None)

    def _leave(self, answer: str | None) -> None:
        self.save_draft()
        if self._timer:
            self._timer.end()
        self.dismiss(answer)
