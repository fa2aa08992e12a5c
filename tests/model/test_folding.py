"""Outlines folded to a level, and to a number of rows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametree.model.folding import fold_from, fold_to_fit, rows_beneath
from gametree.model.outline import Outline, lay_out
from gametree.model.tree import QUESTION, Header, Tree
from tests.model.trees import dags, tree_of

TREE = """
[node.debate]
kind = "strategy"
[node.collusion]
kind = "failure-mode"
parent = "debate"
[node.checks]
kind = "strategy"
parent = "collusion"
[node.isolation]
kind = "strategy"
parent = "collusion"
[node.cost]
kind = "problem"
parent = ["checks", "oversight"]
[node.subsidy]
kind = "strategy"
parent = "cost"
[node.oversight]
kind = "strategy"
[node.fatigue]
kind = "problem"
parent = "oversight"
"""


@pytest.fixture
def outline() -> Outline:
    return lay_out(tree_of(TREE))


def shown(outline: Outline, folded: set[str]) -> str:
    return " ".join(outline.rows[index].node_id for index in outline.visible(folded))


@pytest.mark.parametrize(
    ("depth", "rows"),
    [
        (-1, "question debate oversight"),
        (0, "question debate oversight"),
        (1, "question debate oversight"),
        (2, "question debate collusion oversight cost fatigue"),
        (3, "question debate collusion checks isolation oversight cost fatigue"),
        (99, "question debate collusion checks cost subsidy isolation oversight cost fatigue"),
    ],
)
def test_a_level_shows_with_all_above_it_and_the_question_never_folds(outline: Outline, depth: int, rows: str):
    assert shown(outline, fold_from(outline, depth)) == rows


@pytest.mark.parametrize(
    ("room", "rows"),
    [
        (0, "question debate oversight"),
        (4, "question debate collusion oversight"),
        (5, "question debate collusion oversight"),  # of all others each has two beneath
        (6, "question debate collusion oversight cost fatigue"),
        (9, "question debate collusion checks cost isolation oversight cost fatigue"),
        (10, "question debate collusion checks cost subsidy isolation oversight cost fatigue"),
    ],
)
def test_whole_levels_come_first_and_then_branches_for_which_there_is_room(outline: Outline, room: int, rows: str):
    assert shown(outline, fold_to_fit(outline, room)) == rows


def test_a_branch_opens_as_deep_as_there_is_room_where_another_is_too_wide():
    parents = {"a": "", "a1": "a", "a2": "a1", "b": "", "b1": "b", "b2": "b", "b3": "b"}
    tables = (
        f'[node.{name}]\nkind = "claim"\nparent = {[above] if above else []}\n' for name, above in parents.items()
    )
    outline = lay_out(tree_of("\n" + "".join(tables)))
    assert shown(outline, fold_to_fit(outline, 5)) == "question a a1 a2 b"


@pytest.mark.parametrize("room", [0, 1, 40])
def test_a_tree_without_nodes_folds_nothing(room: int):
    outline = lay_out(Tree("empty", Header(title="T")))
    assert fold_from(outline, room) == fold_to_fit(outline, room) == set()


@given(dags(), st.integers(-1, 16))
def test_just_the_rows_down_to_the_level_show(tree: Tree, depth: int):
    outline = lay_out(tree)
    deep_enough = [index for index, row in enumerate(outline.rows) if row.depth <= max(1, depth)]
    assert list(outline.visible(fold_from(outline, depth))) == deep_enough


@given(dags(), st.integers(0, 30))
def test_what_shows_fits_the_room_or_is_the_top_level_alone(tree: Tree, room: int):
    outline = lay_out(tree)
    folded = fold_to_fit(outline, room)
    rows = list(outline.visible(folded))
    assert len(rows) <= room or {outline.rows[index].depth for index in rows} <= {0, 1}
    assert QUESTION not in folded


@given(dags(), st.integers(0, 30))
def test_no_folded_branch_would_still_fit(tree: Tree, room: int):
    outline = lay_out(tree)
    folded = fold_to_fit(outline, room)
    rows = list(outline.visible(folded))
    shut = [index for index in rows if outline.rows[index].node_id in folded and outline.has_branch(index)]
    assert all(len(rows) + len(list(rows_beneath(outline, index))) > room for index in shut)


@given(dags())
def test_rows_beneath_a_row_are_those_that_hang_from_it(tree: Tree):
    outline = lay_out(tree)
    for index in range(len(outline.rows)):
        hanging = [other for other in range(1, len(outline.rows)) if outline.above(other) == index]
        assert list(rows_beneath(outline, index)) == hanging
