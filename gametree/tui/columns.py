"""The columns of the tree: which there is room for, and how wide they are."""

from __future__ import annotations

from dataclasses import dataclass

BAR = 8
"""Cells of a bar from 0 to 100 %."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths in cells, the gap before a column included, in a tree of `width` cells; 0 where there is no room."""

    title: int
    score: int
    range: int
    bar: int
    outlook: int
    span: int
    marks: int

    @classmethod
    def of(cls, width: int, range_width: int = 0, imagined: bool = False) -> Columns:
        """Titles first. As the tree gets narrower, worst and best case go, then ranges, bars, outlooks and marks.

        The range takes what the widest needs; in a what-if an outlook has two figures.
        """
        score = 8
        marks = 5 if width >= 34 else 0
        outlook = (15 if imagined else 8) if width >= 42 else 0
        bar = BAR + 1 if width >= 56 else 0
        range_ = range_width + 2 if range_width and width >= 84 else 0
        span = 12 if width >= 100 else 0
        title = max(1, width - score - range_ - bar - outlook - span - marks)
        return cls(title, score, range_, bar, outlook, span, marks)

    @property
    def heads(self) -> str:
        """The line above the rows, naming the columns."""
        outlook = " outlook".ljust(self.bar + self.outlook) if self.bar else "outlook".rjust(self.outlook)
        parts = (
            "plausible".rjust(self.title + self.score),
            "  range".ljust(self.range)[: self.range],
            outlook[: self.bar + self.outlook],
            "  worst–best".ljust(self.span)[: self.span],
        )
        return "".join(parts)
