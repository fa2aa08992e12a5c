"""The contract of the JSON that scripts read."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from gametree.evaluation.outlook import outlook_of
from gametree.export.as_json import finding_as_json, history_as_json, iso, tree_as_json
from gametree.files.tree_file import parse_tree
from gametree.model.assessment import Assessment, Judgement, Note, Record
from gametree.model.digest import digest
from gametree.model.finding import Finding, Place, Severity

AT = datetime(2026, 11, 20, 10, 0, 0, 123456, tzinfo=UTC)
TREE = parse_tree(
    """
    [tree]
    title = "Oversight"
    text = "Scope."
    [source.draft]
    title = "Draft"
    [node.rl]
    kind = "architecture"
    title = "RL"
    [node.debate]
    kind = "strategy"
    parent = "rl"
    title = "Debate"
    text = "Two argue."
    sources = ["draft"]
    formerly = ["arguing"]
    """,
    Path("oversight.toml"),
).tree
ASSESSMENT = Assessment(
    "ada",
    judgements={
        "debate": Judgement(0.35, (0.2, 0.5), digest(TREE, TREE.nodes["debate"])),
        "rl": Judgement(1.0, None, "0-0"),
    },
    notes={"debate": (Note("t1", AT, "Why.\nSecond line."),)},
)


def in_json(assessment: Assessment = ASSESSMENT) -> dict[str, Any]:
    return tree_as_json(TREE, assessment, outlook_of(TREE, assessment))


def test_a_tree_in_json_says_what_it_is_and_whose_scores_these_are():
    value = in_json()
    assert list(value) == ["tree", "assessor", "root", "question", "nodes"]
    assert value["assessor"] == "ada"
    assert value["tree"] == {
        "name": "oversight",
        "title": "Oversight",
        "question": "Oversight",
        "text": "Scope.",
        "authors": [],
        "sources": {"draft": {"title": "Draft"}},
    }


def test_a_scored_node_in_json_has_everything():
    assert in_json()["nodes"][1] == {
        "id": "debate",
        "kind": "strategy",
        "side": "proponent",
        "title": "Debate",
        "text": "Two argue.",
        "parents": ["rl"],
        "refinement": "any",
        "sources": ["draft"],
        "tags": [],
        "see": [],
        "plausibility": 0.35,
        "range": [0.2, 0.5],
        "notes": [{"at": "2026-11-20T10:00:00.123Z", "text": "Why.\nSecond line."}],
        "stale": False,
        "outlook": {"point": 0.35, "low": 0.2, "high": 0.5},
    }


def test_the_answer_to_the_question_is_computed_and_stated():
    stated = {"question": Judgement(0.05, (0.0, 0.1), "000000-000000")}
    notes = {"question": (Note("t1", AT, "Why."),)}
    value = in_json(replace(ASSESSMENT, judgements={**ASSESSMENT.judgements, **stated}, notes=notes))
    assert {"point": 0.35, "low": 0.2, "high": 0.5, "stated": 0.05, "assumed": 0}.items() <= value["root"].items()
    assert value["question"] == {
        "plausibility": 0.05, "range": [0.0, 0.1], "stale": True,
        "notes": [{"at": "2026-11-20T10:00:00.123Z", "text": "Why."}]}  # fmt: skip
    nothing = {"plausibility": None, "range": None, "notes": [], "stale": False}
    assert (in_json()["question"], in_json()["root"]["stated"]) == (nothing, None)


def test_an_unscored_node_in_json_has_nulls_and_a_changed_one_is_stale():
    unscored = in_json(Assessment("bob"))["nodes"][0]
    assert (unscored["plausibility"], unscored["range"], unscored["notes"], unscored["stale"]) == (
        None,
        None,
        [],
        False,
    )
    assert unscored["outlook"] == {"point": None, "low": 0.0, "high": 1.0}
    assert in_json()["nodes"][0]["stale"] is True


def test_the_json_of_a_tree_is_plain_json():
    value = in_json()
    assert json.loads(json.dumps(value, allow_nan=False)) == value


def test_a_history_in_json_names_nodes_by_their_present_ids():
    (entry,) = history_as_json(TREE, [Record("t1", AT, "arguing", plausibility=0.35)])["entries"]
    assert (entry["node"], entry["at"], entry["plausibility"]) == ("debate", "2026-11-20T10:00:00.123Z", 0.35)


def test_a_finding_in_json_has_its_place():
    finding = Finding("no-text", 'node "a" has no text', severity=Severity.WARNING, place=Place(3, 7, 1, "x"))
    assert finding_as_json("t.toml", finding) == {
        "file": "t.toml",
        "line": 3,
        "column": 7,
        "severity": "warning",
        "check": "no-text",
        "message": 'node "a" has no text',
    }


def test_a_time_is_iso_8601_even_in_the_first_centuries():
    assert iso(datetime(33, 4, 3, tzinfo=UTC)) == "0033-04-03T00:00:00.000Z"
