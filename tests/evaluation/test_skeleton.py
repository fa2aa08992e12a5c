"""Trees as numbers."""

from __future__ import annotations

from hypothesis import given

from gametree.evaluation.skeleton import skeleton_of
from gametree.model.tree import Tree
from tests.evaluation.random_trees import trees


def test_children_are_refinements_or_countermeasures_by_side(tree: Tree):
    """
    [node.rl]
    kind = "architecture"
    refinement = "all"

    [node.oversight]
    kind = "strategy"
    parent = "rl"

    [node.gaming]
    kind = "failure-mode"
    parent = ["rl", "oversight"]

    [node.subtle-gaming]
    kind = "problem"
    parent = "gaming"

    [node.delay]
    kind = "objection"
    """
    skeleton = skeleton_of(tree)
    rl, oversight, gaming, subtle, delay, question = *range(5), -1
    assert skeleton.architectures == (rl,)
    assert skeleton.needs_all == {rl}
    assert [list(skeleton.ways[node]) for node in (question, rl, gaming)] == [[rl], [oversight], [subtle]]
    assert [list(skeleton.replies[node]) for node in (question, rl, oversight)] == [[delay], [gaming], [gaming]]
    assert skeleton.parents == [(question,), (rl,), (rl, oversight), (gaming,), (question,), ()]
    assert skeleton.has_shared


@given(trees())
def test_every_node_stands_once_and_after_those_beneath_it(tree: Tree):
    skeleton = skeleton_of(tree)
    assert sorted(skeleton.order) == list(range(len(tree.nodes)))
    place = {number: index for index, number in enumerate(skeleton.order)}
    for number in skeleton.order:
        beneath = [*skeleton.ways[number], *skeleton.replies[number]]
        assert all(place[child] < place[number] for child in beneath)
        assert {skeleton.ids[child] for child in beneath} == set(tree.children.get(skeleton.ids[number], ()))
