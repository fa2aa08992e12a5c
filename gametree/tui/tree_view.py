"""What of the outline is on screen and where the cursor is; knows nothing of drawing.

The cursor is a row of the outline, found by node and parent: folding and reloading cannot put it on another node.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable

from gametree.model.folding import fold_from
from gametree.model.outline import Outline, Row
from gametree.model.tree import QUESTION


class TreeView:
    """The visible rows (indices into the outline) and the line the cursor is on."""

    def __init__(self, outline: Outline, folded: Iterable[str] = ()) -> None:
        self.outline = outline
        self.folded = set(folded)
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
        """Put the cursor on a row, unfolding what hides it."""
        above = self.outline.parents[index]
        hiding = set()
        while above >= 0:
            hiding.add(self.outline.rows[above].node_id)
            above = self.outline.parents[above]
        if hiding & self.folded:
            self.refold(self.folded - hiding)
        self.line = self._line_of(index)

    def go_to_node(self, node_id: str) -> None:
        """Put the cursor on a node's own row."""
        self.go_to(self.outline.first[node_id])

    def go_to_parent(self) -> None:
        """Put the cursor on the row that its row hangs from."""
        parent = self.outline.parents[self.index]
        if parent >= 0:
            self.line = self._line_of(parent)

    def go_to_sibling(self, step: int) -> None:
        """Put the cursor on the next (1) or the previous (-1) row under the same parent, if there is one."""
        index, parents = self.index, self.outline.parents
        parent = parents[index]
        if parent < 0:
            return
        if step > 0:
            after = self.outline.ends[index]
            found = after if after < self.outline.ends[parent] else None
        else:
            before = index - 1
            while before > parent and parents[before] != parent:
                before = parents[before]
            found = before if before > parent else None
        if found is not None:
            self.line = self._line_of(found)

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
        self.folded = folded
        self.visible = list(self.outline.visible(folded))
        self.line = self._line_of(index)

    def seek(self, wanted: Callable[[str], bool], step: int) -> bool:
        """Put the cursor on the next (1) or previous (-1) node that is wanted, past the end from the other end."""
        count, start = len(self.outline.rows), self.index
        for distance in range(1, count + 1):
            index = (start + step * distance) % count
            row = self.outline.rows[index]
            if row.node_id != QUESTION and not row.again and wanted(row.node_id):
                self.go_to(index)
                return True
        return False

    def _can_fold(self) -> bool:
        return self.row.node_id != QUESTION and not self.row.again and self.outline.has_branch(self.index)

    def _branches(self) -> set[str]:
        rows = self.outline.rows
        beneath = range(self.index, self.outline.ends[self.index])
        return {rows[index].node_id for index in beneath if self.outline.has_branch(index)} - {QUESTION}

    def _line_of(self, index: int) -> int:
        """The line of a row, or of the folded row that hides it."""
        return bisect_right(self.visible, index) - 1
