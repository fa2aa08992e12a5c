"""What is wrong with a table, and what is left of it without that."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametree.files.faulty_table import explain_table
from gametree.model.finding import Part
from gametree.model.text import clean_line
from gametree.model.tree import Header, Node, Source

PATHS = {Header: ("tree",), Source: ("source", "draft"), Node: ("node", "a")}
GOOD: dict[type, dict[str, Any]] = {
    Header: {"title": "T"},
    Source: {"title": "S"},
    Node: {"kind": "strategy", "title": "A"},
}


def explained(kind: Any, table: dict[str, Any]) -> tuple[Any, list[tuple[str, str, tuple[str | int, ...], Part]]]:
    value, findings = explain_table(kind, PATHS[kind], table, {"id": "a"} if kind is Node else {})
    return value, [(finding.check, finding.message, finding.path, finding.part) for finding in findings]


@pytest.mark.parametrize("kind", GOOD, ids=lambda kind: kind.__name__)
def test_in_a_good_table_nothing_is_wrong(kind: Any):
    value, found = explained(kind, GOOD[kind])
    assert (value.title, found) == (GOOD[kind]["title"], [])


@pytest.mark.parametrize(
    ("kind", "key", "given_", "check", "message"),
    [
        (Node, "titel", "A", "unknown-key", '"titel" is not a key of a node; did you mean "title"?'),
        (
            Node, "b", {"kind": "claim"}, "unknown-key",
            '"b" is not a key of a node; a node has a table of its own, such as [node.b], with parent = "a"',
        ),
        (Source, "year", "2026", "unknown-key", '"year" is not a key of a source; its keys are title, author, date, '
         "url, file"),
        (Header, "\x1b", 1, "unknown-key", '"␛" is not a key of the [tree] table; its keys are title, question, text, '
         "authors"),
        (Node, "short", " ", "blank", 'short of node "a" is empty; write some words, or leave the key out'),
        (Header, "title", "", "blank", "title of [tree] is empty; write some words"),
        (Node, "kind", "stratgy", "unknown-kind", '"stratgy" is not a kind; did you mean "strategy"?'),
        (Node, "kind", "x", "unknown-kind", '"x" is not a kind; choose from architecture, strategy, claim, problem, '
         "failure-mode, objection"),
        (Node, "refinement", "most", "unknown-refinement", '"most" is not a refinement; choose from any, all'),
        (Node, "kind", 1, "wrong-type", 'kind of node "a" is a number; it must be a string'),
        (Source, "date", 2026, "wrong-type", 'date of source "draft" is a number; it must be a string'),
        (Node, "tags", "x", "wrong-type", 'tags of node "a" is a string; it must be an array of strings, such as '
         '["x"]'),
        (Node, "parent", 1, "wrong-type", 'parent of node "a" is a number; it must be a string or an array of strings'),
        (Node, "see", [1], "wrong-type", 'see of node "a" holds a number; every item must be a string'),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_owner_and_what_to_do(kind: Any, key: str, given_: Any, check: str, message: str):
    _, found = explained(kind, GOOD[kind] | {key: given_})
    item = (0,) if isinstance(given_, list) else ()
    part = Part.KEY if check == "unknown-key" else Part.VALUE
    assert found == [(check, message, (*PATHS[kind], key, *item), part)]


@pytest.mark.parametrize(
    ("table", "messages"),
    [
        ({"kind": "claim"}, ['node "a" has no title; add title = "…"']),
        (
            {"title": "A"},
            ['node "a" has no kind; choose from architecture, strategy, claim, problem, failure-mode, objection'],
        ),
        ({"kind": "claim", "titel": "A"}, ['"titel" is not a key of a node; did you mean "title"?']),
    ],
)
def test_what_is_missing_is_asked_for_unless_it_was_only_misspelt(table: dict[str, Any], messages: list[str]):
    value, found = explained(Node, table)
    assert [message for _, message, _, _ in found] == messages
    assert (value.kind, value.title) == (table.get("kind", "claim"), table.get("title", "?"))


KEYS = ["kind", "title", "text", "parent", "refinement", "tags", "see", "short", "id", "parents", "\x1b\n"]
VALUES = ["", " ", "claim", "problem ", "all", 1, True, 0.5, [], ["b"], ["b", 1], [[]], {}, {"x": 1}]


@given(st.dictionaries(st.sampled_from(KEYS), st.sampled_from(VALUES)))
def test_every_key_is_either_named_as_faulty_or_left_as_it_was(table: dict[str, Any]):
    value, found = explained(Node, table)
    faulty = {path[2] for _, _, path, _ in found if len(path) > 2}
    assert all(path[:2] == ("node", "a") and clean_line(message) == message for _, message, path, _ in found)
    for key, given_ in table.items():
        if key not in faulty:
            wanted = (given_,) if key == "parent" and isinstance(given_, str) else given_
            kept = getattr(value, {"parent": "parents"}.get(key, key))
            assert kept == (tuple(wanted) if isinstance(wanted, list) else wanted)
