"""The points at which a share is measured."""

from __future__ import annotations

import pytest

from gametree.comparison.quadrature import between, gauss_legendre


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (1, [(0, 2)]),
        (2, [(-1 / 3**0.5, 1), (1 / 3**0.5, 1)]),
        (3, [(-(0.6**0.5), 5 / 9), (0, 8 / 9), (0.6**0.5, 5 / 9)]),
        (4, [(-0.861136311594053, 0.347854845137454), (-0.339981043584856, 0.652145154862546),
             (0.339981043584856, 0.652145154862546), (0.861136311594053, 0.347854845137454)]),
    ],
)  # fmt: skip
def test_the_points_are_the_published_ones(count: int, expected: list[tuple[float, float]]):
    """Abramowitz and Stegun 1964, table 25.4, on [-1, 1]."""
    for (place, weight), (x, w) in zip(gauss_legendre(count), expected, strict=True):
        assert (2 * place - 1, 2 * weight) == pytest.approx((x, w), abs=1e-14)


@pytest.mark.parametrize("count", [16, 33, 64, 256, 1001])
def test_many_points_are_as_exact(count: int):
    points = gauss_legendre(count)
    assert list(points) == sorted(points)
    for degree in (0, 1, count, 2 * count - 1):
        assert sum(weight * place**degree for place, weight in points) == pytest.approx(1 / (degree + 1), abs=1e-13)


@pytest.mark.parametrize("count", range(1, 9))
def test_a_polynomial_of_degree_2n_minus_1_is_exact_and_the_next_is_not(count: int):
    def integral(degree: int) -> float:
        return sum(weight * place**degree for place, weight in gauss_legendre(count))

    for degree in range(2 * count):
        assert integral(degree) == pytest.approx(1 / (degree + 1), abs=1e-14)
    assert abs(integral(2 * count) - 1 / (2 * count + 1)) > 1e-12


def test_points_move_to_another_interval():
    moved = between(0.25, 0.5, gauss_legendre(2))
    assert sum(weight * place**3 for place, weight in moved) == pytest.approx((0.5**4 - 0.25**4) / 4, abs=1e-15)
