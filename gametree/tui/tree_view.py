"""What of the outline is on screen and where the cursor is; knows nothing of drawing.

The cursor is a row of the outline, found by node and parent: folding and reloading cannot put it on another node.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from pathlib import Path

from gametree.files.places import recall_place
from gametree.model.filters import with_those_above
from gametree.model.folding import fold_from, fold_to_fit, rows_beneath
from gametree.model.outline import Outline, Row
from gametree.model.tree import QUESTION


class TreeView:
    """The visible rows (indices into the outline) and the line the cursor is on."""

    def __init__(self, outline: Outline, folded: Iterable[str] = ()) -> None:
        self.outline = outline
        self.folded = set(folded)
        self.kept: set[int] | None = None
        """Where a filter holds, the rows it leaves; else None."""
        self.matched: set[int] | None = None
        """Of these, the rows that match, and do not only lead to one that does."""
        self.visible: list[int] = list(outline.visible(self.folded))
        self.line = 0

    @property
    def index(self) -> int:
        """The cursor's row as an index into the outline."""
        return self.visible[self.line]

    @property
    def row(self) -> Row:
        """The cursor's row."""
        return self.outline.rows[self.index]

    def is_folded(self, index: int) -> bool:
        """Whether a row hides a branch."""
        return self.outline.rows[index].node_id in self.folded and self.outline.has_branch(index)

    def move_to(self, line: int) -> None:
        """Put the cursor on a line, or the nearest there is."""
        self.line = min(max(line, 0), len(self.visible) - 1)

    def go_to(self, index: int) -> None:
        """Put the cursor on a row, unfolding what hides it; a filter that hides it is left."""
        if not self._shows(index):
            self.keep(None)
        above = self.outline.above(index)
        hiding = set()
        while above >= 0:
            hiding.add(self.outline.rows[above].node_id)
            above = self.outline.above(above)
        if hiding & self.folded:
            self.refold(self.folded - hiding)
        self.line = self._line_of(index)

    def go_to_node(self, node_id: str) -> None:
        """Put the cursor on a node's own row."""
        self.go_to(self.outline.first[node_id])

    def is_wanted(self, node_id: str) -> bool:
        """Whether a node is among those that the filter, if any, is for; a fold may hide it."""
        return self.matched is None or self.outline.first[node_id] in self.matched

    def go_to_parent(self) -> None:
        """Put the cursor on the row that its row hangs from."""
        parent = self.outline.above(self.index)
        if parent >= 0:
            self.line = self._line_of(parent)

    def go_to_sibling(self, step: int) -> None:
        """Put the cursor on the next (1) or the previous (-1) row under the same parent, if there is one."""
        parent = self.outline.above(self.index)
        if parent < 0:
            return
        siblings = [index for index in rows_beneath(self.outline, parent) if self._shows(index)]
        found = siblings.index(self.index) + step
        if 0 <= found < len(siblings):
            self.line = self._line_of(siblings[found])

    def go_into(self) -> None:
        """Unfold the cursor's branch, or go to its first row where it is unfolded."""
        if self.is_folded(self.index):
            self.unfold()
        elif self.outline.has_branch(self.index):
            self.move_to(self.line + 1)

    def go_out(self) -> None:
        """Fold the cursor's branch, or go to the parent where there is nothing to fold."""
        if self._can_fold() and not self.is_folded(self.index):
            self.fold()
        else:
            self.go_to_parent()

    def toggle(self) -> None:
        """Fold or unfold the cursor's branch; from a node shown again, go to its own row."""
        if self.row.again:
            self.go_to_node(self.row.node_id)
        elif self.is_folded(self.index):
            self.unfold()
        elif self._can_fold():
            self.fold()

    def fold(self, deep: bool = False) -> None:
        """Fold the cursor's branch; `deep` also what is beneath."""
        if self._can_fold():
            self.refold(self.folded | (self._branches() if deep else {self.row.node_id}))

    def unfold(self, deep: bool = False) -> None:
        """Unfold the cursor's branch; `deep` also what is beneath."""
        self.refold(self.folded - (self._branches() if deep else {self.row.node_id}))

    def fold_to(self, depth: int) -> None:
        """Show the rows down to a depth."""
        self.refold(fold_from(self.outline, depth))

    def refold(self, folded: set[str]) -> None:
        """Fold just these; the cursor stays, or goes to the nearest row that is left above it."""
        index = self.index
        self._lay_out(folded)
        self.line = self._line_of(index)

    def seek(self, wanted: Callable[[str], bool], step: int) -> bool:
        """Put the cursor on the next (1) or previous (-1) node that is wanted, past the end from the other end."""
        count, start = len(self.outline.rows), self.index
        for distance in range(1, count + 1):
            index = (start + step * distance) % count
            row = self.outline.rows[index]
            if row.node_id != QUESTION and not row.again and self._shows(index) and wanted(row.node_id):
                self.go_to(index)
                return True
        return False

    def keep(self, matched: set[int] | None) -> None:
        """Show only the rows that match and those above them, unfolded; None shows all again."""
        index = self.index
        self.matched = matched
        self.kept = None if matched is None else with_those_above(self.outline, matched)
        self._lay_out(set() if matched is not None else self.folded)
        self.line = self._line_of(index)

    def fold_others(self) -> None:
        """Fold every branch but the cursor's and those it lies in."""
        opened = {self.row.node_id}
        above = self.outline.above(self.index)
        while above >= 0:
            opened.add(self.outline.rows[above].node_id)
            above = self.outline.above(above)
        self.refold(fold_from(self.outline, 1) - opened - self._branches())

    def _lay_out(self, folded: set[str]) -> None:
        self.folded = folded
        shown = self.outline.visible(folded)
        self.visible = list(shown) if self.kept is None else [index for index in shown if index in self.kept]

    def _shows(self, index: int) -> bool:
        return self.kept is None or index in self.kept

    def _can_fold(self) -> bool:
        return self.row.node_id != QUESTION and not self.row.again and self.outline.has_branch(self.index)

    def _branches(self) -> set[str]:
        rows = self.outline.rows
        beneath = range(self.index, self.outline.ends[self.index])
        return {rows[index].node_id for index in beneath if self.outline.has_branch(index)} - {QUESTION}

    def _line_of(self, index: int) -> int:
        """The line of a row, or of the folded row that hides it."""
        return bisect_right(self.visible, index) - 1


def view_of(outline: Outline, tree: Path, room: int) -> TreeView:
    """The view a person left a tree with; on a first visit its first move, unfolded as far as the room goes."""
    place = recall_place(tree)
    if place is None:
        view = TreeView(outline, fold_to_fit(outline, room))
        view.move_to(1)
        return view
    view = TreeView(outline, place.folded & outline.first.keys())
    index = outline.index.get((place.node, place.parent), outline.first.get(place.node, 1))
    view.go_to(min(index, len(outline.rows) - 1))
    return view
