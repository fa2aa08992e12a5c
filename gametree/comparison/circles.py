"""Nodes that lie beneath themselves."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def in_circles(parents: Mapping[T, Iterable[T]]) -> list[T]:
    """Those that lie beneath themselves, and what is between two such: what is left when tops and leaves fall away."""
    above = {who: {p for p in names if p in parents} for who, names in parents.items()}
    below: dict[T, set[T]] = {who: set() for who in parents}
    for who, names in above.items():
        for parent in names:
            below[parent].add(who)
    for here, there in ((above, below), (below, above)):
        free = [who for who, names in here.items() if not names]
        while free:
            who = free.pop()
            for other in there.pop(who, set()):
                here[other].discard(who)
                if not here[other]:
                    free.append(other)
            del here[who]
    return [who for who in parents if who in above]
