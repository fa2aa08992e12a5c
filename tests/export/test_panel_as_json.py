"""A panel for scripts."""

from __future__ import annotations

import json

import pytest

from gametree.comparison.panel import Panel
from gametree.export.panel_as_json import panel_as_json
from tests.export.panels import panel


def test_people_are_told_with_what_they_lack_as_null():
    assert panel_as_json(panel()[1])["people"] == [
        {"assessor": "ada", "root": 0.25, "stated": 0.4, "scored": 2},
        {"assessor": "b\x1bb", "root": None, "stated": None, "scored": 2},
        {"assessor": "cy", "root": 0.3, "stated": None, "scored": 1},
    ]


def test_nodes_come_with_every_score_and_the_largest_disagreement_first():
    first, _, last = panel_as_json(panel()[1])["nodes"]
    assert first == {
        "id": "collusion", "n": 2, "median": 0.3, "odds_mean": pytest.approx(0.25), "low": 0.1, "high": 0.5,
        "spread": 0.4, "deviation": pytest.approx(0.2), "scores": {"ada": 0.5, "b\x1bb": 0.1},
    }  # fmt: skip
    assert {key for key, value in last.items() if value is None} == {
        "median", "odds_mean", "low", "high", "spread", "deviation",
    }  # fmt: skip


def test_roots_are_compared_row_by_row_where_there_are_two():
    assert panel_as_json(panel()[1])["differences"] == [
        [0.0, None, pytest.approx(-0.05)],
        [None, None, None],
        [pytest.approx(0.05), None, 0.0],
    ]


def test_only_so_many_nodes_and_always_everybody():
    found = panel_as_json(panel()[1], top=1)
    assert ([node["id"] for node in found["nodes"]], len(found["people"])) == (["collusion"], 3)


@pytest.mark.parametrize("one", [panel()[1], Panel((), (), ())])
def test_it_is_json_as_it_stands(one: Panel):
    found = panel_as_json(one)
    assert json.loads(json.dumps(found, allow_nan=False)) == found
