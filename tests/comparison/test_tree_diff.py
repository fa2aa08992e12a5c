"""What changed between two trees."""

from __future__ import annotations

import pytest
from hypothesis import given

from gametree.comparison.tree_diff import FieldChange, Reorder, TreeDiff, diff_trees
from gametree.comparison.wording import Mark
from gametree.model.tree import Header, Source, Tree
from tests.model.trees import dags, tree_of

OLD = """
[node.debate]
kind = "strategy"
title = "Two models debate"

[node.collusion]
kind = "failure-mode"
parent = "debate"

[node.length]
kind = "problem"
parent = "debate"

[node.judges]
kind = "problem"
parent = "debate"
"""


def difference(new: str, old: str = OLD) -> TreeDiff:
    return diff_trees(tree_of(old), tree_of(new))


def ways(diff: TreeDiff) -> dict[str, tuple[str, ...]]:
    return {change.node.id: change.ways for change in diff.nodes}


def test_a_tree_does_not_differ_from_itself():
    diff = difference(OLD)
    assert not diff
    assert (diff.nodes, diff.header, diff.sources, dict(diff.counts)) == ((), (), (), {})


@pytest.mark.parametrize(
    ("before", "after", "node", "expected"),
    [
        ('title = "Two models debate"', 'title = "Three models debate"', "debate", ("reworded",)),
        ('title = "Two models debate"', 'title = "Two models debate"\ntext = "x"', "debate", ("reworded",)),
        ('title = "Two models debate"', 'title = "Two models debate"\nshort = "x"', "debate", ("reworded",)),
        ('kind = "strategy"', 'kind = "claim"', "debate", ("re-kinded",)),
        ('kind = "strategy"', 'kind = "strategy"\nrefinement = "all"', "debate", ("refinement changed",)),
        ('kind = "strategy"', 'kind = "strategy"\ntags = ["x"]', "debate", ("re-tagged",)),
        ('kind = "strategy"', 'kind = "strategy"\nsee = ["length"]', "debate", ("see changed",)),
        ('kind = "strategy"', 'kind = "strategy"\nformerly = ["x"]', "debate", ("former ids changed",)),
        ('[node.length]\nkind = "problem"\nparent = "debate"', '[node.length]\nkind = "problem"', "length", ("moved",)),
    ],
)
def test_one_change_is_one_entry_in_one_word(before: str, after: str, node: str, expected: tuple[str, ...]):
    assert ways(difference(OLD.replace(before, after))) == {node: expected}


def test_all_changes_of_a_node_are_one_entry():
    new = OLD.replace('[node.length]\nkind = "problem"', '[node.too-long]\nkind = "objection"\nformerly = ["length"]')
    diff = difference(new.replace("Two models", "Both models"))
    assert ways(diff) == {"debate": ("reworded",), "too-long": ("renamed", "re-kinded")}
    assert diff.nodes[1].renamed_from == "length"
    assert diff.nodes[1].fields == (FieldChange("kind", "problem", "objection"),)
    assert dict(diff.counts) == {"renamed": 1, "re-kinded": 1, "reworded": 1}


def test_a_renamed_parent_moves_nobody_in_either_direction():
    new = OLD.replace("[node.debate]", '[node.arguing]\nformerly = ["debate"]').replace('"debate"\n\n', '"arguing"\n\n')
    new = new.removesuffix('"debate"\n') + '"arguing"\n'
    assert ways(difference(new)) == {"arguing": ("renamed",)}
    assert ways(difference(OLD, new)) == {"debate": ("renamed",)}


def test_added_and_removed_nodes_stand_in_the_order_of_the_outline():
    new = OLD.replace("[node.collusion]", "[node.trust]").replace(
        '"debate"\n\n[node.judges]', '"trust"\n\n[node.judges]'
    )
    assert ways(difference(new)) == {
        "collusion": ("removed",), "trust": ("added",), "length": ("moved",),
    }  # fmt: skip


def test_of_siblings_that_changed_places_the_fewest_are_told_and_where_they_stand():
    blocks = OLD.split("\n\n")
    diff = difference("\n\n".join([blocks[0], blocks[2], blocks[3].rstrip(), blocks[1]]))
    assert ways(diff) == {"collusion": ("reordered",)}
    assert diff.nodes[0].reordered == (Reorder("debate", "judges", None),)


def test_one_that_moved_away_makes_no_sibling_change_places():
    assert ways(difference(OLD.replace('"failure-mode"\nparent = "debate"', '"failure-mode"'))) == {
        "collusion": ("moved",)
    }


def test_lists_say_what_is_new_in_them_and_texts_which_words():
    parents = FieldChange("parent", ("a", "b"), ("b", "c"))
    assert (parents.is_list, parents.added, parents.removed) == (True, ("c",), ("a",))
    title = FieldChange("title", "Two models", "Three models")
    assert title.runs()[0] == (Mark.REMOVED, "Two")


def test_the_header_and_the_sources_are_compared_key_by_key():
    sources = (
        {"a": Source(title="A"), "b": Source(title="B")},
        {"b": Source(title="B", url="https://x.org"), "c": Source(title="C")},
    )
    headers = Header(title="T", question="Q?"), Header(title="T", question="Why?", authors=("Ada",))
    diff = diff_trees(*(Tree("t", header, source) for header, source in zip(headers, sources, strict=True)))
    assert [change.field for change in diff.header] == ["question", "authors"]
    assert [(change.id, bool(change.old), bool(change.new)) for change in diff.sources] == [
        ("b", True, True), ("c", False, True), ("a", True, False),
    ]  # fmt: skip
    assert diff.sources[0].fields == (FieldChange("url", None, "https://x.org"),)


@given(dags(), dags())
def test_there_and_back_the_same_nodes_differ(one: Tree, other: Tree):
    there, back = diff_trees(one, other), diff_trees(other, one)
    swapped = {"added": "removed", "removed": "added"}
    assert {
        c.node.id: {swapped.get(w, w) for w in c.ways} - {"reordered"} for c in back.nodes if c.ways != ("reordered",)
    } == {c.node.id: {*c.ways} - {"reordered"} for c in there.nodes if c.ways != ("reordered",)}


@given(dags(), dags())
def test_whatever_is_not_listed_is_the_same(old: Tree, new: Tree):
    listed = {change.node.id for change in diff_trees(old, new).nodes}
    assert all(old.nodes.get(i) == new.nodes.get(i) for i in {*old.nodes, *new.nodes} - listed)
