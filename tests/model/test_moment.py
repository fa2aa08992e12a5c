"""Moments as people write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from gametree.errors import BadMoment
from gametree.model.moment import is_moment, parse_moment

NOW = datetime(2024, 3, 31, 10, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        pytest.param("2024-03-01", "2024-03-01T23:59:59.999999+00:00", id="a day is its end"),
        pytest.param("9999-12-31", "9999-12-31T23:59:59.999999+00:00", id="the last day of all"),
        pytest.param("2024-03-01T12:00", "2024-03-01T12:00:00+00:00", id="a time is in UTC"),
        pytest.param("2024-03-01T12:00:05.250Z", "2024-03-01T12:00:05.250000+00:00", id="to the millisecond"),
        pytest.param("2024-03-01 12:00+02:00", "2024-03-01T10:00:00+00:00", id="another zone"),
        pytest.param("0d", "2024-03-31T10:30:00+00:00", id="now"),
        pytest.param("30d", "2024-03-01T10:30:00+00:00", id="days"),
        pytest.param("2w", "2024-03-17T10:30:00+00:00", id="weeks"),
        pytest.param("1m", "2024-02-29T10:30:00+00:00", id="a month before the 31st is the last of a shorter one"),
        pytest.param("13m", "2023-02-28T10:30:00+00:00", id="months across a year"),
        pytest.param("1y", "2023-03-31T10:30:00+00:00", id="a year"),
    ],
)
def test_a_moment_is_in_utc(text: str, moment: str):
    assert parse_moment(text, NOW).isoformat() == moment


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2024-02-30", "2024-3-1", "20240301", "2024-W09", "30", "d", "3h", "-3d", "99999y", "2025y",
     "2024-03-01T25:00", "0001-01-01T00:00+14:00", "\x1b[2J"],
)  # fmt: skip
def test_what_is_no_moment_is_a_sentence(text: str):
    with pytest.raises(BadMoment, match="is no moment; write a day such as 2026-03-01") as caught:
        parse_moment(text, NOW)
    assert "\x1b" not in str(caught.value)
    assert not is_moment(text, NOW)


def test_a_leap_day_a_year_ago_is_the_day_before():
    assert parse_moment("1y", datetime(2024, 2, 29, tzinfo=UTC)) == datetime(2023, 2, 28, tzinfo=UTC)
