"""Rolling up by other rules, and where all of them agree."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gametree.evaluation.formula import formula_of
from gametree.evaluation.outlook import Outlooks
from gametree.evaluation.semantics import RULES, SEMANTICS
from gametree.model.tree import Header, Node, Tree
from tests.evaluation.random_trees import scores, trees

Work = Callable[..., Outlooks]
ODD = st.integers(0, 10**6).map(lambda seed: Random(seed).uniform(0.02, 0.98))  # hardly ever two alike


@pytest.mark.parametrize(
    ("semantics", "question", "debate"),
    [
        ("prob", 1 - 0.76 * 0.5, 0.6 * 0.5 * 0.8),
        ("best", 0.5, 0.6 * 0.5 * 0.8),
        ("line", 0.5, 0.6 * 0.5),
        ("minimax", 0.5, 0.5),
    ],
)
def test_each_rule_joins_moves_and_replies_its_own_way(semantics: str, question: float, debate: float, outlooks: Work):
    """
    [node.debate]
    kind = "strategy"

    [node.amplification]
    kind = "strategy"

    [node.collusion]
    kind = "failure-mode"
    parent = "debate"

    [node.sabotage]
    kind = "failure-mode"
    parent = "debate"
    """
    found = outlooks(semantics, debate=0.6, amplification=0.5, collusion=0.5, sabotage=0.2)
    assert (found.root.point, found.node("debate").point) == pytest.approx((question, debate))


@pytest.mark.parametrize(("semantics", "outlook"), [("prob", 0.27), ("best", 0.27), ("line", 0.27), ("minimax", 0.5)])
def test_where_all_ways_are_needed_they_multiply_or_the_weakest_counts(semantics: str, outlook: float, outlooks: Work):
    """
    [node.plan]
    kind = "strategy"
    refinement = "all"

    [node.this]
    kind = "strategy"
    parent = "plan"

    [node.that]
    kind = "claim"
    parent = "plan"
    """
    assert outlooks(semantics, plan=0.9, this=0.5, that=0.6).root.point == pytest.approx(outlook)


@given(st.data())
def test_at_scores_of_0_and_1_all_rules_give_the_value_of_the_game(data: st.DataObject):
    tree = data.draw(trees(most=12))
    settled = data.draw(scores(tree, st.sampled_from([0.0, 1.0])))
    if tree.architectures:
        chosen = data.draw(st.sampled_from([node.id for node in tree.architectures]))
        settled = [
            float(node.id == chosen) if node.kind == "architecture" else score
            for node, score in zip(tree.nodes.values(), settled, strict=True)
        ]
    found = {tuple(formula_of(tree, name).outlooks(settled)) for name in ("prob", "independent", *RULES)}
    roots = {formula_of(tree, name).root(settled) for name in ("prob", "independent", *RULES)}
    assert len(found) == len(roots) == 1
    assert roots <= {0.0, 1.0}


@st.composite
def trees_of_replies(draw: st.DrawFn) -> Tree:
    """Trees in which every edge is a countermeasure, the question's too unless architectures stand there."""
    architectures = draw(st.integers(0, 2))
    nodes = [Node(id=f"a{number}", kind="architecture", title="-") for number in range(architectures)]
    for number in range(draw(st.integers(0 if nodes else 1, 9))):
        parent = draw(st.sampled_from([None, *nodes]))
        ours = parent is not None and parent.side == "opponent"
        parents = [parent.id] if parent else []
        nodes.append(Node(id=f"n{number}", kind="claim" if ours else "problem", title="-", parents=tuple(parents)))
    return Tree("replies", Header(title="T"), {}, {node.id: node for node in draw(st.permutations(nodes))})


@given(st.data())
def test_where_every_edge_is_a_countermeasure_the_probability_is_the_strength_of_dfquad(data: st.DataObject):
    tree = data.draw(trees_of_replies())
    chances = data.draw(scores(tree))
    ours, theirs = formula_of(tree), formula_of(tree, "dfquad")
    assert ours.root(chances) == pytest.approx(theirs.root(chances), abs=1e-12)
    assert ours.outlooks(chances) == pytest.approx(theirs.outlooks(chances), abs=1e-12)
    assert ours.gradient(chances) == pytest.approx(theirs.gradient(chances), abs=1e-12)


@given(st.data())
def test_a_line_is_worth_less_than_the_best_move_and_that_less_than_all_moves(data: st.DataObject):
    """On trees of two levels: a countermeasure that is stronger turns the order around."""
    tree = data.draw(trees(shared=False, kinds=("strategy", "claim")))
    chances = data.draw(scores(tree))
    line, best, prob = (formula_of(tree, name).root(chances) for name in ("line", "best", "prob"))
    assert line <= best + 1e-12 <= prob + 2e-12


@pytest.mark.parametrize("semantics", ["best", "line", "minimax", "independent"])
@given(data=st.data())
def test_a_gradient_is_what_small_steps_show_where_nothing_ties(semantics: str, data: st.DataObject):
    tree = data.draw(trees())
    chances = data.draw(scores(tree, ODD))
    formula, step = formula_of(tree, semantics), 1e-6
    either_way = sorted([*chances, *(1 - chance for chance in chances)])
    assume(all(other - one > 1e-4 for one, other in pairwise(either_way)))
    shown = [
        (formula.root(moved(chances, number, step)) - formula.root(moved(chances, number, -step))) / (2 * step)
        for number in range(len(chances))
    ]
    there_and_back = [
        abs(
            formula.root(moved(chances, number, step))
            + formula.root(moved(chances, number, -step))
            - 2 * formula.root(chances)
        )
        for number in range(len(chances))
    ]
    for slope, small, kink in zip(formula.gradient(chances), shown, there_and_back, strict=True):
        if kink < step * 1e-3:
            assert slope == pytest.approx(small, abs=1e-4)


def moved(chances: list[float], number: int, step: float) -> list[float]:
    return [chance + step * (index == number) for index, chance in enumerate(chances)]


def test_the_default_comes_first():
    assert SEMANTICS[0] == "prob"
