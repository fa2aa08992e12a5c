"""What became in the tree of the nodes that two people judged: some were changed since, some are gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from gametree.model.assessment import Assessment, Judgement
from gametree.model.digest import Staleness, change_between, digest_of, digests
from gametree.model.tree import QUESTION, Tree


@dataclass(frozen=True, slots=True)
class StaleNode:
    """What has changed on a node since either judged it, or on the question since either stated its answer."""

    node: str
    a: Staleness | None
    b: Staleness | None


@dataclass(frozen=True, slots=True)
class RemovedNode:
    """A node that the tree has no longer, and what was said of it."""

    node: str
    a: Judgement | None
    b: Judgement | None


def find_stale(tree: Tree, a: Assessment, b: Assessment) -> Iterator[StaleNode]:
    """The nodes, in file order, and the question last, whose words or place are not what either judged."""
    of_a, of_b = ({node: one.digest for node, one in said.judgements.items() if one.digest} for said in (a, b))
    judged = (node for node in tree.nodes if node in of_a or node in of_b)
    for node, now in chain(digests(tree, judged), [(QUESTION, digest_of(tree, QUESTION))]):
        if not of_a.get(node) == of_b.get(node) == now:  # as nearly all do
            changes = change_between(of_a.get(node), now), change_between(of_b.get(node), now)
            if any(changes):
                yield StaleNode(node, *changes)


def find_removed(tree: Tree, a: Assessment, b: Assessment) -> Iterator[RemovedNode]:
    """The nodes with scores or notes that are not in the tree, by id."""
    known = tree.nodes.keys() | {QUESTION}
    gone = set().union(*(said.keys() - known for one in (a, b) for said in (one.judgements, one.notes)))
    for node in sorted(gone):
        yield RemovedNode(node, a.judgements.get(node), b.judgements.get(node))
