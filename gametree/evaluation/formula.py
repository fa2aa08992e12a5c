"""The root of a tree as a function of its scores, under one semantics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Protocol

from gametree.evaluation.circuit import Circuit
from gametree.evaluation.gates import Gates, read_gates
from gametree.evaluation.semantics import LENSES, RULES, BottomUpFormula, check_semantics
from gametree.evaluation.shared import Limits, compile_gates
from gametree.evaluation.skeleton import Skeleton, skeleton_of
from gametree.model.tree import Tree

Scores = Sequence[float]
"""One number in [0, 1] for every node, in file order."""


class Formula(Protocol):
    """What follows from scores. With architectures the root is Σ weight · (success in that scenario)."""

    skeleton: Skeleton
    ids: tuple[str, ...]
    """The nodes in file order: the order of all sequences."""
    multilinear: bool
    """Whether the root is linear in every single score."""

    def root(self, scores: Scores) -> float:
        """The root; with architectures that exceed 1 in sum it may exceed 1 as well."""

    def outlooks(self, scores: Scores) -> Sequence[float]:
        """The outlook of every node; that of an architecture is conditional on it."""

    def gradient(self, scores: Scores) -> Sequence[float]:
        """The derivative of the root by every score, the others held."""


def formula_of(tree: Tree, semantics: str = "prob") -> Formula:
    """The formula of a tree without cycles under a semantics given by name; raises UnknownSemantics."""
    check_semantics(semantics)
    if semantics in RULES:
        return BottomUpFormula(skeleton_of(tree), RULES[semantics])
    if semantics in LENSES:
        from gametree.evaluation.lenses import LensFormula

        return LensFormula(tree, semantics)
    return CircuitFormula(skeleton_of(tree), as_copies=semantics == "independent")


class CircuitFormula:
    """`prob`: exact probabilities, shared nodes as one event; with `as_copies` each use is an event of its own."""

    def __init__(
        self,
        skeleton: Skeleton,
        as_copies: bool = False,
        limits: Limits | None = None,
        gates: Gates | None = None,
    ) -> None:
        self.skeleton, self.ids = skeleton, skeleton.ids
        self._gates = gates or read_gates(skeleton)
        compiled = compile_gates(self._gates, as_copies, limits)
        self.circuit: Circuit = compiled.circuit
        self.top = compiled.root
        self.of_node = [compiled.of_gate[gate] for gate in self._gates.of_node]
        self.of_scenario = compiled.of_scenario
        self.multilinear = not (as_copies and skeleton.has_shared)
        self._worlds = compiled.worlds
        self._estimates = compiled.estimates

    def as_copies(self) -> CircuitFormula:
        """The formula in which each use of a shared node is an event of its own."""
        return CircuitFormula(self.skeleton, as_copies=True, gates=self._gates)

    @cached_property
    def estimated(self) -> frozenset[int]:
        """The nodes whose outlook rests on estimates, by number."""
        if self._worlds is None:
            return frozenset()
        above = set(self.circuit.above_operations(self._estimates))
        return frozenset(number for number, operation in enumerate(self.of_node) if operation in above)

    def root(self, scores: Scores) -> float:
        """The probability that the question is answered with yes."""
        return self.circuit.values(scores)[self.top]

    def outlooks(self, scores: Scores) -> list[float]:
        """The probability of every node."""
        values = self.circuit.values(scores)
        return [values[operation] for operation in self.of_node]

    def gradient(self, scores: Scores) -> list[float]:
        """The derivative of the root by every score."""
        return self.circuit.slopes(self.top, scores, self.circuit.values(scores))

    def gradients(self, points: Sequence[Scores], moving: Sequence[int]) -> list[list[float]]:
        """The derivatives at several points that differ in the `moving` scores only; 0 for scores that do not move."""
        which = [operation for operation in self.circuit.above(moving) if operation <= self.top]
        values = self.circuit.values(points[0]) if points else []
        found = []
        for point in points:
            self.circuit.work_out(point, values, which)
            found.append(self.circuit.slopes(self.top, point, values, which))
        return found

    def error(self, scores: Scores, values: Sequence[float] | None = None) -> float:
        """The standard error of the root, 0 where it is exact: errors of its estimates, carried up and added."""
        if self._worlds is None:
            return 0.0
        values = values or self.circuit.values(scores)
        weights = self.circuit.weights(self.top, scores, values, self._above_estimates)
        return sum(abs(weights[number]) * self._worlds.error(values[number]) for number in self._estimates)

    @cached_property
    def _above_estimates(self) -> list[int]:
        return [operation for operation in self.circuit.above_operations(self._estimates) if operation <= self.top]


class Running:
    """A formula at scores that change one at a time; costs what depends on the change, where the formula allows."""

    def __init__(self, formula: Formula, scores: Scores) -> None:
        self.formula, self.scores = formula, list(scores)
        self._values: list[float] = []
        self._outlooks: Sequence[float] = ()
        if isinstance(formula, CircuitFormula):
            self._values = formula.circuit.values(self.scores)
        else:
            self._outlooks = formula.outlooks(self.scores)

    def change(self, scores: Mapping[int, float]) -> None:
        """Take other scores for some nodes."""
        changed = {index: score for index, score in scores.items() if self.scores[index] != score}
        for index, score in changed.items():
            self.scores[index] = score
        if isinstance(self.formula, CircuitFormula):
            circuit = self.formula.circuit
            circuit.work_out(self.scores, self._values, circuit.above(changed))
        elif changed:
            self._outlooks = self.formula.outlooks(self.scores)

    def outlook(self, index: int) -> float:
        """The outlook of a node, in [0, 1]."""
        formula = self.formula
        value = self._values[formula.of_node[index]] if isinstance(formula, CircuitFormula) else self._outlooks[index]
        return min(1.0, max(0.0, value))

    def is_estimate(self, index: int) -> bool:
        """Whether the outlook of a node rests on estimates."""
        return isinstance(self.formula, CircuitFormula) and index in self.formula.estimated

    @property
    def root(self) -> float:
        """The root, not clipped."""
        formula = self.formula
        return self._values[formula.top] if isinstance(formula, CircuitFormula) else formula.root(self.scores)

    @property
    def error(self) -> float:
        """The standard error of the root; 0 where it is exact."""
        formula = self.formula
        return formula.error(self.scores, self._values) if isinstance(formula, CircuitFormula) else 0.0

    def gradient(self) -> Sequence[float]:
        """The derivative of the root by every score."""
        formula = self.formula
        if isinstance(formula, CircuitFormula):
            return formula.circuit.slopes(formula.top, self.scores, self._values)
        return formula.gradient(self.scores)

    def successes(self, architectures: Sequence[int]) -> list[float]:
        """How likely success is in the scenario of each architecture."""
        if isinstance(self.formula, CircuitFormula):
            return [self._values[operation] for operation in self.formula.of_scenario]
        found = []
        for index in architectures:
            only = [0.0 if other in architectures else score for other, score in enumerate(self.scores)]
            only[index] = 1.0
            found.append(self.formula.root(only))
        return found
