"""Where cursor and folds go when the tree is another one."""

from __future__ import annotations

import pytest

from gametree.model.outline import lay_out
from gametree.model.tree import Header, Node, Tree
from gametree.tui.carrying_over import carried_over
from gametree.tui.tree_view import TreeView

PARENTS = {"a": (), "b": ("a",), "c": ("a",), "d": ("a",), "e": ("c", "d"), "f": ()}


def tree(**changed: tuple[str, ...] | None) -> Tree:
    parents = {name: above for name, above in (PARENTS | changed).items() if above is not None}
    return Tree(
        "t",
        Header(title="T"),
        nodes={name: Node(id=name, kind="claim", title=name, parents=above) for name, above in parents.items()},
    )


def view_at(node: str, parent: str = "", folded: tuple[str, ...] = ()) -> TreeView:
    view = TreeView(lay_out(tree()), folded)
    view.go_to(view.outline.index[node, parent] if parent else view.outline.first[node])
    return view


@pytest.mark.parametrize(
    ("node", "gone", "there"),
    [("c", {"c": None, "e": ("d",)}, "d"), ("d", {"d": None, "e": ("c",)}, "c"), ("f", {"f": None}, "a"),
     ("b", {}, "b"), ("b", {"b": ("c",)}, "b")],
)  # fmt: skip
def test_the_cursor_goes_to_the_nearest_row_that_is_left(node: str, gone: dict[str, tuple[str, ...]], there: str):
    assert carried_over(view_at(node), lay_out(tree(**gone)), {}).row.node_id == there


def test_where_no_sibling_is_left_the_cursor_goes_to_the_parent():
    after = carried_over(view_at("e"), lay_out(tree(e=None)), {})
    assert after.row.node_id == "c"


def test_the_cursor_stays_under_the_same_parent():
    assert carried_over(view_at("e", "d"), lay_out(tree(f=None)), {}).row.key == ("e", "d")


def test_cursor_and_folds_follow_a_renamed_node():
    renamed = Tree("t", Header(title="T"), nodes={n: Node(id=n, kind="claim", title=n, parents=a) for n, a in
                   {"a": (), "x": ("a",), "y": ("x",)}.items()})  # fmt: skip
    before = TreeView(lay_out(tree()), ["c", "gone"])
    before.go_to_node("c")
    after = carried_over(before, lay_out(renamed), {"c": "x"})
    assert (after.row.node_id, after.folded) == ("x", {"x"})
