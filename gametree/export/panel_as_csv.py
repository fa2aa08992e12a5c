"""A panel as a table: a node a row, with a column for everyone's plausibility."""

from __future__ import annotations

from collections.abc import Iterator

from gametree.comparison.panel import Panel, PanelRow
from gametree.export.as_csv import csv_lines

_COLUMNS = ("node", "n", "median", "odds_mean", "low", "high", "spread", "deviation")


def panel_as_csv(panel: Panel, top: int | None = None) -> Iterator[str]:
    """The lines, header first, the largest disagreement first; empty where there is none."""
    names = [person.name for person in panel.people]
    yield from csv_lines([_COLUMNS + tuple(names), *(_row(row, names) for row in panel.rows[:top])])


def _row(row: PanelRow, names: list[str]) -> list[str]:
    low, high = row.ends or (None, None)
    figures = (row.median, row.odds_mean, low, high, row.spread, row.deviation, *map(row.scores.get, names))
    return [row.node, str(len(row.scores)), *("" if figure is None else repr(figure) for figure in figures)]
