"""The cursor and the folds, without a screen."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametree.files.tree_file import parse_tree
from gametree.model.outline import Outline, lay_out
from gametree.tui.tree_view import TreeView
from tests.tui.conftest import TREE


def outline_of(text: str) -> Outline:
    reading = parse_tree(text, Path("tree.toml"))
    assert reading.tree, reading.findings
    return lay_out(reading.tree)


@pytest.fixture
def view() -> TreeView:
    return TreeView(outline_of(TREE))


def shown(view: TreeView) -> list[str]:
    return [view.outline.rows[index].node_id for index in view.visible]


def at(view: TreeView, node_id: str) -> TreeView:
    view.go_to_node(node_id)
    return view


def test_everything_shows_when_nothing_is_folded(view: TreeView) -> None:
    assert shown(view) == [
        "question", "rl", "gaming", "oversight", "transparency", "probes", "shards", "transparency", "imitators", "hch",
    ]  # fmt: skip


def test_a_shared_node_has_its_branch_once_and_a_way_back_to_it(view: TreeView) -> None:
    view.move_to(7)
    assert view.row.again
    view.toggle()
    assert (view.line, view.row.again) == (4, False)


def test_folding_a_parent_takes_the_cursor_to_it_and_nowhere_else(view: TreeView) -> None:
    at(view, "probes").refold({"gaming"})
    assert view.row.node_id == "gaming"


def test_unfolding_leaves_the_cursor_on_its_node(view: TreeView) -> None:
    view.fold_to(1)
    at(view, "imitators").refold(set())
    assert view.row.node_id == "imitators"


def test_left_folds_first_and_goes_to_the_parent_next(view: TreeView) -> None:
    at(view, "oversight").go_out()
    assert view.is_folded(view.index)
    view.go_out()
    assert view.row.node_id == "gaming"


def test_right_unfolds_first_and_goes_in_next(view: TreeView) -> None:
    at(view, "oversight").fold()
    view.go_into()
    assert not view.is_folded(view.index)
    view.go_into()
    assert view.row.node_id == "transparency"


def test_the_question_never_folds(view: TreeView) -> None:
    view.move_to(0)
    for act in (view.toggle, view.go_out, view.fold):
        act()
    assert len(shown(view)) == 10


def test_siblings_are_those_under_the_same_parent(view: TreeView) -> None:
    at(view, "rl").go_to_sibling(1)
    assert view.row.node_id == "imitators"
    view.go_to_sibling(1)
    assert view.row.node_id == "imitators"
    view.go_to_sibling(-1)
    assert view.row.node_id == "rl"


def test_the_last_of_several_siblings_leads_back_over_branches(view: TreeView) -> None:
    at(view, "shards").go_to_sibling(-1)
    assert view.row.node_id == "oversight"


def test_going_to_a_hidden_node_unfolds_just_what_hides_it(view: TreeView) -> None:
    view.fold_to(1)
    view.go_to_node("probes")
    assert view.row.node_id == "probes"
    assert shown(view)[-1] == "imitators"


def test_seeking_wraps_and_says_when_there_is_nothing(view: TreeView) -> None:
    assert at(view, "hch").seek(lambda node: node == "gaming", 1)
    assert view.row.node_id == "gaming"
    assert view.seek(lambda node: node == "hch", -1)
    assert not view.seek(lambda _: False, 1)
    assert view.row.node_id == "hch"


def test_deep_folds_reach_all_that_is_beneath(view: TreeView) -> None:
    at(view, "rl").fold(deep=True)
    view.unfold()
    assert shown(view) == ["question", "rl", "gaming", "imitators", "hch"]
    view.unfold(deep=True)
    assert "probes" in shown(view)


parents = st.integers(min_value=1, max_value=24).flatmap(
    lambda n: st.tuples(
        *(st.lists(st.integers(0, max(0, i - 1)), max_size=3 if i else 0, unique=True) for i in range(n))
    )
)
steps = st.lists(st.tuples(st.integers(0, 10), st.integers(0, 200)), max_size=40)


def random_outline(parent_lists: tuple[list[int], ...]) -> Outline:
    names = [", ".join(f'"n{parent}"' for parent in found) for found in parent_lists]
    tables = [f'[node.n{i}]\nkind = "claim"\ntitle = "n"\nparent = [{found}]\n' for i, found in enumerate(names)]
    return outline_of('[tree]\ntitle = "t"\nquestion = "q"\n' + "".join(tables))


@given(parents, steps)
def test_whatever_one_does_the_cursor_is_on_a_row_that_shows(
    parent_lists: tuple[list[int], ...], acts: list[tuple[int, int]]
) -> None:
    view = TreeView(random_outline(parent_lists))
    for what, number in acts:
        row = view.row
        line = number % len(view.visible)
        index = number % len(view.outline.rows)
        moves = (
            partial(view.move_to, line), partial(view.go_to, index), view.go_to_parent,
            partial(view.go_to_sibling, 1), partial(view.go_to_sibling, -1), view.go_into, view.go_out, view.toggle,
            partial(view.fold, deep=True), partial(view.unfold, deep=True), partial(view.fold_to, number % 6),
        )  # fmt: skip
        moves[what]()
        assert view.visible == list(view.outline.visible(view.folded))
        assert 0 <= view.line < len(view.visible)
        if what == 1:
            assert view.index == index
        if what in (8, 9):
            assert view.row is row
