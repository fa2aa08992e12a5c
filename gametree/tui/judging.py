"""Scoring on screen: what the digits, the prompts, undo and the walk over the unscored do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametree.errors import NothingToDo
from gametree.tui.questions import range_prompt, score_prompt
from gametree.tui.tree_view import TreeView

if TYPE_CHECKING:
    from gametree.tui.explore import ExploreScreen


class Judging:
    """The part of the main screen that scores."""

    def __init__(self, screen: ExploreScreen) -> None:
        self.screen = screen

    def action_score(self, hundredths: int) -> None:
        """Score the node."""
        self.screen.session.judge(self.screen.node_to_judge(), hundredths / 100)
        self.screen.show_changes()

    def action_unscore(self) -> None:
        """Take the score back."""
        self.screen.session.unscore(self.screen.node_to_judge())
        self.screen.show_changes()

    def action_score_exactly(self) -> None:
        """Ask for an exact plausibility."""
        self.screen.run_worker(self._ask_score(self.screen.node_to_judge()))

    async def _ask_score(self, node_id: str) -> None:
        answer = await self.screen.app.push_screen_wait(score_prompt(self.screen.title_of(node_id)))
        if answer is not None:
            self.screen.session.judge(node_id, answer)
            self.screen.show_changes()

    def action_range(self) -> None:
        """Ask for a range."""
        self.screen.run_worker(self._ask_range(self.screen.node_to_judge()))

    async def _ask_range(self, node_id: str) -> None:
        prompt = range_prompt(self.screen.title_of(node_id), self.screen.session.judgement(node_id))
        answer = await self.screen.app.push_screen_wait(prompt)
        if answer is not None:
            self.screen.session.judge(node_id, *answer)
            self.screen.show_changes()

    def action_undo(self) -> None:
        """Undo."""
        self.screen.say(self.screen.session.undo())
        self.screen.show_changes()

    def action_redo(self) -> None:
        """Redo."""
        self.screen.say(self.screen.session.redo())
        self.screen.show_changes()

    def action_seek_unscored(self, step: int) -> None:
        """Go to the next or previous node without a score."""
        judgements = self.screen.session.assessment.judgements
        found = False

        def seek(view: TreeView) -> None:
            nonlocal found
            found = view.seek(lambda node_id: node_id not in judgements, step)

        self.screen.tree_pane.change(seek)
        if not found:
            raise NothingToDo("every node has a score")
