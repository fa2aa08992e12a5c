"""How much of the difference at the root each differing score makes: its Shapley value.

The players are the scores that differ, and the game is to swap them from a to b. Where the root is multilinear in
the scores, the integral of its slope along the straight way from a to b is that value exactly (Owen 1972, Multilinear
extensions of games); elsewhere it is the Aumann–Shapley value (Aumann and Shapley 1974), also known as integrated
gradients.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Protocol

from gametree.comparison.quadrature import Points, between, gauss_legendre

TOLERANCE = 1e-9
"""How far shares may still move, and their sum be from the difference, when the search for more digits ends."""

_FIRST = 8  # points, or half the number of differing scores where these are fewer
_AT_ONCE = 8
_MOST_WORK = 2 * 10**7  # scores times points, for roots with kinks
_MUCH_WORK = 2 * 10**5  # the same, after which more points have to tell more
_NARROWEST = 2.0**-40


class Root(Protocol):
    """A number at the root as a function of all scores, in one order throughout."""

    @property
    def multilinear(self) -> bool:
        """Whether it is a polynomial of the first degree in each score."""

    def root(self, scores: Sequence[float]) -> float:
        """Its value."""

    def gradient(self, scores: Sequence[float]) -> Sequence[float]:
        """Its slope by each score."""


@dataclass(frozen=True)
class Shares:
    """The root at a and at b, and the share that each differing score, by its number, has in the difference."""

    root_a: float
    root_b: float
    by_score: Mapping[int, float] = field(default_factory=dict)

    @property
    def difference(self) -> float:
        """How much higher the root is at b."""
        return self.root_b - self.root_a

    @property
    def residual(self) -> float:
        """What of the difference no share accounts for; below 1e-9 where the root is multilinear."""
        return self.difference - sum(self.by_score.values())


Progress = Callable[[float], None]
"""Is told how much is done, from 0 to 1."""


def share_out(root: Root, a: Sequence[float], b: Sequence[float], progress: Progress | None = None) -> Shares:
    """Share the difference root(b) − root(a) out among the scores that differ."""
    differing = [number for number, (one, other) in enumerate(zip(a, b, strict=True)) if one != other]
    root_a, root_b = root.root(a), root.root(b)
    if len(differing) < 2:
        return Shares(root_a, root_b, dict.fromkeys(differing, root_b - root_a))
    way = _Way(root, a, b, differing, progress or (lambda _: None))
    shares = _doubling(way, root_b - root_a) if root.multilinear else _halving(way, len(a))
    return Shares(root_a, root_b, dict(zip(differing, shares, strict=True)))


def slopes_at(root: Root, points: Sequence[Sequence[float]], moving: Sequence[int]) -> Sequence[Sequence[float]]:
    """The slopes by the moving scores, the only ones in which the points differ; several at once where it can."""
    at_once = getattr(root, "gradients", None)
    found: Sequence[Sequence[float]] = at_once(points, moving) if at_once else [root.gradient(one) for one in points]
    return found


@dataclass
class _Way:
    """The straight way from a to b, along which slopes are added up."""

    root: Root
    a: Sequence[float]
    b: Sequence[float]
    differing: list[int]
    progress: Progress
    done: int = 0
    expected: int = 0
    told: float = 0.0

    @property
    def is_estimate(self) -> bool:
        """Whether the root is found by sampling."""
        return bool(getattr(self.root, "sampled", ()))

    def integral(self, points: Points) -> list[float]:
        """What each differing score adds to the root, by these points."""
        self.expected = max(self.expected, self.done + len(points))
        sums = [0.0] * len(self.differing)
        at_once = 1 if self.is_estimate else _AT_ONCE
        for start in range(0, len(points), at_once):
            some = points[start : start + at_once]
            for (_, weight), slopes in zip(some, self._gradients(some), strict=True):
                sums = [total + weight * slopes[number] for total, number in zip(sums, self.differing, strict=True)]
            self.done += len(some)
            self.told = max(self.told, self.done / self.expected)  # more may be expected than a while ago
            self.progress(self.told)
        return [total * (self.b[number] - self.a[number]) for total, number in zip(sums, self.differing, strict=True)]

    def rise(self, low: float, high: float) -> float:
        """How much higher the root is at the end of a stretch of the way."""
        return self.root.root(self._scores(high)) - self.root.root(self._scores(low))

    def _gradients(self, points: Points) -> Sequence[Sequence[float]]:
        scores = [self._scores(place) for place, _ in points]
        return slopes_at(self.root, scores, self.differing)

    def _scores(self, place: float) -> list[float]:
        scores = list(self.a)
        for number in self.differing:
            scores[number] += place * (self.b[number] - scores[number])
        return scores


def _doubling(way: _Way, difference: float) -> list[float]:
    """Twice as many points until nothing moves; with half as many as scores differ the integral is exact.

    Where the root is an estimate and takes its time, more points than the first tell no more. Nor do they, short of
    all, where thousands of nodes share and share again: there it ends when twice as many bring it hardly nearer.
    """
    exact = -(-len(way.differing) // 2)
    count = min(exact, _FIRST)
    if way.is_estimate:
        exact = count
    way.expected = count + min(exact, 2 * count)
    shares, moved = way.integral(gauss_legendre(count)), inf
    while count < exact:
        count = min(2 * count, exact)
        before, shares = shares, way.integral(gauss_legendre(count))
        moved_before, moved = moved, max(abs(difference - sum(shares)), _furthest(before, shares))
        if moved < TOLERANCE or (way.done * len(way.a) > _MUCH_WORK and moved > moved_before / 2):
            break
    return shares


def _halving(way: _Way, scores: int) -> list[float]:
    """A root with kinks: halve each stretch until its halves say what the whole said, as far as the work allows."""
    most = max(8 * _FIRST, _MOST_WORK // scores)
    points = gauss_legendre(_FIRST)
    waiting = [(0.0, 1.0, way.integral(points))]
    settled = [0.0] * len(way.differing)
    while waiting:
        low, high, whole = waiting.pop()
        middle = (low + high) / 2
        left, right = (way.integral(between(*ends, points)) for ends in ((low, middle), (middle, high)))
        both = _added(left, right)
        # a kink between the last point and the end is seen by neither, but by the root itself
        missed = abs(way.rise(low, high) - sum(both))
        if max(_furthest(whole, both), missed) < TOLERANCE / 10 or high - low < _NARROWEST or way.done > most:
            settled = _added(settled, both)
        else:
            waiting += [(middle, high, right), (low, middle, left)]
    return settled


def _added(one: Iterable[float], other: Iterable[float]) -> list[float]:
    return [x + y for x, y in zip(one, other, strict=True)]


def _furthest(one: Iterable[float], other: Iterable[float]) -> float:
    return max(abs(x - y) for x, y in zip(one, other, strict=True))
