"""Columns and numbers of cruxes as text."""

from __future__ import annotations

import pytest

from gametree.export.crux_columns import CruxColumns, points, signed

COLUMNS = CruxColumns(30, 0, 0, 1, 6, 0.5, False)


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [(0.042, 2, "+4.20"), (-0.0031, 2, "−0.31"), (0.0, 1, "0.0"), (-1e-9, 2, "0.00"), (-1.0, 0, "−100")],
)
def test_a_difference_has_a_sign_unless_it_is_shown_as_zero(value: float, decimals: int, shown: str):
    assert points(value, decimals) == shown


def test_a_number_below_zero_has_a_real_minus_sign():
    assert (signed(-1.25, 1), signed(1.25, 1), signed(-0.01, 1)) == ("−1.2", "1.2", "0.0")


@pytest.mark.parametrize(("share", "bar"), [(0.5, "██████"), (-0.25, "███   "), (0.26, "███▏  "), (0.001, "      ")])
def test_a_bar_is_as_long_as_its_share_of_the_largest(share: float, bar: str):
    assert COLUMNS.bar(share) == bar


def test_what_has_no_part_has_dots():
    assert (COLUMNS.so_far(None), COLUMNS.so_far(1.338), COLUMNS.so_far(-0.2)) == ("     ··", "  134 %", "  −20 %")
