"""Gauss–Legendre points: with n of them a polynomial up to degree 2n − 1 is integrated exactly."""

from __future__ import annotations

from functools import cache
from math import cos, pi

Points = tuple[tuple[float, float], ...]
"""Pairs of (place, weight), the places within the interval; the weights sum to its length."""


@cache
def gauss_legendre(count: int) -> Points:
    """The points on [0, 1], from low to high, by Newton's method on the Legendre polynomial of that degree."""
    places = [_root(count, number) for number in range(1, count // 2 + 1)]
    halves = [(x, 1 / ((1 - x * x) * _legendre(count, x)[1] ** 2)) for x in places]
    middle = [(0.0, 1 / _legendre(count, 0.0)[1] ** 2)] if count % 2 else []
    low = [((1 - x) / 2, weight) for x, weight in halves]
    high = [((1 + x) / 2, weight) for x, weight in reversed(halves)]
    return (*low, *(((1 + x) / 2, weight) for x, weight in middle), *high)


def between(low: float, high: float, points: Points) -> Points:
    """Points on [0, 1] moved to another interval."""
    return tuple((low + place * (high - low), weight * (high - low)) for place, weight in points)


def _root(degree: int, number: int) -> float:
    """The root of that number, the largest first, to the last bits."""
    x = cos(pi * (number - 0.25) / (degree + 0.5))
    for _ in range(100):
        value, slope = _legendre(degree, x)
        step = value / slope
        x -= step
        if abs(step) < 1e-15:
            break
    return x


def _legendre(degree: int, x: float) -> tuple[float, float]:
    """The Legendre polynomial and its derivative at x, which is neither −1 nor 1."""
    before, value = 0.0, 1.0
    for n in range(1, degree + 1):
        before, value = value, ((2 * n - 1) * x * value - (n - 1) * before) / n
    return value, degree * (before - x * value) / (1 - x * x)
