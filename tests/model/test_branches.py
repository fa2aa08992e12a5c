"""What lies beneath what, and ids for new nodes."""

from __future__ import annotations

import pytest

from gametree.model.branches import beneath_alone, is_beneath, new_id
from gametree.model.tree import Header, Node, Tree

PARENTS = {"a": (), "b": ("a",), "c": ("a",), "shared": ("b", "c"), "leaf": ("shared",), "other": ()}
TREE = Tree(
    "t",
    Header(title="T"),
    nodes={name: Node(id=name, kind="claim", title=name, parents=above) for name, above in PARENTS.items()},
)


@pytest.mark.parametrize(
    ("node", "beneath"),
    [("a", ["a", "b", "c", "shared", "leaf"]), ("b", ["b"]), ("shared", ["shared", "leaf"]), ("other", ["other"])],
)
def test_a_shared_node_lies_beneath_none_of_its_parents_alone(node: str, beneath: list[str]):
    assert list(beneath_alone(TREE, node)) == beneath


@pytest.mark.parametrize(
    ("node", "above", "is_so"),
    [
        ("leaf", "a", True),
        ("leaf", "leaf", True),
        ("leaf", "question", True),
        ("question", "question", True),
        ("a", "leaf", False),
        ("question", "a", False),
        ("other", "a", False),
    ],
)
def test_beneath_means_by_any_way(node: str, above: str, is_so: bool):
    assert is_beneath(TREE, node, above) is is_so


@pytest.mark.parametrize(
    ("title", "made"),
    [
        ("A  new idea!", "a-new-idea"),
        ("Über Zoë", "uber-zoe"),
        ("a", "a-2"),
        ("Question", "question-2"),
        ("日本", "node"),
        ("--", "node"),
        ("word " * 20, "word-word-word-word-word-word-word-word-word"),
        ("w" * 60, "w" * 48),
        ("taken", "taken-2"),
    ],
)
def test_an_id_is_made_from_a_title(title: str, made: str):
    assert new_id(TREE, title, {"taken"}) == made
