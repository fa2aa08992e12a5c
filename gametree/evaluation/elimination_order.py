"""In which order to sum variables out, so that few tables get wide: greedily (Rose 1972; Kjærulff 1990)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from heapq import heapify, heappop, heappush

Neighbours = Mapping[int, Set[int]]
"""For each variable those that share a table with it."""

_CHEAP = 2**15
"""Numbers in all tables that are no reason to look for a better order."""
_CROWDED = 40
"""Neighbours from which on their missing links are not counted, but taken to be all missing."""


def best_order(neighbours: Neighbours, widest: int) -> tuple[int, list[int]] | None:
    """The cheaper of two orders after how many numbers its tables have; None if some table gets wider than allowed."""
    quick = _greedy(neighbours, _degree, widest)
    if quick and quick[0] <= _CHEAP:
        return quick
    careful = _greedy(neighbours, _fill, widest)
    return min((found for found in (quick, careful) if found), default=None)


def _degree(variable: int, neighbours: Neighbours) -> int:
    return len(neighbours[variable])


def _fill(variable: int, neighbours: Neighbours) -> int:
    """How many pairs of neighbours are not neighbours themselves."""
    around = neighbours[variable]
    if len(around) > _CROWDED:
        return len(around) ** 2
    return sum(len(around - neighbours[other]) - 1 for other in around)


def _greedy(
    neighbours: Neighbours, price: Callable[[int, Neighbours], int], widest: int
) -> tuple[int, list[int]] | None:
    """Take the variable with the least price, link its neighbours, and so on."""
    left = {variable: set(around) for variable, around in neighbours.items()}
    prices = {variable: (price(variable, left), len(left[variable])) for variable in left}
    heap = [(*prices[variable], variable) for variable in left]
    heapify(heap)
    cost, order = 0, []
    while left:
        *asked, variable = heappop(heap)
        if variable not in left or prices[variable] != tuple(asked):
            continue
        around = left.pop(variable)
        if len(around) > widest:
            return None
        cost += 2 << len(around)
        order.append(variable)
        for other in _link(around, variable, left) if price is _fill else _join(around, variable, left):
            now = price(other, left), len(left[other])
            if now != prices[other]:
                prices[other] = now
                heappush(heap, (*now, other))
    return cost, order


def _join(around: Set[int], variable: int, left: dict[int, set[int]]) -> Set[int]:
    """Make neighbours of all that were around a variable; those whose degree may have changed."""
    for other in around:
        left[other] |= around
        left[other] -= {variable, other}
    return around


def _link(around: Set[int], variable: int, left: dict[int, set[int]]) -> Set[int]:
    """The same; those whose fill may have changed: they and their neighbours."""
    _join(around, variable, left)
    return set(around).union(*(left[other] for other in around if len(left[other]) <= _CROWDED))
