"""The probability of literals that share events, as sums and products.

Literals that hold together are split into groups that share no event; a group that shares some is worked out for the
case that the most shared event occurs and for the case that it does not, each added to what is known of the group.
This is cutset conditioning (Pearl 1988) with groups and caching as in model counting (Bayardo & Pehoushek 2000; Sang et
al. 2004).
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from typing import Any

from gametree.evaluation.circuit import CircuitBuilder
from gametree.evaluation.events import Events
from gametree.evaluation.gates import CERTAIN, NEVER, Gate

Step = Generator["Step", int, int]
_Expression = tuple[int | None, tuple[int, ...], int, int]


class TooWide(Exception):
    """The search took more steps than it was allowed."""


class Search:
    """Works groups out one after the other, and remembers what they have in common."""

    def __init__(self, gates: Iterable[Gate], events: Events, circuit: CircuitBuilder) -> None:
        self.circuit = circuit
        self.seen: list[int] = []
        """The events that an expression shows to those above it, as a set of bits."""
        self.marginals: dict[int, int] = {}
        """The operations that are the probabilities of expressions."""
        self.left = 0
        """How many steps may still be made."""
        self._more: Callable[[], int] = int
        self._expressions: list[Gate] = []
        """The gates; then what is left of some of them when some events are settled."""
        self._events, self._closed = dict(events.number), dict(events.closed)
        self._interned: dict[_Expression, int] = {}
        self._joints: dict[frozenset[int], int] = {}
        self._settled: dict[tuple[int, int], int] = {}
        self._events_beneath: dict[tuple[int, int], int] = {}
        for gate in gates:
            self._append(gate)

    def joint(self, group: frozenset[int], most: int, more: Callable[[], int] = int) -> int:
        """The operation that is the probability of a group of literals; raises TooWide after that many steps.

        Where those are spent `more` is asked, once, how many more there may be: to know that takes a while.
        """
        self.left, self._more = most, more
        return _run(self._joint(group))

    def groups(self, literals: Iterable[int]) -> tuple[list[int], list[frozenset[int]]]:
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

    # steps

    def _conjunction(self, literals: frozenset[int]) -> Step:
        """The probability that all literals hold."""
        if NEVER in literals:
            return CircuitBuilder.ZERO
        alone, groups = self.groups(literals - {CERTAIN})
        factors = []
        for literal in alone:
            factors.append(2 * (yield self._marginal(literal >> 1)) + (literal & 1))
        for group in groups:
            factors.append(2 * (yield self._joint(group)))
        return self.circuit.product(None, factors)

    def _marginal(self, expression: int) -> Step:
        if expression not in self.marginals:
            score, literals = self._expressions[expression]
            held = yield self._conjunction(frozenset(literals))
            self.marginals[expression] = self.circuit.product(score, [2 * held])
        return self.marginals[expression]

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
        number = literal >> 1
        score, literals = self._expressions[number]
        others = group - {literal}
        if number in self._events:
            others = self._settle(others, self._events[number], True)
        held = yield self._conjunction(others | frozenset(literals))
        return held if held == CircuitBuilder.ZERO else self.circuit.product(score, [2 * held])

    def _both_cases(self, group: frozenset[int]) -> Step:
        event = self._most_shared(group)
        itself = self._find(group, event)
        cases = []
        for occurs in (True, False):
            others = self._settle(group, event, occurs)
            cases.append((yield self._conjunction(others | {2 * itself + (not occurs)})))
        return self.circuit.sum([case for case in cases if case != CircuitBuilder.ZERO])

    def _most_shared(self, group: frozenset[int]) -> int:
        """The event that most literals of the group see; among equals the one nearest to the root."""
        digits: list[int] = []  # of the counts of all events, binary, as bits of one number for each place
        for literal in group:
            carry = self.seen[literal >> 1]
            for place, digit in enumerate(digits):
                digits[place], carry = digit ^ carry, digit & carry
            if carry:
                digits.append(carry)
        most = -1
        for digit in reversed(digits):
            most = most & digit or most
        return most.bit_length() - 1

    def _find(self, group: frozenset[int], event: int) -> int:
        """What the group knows of an event."""
        number = first = next(literal >> 1 for literal in group if self.seen[literal >> 1] >> event & 1)
        while self._events.get(number) != event:
            known = self._events_beneath.get((number, event))  # else each node of a chain would go down all of it
            literals = self._expressions[number].literals if known is None else (2 * known,)
            number = next(literal >> 1 for literal in literals if self.seen[literal >> 1] >> event & 1)
        self._events_beneath[first, event] = number
        return number

    def _spend(self) -> None:
        self.left -= 1
        if self.left < 0:
            self.left += self._more()
            self._more = int
        if self.left < 0:
            raise TooWide

    # settling

    def _settle(self, literals: Iterable[int], event: int, occurs: bool) -> frozenset[int]:
        """What is left of some literals when an event is settled."""
        literals = list(literals)
        key = 2 * event + occurs
        for number in self._unsettled(literals, event, key):
            self._spend()
            self._settled[number, key] = self._left_of(number, event, occurs)
        return frozenset(self._settled.get((literal >> 1, key), literal & ~1) ^ literal & 1 for literal in literals)

    def _unsettled(self, literals: Iterable[int], event: int, key: int) -> list[int]:
        """The expressions that see the event and wait to be settled, each after those it rests on."""
        found: set[int] = set()
        waiting = [literal >> 1 for literal in literals]
        while waiting:
            number = waiting.pop()
            if self.seen[number] >> event & 1 and number not in found and (number, key) not in self._settled:
                found.add(number)
                if self._events.get(number) != event:
                    waiting += [literal >> 1 for literal in self._expressions[number].literals]
        return sorted(found)

    def _left_of(self, number: int, event: int, occurs: bool) -> int:
        """The literal that is left of an expression when an event is settled, and everything beneath it is."""
        own = self._events.get(number, -1)
        if own == event:
            return CERTAIN if occurs else NEVER
        score, before = self._expressions[number]
        key = 2 * event + occurs
        literals = {self._settled.get((literal >> 1, key), literal & ~1) ^ literal & 1 for literal in before}
        if NEVER in literals or any(literal ^ 1 in literals for literal in literals):
            return NEVER
        left = tuple(sorted(literals - {CERTAIN}))
        if score is None and not left:
            return CERTAIN
        if score is None and len(left) == 1 and own < 0:
            return left[0]
        return 2 * self._intern(score, left, own, self._closed.get(number, 0))

    def _intern(self, score: int | None, literals: tuple[int, ...], event: int, closed: int) -> int:
        expression = score, literals, event, closed
        if expression not in self._interned:
            number = self._interned[expression] = len(self._expressions)
            if event >= 0:
                self._events[number] = event
            if closed:
                self._closed[number] = closed
            self._append(Gate(score, literals))
        return self._interned[expression]

    def _append(self, expression: Gate) -> None:
        number = len(self._expressions)
        self._expressions.append(expression)
        seen = 0
        for literal in expression.literals:
            seen |= self.seen[literal >> 1]
        if number in self._closed:
            seen &= ~self._closed[number]
        if number in self._events:
            seen |= 1 << self._events[number]
        self.seen.append(seen)


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
