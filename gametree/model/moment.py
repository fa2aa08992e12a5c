"""Moments as people write them: a day, a time, or how long ago."""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime, time, timedelta

from gametree.errors import BadMoment
from gametree.model.text import quoted

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_AGE = re.compile(r"(?P<count>\d{1,5})(?P<unit>[dwmy])", re.ASCII)
_DAYS = {"d": 1, "w": 7}
_MONTHS = {"m": 1, "y": 12}


def parse_moment(text: str, now: datetime) -> datetime:
    """The moment in UTC that `2026-03-01`, `2026-03-01T12:00Z` or `30d` means; raises BadMoment.

    A day means its end. An age counts back from `now` in days, weeks, calendar months or years (d, w, m, y);
    a time without a zone is in UTC.
    """
    text = text.strip()
    age = _AGE.fullmatch(text)
    try:
        if age:
            return _before(now.astimezone(UTC), int(age["count"]), age["unit"])
        if _DAY.fullmatch(text):
            return datetime.combine(date.fromisoformat(text), time.max, UTC)
        if len(text) <= len("2026-03-01"):  # else 2026-W09 and 20260301 would be the beginning of a day
            raise ValueError("neither a day nor a time")
        at = datetime.fromisoformat(text)
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise BadMoment(quoted(text)) from error


def is_moment(text: str, now: datetime) -> bool:
    """Whether `parse_moment` would take it."""
    try:
        parse_moment(text, now)
    except BadMoment:
        return False
    return True


def _before(now: datetime, count: int, unit: str) -> datetime:
    if unit in _DAYS:
        return now - timedelta(days=count * _DAYS[unit])
    year, month = divmod(now.year * 12 + now.month - 1 - count * _MONTHS[unit], 12)
    # a month before the 31st of March is the last day of February
    return now.replace(year=year, month=month + 1, day=min(now.day, calendar.monthrange(year, month + 1)[1]))
