"""What one person's scores imply for every node and for the question: a point, and a worst and a best case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from gametree.evaluation.formula import CircuitFormula, Formula, Running, formula_of
from gametree.evaluation.gates import children_first
from gametree.model.architectures import MOST_IN_SUM
from gametree.model.assessment import Assessment, Judgement
from gametree.model.tree import QUESTION, Side, Tree

ASSUMED = 0.5
"""What an unscored node counts as in a point value."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """All in [0, 1]. `point` is None where nothing is scored from here down; `assumed` tells that something is not.

    `low` and `high` are the worst and the best case: an unscored node may be anything.
    """

    point: float | None
    low: float
    high: float
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class RootOutlook:
    """The answer to the tree's question; no number where nothing is scored or the architectures exceed 1 in sum."""

    point: float | None
    low: float | None
    high: float | None
    independent: float | None
    """The point if every use of a shared node were an event of its own; None under other semantics than `prob`."""
    stated: float | None
    """What the person says outright."""
    assumed: int
    """How many nodes are not scored."""
    none_of_these: float | None
    """What the architectures leave of 1; None without architectures."""
    excess: float
    """By how much the scored architectures exceed 1 in sum; 0 if they do not."""
    error: float
    """The standard error of the point where it is an estimate; 0 where it is exact."""


def outlook_of(
    tree: Tree, assessment: Assessment, semantics: str = "prob", assume: float = ASSUMED, formula: Formula | None = None
) -> Outlooks:
    """The outlook of every node of a tree without cycles; raises UnknownSemantics."""
    return Outlooks(tree, assessment, semantics, assume, formula or formula_of(tree, semantics))


