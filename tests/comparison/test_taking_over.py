"""The root with a score of the other's in one's own place."""

from __future__ import annotations

import pytest
from hypothesis import given

from gametree.comparison.common_ground import fill_in
from gametree.comparison.taking_over import compared_root, roots_if_taken
from gametree.evaluation.formula import formula_of
from tests.comparison.scored_trees import Case, cases


@given(cases())
def test_it_is_the_root_worked_out_anew_with_that_score(case: Case):
    formula = formula_of(case.tree)
    filled = fill_in(formula.ids, case.a, case.b, 0.5)
    roots = roots_if_taken(case.tree, case.a, case.b, formula=formula)
    for node, root in roots.items():
        scores = list(filled)
        scores[formula.ids.index(node)] = case.b.judgements[node].plausibility
        assert root == pytest.approx(formula.root(scores), abs=1e-12)
    assert compared_root(case.tree, case.a, case.b, formula) == pytest.approx(formula.root(filled))


@given(cases())
def test_a_tree_cut_down_comes_to_the_same(case: Case):
    whole = roots_if_taken(case.tree, case.a, case.b, formula=formula_of(case.tree))
    assert roots_if_taken(case.tree, case.a, case.b) == pytest.approx(whole, abs=1e-12)
    own = compared_root(case.tree, case.a, case.b, formula_of(case.tree))
    assert compared_root(case.tree, case.a, case.b) == pytest.approx(own, abs=1e-12)
