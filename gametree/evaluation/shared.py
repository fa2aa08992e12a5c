"""The exact probability of nodes that share others: a shared node is one event, however many nodes it touches.

Literals that hold together are split into groups that share no event; a group that shares some is worked out for the
case that the most shared event occurs and for the case that it does not, each added to what is known of the group.
This is cutset conditioning (Pearl 1988) with groups and caching as in model counting (Bayardo & Pehoushek 2000; Sang et
al. 2004), written down once as a `Circuit`: new scores need no new search.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from gametree.evaluation.circuit import Circuit, Operation
from gametree.evaluation.columns import Columns
from gametree.evaluation.gates import CERTAIN, NEVER, Gates

WIDEST = 20_000
"""Steps of the search for one group before it is worked out in columns instead; twice that for a whole tree."""

_ONE, _ZERO = 0, 1  # operations

Step = Generator["Step", int, int]


class TooWide(Exception):
    """The search for one group took more than `WIDEST` steps."""


class Expression(NamedTuple):
    """What is left of a gate when some events are settled; `event` is its number as an event, -1 for none; `closed` is
    the set of events that are seen by nothing but this gate and what is beneath it."""

    score: int | None
    literals: tuple[int, ...]
    event: int
    closed: int


@dataclass(frozen=True)
class Compiled:
    """A circuit for some gates: which operations are the probabilities of the gates, of the scenarios, of the root."""

    circuit: Circuit
    of_gate: tuple[int, ...]
    of_scenario: tuple[int, ...]
    root: int
    sampled: tuple[int, ...]
    """Operations that are estimates."""


def compile_gates(gates: Gates, as_copies: bool = False, widest: int = WIDEST) -> Compiled:
    """The circuit of all gates and scenarios; `as_copies` takes every use of a shared gate for a gate of its own."""
    return _Compiler(gates, as_copies, widest).compiled(gates)


class _Compiler:
    def __init__(self, gates: Gates, as_copies: bool, widest: int) -> None:
        self.widest = self.left = widest
        self.left_in_all = 2 * widest
        self.operations: list[Operation] = [Operation(), Operation(factors=(1,))]
        self.expressions: list[Expression] = []
        self.seen: list[int] = []
        """The events that an expression shows to those above it, as a set of bits."""
        self._interned: dict[Expression, int] = {}
        self._marginals: dict[int, int] = {}
        self._joints: dict[frozenset[int], int] = {}
        self._settled: dict[tuple[int, int], int] = {}
        self.sampled: list[int] = []
        events, closed = ({}, {}) if as_copies else _find_events(gates)
        for number, gate in enumerate(gates.gates):
            self._append(Expression(gate.score, gate.literals, events.get(number, -1), closed.get(number, 0)))
        for number, gate in enumerate(gates.gates):
            self._marginals[number] = self._product(gate.score, self._together(gate.literals)) if number else _ONE

    def compiled(self, gates: Gates) -> Compiled:
        scenarios = [self._product(None, self._together(scenario.literals)) for scenario in gates.scenarios]
        terms = [
            operation if scenario.weight is None else self._product(scenario.weight, [2 * operation])
            for scenario, operation in zip(gates.scenarios, scenarios, strict=True)
        ]
        root = terms[0] if len(terms) == 1 else self._emit(Operation(terms=tuple(terms)))
        of_gate = tuple(self._marginals[number] for number in range(len(gates.gates)))
        return Compiled(Circuit(self.operations), of_gate, tuple(scenarios), root, tuple(self.sampled))

    # the polynomial

    def _emit(self, operation: Operation) -> int:
        self.operations.append(operation)
        return len(self.operations) - 1

    def _product(self, score: int | None, factors: Sequence[int]) -> int:
        if score is None and len(factors) == 1 and not factors[0] & 1:
            return factors[0] >> 1
        if score is None and not factors:
            return _ONE
        return self._emit(Operation(() if score is None else (score,), tuple(factors)))

    def _together(self, literals: Iterable[int]) -> list[int]:
        """Factors for literals of the gates as they are, one for each group."""
        alone, groups = self._groups(literals)
        factors = [2 * self._marginals[literal >> 1] + (literal & 1) for literal in alone]
        for group in groups:
            allowed = self.left = min(self.widest, self.left_in_all)
            try:
                factors.append(2 * _run(self._joint(group)))
            except TooWide:
                factors.append(2 * self._in_columns(group))
            self.left_in_all -= allowed - max(0, self.left)
        return factors

    # the search

    def _conjunction(self, literals: frozenset[int]) -> Step:
        """The probability that all literals hold."""
        if NEVER in literals:
            return _ZERO
        alone, groups = self._groups(literals - {CERTAIN})
        factors = []
        for literal in alone:
            factors.append(2 * (yield self._marginal(literal >> 1)) + (literal & 1))
        for group in groups:
            factors.append(2 * (yield self._joint(group)))
        return self._product(None, factors)

    def _marginal(self, expression: int) -> Step:
        if expression not in self._marginals:
            score, literals, _, _ = self.expressions[expression]
            held = yield self._conjunction(frozenset(literals))
            self._marginals[expression] = self._product(score, [2 * held])
        return self._marginals[expression]

    def _joint(self, group: frozenset[int]) -> Step:
        """The probability that literals hold which share an event."""
        if group not in self._joints:
            self._spend()
            positive = next((literal for literal in group if not literal & 1), None)
            if positive is None:
                self._joints[group] = yield self._both_cases(group)
            else:
                self._joints[group] = yield self._opened(group, positive)
        return self._joints[group]

    def _opened(self, group: frozenset[int], literal: int) -> Step:
        """A gate that has to hold gives way to what it is made of."""
        score, literals, event, _ = self.expressions[literal >> 1]
        others = group - {literal}
        if event >= 0:
            others = yield from self._settle(others, event, True)
        held = yield self._conjunction(others | frozenset(literals))
        return _ZERO if held == _ZERO else self._product(score, [2 * held])

    def _both_cases(self, group: frozenset[int]) -> Step:
        event = self._most_shared(group)
        itself = self._find(group, event)
        cases = []
        for occurs in (True, False):
            others = yield from self._settle(group, event, occurs)
            cases.append((yield self._conjunction(others | {2 * itself + (not occurs)})))
        terms = [case for case in cases if case != _ZERO]
        return self._emit(Operation(terms=tuple(terms))) if len(terms) > 1 else terms[0] if terms else _ZERO

    def _settle(self, literals: Iterable[int], event: int, occurs: bool) -> Generator[Step, int, frozenset[int]]:
        settled = set()
        for literal in literals:
            if self.seen[literal >> 1] >> event & 1:
                settled.add((yield self._settled_gate(literal >> 1, event, occurs)) ^ (literal & 1))
            else:
                settled.add(literal)
        return frozenset(settled)

    def _settled_gate(self, number: int, event: int, occurs: bool) -> Step:
        """The literal that is left of a gate when an event is settled."""
        score, literals, own, closed = self.expressions[number]
        if own == event:
            return CERTAIN if occurs else NEVER
        key = (number, 2 * event + occurs)
        if key not in self._settled:
            self._spend()
            left = yield from self._settle(literals, event, occurs)
            self._settled[key] = self._left_of(score, left, own, closed)
        return self._settled[key]

    def _left_of(self, score: int | None, literals: frozenset[int], event: int, closed: int) -> int:
        if NEVER in literals or any(literal ^ 1 in literals for literal in literals):
            return NEVER
        left = tuple(sorted(literals - {CERTAIN}))
        if score is None and not left:
            return CERTAIN
        if score is None and len(left) == 1 and event < 0:
            return left[0]
        return 2 * self._add(Expression(score, left, event, closed))

    # expressions

    def _add(self, expression: Expression) -> int:
        return self._interned[expression] if expression in self._interned else self._append(expression)

    def _append(self, expression: Expression) -> int:
        number = self._interned[expression] = len(self.expressions)
        self.expressions.append(expression)
        seen = 0
        for literal in expression.literals:
            seen |= self.seen[literal >> 1]
        seen &= ~expression.closed
        self.seen.append(seen | 1 << expression.event if expression.event >= 0 else seen)
        return number

    def _groups(self, literals: Iterable[int]) -> tuple[list[int], list[frozenset[int]]]:
        """Literals that share no event with another, and groups of those that do."""
        literals = list(dict.fromkeys(literals))
        once = shared = 0
        for literal in literals:
            seen = self.seen[literal >> 1]
            shared |= once & seen
            once |= seen
        if not shared:
            return literals, []
        alone: list[int] = []
        groups: list[tuple[int, list[int]]] = []
        for literal in literals:
            seen = self.seen[literal >> 1] & shared
            if not seen:
                alone.append(literal)
                continue
            members, apart = [literal], []
            for group in groups:
                if group[0] & seen:
                    seen |= group[0]
                    members += group[1]
                else:
                    apart.append(group)
            groups = [*apart, (seen, members)]
        return alone, [frozenset(members) for _, members in groups]

    def _most_shared(self, group: frozenset[int]) -> int:
        """The event that most literals of the group see; among equals the one nearest to the root."""
        counts: dict[int, int] = {}
        for literal in group:
            seen = self.seen[literal >> 1]
            while seen:
                event = seen.bit_length() - 1
                counts[event] = counts.get(event, 0) + 1
                seen ^= 1 << event
        return max(counts, key=lambda event: (counts[event], event))

    def _find(self, group: frozenset[int], event: int) -> int:
        """What the group knows of an event."""
        number = next(literal >> 1 for literal in group if self.seen[literal >> 1] >> event & 1)
        while self.expressions[number].event != event:
            literals = self.expressions[number].literals
            number = next(literal >> 1 for literal in literals if self.seen[literal >> 1] >> event & 1)
        return number

    def _spend(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise TooWide

    def _in_columns(self, group: frozenset[int]) -> int:
        block = Columns.of(group, self.expressions, self.seen, self._marginals)
        number = self._emit(Operation(block=block))
        if block.is_sampled:
            self.sampled.append(number)
        return number


def _find_events(gates: Gates) -> tuple[dict[int, int], dict[int, int]]:
    """The gates with several users, numbered upwards, and for each gate the set of events it hides from above."""
    users: list[list[int]] = [[] for _ in gates.gates]
    for number, gate in enumerate(gates.gates):
        for literal in gate.literals:
            users[literal >> 1].append(number)
    for literal in {literal for scenario in gates.scenarios for literal in scenario.literals}:
        users[literal >> 1].append(-1)
    events = {number: event for event, number in enumerate(n for n, u in enumerate(users) if len(u) > 1)}
    closed: dict[int, int] = {}
    if events:
        above = _nearest_common(users)
        for number, event in events.items():
            closed[above[number]] = closed.get(above[number], 0) | 1 << event
    return events, closed


def _nearest_common(users: Sequence[Sequence[int]]) -> list[int]:
    """For each gate the lowest one that all ways up from it go through; -1 where there is none.

    Immediate dominators of an acyclic graph in one pass (Cooper, Harvey & Kennedy 2001).
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


def _run(step: Step) -> int:
    """Run a search whose steps hand their sub-steps over instead of calling them; any depth."""
    stack: list[Generator[Any, int, int]] = [step]
    answer: int | None = None
    while stack:
        try:
            stack.append(stack[-1].send(answer))  # type: ignore[arg-type]
            answer = None
        except StopIteration as done:
            stack.pop()
            answer = done.value
    assert answer is not None
    return answer
