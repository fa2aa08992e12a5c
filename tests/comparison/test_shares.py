"""What each score owes of a difference, against the Shapley value by its definition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametree.comparison.shares import share_out
from tests.comparison.brute_force import shapley

FRACTIONS = st.one_of(st.sampled_from([0.0, 1.0, 0.5]), st.floats(0, 1))


@dataclass
class Polynomial:
    """A sum of products of scores, each at most once in a product; None stands for how they are multiplied."""

    terms: dict[frozenset[int], float]
    multilinear = True
    looked = 0

    def root(self, scores: Sequence[float]) -> float:
        return sum(factor * prod(scores[i] for i in term) for term, factor in self.terms.items())

    def gradient(self, scores: Sequence[float]) -> list[float]:
        self.looked += 1
        return [
            sum(factor * prod(scores[j] for j in term - {i}) for term, factor in self.terms.items() if i in term)
            for i in range(len(scores))
        ]


@dataclass
class Bent:
    """The larger of two products: a root with a kink."""

    multilinear = False

    def root(self, scores: Sequence[float]) -> float:
        return max(scores[0] * scores[1], scores[2])

    def gradient(self, scores: Sequence[float]) -> list[float]:
        first = scores[0] * scores[1] >= scores[2]
        return [scores[1], scores[0], 0.0] if first else [0.0, 0.0, 1.0]


@dataclass
class Smooth:
    """Smooth, and no polynomial."""

    multilinear = False

    def root(self, scores: Sequence[float]) -> float:
        return exp(-3 * scores[0] * scores[1])

    def gradient(self, scores: Sequence[float]) -> list[float]:
        return [-3 * scores[1] * self.root(scores), -3 * scores[0] * self.root(scores)]


@st.composite
def polynomials(draw: st.DrawFn) -> tuple[Polynomial, list[float], list[float]]:
    size = draw(st.integers(1, 8))
    terms = draw(st.dictionaries(st.frozensets(st.integers(0, size - 1)), st.floats(-1, 1), max_size=8))
    scores = st.lists(FRACTIONS, min_size=size, max_size=size)
    return Polynomial(terms), draw(scores), draw(scores)


@given(polynomials())
def test_shares_are_shapley_values_and_add_up(case: tuple[Polynomial, list[float], list[float]]):
    root, a, b = case
    shares = share_out(root, a, b)
    assert shares.by_score == pytest.approx(shapley(root.root, a, b), abs=1e-12)
    assert abs(shares.residual) < 1e-12


@given(polynomials())
def test_swapping_the_two_negates_every_share(case: tuple[Polynomial, list[float], list[float]]):
    root, a, b = case
    one, other = share_out(root, a, b).by_score, share_out(root, b, a).by_score
    assert one == pytest.approx({number: -share for number, share in other.items()}, abs=1e-12)


def test_nothing_differs_nothing_is_shared():
    shares = share_out(Polynomial({frozenset({0}): 1.0}), [0.3], [0.3])
    assert (shares.by_score, shares.difference, shares.residual) == ({}, 0.0, 0.0)


@pytest.mark.parametrize("scores", [2, 17, 64, 300])
def test_many_certain_counters_share_the_fall_equally(scores: int):
    """1 − ∏(1 − x) from all 0 to all 1 needs the most points of all: each of n equal players has 1/n."""

    class AnyOf:
        multilinear = True

        def root(self, at: Sequence[float]) -> float:
            return 1 - prod(1 - x for x in at)

        def gradient(self, at: Sequence[float]) -> list[float]:
            return [(1 - at[0]) ** (len(at) - 1)] * len(at)

    shares = share_out(AnyOf(), [0.0] * scores, [1.0] * scores)
    assert abs(shares.residual) < 1e-9
    assert list(shares.by_score.values()) == pytest.approx([1 / scores] * scores, abs=1e-11)


def test_where_more_points_tell_no_more_a_large_root_is_left_at_that():
    class Rugged:
        multilinear = True
        looked = 0

        def root(self, at: Sequence[float]) -> float:
            return at[0]

        def gradient(self, at: Sequence[float]) -> list[float]:
            self.looked += 1
            return [float(int(at[0] * 1e6) % 3)] * len(at)

    rugged = Rugged()
    shares = share_out(rugged, [0.0] * 10_000, [1.0] * 10_000)
    assert rugged.looked < 64
    assert abs(shares.residual) > 1


@pytest.mark.parametrize(("scores", "looks"), [(1, 0), (2, 1), (3, 2), (16, 8)])
def test_half_as_many_points_as_scores_differ_are_enough(scores: int, looks: int):
    root = Polynomial({frozenset(range(scores)): 1.0})
    shares = share_out(root, [0.2] * scores, [0.9] * scores)
    assert root.looked == looks
    assert list(shares.by_score.values()) == pytest.approx([(0.9**scores - 0.2**scores) / scores] * scores, abs=1e-14)


@pytest.mark.parametrize(
    ("root", "a", "b"),
    [
        (Bent(), [0.1, 0.9, 0.5], [0.9, 0.8, 0.2]),
        (Bent(), [0.9, 0.8, 0.2], [0.1, 0.9, 0.5]),
        (Bent(), [0.0, 1.0, 0.3], [1.0, 1.0, 0.9]),
        (Smooth(), [0.0, 0.1], [1.0, 0.8]),
    ],
)
def test_shares_add_up_across_kinks_and_without_a_polynomial(root: Bent | Smooth, a: list[float], b: list[float]):
    shares = share_out(root, a, b)
    assert abs(shares.difference) > 0.1
    assert abs(shares.residual) < 1e-9


def test_an_estimate_is_looked_at_no_more_than_8_times():
    root = Polynomial({frozenset(range(40)): 1.0})
    root.sampled = (1,)  # type: ignore[attr-defined]
    assert len(share_out(root, [0.2] * 40, [0.9] * 40).by_score) == 40
    assert root.looked == 8


def test_what_is_done_is_told_up_to_the_whole():
    told: list[float] = []
    share_out(Polynomial({frozenset(range(40)): 1.0}), [0.2] * 40, [0.9] * 40, told.append)
    assert told == sorted(told)
    assert (told[0], told[-1]) == (8 / 24, 1.0)
