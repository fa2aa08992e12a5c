"""The laws of the outline: every node once, every edge once, and branches that nest."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gametree.model.outline import lay_out
from gametree.model.tree import QUESTION

from .trees import dags, tree_of


def test_a_shared_node_is_written_out_once_and_named_again_elsewhere():
    outline = lay_out(
        tree_of(
            """
            [node.a]
            kind = "strategy"
            [node.b]
            kind = "strategy"
            [node.shared]
            kind = "problem"
            parent = ["a", "b"]
            [node.below]
            kind = "strategy"
            parent = "shared"
            """
        )
    )
    shown = [("  " * row.depth + row.node_id, row.again) for row in outline.rows]
    assert shown == [
        ("question", False),
        ("  a", False),
        ("    shared", False),
        ("      below", False),
        ("  b", False),
        ("    shared", True),
    ]
    assert outline.ends == (6, 4, 4, 4, 6, 6)


@given(dags())
def test_every_node_has_one_row_of_its_own(tree):
    own = [row.node_id for row in lay_out(tree).rows if not row.again]
    assert own[0] == QUESTION
    assert sorted(own[1:]) == sorted(tree.nodes)


@given(dags())
def test_every_edge_has_one_row(tree):
    rows = lay_out(tree).rows
    edges = [(node.id, parent) for node in tree.nodes.values() for parent in node.parents or (QUESTION,)]
    assert sorted(row.key for row in rows[1:]) == sorted(edges)
    assert len(rows) <= len(tree.nodes) + len(edges) + 1


@given(dags())
def test_siblings_keep_the_order_of_the_file(tree):
    rows = lay_out(tree).rows
    for parent, children in tree.children.items():
        assert tuple(row.node_id for row in rows if row.parent_id == parent) == children


@given(dags())
def test_branches_nest_and_hang_from_the_row_above_them(tree):
    outline = lay_out(tree)
    assert outline.above(0) == -1
    for index, row in enumerate(outline.rows[1:], 1):
        parent = outline.above(index)
        assert outline.rows[parent].node_id == row.parent_id
        assert outline.rows[parent].depth == row.depth - 1
        assert parent < index < outline.ends[index] <= outline.ends[parent]


@given(dags())
def test_an_end_is_the_next_row_that_is_not_deeper(tree):
    outline = lay_out(tree)
    for index, row in enumerate(outline.rows):
        after = next((i for i in range(index + 1, len(outline.rows)) if outline.rows[i].depth <= row.depth), None)
        assert outline.ends[index] == (len(outline.rows) if after is None else after)
        assert outline.branch_size(index) == outline.ends[index] - index - 1
        assert outline.has_branch(index) == (outline.branch_size(index) > 0)


@given(dags(), st.data())
def test_a_row_is_visible_unless_a_branch_above_it_is_folded(tree, data):
    outline = lay_out(tree)
    folded = data.draw(st.sets(st.sampled_from([QUESTION, *tree.nodes])))
    for index in range(len(outline.rows)):
        above, here = [], outline.above(index)
        while here >= 0:
            above.append(outline.rows[here].node_id)
            here = outline.above(here)
        assert (index in list(outline.visible(folded))) == folded.isdisjoint(above)


@given(dags())
def test_a_row_is_found_by_its_key_and_a_node_by_its_own_row(tree):
    outline = lay_out(tree)
    assert [outline.index[row.key] for row in outline.rows] == list(range(len(outline.rows)))
    assert all(outline.rows[index].node_id == node_id for node_id, index in outline.first.items())
