"""A polynomial as a list of sums and products, each after those it is made of: its value, and all its derivatives in
one reverse pass."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol


class Block(Protocol):
    """A part of the polynomial that is worked out in a way of its own."""

    @property
    def inputs(self) -> tuple[int, ...]:
        """The operations whose values it needs."""

    @property
    def scores(self) -> tuple[int, ...]:
        """The scores it needs."""

    def value(self, inputs: Sequence[float], scores: Sequence[float]) -> float:
        """The value for the values of its inputs and scores."""

    def slopes(self, inputs: Sequence[float], scores: Sequence[float]) -> tuple[list[float], list[float]]:
        """The derivatives by its inputs and by its scores."""


class Operation(NamedTuple):
    """The product of some scores and factors; or, where there are terms, their sum; or a block.

    A factor is twice the number of an operation, plus one where one minus its value is meant.
    """

    scores: tuple[int, ...] = ()
    factors: tuple[int, ...] = ()
    terms: tuple[int, ...] = ()
    block: Block | None = None


class Circuit:
    """Operations in an order in which they can be worked out."""

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = tuple(operations)
        self._users: list[list[int]] | None = None
        self._by_score: dict[int, list[int]] = {}

    def values(self, scores: Sequence[float]) -> list[float]:
        """The value of every operation."""
        values = [0.0] * len(self.operations)
        self.work_out(scores, values, range(len(values)))
        return values

    def work_out(self, scores: Sequence[float], values: list[float], which: Iterable[int]) -> None:
        """Put the values of some operations, in order, where they belong."""
        operations = self.operations
        for index in which:
            of_scores, factors, terms, block = operations[index]
            value = 1.0
            for score in of_scores:
                value *= scores[score]
            for factor in factors:
                value *= 1.0 - values[factor >> 1] if factor & 1 else values[factor >> 1]
            if terms:
                value = sum([values[term] for term in terms])
            elif block:
                value = block.value([values[i] for i in block.inputs], [scores[i] for i in block.scores])
            values[index] = value

    def above(self, scores: Iterable[int]) -> list[int]:
        """The operations whose values depend on one of the scores, in order."""
        users = self._who_uses_what()
        found = {index for score in scores for index in self._by_score.get(score, ())}
        waiting = list(found)
        while waiting:
            for user in users[waiting.pop()]:
                if user not in found:
                    found.add(user)
                    waiting.append(user)
        return sorted(found)

    def slopes(
        self, top: int, scores: Sequence[float], values: Sequence[float], which: Sequence[int] | None = None
    ) -> list[float]:
        """The derivative of operation `top` by every score; by those only that reach it through `which`, if given."""
        return self._reverse(top, scores, values, which)[0]

    def weights(self, top: int, scores: Sequence[float], values: Sequence[float]) -> list[float]:
        """The derivative of operation `top` by the value of every operation."""
        return self._reverse(top, scores, values, None)[1]

    def _reverse(
        self, top: int, scores: Sequence[float], values: Sequence[float], which: Sequence[int] | None
    ) -> tuple[list[float], list[float]]:
        """Reverse accumulation; leave-one-out products are prefix times suffix, so that zeros are no trouble."""
        slopes = [0.0] * len(scores)
        weight = [0.0] * len(values)
        weight[top] = 1.0
        for index in reversed(range(top + 1) if which is None else which):
            share = weight[index]
            if share:
                self._hand_down(index, share, scores, values, weight, slopes)
        return slopes, weight

    def _hand_down(
        self,
        index: int,
        share: float,
        scores: Sequence[float],
        values: Sequence[float],
        weight: list[float],
        slopes: list[float],
    ) -> None:
        of_scores, factors, terms, block = self.operations[index]
        if terms:
            for term in terms:
                weight[term] += share
        elif block:
            inputs, own = [values[i] for i in block.inputs], [scores[i] for i in block.scores]
            by_input, by_score = block.slopes(inputs, own)
            for i, slope in zip(block.inputs, by_input, strict=True):
                weight[i] += share * slope
            for i, slope in zip(block.scores, by_score, strict=True):
                slopes[i] += share * slope
        elif not factors and len(of_scores) == 1:
            slopes[of_scores[0]] += share
        else:
            numbers = [scores[score] for score in of_scores]
            numbers += [1.0 - values[f >> 1] if f & 1 else values[f >> 1] for f in factors]
            others = leave_one_out(numbers)
            for score, other in zip(of_scores, others, strict=False):
                slopes[score] += share * other
            for factor, other in zip(factors, others[len(of_scores) :], strict=True):
                weight[factor >> 1] += -share * other if factor & 1 else share * other

    def _who_uses_what(self) -> list[list[int]]:
        if self._users is None:
            self._users = [[] for _ in self.operations]
            for index, (of_scores, factors, terms, block) in enumerate(self.operations):
                for factor in factors:
                    self._users[factor >> 1].append(index)
                for term in (*terms, *(block.inputs if block else ())):
                    self._users[term].append(index)
                for score in (*of_scores, *(block.scores if block else ())):
                    self._by_score.setdefault(score, []).append(index)
        return self._users


def leave_one_out(numbers: Sequence[float]) -> list[float]:
    """For each number the product of all the others."""
    others: list[float] = []
    product = 1.0
    for number in numbers:
        others.append(product)
        product *= number
    product = 1.0
    for index in range(len(numbers) - 1, -1, -1):
        others[index] *= product
        product *= numbers[index]
    return others
