"""Scores that one person lacks are filled in with what the other thinks."""

from __future__ import annotations

from hypothesis import given

from gametree.comparison.common_ground import common_ground, fill_in
from gametree.model.assessment import Assessment, Judgement
from tests.comparison.scored_trees import Case, cases
from tests.model.trees import tree_of

TREE = tree_of("".join(f'\n[node.{name}]\nkind = "claim"\n' for name in ("both", "only-a", "only-b", "neither")))
ADA = Assessment("ada", judgements={"only-a": Judgement(0.1), "both": Judgement(0.2, (0.1, 0.9))})
BOB = Assessment("bob", judgements={"both": Judgement(0.6), "only-b": Judgement(0.0), "gone": Judgement(1.0)})


def test_a_score_that_one_lacks_is_the_others_and_one_that_both_lack_is_assumed():
    ground = common_ground(TREE, ADA, BOB, assume=0.3)
    assert ground.filled_a == [0.2, 0.1, 0.0, 0.3]
    assert ground.filled_b == [0.6, 0.1, 0.0, 0.3]
    assert (ground.tree, ground.a, ground.b) == (TREE, ADA, BOB)


def test_the_order_is_that_of_the_ids_asked_for():
    assert fill_in(["neither", "only-b", "both"], ADA, BOB, 0.5) == [0.5, 0.0, 0.2]


@given(cases())
def test_filled_in_they_differ_only_where_both_have_a_score(case: Case):
    ground = common_ground(case.tree, case.a, case.b, assume=0.5)
    for node, a, b in zip(case.tree.nodes, ground.filled_a, ground.filled_b, strict=True):
        both = node in case.a.judgements and node in case.b.judgements
        assert both or a == b
