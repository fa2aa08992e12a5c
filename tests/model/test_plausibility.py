"""Numbers as people type them, and as they read them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametree.errors import BadPlausibility
from gametree.model.plausibility import bare_percent, check_range, parse_percent, parse_plausibility, percent, span


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("35%", 0.35),
        ("35 %", 0.35),
        (" 0.35 ", 0.35),
        (".35", 0.35),
        ("0", 0.0),
        ("1", 1.0),
        ("1.", 1.0),
        ("100%", 1.0),
        ("0.5%", 0.005),
        ("1e-3", 0.001),
        ("+0.2", 0.2),
        ("33.3%", 0.333),
        ("-0", 0.0),
    ],
)
def test_a_plausibility_is_a_number_or_a_percentage(typed, value):
    assert parse_plausibility(typed) == value


@pytest.mark.parametrize(
    ("typed", "value"), [("35", 0.35), ("35%", 0.35), ("0.35", 0.35), (".35", 0.35), ("0.5%", 0.005), ("1", 0.01)]
)
def test_where_percent_is_meant_a_bare_number_is_one(typed, value):
    assert parse_percent(typed) == value


@pytest.mark.parametrize(
    "typed", ["", "%", "x", "0,35", "35 percent", "nan", "inf", "1e9999", "١", "0x1", "1_0", "3%%"]
)
def test_anything_else_is_refused_with_what_to_write(typed):
    with pytest.raises(BadPlausibility, match="is not a plausibility; write a percentage such as 35% or a number"):
        parse_plausibility(typed)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("35", '"35" is outside 0 % to 100 %; did you mean 35%?'),
        ("1.5", '"1.5" is outside 0 % to 100 %; did you mean 1.5%?'),
        ("101%", '"101%" is outside 0 % to 100 %'),
        ("-0.1", '"-0.1" is outside 0 % to 100 %'),
        ("1e999", '"1e999" is outside 0 % to 100 %'),
    ],
)
def test_a_number_out_of_bounds_is_refused_with_the_likely_meaning(typed, message):
    with pytest.raises(BadPlausibility) as caught:
        parse_plausibility(typed)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.0, "0 %"),
        (1.0, "100 %"),
        (0.35, "35 %"),
        (0.125, "12.5 %"),
        (0.29, "29 %"),
        (1 / 3, "33.3333 %"),
        (1e-9, "<0.0001 %"),
        (1 - 1e-9, ">99.9999 %"),
        (0.1, "10 %"),
    ],
)
def test_a_percentage_has_as_many_decimals_as_the_number(value, shown):
    assert percent(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [(0.0004, "<0.1"), (0.9996, ">99.9"), (1 / 3, "33.3"), (0.5, "50"), (1.0, "100")]
)
def test_a_column_has_one_decimal_and_never_claims_certainty(value, shown):
    assert bare_percent(value) == shown


@given(st.integers(0, 10_000))
def test_what_is_shown_reads_back_as_the_same_number(ten_thousandths):
    value = ten_thousandths / 10_000
    assert parse_plausibility(percent(value)) == pytest.approx(value)


@given(st.floats(0, 1))
def test_only_none_is_shown_as_none_and_only_all_as_all(value):
    assert (bare_percent(value) == "0") == (value == 0)
    assert (bare_percent(value) == "100") == (value == 1)


def test_a_range_holds_its_plausibility():
    assert check_range(0.2, 0.5, 0.5) == (0.2, 0.5)
    with pytest.raises(BadPlausibility, match="the range 50 % to 20 % is upside down; the low end comes first"):
        check_range(0.5, 0.2, 0.3)
    with pytest.raises(BadPlausibility, match="the range 20 % to 50 % does not hold the plausibility 60 %"):
        check_range(0.2, 0.5, 0.6)


def test_a_range_is_shown_in_percent():
    assert span((0.2, 0.505)) == "20–50.5"
