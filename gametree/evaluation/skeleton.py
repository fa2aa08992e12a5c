"""A tree as numbers: what bears on the outlook, and nothing else."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from gametree.model.tree import PROPONENT_KINDS, Tree


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The nodes numbered in file order; −1 is the question, whose entry is the last."""

    ids: tuple[str, ...]
    numbers: Mapping[str, int]
    is_ours: Sequence[bool]
    """Whether each node is a proponent's move; the question is."""
    ways: Sequence[Sequence[int]]
    """The refinements of each node, in file order."""
    replies: Sequence[Sequence[int]]
    """The countermeasures of each node, in file order."""
    parents: Sequence[Sequence[int]]
    """What each node stands beneath; of the question nothing."""
    needs_all: Collection[int]
    """The nodes all of whose refinements must hold."""
    architectures: tuple[int, ...]
    order: Sequence[int]
    """The nodes, each after those beneath it; what hangs together stands together."""

    @property
    def has_shared(self) -> bool:
        """Whether a node has several parents."""
        return any(len(above) > 1 for above in self.parents)


def skeleton_of(tree: Tree) -> Skeleton:
    """The skeleton of a tree without cycles."""
    nodes = tree.nodes.values()
    numbers = {node_id: number for number, node_id in enumerate(tree.nodes)}
    is_ours = [node.kind in PROPONENT_KINDS for node in nodes] + [True]
    parents = [tuple([numbers.get(parent, -1) for parent in node.parents]) or (-1,) for node in nodes]
    ways, replies = _beneath(parents, is_ours)
    return Skeleton(
        ids=tuple(tree.nodes),
        numbers=numbers,
        is_ours=is_ours,
        ways=ways,
        replies=replies,
        parents=[*parents, ()],
        needs_all=frozenset(number for number, node in enumerate(nodes) if node.refinement == "all"),
        architectures=tuple(numbers[node.id] for node in tree.architectures),
        order=_children_first(ways, replies),
    )


def _beneath(parents: Sequence[Sequence[int]], is_ours: Sequence[bool]) -> tuple[list[list[int]], list[list[int]]]:
    """The refinements and the countermeasures of each node and of the question."""
    ways, replies = [_NONE] * len(is_ours), [_NONE] * len(is_ours)
    for child, above in enumerate(parents):
        for parent in above:
            beneath = ways if is_ours[parent] is is_ours[child] else replies
            if beneath[parent]:
                beneath[parent].append(child)
            else:
                beneath[parent] = [child]
    return ways, replies


_NONE: list[int] = []  # shared by all leaves: never changed


def _children_first(ways: Sequence[Sequence[int]], replies: Sequence[Sequence[int]]) -> list[int]:
    """All nodes from a walk in depth; −2 − n on the stack says that all beneath n has been seen."""
    order: list[int] = []
    is_met = bytearray(len(ways))
    stack = [*replies[-1], *ways[-1]]
    while stack:
        number = stack.pop()
        if number < 0:
            order.append(-2 - number)
        elif not is_met[number]:
            is_met[number] = True
            if replies[number] or ways[number]:
                stack.append(-2 - number)
                stack += replies[number]
                stack += ways[number]
            else:
                order.append(number)
    return order
