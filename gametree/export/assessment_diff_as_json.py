"""The difference between two assessments as JSON values; null where there is no number."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gametree.comparison.assessment_diff import AssessmentDiff, Crux, Standing
from gametree.export.as_json import iso
from gametree.model.assessment import Judgement, Note


def assessment_diff_as_json(diff: AssessmentDiff, top: int | None = None, with_notes: bool = False) -> dict[str, Any]:
    """Both roots, the cruxes by the size of their shares, and ids; nodes in file order, `top` cruxes at most."""
    notes = [{"id": one.node, "a": _notes(one.a), "b": _notes(one.b)} for one in diff.notes] if with_notes else None
    return {
        "a": _standing(diff.a),
        "b": _standing(diff.b),
        "difference": diff.difference,
        "residual": diff.residual,
        "cruxes": [_crux(crux) for crux in diff.cruxes[:top]],
        "only_a": [lone.node for lone in diff.only_a],
        "only_b": [lone.node for lone in diff.only_b],
        "stale": [stale.node for stale in diff.stale],
        **({} if notes is None else {"notes": notes}),
    }


def _standing(standing: Standing) -> dict[str, Any]:
    root = standing.root
    return {
        "assessor": standing.assessor,
        "root": {"point": root.point, "low": root.low, "high": root.high},
        "compared": standing.compared,
    }


def _crux(crux: Crux) -> dict[str, Any]:
    sides = {name: _judgement(judgement) for name, judgement in (("a", crux.a), ("b", crux.b))}
    return {"id": crux.node, **sides, "share": crux.share, "vod": crux.vod}


def _judgement(judgement: Judgement) -> dict[str, Any]:
    return {
        "plausibility": judgement.plausibility,
        "range": list(judgement.range) if judgement.range else None,
    }


def _notes(notes: Iterable[Note]) -> list[dict[str, str]]:
    return [{"at": iso(note.at), "text": note.text} for note in notes]
