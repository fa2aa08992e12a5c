"""Numbers in words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametree.evaluation.explanation import Explanation, explain
from gametree.evaluation.outlook import Outlooks, outlook_of
from gametree.model.tree import QUESTION
from tests.evaluation.assessing import scored
from tests.evaluation.random_trees import assessments, trees
from tests.model.trees import tree_of

Work = Callable[..., Outlooks]


def parts(explanation: Explanation) -> list[tuple[str, object, str]]:
    return [(factor.part, pytest.approx(factor.value), factor.words) for factor in explanation.factors]


def test_a_node_is_its_plausibility_times_its_ways_times_what_its_replies_leave(outlooks: Work):
    """
    [node.oversight]
    kind = "strategy"
    title = "Scalable oversight"

    [node.debate]
    kind = "strategy"
    title = "Debate"
    parent = "oversight"

    [node.amplification]
    kind = "strategy"
    title = "Amplification"
    parent = "oversight"

    [node.slowness]
    kind = "problem"
    title = "Slowness"
    parent = "oversight"
    """
    scores = {"oversight": 0.9, "debate": 0.5, "slowness": 0.2}
    found = explain(outlooks(**scores), scored(**scores), "oversight")
    assert parts(found) == [
        ("score", 0.9, "its plausibility"),
        ("refinements", 0.75, "at least one of 2 ways holds"),
        ("countermeasure", 0.8, "Slowness fails"),
    ]
    assert [factor.assumed for factor in found.factors] == [False, True, False]
    assert found.factors[1].node_ids == ("debate", "amplification")
    assert found.product == found.value == pytest.approx(0.9 * 0.75 * 0.8)
    (own,) = explain(outlooks(**scores), scored(**scores), "amplification").factors
    assert (own.words, own.value, own.assumed) == ("assumed, for it is not scored", 0.5, True)


@pytest.mark.parametrize(
    ("kind", "words"), [("any", "at least one of 2 ways holds"), ("all", "all of the 2 ways beneath it hold")]
)
def test_ways_are_counted(kind: str, words: str):
    tree = tree_of(f"""
    [node.plan]
    kind = "strategy"
    refinement = "{kind}"

    [node.this]
    kind = "claim"
    parent = "plan"

    [node.that]
    kind = "claim"
    parent = "plan"
    """)
    assessment = scored(plan=1.0, this=0.5, that=0.5)
    assert explain(outlook_of(tree, assessment), assessment, "plan").factors[1].words == words


def test_the_question_is_a_sum_over_architectures(outlooks: Work):
    """
    [node.rl]
    kind = "architecture"
    title = "End-to-end RL"

    [node.llm]
    kind = "architecture"
    title = "Language models"

    [node.gaming]
    kind = "failure-mode"
    title = "Gaming"
    parent = "rl"
    """
    scores = {"rl": 0.4, "gaming": 0.25}
    found = explain(outlooks(**scores), scored(**scores), QUESTION)
    assert found.operator == "sum"
    assert parts(found) == [
        ("architecture", 0.3, "40 % × 75 % if End-to-end RL"),
        ("architecture", 0.6, "60 % × 100 % if Language models"),
    ]
    assert [factor.assumed for factor in found.factors] == [False, True]
    (reply,) = explain(outlooks(**scores), scored(**scores), "rl").factors
    assert (reply.part, reply.value, reply.words) == ("countermeasure", 0.75, "Gaming fails")


def test_what_is_shared_makes_the_product_differ_from_the_value(outlooks: Work):
    """
    [node.oversight]
    kind = "strategy"
    title = "Oversight"

    [node.debate]
    kind = "strategy"
    title = "Debate"
    parent = "oversight"

    [node.deception]
    kind = "failure-mode"
    title = "Deception"
    parent = ["oversight", "debate"]
    """
    scores = {"oversight": 1.0, "debate": 1.0, "deception": 0.5}
    found = explain(outlooks(**scores), scored(**scores), "oversight")
    assert (found.value, found.product) == (0.5, 0.25)
    assert not found.is_exact_product


@given(st.data())
def test_without_shared_nodes_the_parts_make_the_whole(data: st.DataObject):
    tree = data.draw(trees(shared=False))
    assessment = data.draw(assessments(tree, fitting=data.draw(st.booleans())))
    found = outlook_of(tree, assessment)
    for node_id in (*tree.nodes, QUESTION):
        explanation = explain(found, assessment, node_id)
        assert explanation.is_exact_product
        assert all(0 <= factor.value <= 1 or not fits(found) for factor in explanation.factors)
        if node_id != QUESTION and (point := found.node(node_id).point) is not None:
            assert explanation.value == point


def fits(outlooks: Outlooks) -> bool:
    return outlooks.root.excess == 0


def test_control_characters_of_a_title_do_not_get_through(outlooks: Work):
    """
    [node.plan]
    kind = "strategy"
    title = "Plan"

    [node.trap]
    kind = "problem"
    title = "\\u001b[31mTrap"
    parent = "plan"
    """
    scores = {"plan": 0.5, "trap": 0.5}
    (_, reply) = explain(outlooks(**scores), scored(**scores), "plan").factors
    assert "\x1b" not in reply.words
    assert "Trap" in reply.words
