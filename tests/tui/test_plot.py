"""A course of numbers as a plot."""

from __future__ import annotations

import pytest

from gametree.tui.plot import plot


def test_a_value_holds_until_the_next_and_to_the_edge():
    assert plot([(0.0, 0.0), (0.5, 1.0)], 8, 2) == ["    ⡏⠉⠉⠉", "⣀⣀⣀⣀⡇   "]


def test_nothing_is_drawn_where_there_is_nothing():
    assert plot([], 4, 1) == ["    "]
    assert plot([(0.0, None), (0.5, 0.0)], 4, 1) == ["  ⣀⣀"]
    assert plot([(0.0, 1.0), (0.5, None)], 4, 1) == ["⠉⠉⠁ "]


@pytest.mark.parametrize("value", [-0.5, 0.0, 0.3, 1.0, 1.5])
def test_every_line_is_as_wide_as_asked_and_no_value_leaves_it(value: float):
    lines = plot([(0.0, value), (1.0, 1 - value)], 13, 5)
    assert [len(line) for line in lines] == [13] * 5
    assert any(line.strip() for line in lines)
