"""The exact probability of nodes that share others: a shared node is one event, however many nodes it touches.

What shares nothing is a product. Groups of gates that share events are taken apart by a search, or by tables where that
is too wide; both are worked out once, and new scores need no new search. What is too tangled even for tables is counted
in worlds drawn at random.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gametree.evaluation.circuit import Circuit, CircuitBuilder
from gametree.evaluation.elimination import Elimination
from gametree.evaluation.events import FOG, Events, find_events
from gametree.evaluation.gates import Gate, Gates
from gametree.evaluation.search import Search, TooWide
from gametree.evaluation.worlds import Worlds

MOST_VARIABLES = 20_000
"""Variables in all tables: each costs some microseconds, however small its tables are."""
_STEPS_FOR_A_GATE = 3


class Limits(NamedTuple):
    """How much may be spent on exactness."""

    steps: int = 1_500
    """Of the search for one group, beside a few for each of its gates; three times that for a whole tree; 0: none."""
    numbers: int = 2**21
    """In the tables of one group; twice that for all nodes, and as much again for the root."""


@dataclass(frozen=True)
class Compiled:
    """A circuit for some gates: which operations are the probabilities of the gates, of the scenarios, of the root."""

    circuit: Circuit
    of_gate: Sequence[int]
    of_scenario: Sequence[int]
    root: int
    worlds: Worlds | None = None
    """Where estimates are counted."""
    estimates: Sequence[int] = ()
    """The operations that are estimates themselves."""


def compile_gates(gates: Gates, as_copies: bool = False, limits: Limits | None = None) -> Compiled:
    """The circuit of all gates and scenarios; `as_copies` takes every use of a shared gate for a gate of its own."""
    events = Events() if as_copies else find_events(gates)
    return _Compiler(gates, events, limits or Limits()).compiled() if events.number else _compile_products(gates)


def _compile_products(gates: Gates) -> Compiled:
    """Where nothing is shared gates and operations have the same numbers."""
    conjunctions = [Gate(None, scenario.literals) for scenario in gates.scenarios]
    builder = CircuitBuilder([*gates.gates, *conjunctions])
    first = len(gates.gates)
    scenarios = range(first, first + len(conjunctions))
    root = _root(gates, scenarios, builder)
    return Compiled(builder.built(), range(first), scenarios, root)


def _root(gates: Gates, scenarios: Sequence[int], circuit: CircuitBuilder) -> int:
    weighed = [
        operation if scenario.weight is None else circuit.product(scenario.weight, [2 * operation])
        for scenario, operation in zip(gates.scenarios, scenarios, strict=True)
    ]
    return circuit.sum(weighed)


@dataclass
class _Allowance:
    """What tables may still come to."""

    numbers: int
    variables: int = MOST_VARIABLES


class _Compiler:
    """Gates that share events; scenarios are gates too, the last ones."""

    def __init__(self, gates: Gates, events: Events, limits: Limits) -> None:
        self.read, self.events, self.limits = gates, events, limits
        self.gates = [*gates.gates, *(Gate(None, scenario.literals) for scenario in gates.scenarios)]
        self.circuit = CircuitBuilder()
        self.search = Search(self.gates, events, self.circuit)
        self.ready = self.search.marginals
        self.ready[0] = CircuitBuilder.ONE
        self.waiting: dict[int, tuple[Sequence[int], Sequence[int]]] = {}
        """Gates that rest on estimates: their literals that share nothing, and operations for the others."""
        self.estimated: list[int] = []
        self.hard: set[int] = set()
        """Gates that were too much for the search."""
        self.tangled: set[int] = set()
        """Gates that were too much for tables."""
        self.steps_left = 3 * limits.steps + _STEPS_FOR_A_GATE * len(self.gates)
        self.for_nodes, self.for_root = _Allowance(2 * limits.numbers), _Allowance(2 * limits.numbers)
        self.near_root = {literal >> 1 for scenario in gates.scenarios for literal in scenario.literals}
        self._eliminated: dict[frozenset[int], int | None] = {}

    def compiled(self) -> Compiled:
        first = len(self.read.gates)
        self.near_root |= set(range(first, len(self.gates)))
        for number in range(1, len(self.gates)):
            self._work_out(number)
        block = self._estimate() if self.estimated else None
        scenarios = [self.ready[number] for number in range(first, len(self.gates))]
        root = _root(self.read, scenarios, self.circuit)
        of_gate = [self.ready[number] for number in range(first)]
        estimates = [self.ready[number] for number in self.estimated]
        return Compiled(self.circuit.built(), of_gate, scenarios, root, block, estimates)

    def _work_out(self, number: int) -> None:
        literals: Sequence[int] = self.gates[number].literals
        groups: list[frozenset[int]] = []
        if self.search.seen[number] or number in self.events.closed:
            literals, groups = self.search.groups(literals)
        joints = [self._joint(group, number) for group in groups]
        found = [joint for joint in joints if joint is not None]
        if len(found) < len(joints):
            self.estimated.append(number)
        elif any(literal >> 1 not in self.ready for literal in literals):
            self.waiting[number] = literals, found
        else:
            self._finish(number, literals, found)
        if self.search.seen[number]:
            self._pass_on(number)

    def _pass_on(self, number: int) -> None:
        """What is too much beneath a gate is too much with it."""
        beneath = {literal >> 1 for literal in self.gates[number].literals}
        for much in (self.hard, self.tangled):
            if not beneath.isdisjoint(much):
                much.add(number)

    def _finish(self, number: int, literals: Iterable[int], joints: Iterable[int]) -> None:
        factors = [2 * self.ready[literal >> 1] + (literal & 1) for literal in literals]
        self.ready[number] = self.circuit.product(
            self.gates[number].score, [*factors, *(2 * joint for joint in joints)]
        )

    def _joint(self, group: frozenset[int], number: int) -> int | None:
        """The operation for a group of literals of a gate; None where it has to be estimated."""
        inside = {literal >> 1 for literal in group}
        if not inside.isdisjoint(self.tangled) or any(self.search.seen[gate] >> FOG & 1 for gate in inside):
            self.tangled.add(number)
            return None
        if self.limits.steps and inside.isdisjoint(self.hard):
            try:
                return self._searched(group)
            except TooWide:
                pass
        self.hard.add(number)
        if group not in self._eliminated:
            self._eliminated[group] = self._summed_out(group, number)
        return self._eliminated[group]

    def _searched(self, group: frozenset[int]) -> int:
        most = min(self.limits.steps, self.steps_left)

        def more() -> int:
            nonlocal most
            for_gates = min(_STEPS_FOR_A_GATE * len(self._reached(group, -1)), self.steps_left - most)
            most += for_gates
            return for_gates

        try:
            return self.search.joint(group, most, more)
        finally:
            self.steps_left -= most - max(0, self.search.left)

    # tables

    def _summed_out(self, group: frozenset[int], number: int) -> int | None:
        """The first operation of a block of tables."""
        inside = sorted(self._reached(group, self._shared_in(group)))
        left = self.for_root if number in self.near_root else self.for_nodes
        left.variables -= 2 * len(inside)
        lines, chances = self._lines(inside)
        if chances is None or left.variables < 0:
            return None
        place = {number: index for index, number in enumerate(inside)}
        block = Elimination.of(sorted(2 * place[x >> 1] + (x & 1) for x in group), lines, chances)
        if block is None:
            self.tangled.add(number)
        elif block.cost <= min(self.limits.numbers, left.numbers):
            left.numbers -= block.cost
            return self.circuit.block(block)
        return None

    def _lines(self, inside: Sequence[int]) -> tuple[list[tuple[int, ...]], list[int] | None]:
        """For some gates the literals that are of these gates, by their places; and the operations for all the rest.

        No operations where some of the rest is not known yet.
        """
        place = {number: index for index, number in enumerate(inside)}
        lines, chances = [], []
        is_known = True
        for number in inside:
            score, literals = self.gates[number]
            lines.append(tuple([2 * place[x >> 1] + (x & 1) for x in literals if x >> 1 in place]))
            rest = [x for x in literals if x >> 1 not in place]
            is_known = is_known and all(x >> 1 in self.ready for x in rest)
            if is_known:
                chances.append(self.circuit.product(score, [2 * self.ready[x >> 1] + (x & 1) for x in rest]))
        return lines, chances if is_known else None

    def _shared_in(self, group: Iterable[int]) -> int:
        """The events with several users in a group, as bits."""
        group = list(group)
        used = set()
        shared = 0
        for x in (*group, *(x for number in self._reached(group, -1) for x in self.gates[number].literals)):
            if x >> 1 in used and x >> 1 in self.events.number:
                shared |= 1 << self.events.number[x >> 1]
            used.add(x >> 1)
        return shared

    def _reached(self, literals: Iterable[int], events: int) -> set[int]:
        """The gates that literals rest on, as far as they see some of the events."""
        seen = self.search.seen
        found: set[int] = set()
        waiting = [literal >> 1 for literal in literals]
        while waiting:
            number = waiting.pop()
            if seen[number] & events and number not in found:
                found.add(number)
                waiting += [literal >> 1 for literal in self.gates[number].literals]
        return found

    # estimates

    def _estimate(self) -> Worlds:
        """Count what could not be worked out; then finish what rests on it."""
        block = self._worlds()
        lead = self.circuit.block(block)
        for place, number in enumerate(self.estimated):
            self.ready[number] = lead + place
        for number, (literals, joints) in self.waiting.items():
            self._finish(number, literals, joints)
        return block

    def _worlds(self) -> Worlds:
        inside = sorted(self._to_be_played())
        lines, chances = self._lines(inside)
        assert chances is not None
        place = {number: index for index, number in enumerate(inside)}
        return Worlds(chances, lines, [place[number] for number in self.estimated])

    def _to_be_played(self) -> set[int]:
        """The gates beneath those that are estimated; what is known and sees no event is one of their chances."""
        found = set(self.estimated)
        waiting = list(found)
        while waiting:
            for literal in self.gates[waiting.pop()].literals:
                number = literal >> 1
                if number not in found and (number not in self.ready or self.search.seen[number]):
                    found.add(number)
                    waiting.append(number)
        return found
