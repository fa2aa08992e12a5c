"""The order of siblings: who changed places, and where those belong that are gone."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import islice
from operator import lt

from gametree.model.tree import QUESTION, Node, Tree

Key = tuple[str, bool]
"""An id, and whether the new tree has it; if not, it is one that only the old tree has."""


def moved_in(order: Sequence[int]) -> set[int]:
    """Positions in `order` that are not on its longest increasing subsequence: the fewest that need to have moved.

    `order` holds for each sibling of today its place of yesterday, each once. O(n log n), after Schensted, "Longest
    increasing and decreasing subsequences", 1961.
    """
    if all(map(lt, order, islice(order, 1, None))):
        return set()
    ends: list[int] = []  # of the subsequences of each length the smallest end there is, as a position in `order`
    before: list[int] = []
    for position, place in enumerate(order):
        length = bisect_left(ends, place, key=order.__getitem__)
        before.append(ends[length - 1] if length else -1)
        if length == len(ends):
            ends.append(position)
        else:
            ends[length] = position
    stayed: set[int] = set()
    position = ends[-1] if ends else -1
    while position >= 0:
        stayed.add(position)
        position = before[position]
    return set(range(len(order))) - stayed


def reading_order(old: Tree, new: Tree, matched: Mapping[str, str]) -> dict[Key, int]:
    """Where each node stands in the outline of the new tree, with the old tree's others at the places they had.

    `matched` maps new ids to old ones. A node is read beneath the first parent it names.
    """
    beneath = _with_the_gone(old, new, {was: now for now, was in matched.items()})
    order: dict[Key, int] = {}
    waiting = [(QUESTION, True)]
    while waiting:
        key = waiting.pop()
        if key not in order:  # a second time only in a tree with cycles
            order[key] = len(order)
            waiting += reversed(beneath.get(key, ()))
    return order


def _with_the_gone(old: Tree, new: Tree, today: Mapping[str, str]) -> dict[Key, list[Key]]:
    """Everything's children, the gone ones among those that stood before them."""
    homes = {node.id: _home(node) for node in new.nodes.values()}
    beneath: dict[Key, list[Key]] = {}
    for node_id, home in homes.items():
        beneath.setdefault((home, True), []).append((node_id, True))
    for parent, children in _children_at_home(old).items():
        if all(child in today for child in children):
            continue
        there = _key(parent, today)
        beneath[there] = _merged(children, beneath.get(there, []), today)
    return beneath


def _children_at_home(tree: Tree) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node in tree.nodes.values():
        found.setdefault(_home(node), []).append(node.id)
    return found


def _merged(former: Sequence[str], present: Sequence[Key], today: Mapping[str, str]) -> list[Key]:
    """The present children with the gone ones each behind the one it stood behind, as far as that is still there."""
    standing = set(present)
    behind: dict[Key | None, list[Key]] = {}
    last = None
    for child in former:
        key = _key(child, today)
        if not key[1]:
            behind.setdefault(last, []).append(key)
        elif key in standing:
            last = key
    return [*behind.get(None, ()), *(key for child in present for key in (child, *behind.get(child, ())))]


def _key(node_id: str, today: Mapping[str, str]) -> Key:
    if node_id == QUESTION:
        return QUESTION, True
    return (today[node_id], True) if node_id in today else (node_id, False)


def _home(node: Node) -> str:
    return node.parents[0] if node.parents else QUESTION
