"""Assessments in a line."""

from __future__ import annotations

from gametree.model.assessment import Assessment, Judgement

Score = float | tuple[float, float, float]
"""A plausibility, or the low end of its range, the plausibility, and the high end."""


def scored(**scores: Score) -> Assessment:
    """An assessment with these scores."""
    return Assessment("ada", judgements={name.replace("_", "-"): judgement(score) for name, score in scores.items()})


def judgement(score: Score) -> Judgement:
    return Judgement(score[1], (score[0], score[2])) if isinstance(score, tuple) else Judgement(score)
