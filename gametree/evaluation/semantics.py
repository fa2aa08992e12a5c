"""Other ways to roll scores up, by name: what a person might mean instead of the probability."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from gametree.errors import UnknownSemantics
from gametree.evaluation.circuit import leave_one_out
from gametree.evaluation.skeleton import Skeleton
from gametree.model.text import quoted, suggestion

Fold = Callable[[Sequence[float]], float]


@dataclass(frozen=True, slots=True)
class Rule:
    """How a node's score, its refinements and its countermeasures are joined; shared nodes count as copies.

    `against` joins what the countermeasures leave over, one minus the outlook of each; `together` joins the score,
    the refinements and what is left over.
    """

    any_of: Fold
    all_of: Fold
    against: Fold
    together: Fold


RULES: Final[dict[str, Rule]] = {
    "best": Rule(max, math.prod, math.prod, math.prod),
    "line": Rule(max, math.prod, min, math.prod),
    "minimax": Rule(max, min, min, min),
}
LENSES: Final = ("dfquad", "quadratic-energy", "euler-based")
SEMANTICS: Final = ("prob", "best", "line", "minimax", "independent", *LENSES)
"""Every semantics, the default first."""


def check_semantics(name: str) -> None:
    """Raise UnknownSemantics unless there is a semantics of that name."""
    if name not in SEMANTICS:
        raise UnknownSemantics(quoted(name), suggestion(name, SEMANTICS), SEMANTICS)


class BottomUpFormula:
    """A tree rolled up by a rule in one pass; architectures are weighed as in `prob`, for nature plays them."""

    multilinear = False

    def __init__(self, skeleton: Skeleton, rule: Rule) -> None:
        self.skeleton, self.rule = skeleton, rule
        self.ids = skeleton.ids
        self.architectures = skeleton.architectures
        self._is_scenario = frozenset(skeleton.architectures)

    def root(self, scores: Sequence[float]) -> float:
        """The value of the question."""
        return self._root(scores, self.outlooks(scores))

    def outlooks(self, scores: Sequence[float]) -> list[float]:
        """The value of every node."""
        found = [0.0] * len(self.ids)
        for index in self.skeleton.order:
            found[index] = self._join(index, scores, found)[0]
        return found

    def gradient(self, scores: Sequence[float]) -> list[float]:
        """The derivative by every score; where several moves are equally good, along the first of them."""
        found = self.outlooks(scores)
        slopes, weight = [0.0] * len(scores), [0.0] * len(scores)
        if self.architectures:
            for index in self.architectures:
                slopes[index] = self._scenario(index, found)[0]
            for index in self.architectures:
                self._hand_down_scenario(index, scores[index], found, weight)
        else:
            self._hand_down(-1, 1.0, scores, found, weight, slopes)
        for index in reversed(self.skeleton.order):
            if weight[index]:
                self._hand_down(index, weight[index], scores, found, weight, slopes)
        return slopes

    # within

    def _root(self, scores: Sequence[float], found: Sequence[float]) -> float:
        if not self.architectures:
            return self._join(-1, scores, found)[0]
        return sum(scores[index] * self._scenario(index, found)[0] for index in self.architectures)

    def _scenario(self, index: int, found: Sequence[float]) -> tuple[float, list[float], Sequence[int]]:
        """The value of one scenario: its branch, and what counters the question; with the numbers joined and whose."""
        replies = self.skeleton.replies[-1]
        left = self.rule.against([1.0 - found[reply] for reply in replies]) if replies else 1.0
        numbers = [found[index], left]
        return self.rule.together(numbers), numbers, replies

    def _hand_down_scenario(self, index: int, share: float, found: Sequence[float], weight: list[float]) -> None:
        _, numbers, replies = self._scenario(index, found)
        own, left = _slopes(self.rule.together, numbers)
        weight[index] += share * own
        self._to_replies(replies, share * left, found, weight)

    def _join(self, index: int, scores: Sequence[float], found: Sequence[float]) -> tuple[float, list[float]]:
        """The value of a node, and the numbers it was joined from: score, refinements, what is left over."""
        ways, replies = self.skeleton.ways[index], self.skeleton.replies[index]
        of_ways = self.rule.all_of if index in self.skeleton.needs_all else self.rule.any_of
        score = 1.0 if index < 0 or index in self._is_scenario else scores[index]
        way = of_ways([found[child] for child in ways]) if ways else 1.0
        left = self.rule.against([1.0 - found[reply] for reply in replies]) if replies else 1.0
        return self.rule.together([score, way, left]), [score, way, left]

    def _hand_down(
        self,
        index: int,
        share: float,
        scores: Sequence[float],
        found: Sequence[float],
        weight: list[float],
        slopes: list[float],
    ) -> None:
        ways, replies = self.skeleton.ways[index], self.skeleton.replies[index]
        by_score, by_way, by_left = _slopes(self.rule.together, self._join(index, scores, found)[1])
        if index >= 0 and index not in self._is_scenario:
            slopes[index] += share * by_score
        if ways:
            of_ways = self.rule.all_of if index in self.skeleton.needs_all else self.rule.any_of
            for child, slope in zip(ways, _slopes(of_ways, [found[child] for child in ways]), strict=True):
                weight[child] += share * by_way * slope
        self._to_replies(replies, share * by_left, found, weight)

    def _to_replies(self, replies: Sequence[int], share: float, found: Sequence[float], weight: list[float]) -> None:
        if replies:
            for reply, slope in zip(
                replies, _slopes(self.rule.against, [1.0 - found[reply] for reply in replies]), strict=True
            ):
                weight[reply] -= share * slope


def _slopes(fold: Fold, numbers: Sequence[float]) -> list[float]:
    """The derivatives of a fold; that of an extreme is 1 at its first place."""
    if fold is math.prod:
        return leave_one_out(numbers)
    first = numbers.index(fold(numbers))
    return [1.0 if place == first else 0.0 for place in range(len(numbers))]
