"""Which node is which."""

from __future__ import annotations

import pytest

from gametree.comparison.matching import match_ids, match_nodes
from tests.model.trees import tree_of


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({"a": ()}, {"a": ()}, {"a": "a"}),
        ({"a": ()}, {"b": ("a",)}, {"b": "a"}),
        ({"b": ("a",)}, {"a": ()}, {"a": "b"}),
        ({"b": ("a",)}, {"c": ("a",)}, {"c": "b"}),
        ({"b": ("a",)}, {"c": ("a", "b")}, {"c": "b"}),
        ({"a": (), "b": ()}, {"c": ("a", "b")}, {"c": "b"}),
        ({"a": ()}, {"b": ("a",), "c": ("a",)}, {"b": "a"}),
        ({"a": ()}, {"b": ()}, {}),
        ({"a": (), "b": ()}, {"b": ("a",)}, {"b": "b"}),
    ],
)
def test_a_node_is_the_one_of_its_id_or_of_a_former_id_of_either(old, new, expected):
    assert match_ids(old, new) == expected


def test_nodes_of_trees_are_matched_in_the_order_of_the_new_one():
    old = tree_of('\n[node.a]\nkind = "claim"\n[node.b]\nkind = "claim"')
    new = tree_of('\n[node.c]\nkind = "claim"\nformerly = ["b"]\n[node.d]\nkind = "claim"\n[node.a]\nkind = "claim"')
    assert list(match_nodes(old, new).items()) == [("c", "b"), ("a", "a")]
