"""How things stand in a sitting: what a person said, what follows from it, and where the two are imagined."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from gametree.model.assessment import Assessment
from gametree.model.tree import QUESTION
from gametree.tui.outlook_cells import Case, RootCase

if TYPE_CHECKING:
    from gametree.evaluation.importance import Importance
    from gametree.evaluation.outlook import Outlooks
    from gametree.evaluation.principal_line import Move

_LEAST_SWING = 5e-6  # of the answer: less is rounding
_MUCH, _SOME = 0.25, 0.04  # of the largest importance in the tree


@dataclass(frozen=True)
class Insight:
    """What an outlook tells beside its numbers."""

    ranking: tuple[Importance, ...]
    """All nodes, those first whose score could move the answer most."""
    to_score: tuple[str, ...]
    """The unscored nodes, in the order in which they are worth scoring."""
    line: tuple[Move, ...]
    """The principal line."""

    @cached_property
    def of(self) -> Mapping[str, Importance]:
        """The importance of each node, by id."""
        return {importance.node_id: importance for importance in self.ranking}

    @cached_property
    def cruxes(self) -> tuple[Importance, ...]:
        """The nodes that move the answer at all, those that move it most first."""
        return tuple(importance for importance in self.ranking if importance.swing > _LEAST_SWING)

    @cached_property
    def rank_to_score(self) -> Mapping[str, int]:
        """Where each unscored node stands in that order."""
        return {node_id: rank for rank, node_id in enumerate(self.to_score)}

    @cached_property
    def largest(self) -> float:
        """The largest importance there is, in [0, 1]."""
        return max((abs(importance.birnbaum) for importance in self.ranking), default=0.0)

    def weight(self, node_id: str) -> int:
        """How brightly to show a node: 2 where it moves the answer much, 1 where it does, 0 where it barely does."""
        if not self.largest or node_id not in self.of:
            return 0
        share = abs(self.of[node_id].birnbaum) / self.largest
        return 2 if share >= _MUCH else 1 if share >= _SOME else 0


@dataclass(frozen=True)
class Standing:
    """An assessment, its outlook and what that tells, as far as they are worked out by now."""

    assessment: Assessment
    outlooks: Outlooks | None = None
    insight: Insight | None = None
    real: Standing | None = None
    """In a what-if: how things stand really."""

    def weight(self, node_id: str) -> int:
        """How brightly to show a node, from 0 to 2; the question as brightly as can be."""
        if node_id == QUESTION:
            return 2
        return self.insight.weight(node_id) if self.insight else 1

    def case(self, node_id: str) -> Case | None:
        """The outlook of a node or of the question; None where it has none, or none yet."""
        if self.outlooks is None:
            return None
        if node_id == QUESTION:
            return RootCase.of(self.outlooks.root)
        return self.outlooks.node(node_id) if node_id in self.outlooks.number else None  # new in the tree

    def is_imagined(self, node_id: str) -> bool:
        """Whether the score of a node is another one than really."""
        if self.real is None:
            return False
        one, other = (standing.assessment.judgements.get(node_id) for standing in (self, self.real))
        return (one and (one.plausibility, one.range)) != (other and (other.plausibility, other.range))


def insight_of(outlooks: Outlooks, assessment: Assessment) -> Insight:
    """What an outlook tells beside its numbers; costs a look at every node."""
    from gametree.evaluation.importance import next_to_score, rank_nodes
    from gametree.evaluation.principal_line import principal_line

    ranking = tuple(rank_nodes(outlooks, assessment))
    return Insight(ranking, tuple(next_to_score(outlooks, assessment)), principal_line(outlooks))
