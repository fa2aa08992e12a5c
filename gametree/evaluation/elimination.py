"""What is too tangled to be taken apart case by case: tables over a few gates, one gate after the other summed out.

This is variable elimination (Dechter 1999), where gates with many literals come as tables for two by means of a hidden
variable each (Díez & Galán 2003). It is exact, and what it costs is known beforehand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from gametree.evaluation.circuit import leave_one_out
from gametree.evaluation.elimination_order import best_order

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

WIDEST = 20
"""How many variables a table may have beside the one that is summed out."""


Line = tuple[int, ...]
"""The literals of a gate: twice the place of a line, plus one where it must not hold."""


class _Source(NamedTuple):
    """A table of one or two variables: `constant` + `slope` · the chance of a line (-1: of none)."""

    variables: tuple[int, ...]
    constant: tuple[float, ...]
    slope: tuple[float, ...] = (0.0,) * 4
    line: int = -1


class _Step(NamedTuple):
    """Tables to be multiplied, in the shapes they take for it; the first variable is summed out of the product."""

    tables: tuple[int, ...]
    shapes: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Elimination:
    """The probability that some gates hold together, as a block of a circuit.

    The inputs are how likely each line is if its literals hold.
    """

    inputs: Sequence[int]
    sources: tuple[_Source, ...]
    steps: tuple[_Step, ...]
    ends: tuple[int, ...]
    """The tables without variables that are left at the end."""
    cost: int
    """How many numbers there are in all tables."""
    size = 1

    @classmethod
    def of(cls, literals: Sequence[int], lines: Sequence[Line], inputs: Sequence[int]) -> Elimination | None:
        """The literals are of lines, each of which stands after those it names; None where tables would be too wide."""
        sources = _sources(literals, lines)
        found = best_order(_neighbours(sources), WIDEST)
        if found is None:
            return None
        cost, order = found
        rank = {variable: place for place, variable in enumerate(order)}
        sorted_sources = tuple(_sorted(source, rank) for source in sources)
        steps, ends = _plan(sorted_sources, order, rank)
        return cls(inputs, sorted_sources, tuple(steps), tuple(ends), cost)

    def values(self, inputs: Sequence[float]) -> list[float]:
        """The probability, in [0, 1]."""
        tables = self._tables(inputs)
        probability = 1.0
        for end in self.ends:
            probability *= tables[end].item()
        return [min(1.0, max(0.0, probability))]

    def slopes(self, inputs: Sequence[float], shares: Sequence[float]) -> list[float]:
        """The derivatives by the inputs, times the share: reverse accumulation through the steps."""
        weights = self._weights(self._tables(inputs), shares[0])
        found = [0.0] * (len(inputs) + 1)
        for (_, _, slope, line), weight in zip(self.sources, weights, strict=False):
            for number, one in zip(slope, weight.ravel().tolist(), strict=False):
                found[line] += number * one
        return found[:-1]

    # within

    @cached_property
    def _first(self) -> tuple[Numbers, Numbers, list[int]]:
        """Constants, slopes and lines of all sources."""
        import numpy as np

        constants = np.array([source.constant for source in self.sources])
        slopes = np.array([source.slope for source in self.sources])
        return constants, slopes, [source.line for source in self.sources]

    def _tables(self, inputs: Sequence[float]) -> list[Any]:
        """All tables: those of the sources, then the one that comes of each step."""
        import numpy as np

        constants, slopes, lines = self._first
        tables: list[Any] = list(constants + slopes * np.array([*inputs, 0.0])[lines, np.newaxis])
        for source, numbers in enumerate(tables):
            tables[source] = numbers[: 1 << len(self.sources[source].variables)]
        for parts, shapes in self.steps:
            product = tables[parts[0]].reshape(shapes[0])
            for part, shape in zip(parts[1:], shapes[1:], strict=True):
                product = product * tables[part].reshape(shape)
            tables.append(product[0] + product[1])
        return tables

    def _weights(self, tables: Sequence[Any], share: float) -> list[Any]:
        """The derivatives by all numbers of all tables."""
        import numpy as np

        weights: list[Any] = [None] * len(tables)
        for end, others in zip(self.ends, leave_one_out([tables[end].item() for end in self.ends]), strict=True):
            weights[end] = np.array(share * others)
        for index in range(len(self.steps) - 1, -1, -1):
            parts, shapes = self.steps[index]
            factors = [tables[part].reshape(shape) for part, shape in zip(parts, shapes, strict=True)]
            rest = weights[len(self.sources) + index].reshape((1, *(2,) * (len(shapes[0]) - 1)))
            for part, shape, others in zip(parts, shapes, _all_but_one(factors, rest), strict=True):
                absent = tuple(axis for axis, length in enumerate(shape) if length == 1)
                weights[part] = np.broadcast_to(others, (2,) * len(shape)).sum(axis=absent)
        return weights


def _all_but_one(factors: Sequence[Any], start: Any) -> list[Any]:
    """`start` times the product of all factors but one, for each of them."""
    others: list[Any] = []
    for factor in factors:
        others.append(start)
        start = start * factor
    product: Any = 1.0
    for index in range(len(factors) - 1, -1, -1):
        others[index] = others[index] * product
        product = product * factors[index]
    return others


def _sources(literals: Sequence[int], lines: Sequence[Line]) -> list[_Source]:
    """The tables to begin with.

    Variable 2i tells whether all literals of line i are asked for (1) or none of them is (0): unasked for, what stands
    beneath adds up to 1. Variable 2i + 1 tells whether line i holds; a line with one user does without.
    """
    users = [0] * len(lines)
    for literal in (*literals, *(literal for line in lines for literal in line)):
        users[literal >> 1] += 1
    found = [_asked_for(literal, users, lines) for literal in literals]
    for place, line in enumerate(lines):
        found += [_use(2 * place, literal, users, lines) for literal in line]
        if users[place] > 1 and line:
            found.append(_Source((2 * place + 1, 2 * place), (1, 0, 0, 0), (0, -1, 0, 1), place))
        elif users[place] > 1:
            found.append(_Source((2 * place + 1,), (1, 0, 0, 0), (-1, 1, 0, 0), place))
    return found


def _use(user: int, literal: int, users: Sequence[int], lines: Sequence[Line]) -> _Source:
    """How a line that asks, or does not, sees a literal."""
    place, negative = literal >> 1, literal & 1
    if users[place] > 1:
        return _Source((user, 2 * place + 1), (1, 1, negative, 1 - negative))
    if not lines[place]:
        return _Source((user,), (1, negative, 0, 0), (0, -1 if negative else 1, 0, 0), place)
    return _Source((user, 2 * place), (1, 0, negative, 0), (0, 0, 0, -1 if negative else 1), place)


def _asked_for(literal: int, users: Sequence[int], lines: Sequence[Line]) -> _Source:
    """The same for a literal that is always asked for."""
    variables, constant, slope, line = _use(-1, literal, users, lines)
    size = 1 << len(variables) - 1
    return _Source(variables[1:], (constant[size:] * 4)[:4], (slope[size:] * 4)[:4], line)


def _neighbours(sources: Sequence[_Source]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for variables, *_ in sources:
        for variable in variables:
            found.setdefault(variable, set()).update(other for other in variables if other != variable)
    return found


def _sorted(source: _Source, rank: dict[int, int]) -> _Source:
    """The same table with the variable first that is summed out first."""
    variables, (a, b, c, d), (e, f, g, h), line = source
    if len(variables) < 2 or rank[variables[0]] < rank[variables[1]]:
        return source
    return _Source(variables[::-1], (a, c, b, d), (e, g, f, h), line)


def _plan(sources: Sequence[_Source], order: Sequence[int], rank: dict[int, int]) -> tuple[list[_Step], list[int]]:
    """The steps that sum the variables out in order, and the tables without variables that come of it."""
    tables = [source.variables for source in sources]
    waiting: dict[int, list[int]] = {}
    ends: list[int] = []

    def put(table: int) -> None:
        variables = tables[table]
        (waiting.setdefault(variables[0], []) if variables else ends).append(table)

    for table in range(len(tables)):
        put(table)
    steps = []
    for variable in order:
        parts = sorted(waiting.pop(variable), key=lambda table: len(tables[table]))
        together = sorted({other for part in parts for other in tables[part]}, key=lambda other: rank[other])
        steps.append(_Step(tuple(parts), tuple(tuple(_shape(tables[part], together)) for part in parts)))
        tables.append(tuple(together[1:]))
        put(len(tables) - 1)
    return steps, ends


def _shape(variables: Sequence[int], together: Sequence[int]) -> Iterator[int]:
    return (2 if variable in variables else 1 for variable in together)
