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
    return _numbered(found, nearest_common(_users(gates))) if found else Events()


def _used_by_scenarios(gates: Gates) -> Iterable[int]:
    """Gates as often as they are used in one scenario at most: scenarios exclude one another."""
    most: Counter[int] = Counter()
    for scenario in gates.scenarios:
        most |= Counter(literal >> 1 for literal in scenario.literals)
    return most.elements()


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


def _users(gates: Gates) -> list[list[int]]:
    """Which gates use each gate; -1 stands for the scenarios."""
    users: list[list[int]] = [[] for _ in gates.gates]
    for number, (_, literals) in enumerate(gates.gates):
        for literal in literals:
            users[literal >> 1].append(number)
    for number in _used_by_scenarios(gates):
        users[number].append(-1)
    return users


def nearest_common(users: Sequence[Sequence[int]]) -> list[int]:
    """For each number the lowest one that all ways up from it, from user to user, go through; -1 where there is none.

    Users are greater than what they use. These are the immediate dominators of an acyclic graph, in one pass (Cooper,
    Harvey & Kennedy 2001).
    """
    above, depth = [-1] * len(users), [0] * len(users)
    for number in range(len(users) - 1, -1, -1):
        ways = iter(users[number])
        meet = next(ways, -1)
        for way in ways:
            meet = _where_they_meet(meet, way, above, depth)
        above[number] = meet
        depth[number] = depth[meet] + 1 if meet >= 0 else 0
    return above


def _where_they_meet(one: int, other: int, above: Sequence[int], depth: Sequence[int]) -> int:
    while one != other:
        if one < 0 or other < 0:
            return -1
        if depth[one] >= depth[other]:
            one = above[one]
        else:
            other = above[other]
    return one
