"""`gametree log`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

JOURNAL = """
t20261120T100000000Z-a = { node = "debate", plausibility = 0.35, range = [0.2, 0.5] }
t20261120T100200000Z-c = { node = "debate", note = "Why\\nnot" }
t20261120T100100123Z-b = { node = "conspiracy", plausibility = "unscored" }
t20261120T100300000Z-d = { node = "debate", retract = "t20261120T100200000Z-c" }
t20261120T100400000Z-e = { node = "gone", range = [0, 1] }
"""


@pytest.fixture(autouse=True)
def said(journal: Path) -> None:
    journal.parent.mkdir()
    journal.write_text(JOURNAL)


def test_entries_come_oldest_first_under_present_ids(run: Run):
    entries = run("log", "./debate.toml", "--format", "json").json()["entries"]
    assert [(entry["key"][-1], entry["node"]) for entry in entries] == [
        ("a", "debate"), ("b", "collusion"), ("c", "debate"), ("d", "debate"), ("e", "gone")]  # fmt: skip
    assert entries[0] == {
        "key": "t20261120T100000000Z-a", "at": "2026-11-20T10:00:00.000Z", "node": "debate", "plausibility": 0.35,
        "range": [0.2, 0.5], "note": None, "retract": None}  # fmt: skip
    assert (entries[1]["at"], entries[1]["plausibility"]) == ("2026-11-20T10:01:00.123Z", "unscored")
    assert (entries[2]["note"], entries[3]["retract"]) == ("Why\nnot", "t20261120T100200000Z-c")


@pytest.mark.parametrize(("node", "keys"), [("debate", "acd"), ("collusion", "b"), ("conspiracy", "b"), ("gone", "e")])
def test_one_node_by_its_present_or_former_id_or_gone_from_the_tree(run: Run, node: str, keys: str):
    entries = run("log", "./debate.toml", node, "--format", "json").json()["entries"]
    assert "".join(entry["key"][-1] for entry in entries) == keys


def test_text_has_an_entry_a_line_and_notes_beneath(run: Run):
    assert run("log", "./debate.toml", "debate").out == (
        "2026-11-20 10:00  debate  35 %  range 20–50\n"
        "2026-11-20 10:02  debate  note\n"
        "    Why\n"
        "    not\n"
        "2026-11-20 10:03  debate  took back the note t20261120T100200000Z-c\n"
    )


def test_nothing_said_is_an_empty_history(run: Run):
    assert run("log", "./debate.toml", "--as", "bob", "--format", "json").json() == {"entries": []}
    assert run("log", "./debate.toml", "--as", "bob").out == ""


def test_an_unknown_node_is_a_sentence(run: Run):
    answer = run("log", "./debate.toml", "debat")
    assert (answer.code, answer.out) == (2, "")
    assert 'did you mean "debate"?' in answer.err
