"""The difference between two assessments for scripts; its keys are a promise."""

from __future__ import annotations

import json

from gametree.export.assessment_diff_as_json import assessment_diff_as_json
from tests.export.differences import agreement, difference


def test_all_there_is_to_know_stands_under_fixed_keys():
    _, diff = difference()
    value = json.loads(json.dumps(assessment_diff_as_json(diff), allow_nan=False))
    first, second = value.pop("cruxes")
    assert value == {
        "a": {"assessor": "ada", "root": {"point": 0.25, "low": 0, "high": 0.5625}, "compared": 0.25},
        "b": {"assessor": "bob", "root": {"point": 0.125, "low": 0, "high": 0.4}, "compared": diff.b.compared},
        "difference": diff.difference, "residual": diff.residual,
        "only_a": ["checks"], "only_b": [], "stale": ["collusion"],
    }  # fmt: skip
    assert first == {
        "id": "debate", "a": {"plausibility": 0.8, "range": [0.7, 0.9]}, "b": {"plausibility": 0.4, "range": None},
        "share": diff.cruxes[0].share, "vod": diff.cruxes[0].vod}  # fmt: skip
    assert first["share"] + second["share"] + value["residual"] == value["difference"]


def test_notes_come_where_they_are_wanted():
    _, diff = difference()
    assert assessment_diff_as_json(diff, with_notes=True)["notes"] == [
        {"id": "debate", "a": [{"at": "2026-11-20T10:00:00.000Z", "text": "Works in every\x1b trial."}],
         "b": [{"at": "2026-11-21T10:00:00.000Z", "text": "Judges\ntire."}]},
        {"id": "gone", "a": [{"at": "2026-11-20T10:00:00.000Z", "text": "A node that was."}], "b": []},
    ]  # fmt: skip


def test_only_so_many_cruxes_leave_the_numbers_as_they_are():
    _, diff = difference()
    few = assessment_diff_as_json(diff, top=1)
    assert ([crux["id"] for crux in few["cruxes"]], few["residual"]) == (["debate"], diff.residual)


def test_agreement_is_nothing_at_all():
    value = assessment_diff_as_json(agreement()[1])
    assert (value["cruxes"], value["difference"], value["residual"], value["only_a"]) == ([], 0, 0, [])
