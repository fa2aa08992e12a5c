"""Courses over time laid out as lines of text: an axis, one or two courses on it, a moment marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil, floor

from textual.content import Content

from gametree.comparison.history import Moment
from gametree.model.text import Clean, clean_line
from gametree.tui.detail_text import day
from gametree.tui.plot import plot

AXIS = 7
"""Cells of the figures beside a plot."""
_LEAST_SPAN = 0.2  # of the axis

Pick = Callable[[Moment], float | None]
"""A number of a moment, in [0, 1]."""


@dataclass(frozen=True)
class Curve:
    """What is drawn: moments, the number of each, what it is called and how it is coloured."""

    name: Clean
    moments: Sequence[Moment]
    pick: Pick
    style: str

    def values(self) -> Iterator[float]:
        """The numbers there are."""
        return (value for value in map(self.pick, self.moments) if value is not None)


class Ground:
    """The axis of time that curves share: real time, or one step a change."""

    def __init__(self, moments: Sequence[datetime], by_time: bool) -> None:
        self.moments, self.by_time = sorted(set(moments)), by_time
        self._place = {at: number for number, at in enumerate(self.moments)}

    def x(self, at: datetime) -> float:
        """Where a moment stands, in [0, 1]."""
        if len(self.moments) < 2:
            return 0.0
        if not self.by_time:
            return self._place[at] / len(self.moments)
        return (at - self.moments[0]) / (self.moments[-1] - self.moments[0])

    def ends(self, width: int) -> Content:
        """The first and the last day, beneath a plot."""
        if not self.moments:
            return Content("")
        first, last = day(self.moments[0])[:10], day(self.moments[-1])[:10]
        shown = first if first == last else first + last.rjust(max(len(last) + 1, width - AXIS - len(first)))
        return Content.styled(" " * AXIS + shown, "$foreground-muted")


def draw(curves: Sequence[Curve], ground: Ground, width: int, height: int, marked: datetime | None) -> list[Content]:
    """The curves in so many lines of so many cells; where two meet, the first one covers the others."""
    low, high = _scale(curves)
    room = max(1, width - AXIS)
    pictures = [(plot(_course(curve, ground, low, high), room, height), curve.style) for curve in curves]
    column = round(ground.x(marked) * (room - 1)) if marked else -1
    lines = []
    for row in range(height):
        ends = f"{100 * high:.0f} %" if row == 0 else f"{100 * low:.0f} %" if row == height - 1 else ""
        cells = [_cell(pictures, row, x, column) for x in range(room)]
        lines.append(Content.assemble((ends.rjust(AXIS - 2), "$foreground-muted"), ("│ ", "$foreground-muted"), *cells))
    return lines


def legend(curves: Sequence[Curve], heading: Clean) -> Content:
    """What is drawn, each in its colour."""
    parts = [part for curve in curves for part in ("   ", (f"━ {clean_line(curve.name)}", curve.style))]
    return Content.assemble((heading, "bold"), *parts)


def _cell(pictures: Sequence[tuple[list[str], str]], row: int, x: int, marked: int) -> tuple[str, str]:
    for lines, style in pictures:
        if lines[row][x] != " ":
            return lines[row][x], style
    return ("┊", "$text-accent") if x == marked else (" ", "")


def _course(curve: Curve, ground: Ground, low: float, high: float) -> list[tuple[float, float | None]]:
    def within(value: float | None) -> float | None:
        return None if value is None else (value - low) / (high - low)

    return [(ground.x(moment.at), within(curve.pick(moment))) for moment in curve.moments]


def _scale(curves: Sequence[Curve]) -> tuple[float, float]:
    """The ends of the axis: whole tens about all values, at least twenty points apart."""
    values = [value for curve in curves for value in curve.values()] or [0.0, 1.0]
    low, high = floor(10 * min(values)) / 10, ceil(10 * max(values)) / 10
    while high - low < _LEAST_SPAN - 1e-9:
        low, high = max(0.0, low - 0.1), min(1.0, high + 0.1)
    return round(low, 1), round(high, 1)
