"""The root as a function of the scores: its value, its derivatives, and scores that change one at a time."""

from __future__ import annotations

from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametree.errors import UnknownSemantics
from gametree.evaluation.formula import CircuitFormula, Formula, Running, formula_of
from gametree.evaluation.semantics import SEMANTICS
from gametree.evaluation.shared import Limits
from gametree.evaluation.skeleton import skeleton_of
from gametree.model.tree import Tree
from tests.evaluation.enumeration import enumerate_worlds
from tests.evaluation.random_trees import INNER, scores, trees
from tests.model.trees import tree_of

LIMITS = {"search": Limits(), "tables": Limits(steps=0), "counting": Limits(steps=0, numbers=0)}


def with_score(chances: list[float], number: int, score: float) -> list[float]:
    return [*chances[:number], score, *chances[number + 1 :]]


@given(st.data())
def test_root_and_outlooks_equal_the_enumeration_of_all_worlds(data: st.DataObject):
    tree = data.draw(trees())
    chances = data.draw(scores(tree))
    formula, truth = formula_of(tree), enumerate_worlds(tree, chances)
    assert formula.root(chances) == pytest.approx(truth.root, abs=1e-12)
    assert dict(zip(formula.ids, formula.outlooks(chances), strict=True)) == pytest.approx(truth.outlooks, abs=1e-12)


@pytest.mark.parametrize("limits", list(LIMITS.values())[:2], ids=list(LIMITS)[:2])
@given(data=st.data())
def test_a_slope_is_the_root_with_the_score_at_1_less_the_root_with_it_at_0(limits: Limits, data: st.DataObject):
    tree = data.draw(trees())
    chances = data.draw(scores(tree))
    formula = CircuitFormula(skeleton_of(tree), limits=limits)
    for number, slope in enumerate(formula.gradient(chances)):
        at_1, at_0 = (enumerate_worlds(tree, with_score(chances, number, score)).root for score in (1.0, 0.0))
        assert slope == pytest.approx(at_1 - at_0, abs=1e-12)


@given(st.data())
def test_counted_slopes_are_near_the_exact_ones(data: st.DataObject):
    tree = data.draw(trees())
    chances = data.draw(scores(tree))
    counted = CircuitFormula(skeleton_of(tree), limits=LIMITS["counting"])
    assert counted.gradient(chances) == pytest.approx(formula_of(tree).gradient(chances), abs=0.05)


@pytest.mark.parametrize("limits", LIMITS.values(), ids=LIMITS)
@given(data=st.data())
def test_the_root_rises_with_our_scores_and_falls_with_theirs(limits: Limits, data: st.DataObject):
    tree = data.draw(trees())
    chances = data.draw(scores(tree))
    formula = CircuitFormula(skeleton_of(tree), limits=limits)
    root = formula.root(chances)
    for number, node in enumerate(tree.nodes.values()):
        higher = formula.root(with_score(chances, number, (1 + chances[number]) / 2))
        assert higher >= root - 1e-12 if node.side == "proponent" else higher <= root + 1e-12


@pytest.mark.parametrize("semantics", SEMANTICS)
@given(data=st.data())
def test_whatever_the_scores_nothing_leaves_0_to_1(semantics: str, data: st.DataObject):
    tree = data.draw(trees())
    running = Running(formula_of(tree, semantics), data.draw(scores(tree)))
    assert all(0 <= running.outlook(number) <= 1 for number in range(len(tree.nodes)))
    assert -1e-12 <= running.root <= 1 + 1e-12
    slopes = running.gradient()
    assert all(isfinite(slope) for slope in slopes)
    assert all(abs(slope) <= 1 + 1e-12 for slope in slopes) or semantics != "prob"  # elsewhere copies add up


@pytest.mark.parametrize("semantics", SEMANTICS)
@given(data=st.data())
def test_scores_that_change_one_at_a_time_come_to_the_same(semantics: str, data: st.DataObject):
    tree = data.draw(trees())
    formula = formula_of(tree, semantics)
    running = Running(formula, data.draw(scores(tree)))
    for _ in range(3):
        after = data.draw(scores(tree))
        which = data.draw(st.sets(st.sampled_from(range(len(after)))))
        running.change({number: after[number] for number in which})
        assert_fresh(running, formula)


@given(st.data())
def test_counted_scores_that_change_one_at_a_time_come_to_the_same(data: st.DataObject):
    tree = data.draw(trees())
    formula = CircuitFormula(skeleton_of(tree), limits=LIMITS["counting"])
    running = Running(formula, data.draw(scores(tree)))
    for _ in range(4):
        number = data.draw(st.sampled_from(range(len(tree.nodes))))
        running.change({number: data.draw(INNER)})
        assert_fresh(running, CircuitFormula(skeleton_of(tree), limits=LIMITS["counting"]))


