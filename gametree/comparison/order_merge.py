"""The order of things after two people have added, removed and moved some of them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from gametree.comparison.sibling_order import moved_in

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True)
class OrderMerge(Generic[T]):
    """The order of both, and what both have moved to different places: it stands where we put it."""

    order: tuple[T, ...]
    moved_by_both: tuple[T, ...]


def merge_orders(base: Sequence[T], ours: Sequence[T], theirs: Sequence[T], kept: Set[T]) -> OrderMerge[T]:
    """Our order of what is `kept`, with what they added or moved behind what it stands behind with them.

    What both added at one place stands there in turn, ours first.
    """
    by_us, by_them = _moved(base, ours, kept), _moved(base, theirs, kept)
    in_ours, in_theirs = set(ours), set(theirs)
    placed = {item for item in theirs if item in kept and (item not in in_ours or item in by_them - by_us)}
    line = _Line(item for item in ours if item in kept and item not in placed)
    new = in_ours - set(base) - in_theirs
    behind: T | None = None
    for item in theirs:
        if item in placed:
            line.put(item, behind, new)
        if item in kept:
            behind = item
    both = by_us & by_them
    if both:
        here, there = ({one: other for other, one in pairwise((None, *_common(base, o, t, kept)))}
                       for o, t in ((ours, in_theirs), (theirs, in_ours)))  # fmt: skip
        both = {item for item in both if item in here and here[item] != there[item]}
    return OrderMerge(tuple(line), tuple(item for item in line if item in both))


def _moved(base: Sequence[T], version: Sequence[T], kept: Set[T]) -> set[T]:
    """The fewest things that must have been moved to come from the one order to the other."""
    place = {item: index for index, item in enumerate(base)}
    common = [item for item in version if item in place and item in kept]
    return {common[index] for index in moved_in([place[item] for item in common])}


def _common(base: Sequence[T], version: Sequence[T], other: Set[T], kept: Set[T]) -> list[T]:
    everywhere = kept & other & set(base)
    return [item for item in version if item in everywhere]


class _Line(Generic[T]):
    """Things in a row, each knowing the next."""

    def __init__(self, items: Iterable[T]) -> None:
        row: list[T | None] = [None, *items, None]
        self.next: dict[T | None, T | None] = dict(pairwise(row))

    def put(self, item: T, behind: T | None, overtaken: Set[T]) -> None:
        """Put a thing behind another one (None: first) and behind all of `overtaken` that directly follow it."""
        while self.next[behind] in overtaken:
            behind = self.next[behind]
        self.next[behind], self.next[item] = item, self.next[behind]

    def __iter__(self) -> Iterator[T]:
        item = self.next[None]
        while item is not None:
            yield item
            item = self.next[item]
