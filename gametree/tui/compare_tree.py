"""The tree while comparing: the same rows, or the nodes in a flat list by share."""

from __future__ import annotations

from collections.abc import Iterable

from gametree.model.outline import Outline, Row
from gametree.model.tree import QUESTION
from gametree.tui.compare_painter import ComparePainter
from gametree.tui.standing import Standing
from gametree.tui.tree_pane import TreePane
from gametree.tui.tree_view import TreeView


class CompareTree(TreePane):
    """Shows two assessments in the rows of one tree."""

    COMPONENT_CLASSES = {"flat-tree--bar-share", "flat-tree--bar-against"}

    def show_standing(self, standing: Standing, line: frozenset[int] = frozenset()) -> None:
        """Nothing: what one person thinks is shown beside what the other does, by `show`."""

    def show(self, painter: ComparePainter) -> None:
        """Draw what the two think now."""
        self.painter = painter
        self._lay_out_columns()
        self.refresh()

    def show_view(self, view: TreeView) -> None:
        """Show other rows; the cursor stays on its node where they hold it."""
        node_id = self.node_id
        self.view = view
        if node_id in view.outline.first:
            view.go_to_node(node_id)
        self._rows_changed()
        self.keep_cursor_in_sight()


def flat_outline(node_ids: Iterable[str]) -> Outline:
    """The question, and beneath it the nodes in the order given, none beneath another."""
    rows = [Row(QUESTION, "", 0), *(Row(node_id, QUESTION, 1) for node_id in node_ids)]
    return Outline(tuple(rows), (len(rows), *range(2, len(rows) + 1)))
