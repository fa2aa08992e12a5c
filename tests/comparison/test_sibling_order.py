"""Who changed places, and where those belong that are gone."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from gametree.comparison.matching import match_nodes
from gametree.comparison.sibling_order import moved_in, reading_order
from tests.model.trees import dags, tree_of


def longest_rise(order: list[int]) -> int:
    """The length of the longest increasing subsequence, by trying all."""
    rises = (
        len(part) for size in range(len(order) + 1) for part in combinations(order, size) if list(part) == sorted(part)
    )
    return max(rises)


@given(st.permutations(range(9)))
def test_as_few_as_can_be_have_moved_and_the_others_are_in_order(order: list[int]):
    moved = moved_in(order)
    stayed = [place for index, place in enumerate(order) if index not in moved]
    assert stayed == sorted(stayed)
    assert len(stayed) == longest_rise(order)


def test_one_that_went_from_last_to_first_is_the_only_one_that_moved():
    assert moved_in([4, 0, 1, 2, 3]) == {0}
    assert moved_in(range(1000)) == set()


def test_what_is_gone_stands_behind_the_sibling_that_it_stood_behind():
    old = tree_of(
        '\n[node.a]\nkind="claim"\n[node.x]\nkind="claim"\n[node.y]\nkind="claim"\nparent="x"\n[node.b]\nkind="claim"'
    )
    new = tree_of('\n[node.b]\nkind="claim"\n[node.a]\nkind="claim"\n[node.c]\nkind="claim"\nparent="a"')
    order = reading_order(old, new, match_nodes(old, new))
    assert [node_id for node_id, _ in sorted(order, key=order.__getitem__)] == ["question", "b", "a", "c", "x", "y"]


@given(dags(), dags())
def test_every_node_of_both_trees_has_one_place(old, new):
    order = reading_order(old, new, match_nodes(old, new))
    expected = {(node_id, True) for node_id in new.nodes} | {(i, False) for i in old.nodes if i not in new.nodes}
    assert order.keys() - {("question", True)} == expected
