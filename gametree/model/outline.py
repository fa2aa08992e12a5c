"""The tree in reading order: every row once, however many parents a node has."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from gametree.model.tree import QUESTION, Tree


class Row(NamedTuple):
    """One line of the outline. A node with several parents has a row under each; only under the first one it names
    is it not `again`."""

    node_id: str
    parent_id: str
    depth: int
    again: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """What tells this row from every other: the node, and the parent it is shown under."""
        return self.node_id, self.parent_id


@dataclass(frozen=True)
class Outline:
    """All rows in reading order, the question first. `ends[i]` is the index after the branch of row i.

    A shared node's branch is written out at its own row only, so there are at most as many rows as
    nodes and edges together.
    """

    rows: tuple[Row, ...]
    ends: tuple[int, ...]

    @cached_property
    def first(self) -> dict[str, int]:
        """Index of each node's own row (the one its branch hangs from)."""
        return {row.node_id: index for index, row in enumerate(self.rows) if not row.again}

    @cached_property
    def index(self) -> dict[tuple[str, str], int]:
        """Index of a row by its key."""
        return {row.key: index for index, row in enumerate(self.rows)}

    def above(self, index: int) -> int:
        """Index of the row that a row hangs from; -1 for the question."""
        return self.first.get(self.rows[index].parent_id, -1)

    def has_branch(self, index: int) -> bool:
        """Whether anything hangs from the row."""
        return self.ends[index] > index + 1

    def visible(self, folded: Collection[str]) -> Iterator[int]:
        """Indices of the rows that no folded branch hides."""
        index, rows, ends = 0, self.rows, self.ends
        if not folded:
            yield from range(len(rows))
            return
        while index < len(rows):
            yield index
            row = rows[index]
            index = ends[index] if row.node_id in folded and not row.again else index + 1

    def branch_size(self, index: int) -> int:
        """How many rows hang beneath a row."""
        return self.ends[index] - index - 1


def lay_out(tree: Tree) -> Outline:
    """The outline of a tree without cycles, depth first, siblings in file order; no recursion.

    A node's own place is beneath the first parent it names, so that the author decides where a shared node is read.
    """
    first = {node.id: node.parents[0] for node in tree.nodes.values() if len(node.parents) > 1}
    rows: list[Row] = []
    waiting = [Row(QUESTION, "", 0)]
    while waiting:
        row = waiting.pop()
        rows.append(row)
        above, _, depth, again = row
        if not again and above in tree.children:
            beneath = reversed(tree.children[above])
            waiting += [Row(child, above, depth + 1, first.get(child, above) != above) for child in beneath]
    return Outline(tuple(rows), tuple(_ends_of_branches(rows)))


def _ends_of_branches(rows: Sequence[Row]) -> list[int]:
    ends = [len(rows)] * len(rows)
    open_branches: list[int] = []
    for index, row in enumerate(rows):
        while len(open_branches) > row.depth:
            ends[open_branches.pop()] = index
        open_branches.append(index)
    return ends
