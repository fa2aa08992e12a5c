"""A course of numbers in a few cells."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gametree.tui.sparkline import sparkline


def test_a_sparkline_has_one_scale_and_ends_on_the_last_number():
    assert sparkline([0, 0.5, 1], 10) == "▁▅█"
    assert sparkline([], 10) == ""
    assert sparkline([0] * 99 + [1], 10) == "▁▁▁▁▁▁▁▁▁█"


def test_numbers_beyond_the_scale_stay_on_it() -> None:
    assert sparkline([-0.5, 1.5, 1.0], 10) == "▁██"


@given(st.lists(st.floats(0, 1)), st.integers(1, 20))
def test_each_number_has_a_cell_as_far_as_there_are_cells_and_a_higher_one_is_no_lower(
    values: list[float], most: int
) -> None:
    shown = sparkline(values, most)
    assert len(shown) == min(len(values), most)
    assert shown[-1:] == sparkline(values[-1:], 1)
    assert list(sparkline(sorted(values), len(values))) == sorted(sparkline(values, len(values)))
