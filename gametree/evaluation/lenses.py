"""The tree read as a quantitative bipolar argumentation framework (QBAF), to compare with what is computed there.

Same side supports, other side attacks, and a plausibility is a base score. Strengths are found bottom-up; a node with
several parents has one strength and counts in full under each, so that no strength here is a probability.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gametree.evaluation.gradual import LENSES, Lens, acyclic_order, gradient, pass_back, strengths
from gametree.evaluation.skeleton import skeleton_of
from gametree.model.tree import QUESTION, Side, Tree

__all__ = ["LENSES", "Lens", "LensFormula", "Qbaf", "gradient", "qbaf_of", "strengths"]


@dataclass(frozen=True)
class Qbaf:
    """A tree as arguments, numbered in file order, without the question."""

    ids: tuple[str, ...]
    attackers: tuple[tuple[int, ...], ...]
    supporters: tuple[tuple[int, ...], ...]
    certain: Mapping[int, float]
    """Base scores that are no plausibilities: those of the architectures, 0 with refinements, else 1."""
    proponents: tuple[int, ...]
    """The top-level moves of ours; `opponents` are theirs."""
    opponents: tuple[int, ...]
    read_as_any: tuple[str, ...]
    """Nodes of which all refinements must hold, which no argumentation framework can say: any one counts as enough."""

    def base(self, scores: Sequence[float]) -> list[float]:
        """The base score of every argument, from the plausibilities in file order."""
        bases = list(scores)
        for argument, base in self.certain.items():
            bases[argument] = base
        return bases


def qbaf_of(tree: Tree) -> Qbaf:
    """The tree as a QBAF."""
    numbers = {node_id: number for number, node_id in enumerate(tree.nodes)}
    sides: dict[Side, list[tuple[int, ...]]] = {Side.PROPONENT: [], Side.OPPONENT: []}
    for parent in (*tree.nodes, QUESTION):
        for side, children in sides.items():
            beneath = tree.children.get(parent, ())
            children.append(tuple(numbers[child] for child in beneath if tree.nodes[child].side is side))
    ours, theirs = sides[Side.PROPONENT], sides[Side.OPPONENT]
    is_ours = [node.side is Side.PROPONENT for node in tree.nodes.values()]
    supporters = tuple(ours[n] if mine else theirs[n] for n, mine in enumerate(is_ours))
    return Qbaf(
        ids=tuple(tree.nodes),
        attackers=tuple(theirs[n] if mine else ours[n] for n, mine in enumerate(is_ours)),
        supporters=supporters,
        certain={n: _certain(supporters[n]) for n in (numbers[node.id] for node in tree.architectures)},
        proponents=ours[-1],
        opponents=theirs[-1],
        read_as_any=tuple(
            node.id
            for node in tree.nodes.values()
            if node.refinement == "all" and len(supporters[numbers[node.id]]) > 1
        ),
    )


def _certain(supporters: Sequence[float]) -> float:
    return 0.0 if supporters else 1.0


class LensFormula:
    """What a tree's scores, in file order, come to through a lens.

    Without architectures the question is an argument too, of base 0 with moves of ours beneath it and else of base 1.
    With them, the question of each scenario is its architecture's strength, attacked by the top-level moves of theirs;
    the root is the sum of the scenarios, each times its architecture's plausibility. Scenarios do not touch otherwise.

    The Euler-based semantics never leaves a base of 0 or 1: through that lens a question that our moves answer is 0
    whatever they are worth, and so is an architecture's branch; only the nodes beneath differ.
    """

    multilinear = False
    exact = True

    def __init__(self, tree: Tree, lens: str) -> None:
        self.lens = LENSES[lens]
        self.skeleton = skeleton_of(tree)
        self.qbaf = qbaf_of(tree)
        self.ids: tuple[str, ...] = self.qbaf.ids
        self._order = acyclic_order(self.qbaf.attackers, self.qbaf.supporters)

    def root(self, scores: Sequence[float]) -> float:
        """The strength of the question, in [0, 1] where the architectures' plausibilities come to 1 at most."""
        found = self.outlooks(scores)
        theirs = [found[other] for other in self.qbaf.opponents]
        if not self.qbaf.certain:
            ours = [found[other] for other in self.qbaf.proponents]
            return self.lens.strength(_certain(ours), theirs, ours)
        return sum(scores[k] * self.lens.strength(found[k], theirs, ()) for k in self.qbaf.certain)

    def outlooks(self, scores: Sequence[float]) -> list[float]:
        """The strength of every node, in file order; an architecture's is that of its branch."""
        return strengths(self.qbaf.base(scores), self.qbaf.attackers, self.qbaf.supporters, self.lens, self._order)

    def gradient(self, scores: Sequence[float]) -> list[float]:
        """The derivative of the root by every score, in file order; one-sided at the kinks of DF-QuAD."""
        found = self.outlooks(scores)
        pull = self._pull(scores, found)
        by_score = pass_back(
            self.qbaf.base(scores), self.qbaf.attackers, self.qbaf.supporters, self.lens, self._order, found, pull
        )
        theirs = [found[other] for other in self.qbaf.opponents]
        for k in self.qbaf.certain:
            by_score[k] = self.lens.strength(found[k], theirs, ())
        return by_score

    def _pull(self, scores: Sequence[float], found: Sequence[float]) -> list[float]:
        """The derivative of the root by the strength of every top-level node; 0 for all others."""
        pull = [0.0] * len(found)
        theirs = [found[other] for other in self.qbaf.opponents]
        if not self.qbaf.certain:
            ours = [found[other] for other in self.qbaf.proponents]
            _, down, up = self.lens.slopes(_certain(ours), theirs, ours)
            for other, slope in zip((*self.qbaf.opponents, *self.qbaf.proponents), (*down, *up), strict=True):
                pull[other] = slope
        for k in self.qbaf.certain:
            pull[k], down, _ = self.lens.slopes(found[k], theirs, ())
            pull[k] *= scores[k]
            for other, slope in zip(self.qbaf.opponents, down, strict=True):
                pull[other] += scores[k] * slope
        return pull
