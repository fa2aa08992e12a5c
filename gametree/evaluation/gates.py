"""A tree read as events: a node holds if its own event occurs, its refinements hold, and nothing that counters it does.

The reading is that of attack-defence trees (Kordy, Mauw, Radomirović, Schweitzer 2014) and of fault trees with
inhibitors: every score is the probability of an independent event of the node's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gametree.evaluation.skeleton import Skeleton

CERTAIN = 0
"""The literal that always holds: gate 0 has no event and no literals."""
NEVER = 1


class Gate(NamedTuple):
    """Holds if its own event occurs (score number `score`; None: no event of its own) and all its literals hold.

    A literal is twice the number of a gate, plus one where that gate must not hold.
    """

    score: int | None
    literals: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Scenario:
    """One way the world may be: its weight is score number `weight` (None: it is the only one); it succeeds if all
    literals hold."""

    weight: int | None
    literals: tuple[int, ...]


@dataclass(frozen=True)
class Gates:
    """All gates, each after those it names; `of_node[i]` is the gate of the i-th node in file order."""

    gates: tuple[Gate, ...]
    of_node: tuple[int, ...]
    scenarios: tuple[Scenario, ...]


def no(literal: int) -> int:
    """The opposite of a literal."""
    return literal ^ 1


class GateBuilder:
    """Collects gates; the first is the one that always holds."""

    def __init__(self) -> None:
        self.gates: list[Gate] = [Gate(None, ())]

    def add(self, score: int | None, literals: Iterable[int]) -> int:
        """A new gate; its positive literal."""
        self.gates.append(Gate(score, tuple(literals)))
        return 2 * len(self.gates) - 2

    def any_of(self, literals: Sequence[int]) -> int:
        """A literal that holds if one of the literals does."""
        return literals[0] if len(literals) == 1 else self.add(None, [literal ^ 1 for literal in literals]) ^ 1

    def built(self, of_node: Iterable[int], scenarios: Iterable[Scenario]) -> Gates:
        """What was collected; `of_node` are literals."""
        return Gates(tuple(self.gates), tuple([literal >> 1 for literal in of_node]), tuple(scenarios))


def read_gates(tree: Skeleton) -> Gates:
    """The gates of a tree. An architecture's score is the weight of its scenario, not an event in it."""
    builder, literal_of = GateBuilder(), [CERTAIN] * len(tree.ids)
    without_event = set(tree.architectures)
    for number in tree.order:
        literals = _literals(tree, number, literal_of, builder) if tree.ways[number] or tree.replies[number] else ()
        literal_of[number] = builder.add(None if number in without_event else number, literals)
    return builder.built(literal_of, _scenarios(tree, literal_of, builder))


def _literals(tree: Skeleton, number: int, literal_of: Sequence[int], builder: GateBuilder) -> list[int]:
    literals = [literal_of[child] for child in tree.ways[number]]
    if len(literals) > 1 and number not in tree.needs_all:
        literals = [builder.any_of(literals)]
    return literals + [literal_of[child] ^ 1 for child in tree.replies[number]]


def _scenarios(tree: Skeleton, literal_of: Sequence[int], builder: GateBuilder) -> list[Scenario]:
    """One for each architecture, the top-level countermeasures in every one; else the question itself."""
    if not tree.architectures:
        return [Scenario(None, tuple(_literals(tree, -1, literal_of, builder)))]
    against = [no(literal_of[child]) for child in tree.replies[-1]]
    return [Scenario(number, (literal_of[number], *against)) for number in tree.architectures]
