"""A tree cut down to what a comparison turns on comes to the same numbers."""

from __future__ import annotations

from dataclasses import astuple

import pytest
from hypothesis import given

from gametree.comparison import assessment_diff
from gametree.comparison.assessment_diff import AssessmentDiff, diff_assessments
from gametree.comparison.folding import fold
from gametree.model.assessment import Assessment, Judgement
from gametree.model.tree import Tree
from tests.comparison.scored_trees import Case, cases
from tests.model.trees import tree_of


@given(cases(most=12))
def test_a_folded_comparison_is_the_whole_one(case: Case):
    whole, folded = (compared(case, large) for large in (1000, 0))
    assert (folded.difference, folded.attribution) == (pytest.approx(whole.difference, abs=1e-12), whole.attribution)
    assert worth(folded) == pytest.approx(worth(whole), abs=1e-9)
    for one, other in ((whole.a, folded.a), (whole.b, folded.b)):
        assert astuple(other.root) == pytest.approx(astuple(one.root), abs=1e-12)
    for part in ("only_a", "only_b", "assumed", "alike", "remarks"):
        assert getattr(folded, part) == getattr(whole, part)


def compared(case: Case, large: int) -> AssessmentDiff:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assessment_diff, "_LARGE", large)
        return diff_assessments(case.tree, case.a, case.b)


def worth(diff: AssessmentDiff) -> dict[tuple[str, str], float | None]:
    shares = {(crux.node, "share"): crux.share for crux in diff.cruxes}
    return shares | {(crux.node, "vod"): crux.vod for crux in diff.cruxes}


TREE = """
[node.debate]
kind = "strategy"

[node.collusion]
kind = "failure-mode"
parent = "debate"

[node.checks]
kind = "strategy"
parent = "collusion"

[node.cost]
kind = "problem"
parent = "checks"

[node.time]
kind = "problem"
parent = "debate"
"""


def scored(**plausibilities: float) -> Assessment:
    return Assessment("ada", judgements={node: Judgement(value) for node, value in plausibilities.items()})


@pytest.fixture
def tree() -> Tree:
    return tree_of(TREE)


def test_a_branch_on_which_they_agree_is_a_leaf_with_its_outlook(tree: Tree):
    a, b = scored(debate=0.8, collusion=0.5, checks=0.5, cost=0.2), scored(debate=0.6, collusion=0.5, checks=0.5)
    ground = fold(tree, a, b, assume=0.5)
    assert list(ground.tree.nodes) == ["debate", "collusion", "time"]
    assert ground.filled_a == pytest.approx([0.8, 0.5 * (1 - 0.5 * 0.8), 0.5])
    assert ground.a.judgements["collusion"].range == pytest.approx((0.3, 0.3))
    assert ground.b.judgements["collusion"].range == pytest.approx((0.25, 0.5)), "bob has not scored the cost"


def test_what_stands_above_a_difference_stays_and_takes_in_what_else_counters_it(tree: Tree):
    ground = fold(tree, scored(debate=0.8, time=0.25, cost=0.2), scored(debate=0.8, cost=0.3), assume=0.5)
    assert list(ground.tree.nodes) == ["debate", "collusion", "checks", "cost"]
    assert ground.filled_b == pytest.approx([0.8 * 0.75, 0.5, 0.5, 0.3])
    assert ground.a.judgements["debate"] == Judgement(pytest.approx(0.6), pytest.approx((0.6, 0.6)))
    assert ground.b.judgements["debate"] == Judgement(pytest.approx(0.4), pytest.approx((0.0, 0.8)))
