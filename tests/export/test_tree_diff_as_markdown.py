"""The difference of two trees as Markdown."""

from __future__ import annotations

from gametree.comparison.tree_diff import diff_trees
from gametree.export.tree_diff_as_markdown import tree_diff_as_markdown
from tests.export.test_tree_diff_as_text import NEW, OLD
from tests.model.trees import tree_of


def test_what_went_is_struck_through_and_what_came_is_bold():
    told = list(tree_diff_as_markdown(diff_trees(tree_of(OLD), tree_of(NEW)), "HEAD:x_y.toml", "x_y.toml"))
    assert told[0] == r"# HEAD:x\_y.toml → x\_y.toml"
    assert told[4:6] == ["## Nodes", ""]
    for line in (
        "- ▲ `debate` **Two models debate each other**: reworded, refinement changed",
        "  - title: Two models debate **each other**",
        "  - refinement: ~~any~~**all**",
        "- ✖ `collusion` **They collude**: removed",
        "- ⊘ `third-one` (was `third`) **Third**: renamed, moved, re-kinded",
        "  - parent: ~~debate~~ **(top level)**",
        "- ▲ `cross` **Cross-examination**: added",
        "  - beneath `third-one`",
        "  - Words.",
    ):
        assert line in told


def test_equal_trees_have_no_difference():
    assert list(tree_diff_as_markdown(diff_trees(tree_of(OLD), tree_of(OLD)), "a", "b")) == [
        "# a → b",
        "",
        "no difference",
    ]
