"""A tree read as events: a node holds if its own event occurs, its refinements hold, and nothing that counters it does.

The reading is that of attack-defence trees (Kordy, Mauw, Radomirović, Schweitzer 2014) and of fault trees with
inhibitors: every score is the probability of an independent event of the node's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gametree.model.tree import QUESTION, Side, Tree

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
        return 2 * (len(self.gates) - 1)

    def any_of(self, literals: Sequence[int]) -> int:
        """A literal that holds if one of the literals does."""
        return literals[0] if len(literals) == 1 else no(self.add(None, map(no, literals)))

    def built(self, of_node: Sequence[int], scenarios: Iterable[Scenario]) -> Gates:
        """What was collected; `of_node` are literals."""
        return Gates(tuple(self.gates), tuple(literal >> 1 for literal in of_node), tuple(scenarios))


def read_gates(tree: Tree) -> Gates:
    """The gates of a tree without cycles. An architecture's score is the weight of its scenario, not an event in it."""
    numbers = {node_id: number for number, node_id in enumerate(tree.nodes)}
    builder, literal_of = GateBuilder(), dict[str, int]()
    architectures = {node.id for node in tree.architectures}
    for node_id in children_first(tree):
        score = None if node_id in architectures else numbers[node_id]
        literal_of[node_id] = builder.add(score, _literals(tree, node_id, literal_of, builder))
    return builder.built(
        [literal_of[node_id] for node_id in tree.nodes], _scenarios(tree, numbers, literal_of, builder)
    )


def children_first(tree: Tree) -> list[str]:
    """All ids, every node after those beneath it."""
    children = tree.children
    waiting_for = {node_id: len(children.get(node_id, ())) for node_id in tree.nodes}
    order = [node_id for node_id, count in waiting_for.items() if not count]
    for node_id in order:  # grows while it is walked
        for parent in tree.nodes[node_id].parents:
            waiting_for[parent] -= 1
            if not waiting_for[parent]:
                order.append(parent)
    return order


def by_side(tree: Tree, node_id: str) -> tuple[list[str], list[str]]:
    """The node's refinements and its countermeasures, in file order; the question is the proponent's."""
    side = Side.PROPONENT if node_id == QUESTION else tree.nodes[node_id].side
    refinements: list[str] = []
    countermeasures: list[str] = []
    for child in tree.children.get(node_id, ()):
        (refinements if tree.nodes[child].side is side else countermeasures).append(child)
    return refinements, countermeasures


def _literals(tree: Tree, node_id: str, literal_of: Mapping[str, int], builder: GateBuilder) -> list[int]:
    refinements, countermeasures = by_side(tree, node_id)
    ways = [literal_of[child] for child in refinements]
    if ways and (node_id == QUESTION or tree.nodes[node_id].refinement == "any"):
        ways = [builder.any_of(ways)]
    return ways + [no(literal_of[child]) for child in countermeasures]


def _scenarios(
    tree: Tree, numbers: Mapping[str, int], literal_of: Mapping[str, int], builder: GateBuilder
) -> list[Scenario]:
    """One for each architecture, the top-level countermeasures in every one; else the question itself."""
    if not tree.architectures:
        return [Scenario(None, tuple(_literals(tree, QUESTION, literal_of, builder)))]
    against = [no(literal_of[child]) for child in by_side(tree, QUESTION)[1]]
    return [Scenario(numbers[node.id], (literal_of[node.id], *against)) for node in tree.architectures]
