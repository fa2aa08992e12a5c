"""Other ways to roll scores up, by name: what a person might mean instead of the probability."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from gametree.errors import UnknownSemantics
from gametree.evaluation.circuit import leave_one_out
from gametree.evaluation.gates import by_side, children_first
from gametree.model.text import quoted, suggestion
from gametree.model.tree import Tree

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

    def __init__(self, tree: Tree, rule: Rule) -> None:
        self.ids = tuple(tree.nodes)
        number = {node_id: index for index, node_id in enumerate(self.ids)}
        self.rule = rule
        self.order = [number[node_id] for node_id in children_first(tree)]
        self.architectures = tuple(number[node.id] for node in tree.architectures)
        self._is_scenario = frozenset(self.architectures)
        sides = {node_id: by_side(tree, node_id) for node_id in tree.children}
        self._beneath = {
            number.get(node_id, -1): ([number[way] for way in ways], [number[reply] for reply in replies])
            for node_id, (ways, replies) in sides.items()
        }
        needs_all = (number[node.id] for node in tree.nodes.values() if node.refinement == "all")
        self._needs_all = frozenset(needs_all)

    def root(self, scores: Sequence[float]) -> float:
        """The value of the question."""
        return self._root(scores, self.outlooks(scores))

    def outlooks(self, scores: Sequence[float]) -> list[float]:
        """The value of every node."""
        found = [0.0] * len(self.ids)
        for index in self.order:
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
        for index in reversed(self.order):
            if weight[index]:
                self._hand_down(index, weight[index], scores, found, weight, slopes)
        return slopes

    # within

    def _root(self, scores: Sequence[float], found: Sequence[float]) -> float:
        if not self.architectures:
            return self._join(-1, scores, found)[0]
        return sum(scores[index] * self._scenario(index, found)[0] for index in self.architectures)

    def _scenario(self, index: int, found: Sequence[float]) -> tuple[float, list[float], list[int]]:
        """The value of one scenario: its branch, and what counters the question; with the numbers joined and whose."""
        replies = self._beneath.get(-1, ([], []))[1]
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
        ways, replies = self._beneath.get(index, ([], []))
        of_ways = self.rule.all_of if index in self._needs_all else self.rule.any_of
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
        ways, replies = self._beneath.get(index, ([], []))
        by_score, by_way, by_left = _slopes(self.rule.together, self._join(index, scores, found)[1])
        if index >= 0 and index not in self._is_scenario:
            slopes[index] += share * by_score
        if ways:
            of_ways = self.rule.all_of if index in self._needs_all else self.rule.any_of
            for child, slope in zip(ways, _slopes(of_ways, [found[child] for child in ways]), strict=True):
                weight[child] += share * by_way * slope
        self._to_replies(replies, share * by_left, found, weight)

    def _to_replies(self, replies: list[int], share: float, found: Sequence[float], weight: list[float]) -> None:
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
