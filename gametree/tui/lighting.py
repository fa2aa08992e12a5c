"""The principal line on screen: its rows lit in the tree, its moves in the strip."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gametree.errors import NothingToDo
from gametree.model.kinds import label
from gametree.model.outline import Outline
from gametree.model.text import Clean
from gametree.model.tree import QUESTION
from gametree.tui.tree_view import TreeView

if TYPE_CHECKING:
    from gametree.tui.explore import ExploreScreen


class Lighting:
    """The part of the main screen that lights the principal line."""

    def __init__(self, screen: ExploreScreen) -> None:
        self.screen = screen
        self.is_on = False

    def action_light(self) -> None:
        """Light the line and unfold what hides it, or put it out; it follows the scores while it is lit."""
        if not self.is_on and not self._moves():
            raise NothingToDo("there is no line of play yet: the outlook is still being worked out")
        self.is_on = not self.is_on
        if self.is_on:
            rows = self.rows()
            self.screen.tree_pane.change(lambda view: _unfold(view, rows))
        self.screen.show_standing()

    def rows(self) -> frozenset[int]:
        """The rows to light in the outline; none while it is out."""
        return rows_of_line(self.screen.tree_pane.view.outline, self._moves()) if self.is_on else frozenset()

    def in_words(self) -> Clean:
        """The line as `A → B → C`; empty while it is out."""
        nodes = self.screen.session.tree.nodes
        return Clean(" → ".join(label(nodes[node_id]) for node_id in self._moves()) if self.is_on else "")

    def _moves(self) -> list[str]:
        insight = self.screen.standing.insight
        return [move.node_id for move in insight.line] if insight else []


def rows_of_line(outline: Outline, moves: Sequence[str]) -> frozenset[int]:
    """Where the moves stand in the outline: beneath one another, and where a shared node is read, in its own place."""
    above = (QUESTION, *moves)
    rows = {outline.index[node_id, parent] for parent, node_id in zip(above, moves, strict=False)}
    return frozenset(rows | {outline.first[node_id] for node_id in moves})


def _unfold(view: TreeView, rows: frozenset[int]) -> None:
    """Unfold what hides the rows; what a filter hides stays hidden."""
    above: set[int] = set()
    for row in rows:
        upwards = view.outline.above(row)
        while upwards >= 0 and upwards not in above:  # else what is above that is known, too
            above.add(upwards)
            upwards = view.outline.above(upwards)
    hiding = {view.outline.rows[row].node_id for row in above}
    if hiding & view.folded:
        view.refold(view.folded - hiding)