def assert_fresh(running: Running, formula: Formula) -> None:
    fresh = Running(formula, running.scores)
    architectures = running.formula.skeleton.architectures
    assert running.root == fresh.root
    assert [running.outlook(i) for i in range(len(formula.ids))] == [fresh.outlook(i) for i in range(len(formula.ids))]
    assert running.successes(architectures) == fresh.successes(architectures)
    assert list(running.gradient()) == list(fresh.gradient()) == list(formula.gradient(running.scores))
    assert running.error == fresh.error


@given(st.data())
def test_gradients_at_several_points_are_those_at_each(data: st.DataObject):
    tree = data.draw(trees())
    formula = CircuitFormula(skeleton_of(tree))
    start, end = data.draw(scores(tree)), data.draw(scores(tree))
    moving = sorted(data.draw(st.sets(st.sampled_from(range(len(start))))))
    points = [
        [
            one + part * (other - one) * (number in moving)
            for number, (one, other) in enumerate(zip(start, end, strict=True))
        ]
        for part in (0.0, 0.5, 1.0)
    ]
    for point, found in zip(points, formula.gradients(points, moving), strict=True):
        slopes = formula.gradient(point)
        assert [found[number] for number in moving] == pytest.approx([slopes[number] for number in moving], abs=1e-12)


def test_no_gradients_at_no_points():
    assert CircuitFormula(skeleton_of(tree_of('\n[node.a]\nkind = "claim"'))).gradients([], []) == []


TEN_PLANS = "".join(f'\n[node.plan-{number}]\nkind = "strategy"\n' for number in range(10))
ONE_TRAP = (
    f'\n[node.trap]\nkind = "failure-mode"\nparent = [{", ".join(f"{chr(34)}plan-{n}{chr(34)}" for n in range(10))}]'
)


@pytest.fixture
def ten_plans() -> Tree:
    """Ten strategies that share one failure mode."""
    return tree_of(TEN_PLANS + ONE_TRAP)


def test_ten_shots_that_fail_together_are_worth_hardly_more_than_one(ten_plans: Tree):
    chances = [0.6] * 10 + [0.5]
    assert formula_of(ten_plans).root(chances) == pytest.approx(0.5 * (1 - 0.4**10))
    assert f"{formula_of(ten_plans).root(chances):.3f}" == "0.500"
    assert f"{formula_of(ten_plans, 'independent').root(chances):.3f}" == "0.972"


def test_the_same_node_under_two_architectures_is_no_shared_risk():
    """
    Only one of the two will be built, so that what they share cannot fail twice.
    """
    tree = tree_of("""
    [node.rl]
    kind = "architecture"

    [node.llm]
    kind = "architecture"

    [node.gaming]
    kind = "problem"
    parent = ["rl", "llm"]
    """)
    for semantics in ("prob", "independent"):
        assert formula_of(tree, semantics).root([0.3, 0.6, 0.25]) == pytest.approx(0.9 * 0.75)


def test_a_shared_node_makes_copies_no_longer_linear(ten_plans: Tree):
    assert formula_of(ten_plans).multilinear
    assert not formula_of(ten_plans, "independent").multilinear
    assert formula_of(tree_of(TEN_PLANS), "independent").multilinear


def test_unknown_semantics_are_refused_with_the_nearest_name(ten_plans: Tree):
    with pytest.raises(UnknownSemantics, match="minimax"):
        formula_of(ten_plans, "minmax")


def test_what_is_exact_has_no_error_and_what_is_counted_has(ten_plans: Tree):
    chances = [0.6] * 10 + [0.5]
    assert CircuitFormula(skeleton_of(ten_plans)).error(chances) == 0
    counted = CircuitFormula(skeleton_of(ten_plans), limits=LIMITS["counting"])
    assert abs(counted.root(chances) - 0.49995) < 4 * counted.error(chances) < 0.02
    assert counted.estimated == frozenset()  # of the nodes all are exact; the root is not


def test_the_error_of_an_estimate_is_carried_up(ten_plans: Tree):
    """
    The estimate is the branch beneath the architecture; the architecture's weight scales its error.
    """
    text = TEN_PLANS.replace('"strategy"\n', '"strategy"\nparent = "agi"\n') + ONE_TRAP
    tree = tree_of('\n[node.agi]\nkind = "architecture"\n' + text)
    formula = CircuitFormula(skeleton_of(tree), limits=LIMITS["counting"])
    whole, half = (formula.error([weight, *[0.6] * 10, 0.5]) for weight in (1.0, 0.5))
    assert 0 < half == pytest.approx(whole / 2)
    assert formula.estimated == {0}
