"""What one sees of another's assessment, blind and not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametree.comparison.assessment_diff import diff_assessments
from gametree.comparison.beside import Relation, lay_beside, records_of
from gametree.model.assessment import Assessment, Judgement
from gametree.model.tree import Tree
from tests.comparison.scored_trees import SCORES, Case, cases
from tests.comparison.test_assessment_diff import TREE, said
from tests.model.trees import tree_of


@pytest.fixture
def tree() -> Tree:
    return tree_of(TREE)


def test_on_every_node_one_knows_how_the_two_stand(tree: Tree):
    mine, theirs = said(tree, "ada", "debate 0.8 | collusion 0.5"), said(tree, "bob", "debate 0.6 | checks 0.4")
    beside = lay_beside(tree, mine, theirs, blind=True)
    relations = {node: beside.relation(node) for node in tree.nodes}
    assert relations == {"debate": Relation.DIFFER, "collusion": Relation.ONLY_MINE, "checks": Relation.HIDDEN}
    assert lay_beside(tree, mine, theirs, blind=False).relation("checks") is Relation.ONLY_THEIRS
    assert beside.gap("debate") == pytest.approx(-0.2)
    assert beside.gap("collusion") is None
    assert beside.differing == {"debate"}


def test_blind_neither_scores_nor_notes_are_seen_where_one_has_not_scored(tree: Tree):
    theirs = said(tree, "bob", "debate 0.6 | debate note Why | checks 0.4 | checks note Because | question 0.1")
    beside = lay_beside(tree, said(tree, "ada", "debate 0.8"), theirs, blind=True)
    assert set(beside.theirs.judgements) == {"debate"}
    assert set(beside.theirs.notes) == {"debate"}
    assert {record.node for record in records_of(beside.theirs)} == {"debate"}
    assert beside.hidden == {"checks"}


@given(cases(), st.data())
def test_blind_no_number_depends_on_what_is_hidden(case: Case, data: st.DataObject):
    unscored = [node for node in case.tree.nodes if node not in case.a.judgements]
    others = {node: Judgement(data.draw(SCORES)) for node in unscored}
    changed = Assessment(case.b.assessor, judgements={**case.b.judgements, **others})
    shown = [diff_assessments(case.tree, beside.mine, beside.theirs) for other in (case.b, changed)
             for beside in (lay_beside(case.tree, case.a, other, blind=True),)]  # fmt: skip
    assert shown[0] == shown[1]


def test_a_score_taken_over_is_mine_and_what_i_really_think_is_still_there(tree: Tree):
    mine, theirs = said(tree, "ada", "debate 0.8"), said(tree, "bob", "debate 0.6")
    beside = lay_beside(tree, mine, theirs, blind=True, taken={"debate": theirs.judgements["debate"]})
    assert beside.relation("debate") is Relation.ALIKE
    assert beside.untaken is mine
    assert mine.judgements["debate"].plausibility == 0.8


def test_a_node_that_changed_since_either_judged_it_is_stale(tree: Tree):
    theirs = said(tree, "bob", 'debate 0.6 digest = "000000-000000"')
    assert lay_beside(tree, said(tree, "ada", "debate 0.8"), theirs, blind=True).is_stale("debate")
    assert not lay_beside(tree, said(tree, "ada", "debate 0.8"), said(tree, "bob", ""), blind=True).is_stale("debate")
