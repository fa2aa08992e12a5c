"""A digest tells whether the words or the place of a node changed, and forgives renaming."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametree.model.digest import Staleness, digest, digests, staleness
from gametree.model.tree import Header, Node, Tree
from tests.model.trees import dags

TREE = Tree(
    "t",
    Header(title="T"),
    {},
    {
        "rl": Node(id="rl", kind="architecture", title="RL"),
        "hch": Node(id="hch", kind="strategy", title="HCH", parents=("rl",)),
        "debate": Node(id="debate", kind="strategy", title="Debate", text="Two argue.", parents=("rl", "hch")),
    },
)


def changed(tree: Tree = TREE, node_id: str = "debate", **fields: object) -> Tree:
    """The tree with one node changed, and with it its id where `id` is given."""
    node = tree.nodes[node_id].changed(**fields)
    nodes = {node.id if key == node_id else key: node if key == node_id else other for key, other in tree.nodes.items()}
    return Tree(tree.name, tree.header, tree.sources, nodes)


def halves(tree: Tree, node_id: str = "debate") -> tuple[str, str]:
    words, place = digest(tree, tree.nodes[node_id]).split("-")
    return words, place


@given(st.sampled_from(["title", "text"]), st.text(min_size=1))
def test_other_words_change_the_first_half_only(key, words):
    before, after = halves(TREE), halves(changed(**{key: words}))
    assert (before[0] == after[0]) == (words == getattr(TREE.nodes["debate"], key))
    assert before[1] == after[1]


@pytest.mark.parametrize("fields", [{"parents": ("rl",)}, {"parents": ()}, {"refinement": "all"}])
def test_another_place_changes_the_second_half_only(fields):
    before, after = halves(TREE), halves(changed(**fields))
    assert before[0] == after[0]
    assert before[1] != after[1]


@pytest.mark.parametrize(
    "fields", [{"parents": ("hch", "rl")}, {"sources": ("x",)}, {"tags": ("x",)}, {"see": ("rl",)}, {"short": "D"}]
)
def test_what_says_nothing_about_the_node_changes_nothing(fields):
    assert halves(changed(**fields)) == halves(TREE)


def test_renaming_a_parent_with_its_former_id_keeps_the_digest():
    renamed = changed(changed(node_id="hch", id="amplification", formerly=("hch",)), parents=("rl", "amplification"))
    assert halves(renamed) == halves(TREE)
    again = changed(
        changed(renamed, "amplification", id="iterated", formerly=("hch", "amplification")), parents=("rl", "iterated")
    )
    assert halves(again) == halves(TREE)


def test_renaming_a_parent_without_its_former_id_moves_the_node():
    renamed = changed(changed(node_id="hch", id="amplification"), parents=("rl", "amplification"))
    assert staleness(renamed, "debate", digest(TREE, TREE.nodes["debate"])) is Staleness.PLACE


def test_words_cannot_slip_from_the_title_into_the_text():
    assert halves(changed(title="Debate Two", text="argue.")) != halves(changed(title="Debate", text=" Twoargue."))


def test_any_text_has_a_digest():
    assert len(digest(TREE, TREE.nodes["rl"].changed(text="\ud800"))) == 13


@pytest.mark.parametrize(
    ("fields", "verdict"),
    [
        ({}, None),
        ({"title": "Debates"}, Staleness.WORDS),
        ({"parents": ()}, Staleness.PLACE),
        ({"title": "Debates", "parents": ()}, Staleness.BOTH),
    ],
)
def test_staleness_says_what_changed_since_the_judgement(fields, verdict):
    judged = digest(TREE, TREE.nodes["debate"])
    assert staleness(changed(**fields), "debate", judged) is verdict


def test_a_judgement_without_a_digest_is_never_stale_and_a_removed_node_is_gone():
    assert staleness(TREE, "debate", None) is None
    assert staleness(TREE, "removed", None) is Staleness.GONE


@given(dags())
def test_many_digests_are_each_what_it_would_be_alone(tree):
    assert dict(digests(tree, tree.nodes)) == {node.id: digest(tree, node) for node in tree.nodes.values()}
