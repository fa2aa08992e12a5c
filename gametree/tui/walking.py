"""The walk over what is still to be scored, what matters most first; and the strip that says where it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from gametree.errors import NothingToDo
from gametree.model.kinds import label

if TYPE_CHECKING:
    from gametree.tui.explore import ExploreScreen


class Walking:
    """The part of the main screen that goes to the next node to score."""

    def __init__(self, screen: ExploreScreen) -> None:
        self.screen = screen

    def action_seek_unscored(self, step: int) -> None:
        """Go to the next (1) or previous (-1) node without a score; the filter, if any, holds."""
        node_id = self.next_to_score(step)
        if node_id is None:
            raise NothingToDo(self._why_none())
        self.screen.go_to_node(node_id)
        self.screen.tree_pane.focus()

    def next_to_score(self, step: int = 1) -> str | None:
        """The unscored node after or before the cursor's, in the order in which they are worth scoring, past the end
        from the other end; None where there is no other. While that order is not known, in the order of the tree.
        """
        standing, view, here = self.screen.standing, self.screen.tree_pane.view, self.screen.node_id
        if standing.insight:
            order, at = standing.insight.to_score, standing.insight.rank_to_score.get(here)
        else:
            order = tuple(self.screen.session.tree.nodes)
            at = order.index(here) if here in self.screen.session.tree.nodes else None
        if at is None:
            at = -1 if step > 0 else len(order)
        judgement = self.screen.scores.judgement
        for distance in range(1, len(order) + 1):
            node_id = order[(at + step * distance) % len(order)]
            if judgement(node_id) is None and node_id != here and view.is_wanted(node_id):
                return node_id
        return None

    def _why_none(self) -> str:
        view, here = self.screen.tree_pane.view, self.screen.node_id
        if here in self.screen.session.tree.nodes and self.screen.scores.judgement(here) is None:
            return "this is the last node without a score"
        return "every node has a score" if view.kept is None else "every node that the filter is for has a score"

    def in_words(self) -> tuple[Content, Content]:
        """The two halves of the strip: the principal line or what a what-if is, and what to score next."""
        return self._mode_in_words(), self._next_in_words()

    def _next_in_words(self) -> Content:
        if self.screen.standing.insight is None:
            return Content("")
        node_id = self.next_to_score()
        if node_id is None:
            return Content.styled(self._why_none(), "$foreground-muted")
        name = label(self.screen.session.tree.nodes[node_id])
        key = self.screen.keymap.key("next-unscored")
        return Content.assemble((f"{key} ", "bold $text-accent"), ("next to score: ", "$foreground-muted"), name)

    def _mode_in_words(self) -> Content:
        line = self.screen.lighting.in_words()
        trial, key = self.screen.imagining.trial, self.screen.keymap.key("what-if")
        parts: list[tuple[str, str] | str] = []
        if trial:
            count = len(trial.changes)
            parts.append(("what if: ", "bold $text-accent"))
            parts.append(f"{count} on trial, {key} keeps or drops" if count else f"scores go to a copy; {key} leaves")
        if line:
            parts += ["   " if trial else "", ("principal line: ", "$foreground-muted"), line]
        return Content.assemble(*parts)
