"""Changes of documents: what should come out, what differs, and whether a text says just that."""

from __future__ import annotations

import math

import pytest

from gametree.files.editing.changes import (
    Beside,
    Drop,
    Insert,
    Move,
    Put,
    Remove,
    Rename,
    apply_changes,
    difference,
    reads_as_intended,
    with_difference,
)

DATA = {"tree": {"title": "T"}, "node": {"a": {"kind": "claim"}, "b": {"kind": "claim"}, "c": {"kind": "claim"}}}


@pytest.mark.parametrize(
    ("change", "nodes"),
    [
        (Put(("node", "b"), "title", "B"), {"a": "claim", "b": "claim B", "c": "claim"}),
        (Drop(("node", "b"), "kind"), {"a": "claim", "b": "", "c": "claim"}),
        (Rename("b", "x"), {"a": "claim", "x": "claim", "c": "claim"}),
        (Remove(("a", "b")), {"c": "claim"}),
        (Insert("node", {"x": {"kind": "problem"}}, Beside("a")),
         {"a": "claim", "x": "problem", "b": "claim", "c": "claim"}),
        (Insert("node", {"x": {}, "y": {}}, Beside("a", False)),
         {"x": "", "y": "", "a": "claim", "b": "claim", "c": "claim"}),
        (Insert("node", {"x": {}}, Beside(None)), {"a": "claim", "b": "claim", "c": "claim", "x": ""}),
        (Move(("a", "b"), Beside("c")), {"c": "claim", "a": "claim", "b": "claim"}),
        (Move(("c",), Beside("a", False)), {"c": "claim", "a": "claim", "b": "claim"}),
    ],
)  # fmt: skip
def test_a_change_comes_to_the_nodes_in_their_order(change, nodes):
    after = apply_changes(DATA, [change])
    assert list({name: " ".join(table.values()) for name, table in after["node"].items()}.items()) == list(
        nodes.items()
    )
    assert list(DATA["node"]) == ["a", "b", "c"]
    if "a" in after["node"]:
        assert after["node"]["a"] is DATA["node"]["a"]


def test_what_differs_can_be_made_again_and_taken_back():
    changes = [Put(("node", "a"), "title", "A"), Rename("b", "x"), Remove(("c",)), Put(("tree",), "title", "U")]
    after = apply_changes(DATA, changes)
    differs = difference(DATA, after)
    assert differs == {
        ("tree", "title"): ("T", "U"), ("node", "a", "title"): (None, "A"), ("node", "x"): (None, {"kind": "claim"}),
        ("node", "b"): ({"kind": "claim"}, None), ("node", "c"): ({"kind": "claim"}, None),
    }  # fmt: skip
    assert with_difference(DATA, differs) == after
    assert with_difference(after, {path: (new, old) for path, (old, new) in differs.items()}) == DATA
    assert with_difference(after, differs) is None


@pytest.mark.parametrize("other", [True, 1.0, "1", [1], math.nan])
def test_a_value_of_another_type_is_another_value(other):
    differs = {("node", "a", "x"): (None, 1)}
    intended = {"node": {"a": {"x": 1}}}
    assert reads_as_intended({"node": {"a": {"x": 1}}}, intended, differs)
    assert not reads_as_intended({"node": {"a": {"x": other}}}, intended, differs)
    assert difference(intended, {"node": {"a": {"x": other}}}).keys() == differs.keys()


def test_what_is_no_number_is_itself():
    assert reads_as_intended({"x": math.nan}, {"x": float("nan")}, {})
    assert difference({"x": math.nan}, {"x": float("nan")}) == {}


@pytest.mark.parametrize("word", ["node", "source"])
def test_the_order_of_nodes_and_sources_counts(word):
    assert not reads_as_intended({word: {"a": {}, "b": {}}}, {word: {"b": {}, "a": {}}}, {})
    assert reads_as_intended({"x": {"a": {}, "b": {}}}, {"x": {"b": {}, "a": {}}}, {})
