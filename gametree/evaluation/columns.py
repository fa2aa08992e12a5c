"""What is too tangled to be taken apart: events side by side in columns, one for each way they may turn out.

Where all ways make at most `MOST_CELLS` cells they are all there and the result is exact (cutset conditioning, Pearl
1988). Beyond that columns are drawn with a fixed seed and weighed by how likely they are (cutset sampling, Bidyuk &
Dechter 2007).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Column = NDArray[np.float64]

MOST_CELLS = 6_000_000
"""Lines times columns: 50 MB, and some hundredths of a second."""
_SEED = 1


class Line(NamedTuple):
    """One gate: its score's place (-1: none), its factors, its number as an event (-1: none).

    A factor is twice a place plus one where one minus it is meant; places of inputs come before those of lines.
    """

    score: int
    factors: tuple[int, ...]
    event: int


@dataclass(frozen=True)
class Columns:
    """A group of literals that share many events, as a block of a circuit."""

    inputs: tuple[int, ...]
    scores: tuple[int, ...]
    lines: tuple[Line, ...]
    top: tuple[int, ...]
    """The factors whose product is wanted."""
    events: int

    @classmethod
    def of(
        cls, group: Iterable[int], expressions: Sequence[Any], seen: Sequence[int], marginals: Mapping[int, int]
    ) -> Columns:
        """The columns for a group of literals of expressions; those that see no event come in as inputs."""
        literals = sorted(group)
        inside = _beneath(literals, expressions, seen)
        inputs = sorted({x >> 1 for n in inside for x in expressions[n].literals if not seen[x >> 1]})
        scores = sorted({expressions[n].score for n in inside if expressions[n].score is not None})
        place = {number: index for index, number in enumerate([*inputs, *inside])}
        at = {score: index for index, score in enumerate(scores)}
        numbers: dict[int, int] = {}
        lines = []
        for number in inside:
            expression = expressions[number]
            factors = tuple(2 * place[x >> 1] + (x & 1) for x in expression.literals)
            event = numbers.setdefault(expression.event, len(numbers)) if expression.event >= 0 else -1
            lines.append(Line(at.get(expression.score, -1), factors, event))
        top = tuple(2 * place[x >> 1] + (x & 1) for x in literals)
        return cls(tuple(marginals[n] for n in inputs), tuple(scores), tuple(lines), top, len(numbers))

    @property
    def is_sampled(self) -> bool:
        """Whether the value is an estimate."""
        return (len(self.lines) + self.events) << min(self.events, 64) > MOST_CELLS

    @cached_property
    def width(self) -> int:
        """The number of columns."""
        if not self.is_sampled:
            return 1 << self.events
        return max(256, min(2**14, MOST_CELLS // (len(self.lines) + self.events)))

    def value(self, inputs: Sequence[float], scores: Sequence[float]) -> float:
        """The probability that all literals hold."""
        return min(1.0, max(0.0, float(self._sheet(inputs, scores).terms().sum())))

    def error(self, inputs: Sequence[float], scores: Sequence[float]) -> float:
        """The standard error of `value`; 0 where it is exact."""
        if not self.is_sampled:
            return 0.0
        terms = self._sheet(inputs, scores).terms() * self.width
        return float(terms.std() / self.width**0.5)

    def slopes(self, inputs: Sequence[float], scores: Sequence[float]) -> tuple[list[float], list[float]]:
        """The derivatives by inputs and by scores."""
        return self._sheet(inputs, scores).slopes()

    def _sheet(self, inputs: Sequence[float], scores: Sequence[float]) -> _Sheet:
        return _Sheet(self, inputs, scores)


class _Sheet:
    """All columns for some inputs and scores."""

    def __init__(self, block: Columns, inputs: Sequence[float], scores: Sequence[float]) -> None:
        import numpy as np

        self.block, self.scores = block, scores
        self.cells: list[Any] = list(inputs)
        """Per place its value in all columns; a plain number where it is the same in all."""
        self.chances: list[Any] = [None] * block.events
        self.outcomes: list[Any] = [None] * block.events
        self.proposals: list[Any] = [1.0] * block.events
        """Per event how likely its outcome was to be drawn; 1 where nothing is drawn."""
        self.share = np.full(block.width, 1.0 / block.width if block.is_sampled else 1.0)
        self._fill(np)

    def _fill(self, np: Any) -> None:
        draw = np.random.default_rng(_SEED)
        width, count = self.block.width, self.block.events
        timid = 0.5 / max(1, count)  # so that what is certain in one column is still seen otherwise in some
        for score, factors, event in self.block.lines:
            value: Any = self.scores[score] if score >= 0 else 1.0
            for factor in factors:
                value = value * self._factor(factor)
            if event < 0:
                self.cells.append(value)
                continue
            self.chances[event] = value
            if self.block.is_sampled:
                chance = np.clip(value, timid, 1 - timid)
                outcome = (draw.random(width) < chance).astype(float)
                self.proposals[event] = np.where(outcome > 0, chance, 1 - chance)
            else:
                outcome = (np.arange(width) >> event & 1).astype(float)
            self.outcomes[event] = outcome
            self.cells.append(outcome)

    def _factor(self, factor: int) -> Any:
        cell = self.cells[factor >> 1]
        return 1.0 - cell if factor & 1 else cell

    def _odds(self) -> list[Any]:
        """Per event how likely its outcome in a column is, given those beneath it, over how likely it was drawn."""
        return [
            (outcome * chance + (1 - outcome) * (1 - chance)) / proposal
            for outcome, chance, proposal in zip(self.outcomes, self.chances, self.proposals, strict=True)
        ]

    def terms(self) -> Column:
        """What each column adds to the value."""
        terms = self.share
        for number in (*self._odds(), *map(self._factor, self.block.top)):
            terms = terms * number
        return terms

    def slopes(self) -> tuple[list[float], list[float]]:
        """Reverse accumulation over all columns at once."""
        import numpy as np

        lines, first = self.block.lines, len(self.block.inputs)
        weight: list[Any] = [0.0] * len(self.cells)
        odds = self._odds()
        others = _leave_one_out([*odds, *map(self._factor, self.block.top)], self.share)
        by_event = [
            other * (2 * outcome - 1) / proposal
            for other, outcome, proposal in zip(others, self.outcomes, self.proposals, strict=False)
        ]
        for factor, other in zip(self.block.top, others[len(odds) :], strict=True):
            weight[factor >> 1] = weight[factor >> 1] + (-other if factor & 1 else other)
        by_score = [0.0] * len(self.scores)
        for index in range(len(lines) - 1, -1, -1):
            score, factors, event = lines[index]
            share = by_event[event] if event >= 0 else weight[first + index]
            numbers = [self.scores[score]] if score >= 0 else []
            rest = _leave_one_out([*numbers, *map(self._factor, factors)], share)
            if score >= 0:
                by_score[score] += float(np.sum(rest[0] * np.ones(self.block.width)))
            for factor, other in zip(factors, rest[len(numbers) :], strict=True):
                weight[factor >> 1] = weight[factor >> 1] + (-other if factor & 1 else other)
        ones = np.ones(self.block.width)
        return [float(np.sum(weight[i] * ones)) for i in range(first)], by_score


def _leave_one_out(numbers: Sequence[Any], start: Any) -> list[Any]:
    """`start` times the product of all numbers but one, for each of them."""
    others: list[Any] = []
    for number in numbers:
        others.append(start)
        start = start * number
    product: Any = 1.0
    for index in range(len(numbers) - 1, -1, -1):
        others[index] = others[index] * product
        product = product * numbers[index]
    return others


def _beneath(literals: Iterable[int], expressions: Sequence[Any], seen: Sequence[int]) -> list[int]:
    """The expressions that the literals rest on and that see an event, each after those it rests on."""
    found: set[int] = set()
    waiting = [literal >> 1 for literal in literals]
    while waiting:
        number = waiting.pop()
        if number not in found:
            found.add(number)
            waiting += [x >> 1 for x in expressions[number].literals if seen[x >> 1]]
    return sorted(found)
