"""A polynomial as a list of sums and products, each after those it is made of: its value, and all its derivatives in
one reverse pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol


class Block(Protocol):
    """A part of the polynomial that is worked out in a way of its own; it makes `size` operations side by side."""

    @property
    def size(self) -> int:
        """How many values it has."""

    @property
    def inputs(self) -> Sequence[int]:
        """The operations whose values it needs."""

    def values(self, inputs: Sequence[float]) -> Sequence[float]:
        """Its values for the values of its inputs."""

    def slopes(self, inputs: Sequence[float], shares: Sequence[float]) -> Sequence[float]:
        """The derivatives of Σ share · value by its inputs."""


Operation = tuple[int | None, tuple[int, ...]]
"""The product of a score (None: of none) and some factors; 1, a sum or a block's where there is neither.

A factor is twice the number of an operation, plus one where one minus its value is meant.
"""


class Circuit:
    """Operations in an order in which they can be worked out.

    Some are sums of other operations, and a block stands under the first of its operations.
    """

    def __init__(
        self,
        operations: Sequence[Operation],
        sums: Mapping[int, Sequence[int]] | None = None,
        blocks: Mapping[int, Block] | None = None,
    ) -> None:
        self.operations = operations
        self.sums: Mapping[int, Sequence[int]] = sums or {}
        self.blocks: Mapping[int, Block] = blocks or {}
        self._users: _Users | None = None

    def values(self, scores: Sequence[float]) -> list[float]:
        """The value of every operation."""
        values = [1.0] * len(self.operations)
        self.work_out(scores, values, range(len(values)))
        return values

    def work_out(self, scores: Sequence[float], values: list[float], which: Iterable[int]) -> None:
        """Put the values of some operations, in order, where they belong."""
        operations = self.operations
        for index in which:
            score, factors = operations[index]
            if score is None:
                if not factors:
                    self._work_out_other(index, values)
                    continue
                value = 1.0
            else:
                value = scores[score]
            for factor in factors:
                value *= 1.0 - values[factor >> 1] if factor & 1 else values[factor >> 1]
            values[index] = value

    def _work_out_other(self, index: int, values: list[float]) -> None:
        """What is not a product: a sum, or a block at its first operation."""
        if index in self.sums:
            values[index] = sum([values[term] for term in self.sums[index]])
        elif index in self.blocks:
            block = self.blocks[index]
            values[index : index + block.size] = block.values([values[number] for number in block.inputs])

    def above(self, scores: Iterable[int]) -> list[int]:
        """The operations whose values depend on one of the scores, in order."""
        users = self._who_uses_what()
        return users.above(index for score in scores for index in users.of_score(score))

    def above_operations(self, operations: Iterable[int]) -> list[int]:
        """Some operations and those whose values depend on them, in order."""
        return self._who_uses_what().above(operations)

    def slopes(
        self, top: int, scores: Sequence[float], values: Sequence[float], which: Sequence[int] | None = None
    ) -> list[float]:
        """The derivative of operation `top` by every score; by those only that reach it through `which`, if given."""
        slopes = [0.0] * len(scores)
        self._reverse(top, scores, values, which, slopes)
        return slopes

    def weights(self, top: int, scores: Sequence[float], values: Sequence[float], which: Sequence[int]) -> list[float]:
        """The derivative of operation `top` by the values of the operations `which`; 0 beneath blocks."""
        return self._reverse(top, scores, values, which, None)

    def _reverse(
        self,
        top: int,
        scores: Sequence[float],
        values: Sequence[float],
        which: Sequence[int] | None,
        slopes: list[float] | None,
    ) -> list[float]:
        """Reverse accumulation of the weights of all operations, and of the slopes of all scores."""
        operations, weight = self.operations, [0.0] * len(values)
        weight[top] = 1.0
        for index in reversed(range(top + 1) if which is None else which):
            score, factors = operations[index]
            share = weight[index]
            if score is None and not factors:
                self._hand_down_other(index, values, weight, through_blocks=slopes is not None)
            elif share:
                if score is not None:
                    if slopes is not None:
                        slopes[score] += share * _product(factors, values)
                    share *= scores[score]
                self._hand_down(factors, share, values, weight)
        return weight

    @staticmethod
    def _hand_down(factors: Sequence[int], share: float, values: Sequence[float], weight: list[float]) -> None:
        """The part of each factor; leave-one-out products are prefix times suffix, so that zeros are no trouble."""
        if len(factors) == 1:
            weight[factors[0] >> 1] += -share if factors[0] & 1 else share
            return
        numbers = [1.0 - values[factor >> 1] if factor & 1 else values[factor >> 1] for factor in factors]
        for factor, others in zip(factors, leave_one_out(numbers), strict=True):
            weight[factor >> 1] += -share * others if factor & 1 else share * others

    def _hand_down_other(self, index: int, values: Sequence[float], weight: list[float], through_blocks: bool) -> None:
        for term in self.sums.get(index, ()):
            weight[term] += weight[index]
        if through_blocks and index in self.blocks:
            block = self.blocks[index]
            shares = weight[index : index + block.size]
            if any(shares):
                slopes = block.slopes([values[number] for number in block.inputs], shares)
                for number, slope in zip(block.inputs, slopes, strict=True):
                    weight[number] += slope

    def _who_uses_what(self) -> _Users:
        if self._users is None:
            self._users = _Users(self)
        return self._users


class CircuitBuilder:
    """Collects operations; the first two are the numbers 1 and 0."""

    ONE, ZERO = 0, 1

    def __init__(self, operations: Iterable[Operation] = ((None, ()), (None, (1,)))) -> None:
        self.operations = list(operations)
        self.sums: dict[int, Sequence[int]] = {}
        self.blocks: dict[int, Block] = {}

    def product(self, score: int | None, factors: Sequence[int]) -> int:
        """The operation that is the product of a score and some factors."""
        if score is None:
            if not factors:
                return self.ONE
            if len(factors) == 1 and not factors[0] & 1:
                return factors[0] >> 1
        self.operations.append((score, tuple(factors)))
        return len(self.operations) - 1

    def sum(self, terms: Sequence[int]) -> int:
        """The operation that is the sum of some operations."""
        if len(terms) < 2:
            return terms[0] if terms else self.ZERO
        self.sums[len(self.operations)] = tuple(terms)
        self.operations.append((None, ()))
        return len(self.operations) - 1

    def block(self, block: Block) -> int:
        """The first operation of a block."""
        lead = len(self.operations)
        self.blocks[lead] = block
        self.operations += [(None, ())] * block.size
        return lead

    def built(self) -> Circuit:
        """What was collected."""
        return Circuit(self.operations, self.sums, self.blocks)


class _Users:
    """Which operations rest on which operations and scores; nearly all are used once."""

    def __init__(self, circuit: Circuit) -> None:
        self._first = [-1] * len(circuit.operations)
        self._others: dict[int, list[int]] = {}
        self._first_of_score: dict[int, int] = {}
        self._others_of_score: dict[int, list[int]] = {}
        first = self._first
        for index, (score, factors) in enumerate(circuit.operations):
            if score is not None:
                self._add_to_score(score, index)
            for factor in factors:
                if first[factor >> 1] < 0:
                    first[factor >> 1] = index
                else:
                    self._add(factor >> 1, index)
        for index, terms in circuit.sums.items():
            for term in terms:
                self._add(term, index)
        for lead, block in circuit.blocks.items():
            self._add_block(lead, block)

    def _add(self, index: int, user: int) -> None:
        self._others.setdefault(index, []).append(user)

    def _add_to_score(self, score: int, user: int) -> None:
        if self._first_of_score.setdefault(score, user) != user:
            self._others_of_score.setdefault(score, []).append(user)

    def _add_block(self, lead: int, block: Block) -> None:
        for number in block.inputs:
            self._add(number, lead)
        for place in range(1, block.size):
            self._add(lead, lead + place)

    def of_score(self, score: int) -> Iterator[int]:
        """The operations with that score in them."""
        if score in self._first_of_score:
            yield self._first_of_score[score]
            yield from self._others_of_score.get(score, ())

    def above(self, operations: Iterable[int]) -> list[int]:
        """The operations and those that rest on them, in order."""
        found = set(operations)
        waiting = list(found)
        while waiting:
            index = waiting.pop()
            for user in (self._first[index], *self._others.get(index, ())):
                if user >= 0 and user not in found:
                    found.add(user)
                    waiting.append(user)
        return sorted(found)


def _product(factors: Iterable[int], values: Sequence[float]) -> float:
    product = 1.0
    for factor in factors:
        product *= 1.0 - values[factor >> 1] if factor & 1 else values[factor >> 1]
    return product


def leave_one_out(numbers: Sequence[float]) -> list[float]:
    """For each number the product of all the others."""
    if len(numbers) == 2:
        return [numbers[1], numbers[0]]
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
