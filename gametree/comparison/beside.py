"""Two assessments beside one another, as one of the two may see them: without what would colour a judgement to come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import chain

from gametree.model.assessment import Assessment, Judgement, Record
from gametree.model.digest import staleness
from gametree.model.tree import Tree


class Relation(StrEnum):
    """How two people stand to one another on a node."""

    DIFFER = "differ"
    ALIKE = "alike"
    ONLY_MINE = "only mine"
    ONLY_THEIRS = "only theirs"
    HIDDEN = "hidden"
    """They have scored it and I have not; the score is kept from me until I do."""
    NEITHER = "neither"


@dataclass(frozen=True)
class Beside:
    """What I think, and what I may see of what they think."""

    tree: Tree
    mine: Assessment
    theirs: Assessment
    hidden: frozenset[str]
    """The nodes of the tree that they have scored, and that I must score to see how."""
    untaken: Assessment | None = None
    """What I really think, where `mine` has scores of theirs in it."""

    def relation(self, node_id: str) -> Relation:
        """How we stand to one another on a node."""
        mine, theirs = self.mine.judgements.get(node_id), self.theirs.judgements.get(node_id)
        if mine and theirs:
            return Relation.DIFFER if mine.plausibility != theirs.plausibility else Relation.ALIKE
        if mine:
            return Relation.ONLY_MINE
        if theirs:
            return Relation.ONLY_THEIRS
        return Relation.HIDDEN if node_id in self.hidden else Relation.NEITHER

    def gap(self, node_id: str) -> float | None:
        """How much higher they score a node, in [-1, 1]; None where not both of us have."""
        mine, theirs = self.mine.judgements.get(node_id), self.theirs.judgements.get(node_id)
        return theirs.plausibility - mine.plausibility if mine and theirs else None

    def is_stale(self, node_id: str) -> bool:
        """Whether the node has changed since either of us judged it."""
        both = (self.mine.judgements.get(node_id), self.theirs.judgements.get(node_id))
        return any(one is not None and staleness(self.tree, node_id, one.digest) is not None for one in both)

    @cached_property
    def differing(self) -> frozenset[str]:
        """The nodes on which we differ."""
        return frozenset(node for node in self.mine.judgements.keys() & self.theirs.judgements.keys()
                         if node in self.tree.nodes and self.gap(node))  # fmt: skip


def lay_beside(
    tree: Tree, mine: Assessment, theirs: Assessment, blind: bool, taken: Mapping[str, Judgement] | None = None
) -> Beside:
    """What two assessments look like to one of the two, who may imagine having taken scores of the other's.

    Blind, nothing that is shown depends on what they say of nodes that I have not scored: neither a score nor a note,
    neither the answer at the root nor any share.
    """
    seen = _known_by(mine, theirs) if blind else theirs
    unseen = theirs.judgements.keys() - seen.judgements.keys() if blind else ()
    hidden = frozenset(node for node in unseen if node in tree.nodes)
    imagined = replace(mine, judgements={**mine.judgements, **taken}) if taken else mine
    return Beside(tree, imagined, seen, hidden, mine if taken else None)


def records_of(assessment: Assessment) -> tuple[Record, ...]:
    """The records that the histories of an assessment hold."""
    return tuple(chain.from_iterable(assessment.histories.values()))


def _known_by(mine: Assessment, theirs: Assessment) -> Assessment:
    """What they say of the nodes that I have scored; the records are left to the histories."""
    scored = mine.judgements
    return replace(
        theirs,
        records=(),
        judgements={node: one for node, one in theirs.judgements.items() if node in scored},
        notes={node: notes for node, notes in theirs.notes.items() if node in scored},
        histories={node: records for node, records in theirs.histories.items() if node in scored},
    )
