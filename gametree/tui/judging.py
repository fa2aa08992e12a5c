"""Scoring on screen: what the digits, the prompts, scaling and undo do, really or in a what-if."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from gametree.model.tree import QUESTION

if TYPE_CHECKING:
    from gametree.tui.explore import ExploreScreen
    from gametree.tui.number_prompt import NumberPrompt


class Judging:
    """The part of the main screen that scores."""

    def __init__(self, screen: ExploreScreen) -> None:
        self.screen = screen

    def action_score(self, hundredths: int) -> None:
        """Score the node."""
        self.screen.scores.judge(self.screen.node_id, hundredths / 100)
        self.screen.show_changes()

    def action_unscore(self) -> None:
        """Take the score back."""
        self.screen.scores.unscore(self.screen.node_id)
        self.screen.show_changes()

    def action_score_exactly(self) -> None:
        """Ask for an exact plausibility."""
        self.screen.run_worker(self._ask_score(self.screen.node_id))

    async def _ask_score(self, node_id: str) -> None:
        answer = await self.screen.app.push_screen_wait(self._score_prompt(node_id))
        if answer is not None:
            self.screen.scores.judge(node_id, answer)
            self.screen.show_changes()

    def _score_prompt(self, node_id: str) -> NumberPrompt[float]:
        from gametree.tui.detail_text import left_for_architectures
        from gametree.tui.questions import answer_prompt, score_prompt

        tree, title = self.screen.session.tree, self.screen.title_of(node_id)
        if node_id == QUESTION:
            return answer_prompt(title)
        if tree.nodes[node_id] in tree.architectures:
            return score_prompt(title, left_for_architectures(tree, self.screen.standing.assessment, but=node_id))
        return score_prompt(title)

    def action_range(self) -> None:
        """Ask for a range."""
        self.screen.run_worker(self._ask_range(self.screen.node_id))

    async def _ask_range(self, node_id: str) -> None:
        from gametree.tui.questions import range_prompt

        prompt = range_prompt(self.screen.title_of(node_id), self.screen.scores.judgement(node_id))
        answer = await self.screen.app.push_screen_wait(prompt)
        if answer is not None:
            self.screen.scores.judge(node_id, *answer)
            self.screen.show_changes()

    def action_state_answer(self) -> None:
        """Ask for the answer to the question."""
        self.screen.run_worker(self._ask_score(QUESTION))

    def action_scale(self) -> None:
        """Scale the architectures to fit."""
        self.screen.say(self.screen.scores.scale_architectures())
        self.screen.show_changes()

    def action_undo(self) -> None:
        """Undo."""
        self._go(self.screen.scores.undo)

    def action_redo(self) -> None:
        """Redo."""
        self._go(self.screen.scores.redo)

    def _go(self, way: Callable[[], str]) -> None:
        """Undo or redo, and show what came of it: also where it is barred, for then others changed something."""
        try:
            self.screen.say(way())
        finally:
            self.screen.show_changes()
            self.screen.keeping.say_edits_left()
