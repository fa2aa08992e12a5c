"""The difference of two trees as JSON."""

from __future__ import annotations

import json

from gametree.comparison.tree_diff import diff_trees
from gametree.export.tree_diff_as_json import tree_diff_as_json
from gametree.model.tree import Header, Source, Tree
from tests.export.test_tree_diff_as_text import NEW, OLD
from tests.model.trees import tree_of


def test_every_entry_has_both_versions_and_what_changed():
    diff = json.loads(json.dumps(tree_diff_as_json(diff_trees(tree_of(OLD), tree_of(NEW)), "a", "b")))
    assert diff["counts"] == {"added": 1, "removed": 1, "renamed": 1, "moved": 1, "re-kinded": 1, "reworded": 1,
                              "refinement changed": 1}  # fmt: skip
    debate, collusion, third, cross = diff["nodes"]
    assert (debate["ways"], debate["old"]["title"], debate["new"]["title"]) == (
        ["reworded", "refinement changed"], "Two models debate", "Two models debate each other",
    )  # fmt: skip
    assert debate["fields"][0]["words"] == [["kept", "Two models debate"], ["added", " each other"]]
    assert (collusion["id"], collusion["new"]) == ("collusion", None)
    assert (third["id"], third["was"]) == ("third-one", "third")
    assert third["fields"][1] == {"field": "parent", "old": ["debate"], "new": [], "added": [], "removed": ["debate"]}
    assert (cross["old"], cross["new"]["parents"]) == (None, ["third-one"])


def test_sources_are_listed_with_what_changed_in_them():
    old, new = (
        Tree("t", Header(title="T"), {"s": source}) for source in (Source(title="S"), Source(title="S", url="u"))
    )
    (source,) = tree_diff_as_json(diff_trees(old, new), "a", "b")["sources"]
    assert source == {
        "id": "s", "ways": ["changed"], "old": {"title": "S"}, "new": {"title": "S", "url": "u"},
        "fields": [{"field": "url", "old": None, "new": "u"}],
    }  # fmt: skip
