"""What two assessments are compared on: a tree, both scores for each of its nodes, and missing ones filled in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gametree.model.assessment import Assessment
from gametree.model.tree import Tree


@dataclass(frozen=True)
class CommonGround:
    """A tree, what each thinks of it, and their scores filled in, in the order of its nodes."""

    tree: Tree
    a: Assessment
    b: Assessment
    filled_a: list[float]
    filled_b: list[float]


def common_ground(tree: Tree, a: Assessment, b: Assessment, assume: float) -> CommonGround:
    """The whole tree; a score that one lacks is the other's, one that both lack is `assume`."""
    return CommonGround(tree, a, b, fill_in(tree.nodes, a, b, assume), fill_in(tree.nodes, b, a, assume))


def fill_in(ids: Iterable[str], own: Assessment, other: Assessment, assume: float) -> list[float]:
    """A person's plausibilities in the order of the ids; missing ones are the other's, then the assumed one."""
    found = [own.judgements.get(node) or other.judgements.get(node) for node in ids]
    return [judgement.plausibility if judgement else assume for judgement in found]