class Outlooks:
    """All outlooks of one assessment. `follow` takes another one in, at the cost of what depends on the difference."""

    def __init__(self, tree: Tree, assessment: Assessment, semantics: str, assume: float, formula: Formula) -> None:
        self.tree, self.semantics, self.assume, self.formula = tree, semantics, assume, formula
        self.number = {node_id: index for index, node_id in enumerate(formula.ids)}
        self._nodes = tuple(tree.nodes.values())
        self._architectures = tuple(self.number[node.id] for node in tree.architectures)
        self._order = [self.number[node_id] for node_id in children_first(tree)]
        self._judgements: Mapping[str, Judgement] = assessment.judgements
        point, low, high = self._scores()
        self._point, self._low, self._high = Running(formula, point), Running(formula, low), Running(formula, high)
        self._is_scored, self._is_assumed = [False] * len(self._nodes), [False] * len(self._nodes)
        self._note_scored(self._order)
        self.root = self._root()

    # what is known

    @property
    def nodes(self) -> Mapping[str, Outlook]:
        """The outlook of every node, by id, in file order."""
        return _ByNode(self)

    @property
    def scores(self) -> Sequence[float]:
        """The scores behind the points, in file order: unscored nodes as assumed, architectures share what is left."""
        return self._point.scores

    def node(self, node_id: str) -> Outlook:
        """The outlook of one node."""
        index = self.number[node_id]
        point = self._point.outlook(index)
        low, high = sorted((self._low.outlook(index), self._high.outlook(index)))
        has_point = self._is_scored[index] or not self._is_assumed[index]
        return Outlook(point if has_point else None, low, high, self._is_assumed[index])

    def presumed(self, node_id: str) -> float:
        """What the point of a node comes to, in [0, 1], also where nothing is scored and everything assumed."""
        return self._point.outlook(self.number[node_id])

    def successes(self) -> list[float]:
        """How likely success is in the scenario of each architecture, by the points, in file order."""
        return self._point.successes(self._architectures)

    def gradient(self) -> Sequence[float]:
        """The derivative of the root by every score at the points, in file order: Birnbaum's importance."""
        if self._slopes is None:
            self._slopes = self.formula.gradient(self._point.scores)
        return self._slopes

    _slopes: Sequence[float] | None = None

    def ends(self, node_id: str) -> tuple[float, float]:
        """How low and how high the score of a node may be; 0 and 1 where it is not scored."""
        return _ends(self._judgements.get(node_id))

    def room(self, node_id: str) -> float:
        """The width within which the score of an unscored node may move."""
        return max(0.0, 1 - self._weight_in_sum()) if self.number[node_id] in self._architectures else 1.0

    def polynomial_root(self) -> float:
        """The root's point as it stands in the polynomial: also where nothing is scored, and not clipped."""
        return self._point.root

    # changes

    def follow(self, assessment: Assessment) -> None:
        """Take in what the person thinks now."""
        before, after = self._judgements, assessment.judgements
        changed = {node_id for node_id, judgement in after.items() if before.get(node_id) != judgement}
        changed |= before.keys() - after.keys()
        self._judgements, self._slopes = after, None
        indices = {self.number[node_id] for node_id in changed if node_id in self.number}
        if indices:
            self._take_in(indices)
        self.root = self._root()

    def _take_in(self, indices: set[int]) -> None:
        if not indices.isdisjoint(self._architectures):
            indices |= set(self._architectures)
        shares = self._shares()
        for running, which in ((self._point, 0), (self._low, 1), (self._high, 2)):
            running.change({index: self._score(index, shares)[which] for index in indices})
        above = self._with_those_above(indices)
        self._note_scored(index for index in self._order if index in above)

    def _with_those_above(self, indices: Iterable[int]) -> set[int]:
        found, waiting = set(indices), list(indices)
        while waiting:
            for parent in self._nodes[waiting.pop()].parents:
                index = self.number[parent]
                if index not in found:
                    found.add(index)
                    waiting.append(index)
        return found

    # scores

    def _scores(self) -> tuple[list[float], list[float], list[float]]:
        shares = self._shares()
        triples = [self._score(index, shares) for index in range(len(self._nodes))]
        return [t[0] for t in triples], [t[1] for t in triples], [t[2] for t in triples]

    def _score(self, index: int, shares: Mapping[int, float]) -> tuple[float, float, float]:
        """What a node counts as: in the point, at the pessimist's end, at the optimist's."""
        node = self._nodes[index]
        judgement = self._judgements.get(node.id)
        point = judgement.plausibility if judgement else shares.get(index, self.assume)
        low, high = _ends(judgement)
        return (point, low, high) if node.side is Side.PROPONENT else (point, high, low)

    def _shares(self) -> dict[int, float]:
        """What each unscored architecture takes of what the scored ones leave."""
        unscored = [index for index in self._architectures if self._nodes[index].id not in self._judgements]
        return dict.fromkeys(unscored, max(0.0, 1 - self._weight_in_sum()) / len(unscored)) if unscored else {}

    def _weight_in_sum(self) -> float:
        ids = (self._nodes[index].id for index in self._architectures)
        return sum(self._judgements[node_id].plausibility for node_id in ids if node_id in self._judgements)

    def _note_scored(self, children_first: Iterable[int]) -> None:
        """Note where something is scored, and something is not, from a node down; an architecture's own weight is no
        part of its outlook."""
        is_scored, is_assumed, number = self._is_scored, self._is_assumed, self.number
        children, judgements, weights = self.tree.children, self._judgements, set(self._architectures)
        for index in children_first:
            node_id = self._nodes[index].id
            own = node_id in judgements and index not in weights
            missing = node_id not in judgements and index not in weights
            for child in children.get(node_id, ()):
                own = own or is_scored[number[child]]
                missing = missing or is_assumed[number[child]]
            is_scored[index], is_assumed[index] = own, missing

    # the root

    def _root(self) -> RootOutlook:
        judgements = self._judgements
        scored = sum(1 for node_id in judgements if node_id in self.number)
        stated = judgements.get(QUESTION)
        excess = max(0.0, self._weight_in_sum() - 1) if self._weight_in_sum() > MOST_IN_SUM else 0.0
        point = self._clipped(self._point.root) if scored and not excess else None
        low, high = (None, None) if excess else self._root_range()
        left = max(0.0, 1 - sum(self._point.scores[index] for index in self._architectures))
        return RootOutlook(
            point,
            low,
            high,
            self._independent() if point is not None else None,
            stated.plausibility if stated else None,
            len(self._nodes) - scored,
            left if self._architectures else None,
            excess,
            self.formula.error(self._point.scores) if isinstance(self.formula, CircuitFormula) else 0.0,
        )

    def _root_range(self) -> tuple[float, float]:
        if not self._architectures:
            return self._clipped(self._low.root), self._clipped(self._high.root)
        limits = [self.ends(self._nodes[index].id) for index in self._architectures]
        worst = self._low.successes(self._architectures)
        best = self._high.successes(self._architectures)
        low = sum(end * success for (end, _), success in zip(limits, worst, strict=True))
        return self._clipped(low), self._clipped(fill_best_first(limits, best))

    def _independent(self) -> float | None:
        if self.semantics != "prob":
            return None
        if self._copies is None:
            return self._clipped(self._point.root)
        self._copies.change(dict(enumerate(self._point.scores)))
        return self._clipped(self._copies.root)

    @cached_property
    def _copies(self) -> Running | None:
        """The points with shared nodes as copies; None where no node is shared."""
        if not any(len(node.parents) > 1 for node in self._nodes):
            return None
        return Running(CircuitFormula(self.tree, as_copies=True), self._point.scores)

    @staticmethod
    def _clipped(value: float) -> float:
        return min(1.0, max(0.0, value))


class _ByNode(Mapping[str, Outlook]):
    """Outlooks worked out when they are asked for."""

    def __init__(self, outlooks: Outlooks) -> None:
        self._outlooks = outlooks

    def __getitem__(self, node_id: str) -> Outlook:
        return self._outlooks.node(node_id)

    def __iter__(self) -> Iterator[str]:
        return iter(self._outlooks.number)

    def __len__(self) -> int:
        return len(self._outlooks.number)


def fill_best_first(limits: Sequence[tuple[float, float]], successes: Sequence[float]) -> float:
    """The most that Σ weight · success can be for weights within their limits (low, high) and at most 1 in sum."""
    total = sum(low * success for (low, _), success in zip(limits, successes, strict=True))
    left = 1 - sum(low for low, _ in limits)
    for success, (low, high) in sorted(zip(successes, limits, strict=True), reverse=True):
        extra = max(0.0, min(high - low, left))
        total += extra * success
        left -= extra
    return total


def _ends(judgement: Judgement | None) -> tuple[float, float]:
    if judgement is None:
        return 0.0, 1.0
    return judgement.range or (judgement.plausibility, judgement.plausibility)
