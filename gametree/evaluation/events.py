"""The gates on which several others rest: the events that make those hold and fail together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from gametree.evaluation.gates import Gates

MOST_EVENTS = 1000
"""How many events are told apart; of more the farthest-reaching ones count as a single one, `FOG`."""
FOG = MOST_EVENTS


@dataclass(frozen=True, slots=True)
class Events:
    """Events are numbered upwards; several that nobody can keep apart are all number `FOG`."""

    number: Mapping[int, int] = field(default_factory=dict)
    """The number of each gate that is an event."""
    closed: Mapping[int, int] = field(default_factory=dict)
    """For some gates the set of events, as bits, that nothing sees but the gate and what is beneath it."""


def find_events(gates: Gates) -> Events:
    """The gates with several users."""
    counts = [0] * len(gates.gates)
    for _, literals in gates.gates:
        for literal in literals:
            counts[literal >> 1] += 1
    for number in _used_by_scenarios(gates):
        counts[number] += 1
    found = [number for number, count in enumerate(counts) if count > 1]
    return _numbered(found, _meets(gates)) if found else Events()


def _used_by_scenarios(gates: Gates) -> Iterable[int]:
    """Gates as often as they are used in one scenario at most: scenarios exclude one another."""
    most: Counter[int] = Counter()
    for scenario in gates.scenarios:
        for number, uses in Counter(literal >> 1 for literal in scenario.literals).items():
            most[number] = max(most[number], uses)  # `|=` would look through all of it for each scenario
    return most.elements()


def _meets(gates: Gates) -> list[int]:
    return nearest_common([literals for _, literals in gates.gates], _used_by_scenarios(gates))


def _numbered(found: Sequence[int], above: Sequence[int]) -> Events:
    def reach(number: int) -> int:
        return above[number] - number if above[number] >= 0 else len(above)

    told_apart = sorted(sorted(found, key=reach)[:MOST_EVENTS])
    numbers = {number: event for event, number in enumerate(told_apart)}
    closed: dict[int, int] = {}
    for number, event in numbers.items():
        if above[number] >= 0:
            closed[above[number]] = closed.get(above[number], 0) | 1 << event
    return Events({number: numbers.get(number, FOG) for number in found}, closed)


def nearest_common(literals: Sequence[Iterable[int]], outside: Iterable[int] = ()) -> list[int]:
    """For each gate the lowest one that all ways up from it go through; -1 where there is none.

    Each gate stands after those in its literals; those `outside` are used from elsewhere too. These are the immediate
    dominators of an acyclic graph, in one pass (Cooper, Harvey & Kennedy 2001); with a jump beside each way up, as in
    Myers, "An applicative random-access stack" (1983), a chain takes no longer than a fan.
    """
    unmet = len(literals)
    above = [unmet] * len(literals)
    depth, jump = [0] * (unmet + 1), [-1] * (unmet + 1)  # the last ones are those of -1, above all
    for number in outside:
        above[number] = -1
    for number in range(len(literals) - 1, -1, -1):
        if above[number] == unmet:
            above[number] = -1
        up = above[number]
        depth[number] = depth[up] + 1
        far = jump[jump[up]]
        jump[number] = far if depth[up] - depth[jump[up]] == depth[jump[up]] - depth[far] else up
        for literal in literals[number]:
            met = above[literal >> 1]
            above[literal >> 1] = number if met == unmet else _where_they_meet(met, number, above, depth, jump)
    return above


def _where_they_meet(one: int, other: int, above: Sequence[int], depth: Sequence[int], jump: Sequence[int]) -> int:
    if depth[one] > depth[other]:
        one, other = other, one
    while depth[other] > depth[one]:
        other = jump[other] if depth[jump[other]] >= depth[one] else above[other]
    while one != other:
        ways = jump if jump[one] != jump[other] else above
        one, other = ways[one], ways[other]
    return one
