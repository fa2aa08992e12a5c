"""What one person's scores imply for every node and for the question: a point, and a worst and a best case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress, islice
from operator import is_, is_not

from gametree.evaluation.formula import CircuitFormula, Formula, Running, formula_of
from gametree.evaluation.skeleton import Skeleton
from gametree.evaluation.spread import Spread
from gametree.model.architectures import MOST_IN_SUM
from gametree.model.assessment import Assessment, Judgement
from gametree.model.tree import QUESTION, Tree

ASSUMED = 0.5
"""What an unscored node counts as in a point value."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """All in [0, 1]. `point` is None where nothing is scored from here down; `assumed` tells that something is not.

    `low` and `high` are the worst and the best case: an unscored node may be anything. `is_estimate` tells that what
    stands beneath is too tangled to be exact.
    """

    point: float | None
    low: float
    high: float
    assumed: bool = False
    is_estimate: bool = False


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
        self.number = formula.skeleton.numbers
        self._is_ours, self._architectures = self.skeleton.is_ours, self.skeleton.architectures
        self._judgements: Mapping[str, Judgement] = assessment.judgements
        point, low, high = self._scores()
        self._point, self._low, self._high = Running(formula, point), Running(formula, low), Running(formula, high)
        self._is_scored, self._is_assumed = self._spread()
        self._scored = sum(map(self.number.__contains__, self._judgements))
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
        return Outlook(point if has_point else None, low, high, self._is_assumed[index], self._point.is_estimate(index))

    @property
    def skeleton(self) -> Skeleton:
        """The tree as numbers."""
        return self.formula.skeleton

    def presumed(self, number: int) -> float:
        """What the point of a node comes to, in [0, 1], also where nothing is scored and everything assumed."""
        return self._point.outlook(number)

    def successes(self) -> list[float]:
        """How likely success is in the scenario of each architecture, by the points, in file order."""
        return self._point.successes(self._architectures)

    def gradient(self) -> Sequence[float]:
        """The derivative of the root by every score at the points, in file order: Birnbaum's importance."""
        if self._slopes is None:
            self._slopes = self._point.gradient()
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

    def follow(self, assessment: Assessment, changed: Iterable[str] | None = None) -> None:
        """Take in what the person thinks now; `changed` may name the nodes that were judged anew, which saves time."""
        before, after = self._judgements, assessment.judgements
        differing = _differing(before, after) if changed is None else changed
        self._judgements, self._slopes = after, None
        indices = {self.number[node_id]: node_id for node_id in differing if node_id in self.number}
        for index, node_id in indices.items():
            self._note_whether_scored(index, node_id in before, node_id in after)
        self._take_in(set(indices))
        self.root = self._root()

    def _note_whether_scored(self, index: int, was: bool, now: bool) -> None:
        if was is not now:
            self._scored += 1 if now else -1
            if index not in self._architectures:
                self._is_scored.change(index, now)
                self._is_assumed.change(index, was)

    def _take_in(self, indices: set[int]) -> None:
        if not indices.isdisjoint(self._architectures):
            indices |= set(self._architectures)
        shares = self._shares()
        triples = {index: self._score(index, shares) for index in indices}
        for place, running in enumerate((self._point, self._low, self._high)):
            running.change({index: triple[place] for index, triple in triples.items()})
        self._late |= indices

    # scores

    def _scores(self) -> tuple[list[float], list[float], list[float]]:
        """The scores of all nodes in the point, at the pessimist's end, at the optimist's."""
        ours = self._is_ours[:-1]
        point = [self.assume] * len(ours)
        low, high = [0.0 if mine else 1.0 for mine in ours], [1.0 if mine else 0.0 for mine in ours]
        shares = self._shares()
        for index in (*map(self.number.get, self._judgements), *self._architectures):
            if index is not None:
                point[index], low[index], high[index] = self._score(index, shares)
        return point, low, high

    def _score(self, index: int, shares: Mapping[int, float]) -> tuple[float, float, float]:
        """What a node counts as: in the point, at the pessimist's end, at the optimist's."""
        judgement = self._judgements.get(self.formula.ids[index])
        point = judgement.plausibility if judgement else shares.get(index, self.assume)
        low, high = _ends(judgement)
        return (point, low, high) if self._is_ours[index] else (point, high, low)

    def _shares(self) -> dict[int, float]:
        """What each unscored architecture takes of what the scored ones leave."""
        unscored = [index for index in self._architectures if self.formula.ids[index] not in self._judgements]
        return dict.fromkeys(unscored, max(0.0, 1 - self._weight_in_sum()) / len(unscored)) if unscored else {}

    def _weight_in_sum(self) -> float:
        ids = (self.formula.ids[index] for index in self._architectures)
        return sum(self._judgements[node_id].plausibility for node_id in ids if node_id in self._judgements)

    def _spread(self) -> tuple[Spread, Spread]:
        """Where something is scored, and where something is not, from a node down; an architecture's own weight is no
        part of its outlook."""
        judged = [node_id in self._judgements for node_id in self.formula.ids]
        missing = [not one for one in judged]
        for index in self._architectures:
            judged[index] = missing[index] = False
        return Spread(self.skeleton, judged), Spread(self.skeleton, missing)

    # the root

    def _root(self) -> RootOutlook:
        stated = self._judgements.get(QUESTION)
        total = self._weight_in_sum()
        excess = total - 1 if total > MOST_IN_SUM else 0.0
        point = self._clipped(self._point.root) if self._scored and not excess else None
        low, high = (None, None) if excess else self._root_range()
        left = max(0.0, 1 - sum(self._point.scores[index] for index in self._architectures))
        return RootOutlook(
            point,
            low,
            high,
            self._independent() if point is not None else None,
            stated.plausibility if stated else None,
            len(self.formula.ids) - self._scored,
            left if self._architectures else None,
            excess,
            self._point.error,
        )

    def _root_range(self) -> tuple[float, float]:
        if not self._architectures:
            return self._clipped(self._low.root), self._clipped(self._high.root)
        limits = [self.ends(self.formula.ids[index]) for index in self._architectures]
        worst = self._low.successes(self._architectures)
        best = self._high.successes(self._architectures)
        low = sum(end * success for (end, _), success in zip(limits, worst, strict=True))
        return self._clipped(low), self._clipped(fill_best_first(limits, best))

    def _independent(self) -> float | None:
        if self.semantics != "prob":
            return None
        if self._copies is None:
            return self._clipped(self._point.root)
        self._copies.change({index: self._point.scores[index] for index in self._late})
        self._late.clear()
        return self._clipped(self._copies.root)

    @cached_property
    def _copies(self) -> Running | None:
        """The points with shared nodes as copies; None where no node is shared."""
        if not self.skeleton.has_shared or not isinstance(self.formula, CircuitFormula):
            return None
        return Running(self.formula.as_copies(), self._point.scores)

    @cached_property
    def _late(self) -> set[int]:
        """The nodes whose scores the copies have not taken in yet."""
        return set()

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


def _differing(before: Mapping[str, Judgement], after: Mapping[str, Judgement]) -> set[str]:
    """The ids that are judged differently, and perhaps some more."""
    if len(before) <= len(after) and all(map(is_, before, after)):  # in place and at the end, as nearly always
        elsewhere = compress(before, map(is_not, before.values(), after.values()))
        return {*elsewhere, *islice(after, len(before), None)}
    return {node_id for node_id in before.keys() | after.keys() if before.get(node_id) != after.get(node_id)}
