"""The Shapley value by its definition: over all 2^d sets of scores swapped so far."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from math import factorial


def shapley(root: Callable[[Sequence[float]], float], a: Sequence[float], b: Sequence[float]) -> dict[int, float]:
    players = [number for number, (one, other) in enumerate(zip(a, b, strict=True)) if one != other]
    value = {
        frozenset(swapped): root([b[i] if i in swapped else a[i] for i in range(len(a))])
        for size in range(len(players) + 1)
        for swapped in combinations(players, size)
    }
    shares = dict.fromkeys(players, 0.0)
    for swapped, before in value.items():
        for player in set(players) - swapped:
            weight = factorial(len(swapped)) * factorial(len(players) - len(swapped) - 1) / factorial(len(players))
            shares[player] += weight * (value[swapped | {player}] - before)
    return shares
