"""A large tree cut down to what a comparison turns on: branches on which the two do not differ are worked out first.

The outlook of a branch that shares nothing with the rest of the tree is one number, whatever stands above it. So it can
be the plausibility of a leaf, or be multiplied into the plausibility of the node that it counters, and the root, its
ranges and every share stay what they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, repeat
from operator import attrgetter
from typing import TYPE_CHECKING

from gametree.comparison.common_ground import CommonGround
from gametree.model.assessment import Assessment, Judgement
from gametree.model.tree import PROPONENT_KINDS, QUESTION, Node, Tree

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Columns = NDArray[np.float64]
    Flags = NDArray[np.bool_]


def fold(tree: Tree, a: Assessment, b: Assessment, assume: float) -> CommonGround:
    """The comparison of two people on a smaller tree, with the same numbers under `prob` and under `independent`."""
    fixed = {node.id for node in tree.architectures} | _differing(tree, a, b)
    branches = _Branches.of(tree, fixed)
    rows = branches.worked_out(a, b, assume)
    nodes = {node_id: node for node_id, node in tree.nodes.items() if node_id in rows}
    ground = [rows[node_id] for node_id in nodes]
    return CommonGround(
        Tree(tree.name, tree.header, tree.sources, nodes),
        _with_rows(a, fixed, {node: row[2:5] for node, row in rows.items()}),
        _with_rows(b, fixed, {node: row[5:8] for node, row in rows.items()}),
        [row[0] for row in ground],
        [row[1] for row in ground],
    )


def _differing(tree: Tree, a: Assessment, b: Assessment) -> set[str]:
    pairs = ((node, one, b.judgements.get(node)) for node, one in a.judgements.items())
    return {node for node, one, other in pairs if other and other.plausibility != one.plausibility} & tree.nodes.keys()


def _with_rows(assessment: Assessment, fixed: Set[str], rows: dict[str, list[float]]) -> Assessment:
    """The assessment of the smaller tree; what is fixed stands as it was judged, or unscored."""
    judgements = {node: one for node, one in assessment.judgements.items() if node in fixed or node == QUESTION}
    for node, (point, worst, best) in rows.items():
        if node not in fixed:
            judgements[node] = Judgement(point, (min(point, worst, best), max(point, worst, best)))
    return Assessment(assessment.assessor, judgements=judgements)


def _kept(tree: Tree, fixed: Set[str]) -> Iterator[str]:
    """The nodes that are no part of a branch, in file order: fixed ones, shared ones, and all above them."""
    waiting = [node_id for node_id, node in tree.nodes.items() if len(node.parents) > 1 or node_id in fixed]
    kept = set(waiting)
    while waiting:
        for parent in tree.nodes[waiting.pop()].parents:
            if parent not in kept:
                kept.add(parent)
                waiting.append(parent)
    return (node_id for node_id in tree.nodes if node_id in kept)


@dataclass(frozen=True)
class _Branches:
    """The kept nodes, then level by level those of the branches beneath them. Siblings of a level stand together."""

    tree: Tree
    ids: list[str]
    above: list[int]
    """The place of each node's parent in `ids`; −1 for kept nodes and at the top level."""
    levels: list[int]
    """Where each level begins, the kept nodes being the first; the last one is empty."""
    fixed: Set[str]

    @classmethod
    def of(cls, tree: Tree, fixed: Set[str]) -> _Branches:
        """The branches between and beneath the nodes that are kept."""
        ids = list(_kept(tree, fixed))
        kept, children = set(ids), tree.children
        above, levels = [-1] * len(ids), [0, len(ids)]
        for place, parent in enumerate((*ids, QUESTION)):
            beneath = [child for child in children.get(parent, ()) if child not in kept]
            ids += beneath
            above += [place if parent != QUESTION else -1] * len(beneath)
        levels.append(len(ids))
        while levels[-1] > levels[-2]:
            for place in range(levels[-2], levels[-1]):
                beneath = list(children.get(ids[place], ()))
                ids += beneath
                above += [place] * len(beneath)
            levels.append(len(ids))
        return cls(tree, ids, above, levels, fixed)

    def worked_out(self, a: Assessment, b: Assessment, assume: float) -> dict[str, list[float]]:
        """What each node counts as that is left: filled in for a and for b, then a's and b's point, worst and best."""
        import numpy as np

        nobody = Judgement(assume, (0.0, 1.0))
        own_a, own_b = (list(map(one.judgements.get, self.ids, repeat(nobody))) for one in (a, b))
        of_a, of_b = self._scores(own_a), self._scores(own_b)
        missing_a, missing_b = (_flags(one is nobody for one in own) for own in (own_a, own_b))
        filled_a, filled_b = np.where(missing_a, of_b[0], of_a[0]), np.where(missing_b, of_a[0], of_b[0])
        numbers = np.stack((filled_a, filled_b, *of_a, *of_b), axis=1)
        for start, end in reversed(list(pairwise(self.levels[2:-1]))):
            self._roll_up(numbers, start, end)
        left = self._take_in(numbers)
        places = [*range(self.levels[1]), *left]
        return dict(zip((self.ids[place] for place in places), numbers[places].tolist(), strict=True))

    def _scores(self, own: list[Judgement]) -> tuple[Columns, Columns, Columns]:
        """The points, then the scores at which the question fares worst, then best."""
        import numpy as np

        point = np.array(list(map(attrgetter("plausibility"), own)), dtype=float)
        ends = list(map(attrgetter("range"), own))
        ranged = [place for place, pair in enumerate(ends) if pair]
        low, high = point.copy(), point.copy()
        low[ranged] = [ends[place][0] for place in ranged]
        high[ranged] = [ends[place][1] for place in ranged]
        return point, np.where(self.ours, low, high), np.where(self.ours, high, low)

    def _roll_up(self, numbers: Columns, start: int, end: int) -> None:
        """Make the scores of the parents of a level their outlooks."""
        import numpy as np

        up, beneath = self.parents[start:end], numbers[start:end]
        first = np.flatnonzero(np.diff(up, prepend=-1))  # of each group of siblings
        same, every = self.same[start:end], self.every[up]
        ways = np.where(same[:, None], np.where(every[:, None], beneath, 1 - beneath), 1.0)
        together = np.multiply.reduceat(ways, first)
        worked = np.where(every[first][:, None], together, 1 - together)
        has_ways = np.logical_or.reduceat(same, first)[:, None]
        unopposed = np.multiply.reduceat(np.where(same[:, None], 1.0, 1 - beneath), first)
        numbers[up[first]] *= np.where(has_ways, worked, 1.0) * unopposed

    def _take_in(self, numbers: Columns) -> list[int]:
        """Multiply what branches come to into the scores of kept nodes; the places of those where that cannot be.

        It cannot where one of several ways is enough, and where the score of the node above must stay as it is.
        """
        import numpy as np

        start, end = self.levels[1:3]
        up, same = self.parents[start:end], self.same[start:end]
        stays = np.array([node in self.fixed for node in self.ids[: self.levels[1]]] + [True], dtype=bool)
        factors = ~stays[up] & (~same | self.every[up])
        beneath = numbers[start:end]
        np.multiply.at(numbers, up[factors], np.where(same[:, None], beneath, 1 - beneath)[factors])
        return [start + int(place) for place in np.flatnonzero(~factors)]

    @cached_property
    def nodes(self) -> list[Node]:
        """The nodes themselves."""
        return list(map(self.tree.nodes.__getitem__, self.ids))

    @cached_property
    def parents(self) -> NDArray[np.int64]:
        """`above` as an array."""
        import numpy as np

        return np.array(self.above, dtype=np.int64)

    @cached_property
    def ours(self) -> Flags:
        """Whether each node is a proponent's move."""
        return _flags(kind in PROPONENT_KINDS for kind in map(attrgetter("kind"), self.nodes))

    @cached_property
    def every(self) -> Flags:
        """Whether all refinements of each node must hold."""
        return _flags(refinement == "all" for refinement in map(attrgetter("refinement"), self.nodes))

    @cached_property
    def same(self) -> Flags:
        """Whether each node is on the side of the one above; without meaning for those at the top level."""
        same: Flags = self.ours == self.ours[self.parents]
        return same


def _flags(values: Iterable[bool]) -> Flags:
    import numpy as np

    return np.array(list(values), dtype=bool)
