"""The value of discrimination of a node, worked out from the root with the node settled."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

import pytest

from gametree.comparison.settling import settle
from gametree.evaluation.information import symmetric_kl


class Product:
    multilinear = True

    def root(self, scores: Sequence[float]) -> float:
        return prod(scores)

    def gradient(self, scores: Sequence[float]) -> list[float]:
        return [prod(scores[:i]) * prod(scores[i + 1 :]) for i in range(len(scores))]


class ProductWithoutSlopes(Product):
    multilinear = False

    def gradient(self, scores: Sequence[float]) -> list[float]:
        raise AssertionError("a root with kinks is asked for its values")


@pytest.mark.parametrize("root", [Product(), ProductWithoutSlopes()])
def test_settling_a_score_leaves_the_rest_to_differ_on(root: Product):
    """Odds of 1 and 1/9 pool to 1/3, a chance of a quarter; where the first holds, 0.4 and 0.8 remain."""
    found = settle(root, [0.5, 0.4], [0.1, 0.8], [0, 1])
    assert found[0] == pytest.approx(symmetric_kl(0.2, 0.08) - symmetric_kl(0.4, 0.8) / 4)
    assert found[1] is not None


def test_settling_the_only_difference_takes_all_of_it_away():
    found = settle(Product(), [0.5, 0.4], [0.5, 0.8], [1])
    assert found[1] == pytest.approx(symmetric_kl(0.2, 0.4))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        pytest.param([0.5, 0.0], [0.5, 0.4], id="one of the two roots is 0: no bit of the other's is thinkable"),
        pytest.param([0.0, 0.5], [1.0, 0.5], id="certain of opposite things"),
    ],
)
def test_an_infinite_disagreement_has_no_value(a: list[float], b: list[float]):
    assert settle(Product(), a, b, [0, 1]) == {0: None, 1: None}


def test_a_root_beyond_1_has_no_value():
    class Doubled(Product):
        def root(self, scores: Sequence[float]) -> float:
            return 2 * scores[0]

        def gradient(self, scores: Sequence[float]) -> list[float]:
            return [2.0]

    assert settle(Doubled(), [0.2], [0.4], [0]) == {0: None}
