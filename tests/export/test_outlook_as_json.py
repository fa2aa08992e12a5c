"""The contract of the JSON of `gametree outlook` and `gametree importance`."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from gametree.evaluation.importance import rank_nodes
from gametree.evaluation.outlook import outlook_of
from gametree.evaluation.semantics import SEMANTICS
from gametree.export.outlook_as_json import importance_as_json, outlook_as_json
from gametree.model.assessment import Assessment, Judgement
from tests.comparison.scored_trees import cases
from tests.model.trees import tree_of

TREE = tree_of(
    """
    [node.rl]
    kind = "architecture"
    [node.debate]
    kind = "strategy"
    parent = "rl"
    [node.collusion]
    kind = "failure-mode"
    parent = "debate"
    """
)


def in_json(semantics: str = "prob", **plausibilities: float) -> dict[str, Any]:
    ada = Assessment("ada", judgements={name: Judgement(value) for name, value in plausibilities.items()})
    return outlook_as_json(outlook_of(TREE, ada, semantics), ada)


def test_what_there_is_is_a_number_and_what_there_is_not_is_null():
    value = in_json(rl=0.5, debate=0.5, question=0.25)
    assert list(value)[:3] == ["semantics", "root", "nodes"]
    assert value["semantics"] == "prob"
    assert value["root"] == {
        "point": 0.125, "low": 0.0, "high": 0.25, "independent": 0.125, "stated": 0.25, "assumed": 1,
        "none_of_these": 0.5, "excess": 0.0, "error": 0.0}  # fmt: skip
    rl, debate, collusion = value["nodes"]
    assert list(debate) == ["id", "plausibility", "outlook", "birnbaum", "swing", "voi"]
    assert debate == {
        "id": "debate", "plausibility": 0.5, "outlook": {"point": 0.25, "low": 0.0, "high": 0.5},
        "birnbaum": 0.25, "swing": pytest.approx(0.05), "voi": pytest.approx(0.04152, abs=1e-5)}  # fmt: skip
    assert (collusion["plausibility"], collusion["outlook"]["point"], collusion["swing"]) == (None, None, 0.25)
    assert rl["outlook"] == {"point": 0.25, "low": 0.0, "high": 0.5}
    assert (value["principal_line"], value["next_to_score"]) == (["rl", "debate", "collusion"], ["collusion"])


def test_where_nothing_is_scored_only_the_point_and_what_follows_from_it_are_missing():
    root = in_json()["root"]
    assert (root["point"], root["independent"], root["low"], root["high"], root["assumed"]) == (None, None, 0.0, 1.0, 3)
    assert [node["voi"] for node in in_json()["nodes"]] == [None] * 3


@pytest.mark.parametrize("semantics", ["best", "line", "minimax", "dfquad", "quadratic-energy", "euler-based"])
def test_other_semantics_have_slopes_but_no_value_of_information(semantics: str):
    value = in_json(semantics, rl=0.5, debate=0.5, collusion=0.2)
    assert (value["semantics"], value["root"]["independent"]) == (semantics, None)
    assert all(isinstance(node["birnbaum"], float) and node["voi"] is None for node in value["nodes"])


def test_importance_tells_what_a_width_rests_on():
    ada = Assessment("ada", judgements={"debate": Judgement(0.5), "collusion": Judgement(0.5, (0.4, 0.7))})
    outlooks = outlook_of(TREE, ada)
    value = importance_as_json(outlooks, ada, rank_nodes(outlooks, ada)[:2])
    found = {node["id"]: (node["range"], round(node["width"], 9), node["width_assumed"]) for node in value["nodes"]}
    assert found == {"rl": (None, 1.0, False), "collusion": ([0.4, 0.7], 0.3, False)}
    assert value["root"]["point"] == 0.25


@given(cases())
def test_whatever_is_scored_it_is_plain_json(case):
    for semantics in SEMANTICS:
        outlooks = outlook_of(case.tree, case.a, semantics)
        value = outlook_as_json(outlooks, case.a)
        assert json.loads(json.dumps(value, allow_nan=False)) == value
