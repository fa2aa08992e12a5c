"""Worlds drawn with a fixed seed: near enough, repeatable, and in step with the chances."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametree.evaluation.worlds import Worlds

DIAMOND = [(), (0,), (0,), (3, 5)]
"""A shared line, two that rest on it, and one that rests on neither of them."""


def diamond(wanted: tuple[int, ...] = (3,)) -> Worlds:
    return Worlds(range(4), DIAMOND, wanted)


def exact(shared: float, one: float, other: float, top: float) -> float:
    return top * (1 - shared * (1 - (1 - one) * (1 - other)))


chances = st.tuples(*[st.one_of(st.sampled_from([0.0, 1.0]), st.floats(0, 1))] * 4).map(list)


@given(chances)
def test_a_count_is_within_a_few_standard_errors(numbers: list[float]):
    block = diamond()
    (found,) = block.values(numbers)
    assert abs(found - exact(*numbers)) < 5 * block.error(exact(*numbers))


def test_two_at_the_same_chances_are_the_same_and_a_third_after_others_too():
    first, second = diamond(), diamond()
    for numbers in ([0.5] * 4, [0.1] * 4, [0.9] * 4, [0.5, 0.5, 0.5, 0.6]):
        second.values(numbers)
    assert first.values([0.5] * 4) == second.values([0.5] * 4)


@given(st.lists(chances, min_size=1, max_size=6))
def test_what_was_played_before_makes_no_difference(several: list[list[float]]):
    block = diamond((1, 2, 3))
    for numbers in several:
        assert block.values(numbers) == diamond((1, 2, 3)).values(numbers)
        assert block.slopes(numbers, [0.2, 0.3, 1.0]) == diamond((1, 2, 3)).slopes(numbers, [0.2, 0.3, 1.0])


@given(chances, st.integers(0, 3), st.floats(0, 1))
def test_estimates_rise_and_fall_as_the_probability_does(numbers: list[float], index: int, chance: float):
    before, after = sorted((numbers[index], chance))
    (low,), (high,) = (diamond().values([*numbers[:index], end, *numbers[index + 1 :]]) for end in (before, after))
    assert low <= high if index == 3 else low >= high


@given(chances)
def test_slopes_are_near_the_exact_ones(numbers: list[float]):
    shown = [
        exact(*numbers[:i], 1.0, *numbers[i + 1 :]) - exact(*numbers[:i], 0.0, *numbers[i + 1 :]) for i in range(4)
    ]
    assert diamond().slopes(numbers, [1.0]) == pytest.approx(shown, abs=0.03)
    assert diamond().slopes(numbers, [0.0]) == [0.0] * 4


def test_certain_chances_are_not_drawn():
    assert diamond((0, 3)).values([1.0, 0.0, 0.0, 1.0]) == [1.0, 1.0]
    assert diamond((0, 3)).values([1.0, 1.0, 0.0, 1.0]) == [1.0, 0.0]


def test_a_line_may_stand_beneath_several_that_are_wanted():
    """The second line counters the first, the third rests on both and can never hold."""
    block = Worlds(range(3), [(), (1,), (0, 2)], (1, 2))
    assert block.values([0.5, 0.5, 1.0]) == [pytest.approx(0.25, abs=0.02), 0.0]
    assert block.slopes([0.5, 0.5, 1.0], [1.0, 0.0]) == pytest.approx([-0.5, 0.5, 0.0], abs=0.02)


def test_even_nothing_counted_has_an_error():
    assert 0 < diamond().error(0.0) < diamond().error(0.5) < 0.01


def test_the_more_lines_the_fewer_worlds():
    assert diamond().count > Worlds(range(30_000), [()] * 30_000, (0,)).count >= 1024
