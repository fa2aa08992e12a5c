"""Scores as a table, one change a row: what a CSV file of scores holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from gametree.model.plausibility import Range

SCORE_COLUMNS: Final = ("node", "plausibility", "low", "high", "note", "at")
"""The columns, as they are written; they are read in any order."""


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """What one row says of a node: a plausibility with or without a range, a note, or both; `at` is in UTC."""

    node: str
    plausibility: float | Literal["unscored"] | None = None
    range: Range | None = None
    note: str | None = None
    at: datetime | None = None
