"""Where two assessments differ, and what each difference is worth at the root."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

import pytest
from hypothesis import given

from gametree.comparison.assessment_diff import AssessmentDiff, diff_assessments
from gametree.evaluation.formula import Formula, formula_of
from gametree.files.journal import parse_journal
from gametree.model.assessment import Assessment, sum_up
from gametree.model.tree import Tree
from tests.comparison.brute_force import shapley
from tests.comparison.scored_trees import Case, cases
from tests.model.trees import tree_of

TREE = """
[node.debate]
kind = "strategy"
formerly = ["argument"]

[node.collusion]
kind = "failure-mode"
parent = "debate"

[node.checks]
kind = "strategy"
parent = "collusion"
"""


@pytest.fixture
def tree() -> Tree:
    return tree_of(TREE)


def said(tree: Tree, assessor: str, text: str) -> Assessment:
    """`debate 0.8 | collusion 0.5 range = [0.4, 0.6] | note debate Why`, one record each."""
    lines = []
    for number, record in enumerate(filter(None, text.split(" | "))):
        node, value, *more = record.split(" ", 2)
        fields = f'note = "{more[0]}"' if value == "note" else ", ".join([f"plausibility = {value}", *more])
        lines.append(f't2026112{number}T100000Z-{number} = {{ node = "{node}", {fields} }}')
    return sum_up(assessor, parse_journal("\n".join(lines).encode()).records, tree.renamed)


def compare(tree: Tree, a: str, b: str, **options: object) -> AssessmentDiff:
    return diff_assessments(tree, said(tree, "ada", a), said(tree, "bob", b), **options)  # type: ignore[arg-type]


@given(cases())
def test_shares_are_shapley_values_and_add_up_to_the_difference(case: Case):
    diff = diff_assessments(case.tree, case.a, case.b)
    formula = formula_of(case.tree)
    a, b = ([filled(node, own, other) for node in formula.ids] for own, other in ((case.a, case.b), (case.b, case.a)))
    by_force = {formula.ids[number]: share for number, share in shapley(formula.root, a, b).items()}
    assert {crux.node: crux.share for crux in diff.cruxes} == pytest.approx(by_force, abs=1e-9)
    assert abs(diff.residual) < 1e-9
    assert diff.residual == diff.b.compared - diff.a.compared - sum(crux.share for crux in diff.cruxes)


def filled(node: str, own: Assessment, other: Assessment) -> float:
    judgement = own.judgements.get(node, other.judgements.get(node))
    return judgement.plausibility if judgement else 0.5


@given(cases())
def test_swapping_the_two_negates_every_share_and_leaves_every_value_of_discrimination(case: Case):
    one, other = diff_assessments(case.tree, case.a, case.b), diff_assessments(case.tree, case.b, case.a)
    assert other.difference == -one.difference
    assert {crux.node: -crux.share for crux in other.cruxes} == pytest.approx(
        {crux.node: crux.share for crux in one.cruxes}, abs=1e-12
    )
    assert {crux.node: crux.vod for crux in other.cruxes} == pytest.approx({crux.node: crux.vod for crux in one.cruxes})
    assert (other.only_a, other.only_b) == (one.only_b, one.only_a)


@given(cases())
def test_identical_assessments_differ_in_nothing(case: Case):
    diff = diff_assessments(case.tree, case.a, case.a)
    assert (diff.cruxes, diff.only_a, diff.only_b, diff.difference, diff.residual) == ((), (), (), 0.0, 0.0)
    assert diff.alike + diff.assumed == len(case.tree.nodes)


@given(cases())
def test_a_missing_score_never_counts(case: Case):
    diff = diff_assessments(case.tree, case.a, case.b)
    both = case.a.judgements.keys() & case.b.judgements.keys()
    assert {crux.node for crux in diff.cruxes} <= both
    nothing = diff_assessments(case.tree, case.a, Assessment("bob"))
    assert (nothing.cruxes, nothing.difference) == ((), 0.0)
    assert [lone.node for lone in nothing.only_a] == [node for node in case.tree.nodes if node in case.a.judgements]


def test_a_missing_score_is_the_others_for_the_comparison_and_missing_for_the_root(tree: Tree):
    diff = compare(tree, "debate 0.8 | collusion 0.5", "debate 0.6 | checks 0.4", assume=0.1)
    assert diff.a.compared == pytest.approx(0.8 * (1 - 0.5 * (1 - 0.4)))
    assert diff.a.root.point == pytest.approx(0.8 * (1 - 0.5 * (1 - 0.1)))
    assert diff.b.root.high == 0.6
    assert [(lone.node, lone.judgement.plausibility) for lone in (*diff.only_a, *diff.only_b)] == [
        ("collusion", 0.5), ("checks", 0.4)]  # fmt: skip
    assert (diff.alike, diff.assumed) == (0, 0)


def test_what_neither_has_scored_is_assumed_and_counted(tree: Tree):
    diff = compare(tree, "debate 0.8", "debate 0.6", assume=0.2)
    assert (diff.assumed, diff.b.compared) == (2, pytest.approx(0.6 * (1 - 0.2 * (1 - 0.2))))


def test_a_product_shares_its_fall_as_worked_out_by_hand():
    """Of xy from (1, 1) to (1/2, 0), swapped in either order: x loses 1/2 or 0, y loses 1/2 or 1."""
    tree = tree_of('\n[node.x]\nkind = "claim"\n\n[node.y]\nkind = "claim"\nparent = "x"\n')
    diff = compare(tree, "x 1 | y 1", "x 0.5 | y 0")
    assert [(crux.node, crux.share) for crux in diff.cruxes] == [
        ("y", pytest.approx(-0.75)),
        ("x", pytest.approx(-0.25)),
    ]
    assert list(diff.cumulative()) == pytest.approx([0.75, 1.0])


def test_differences_that_cancel_have_no_parts(tree: Tree):
    wide = tree_of('\n[node.x]\nkind = "claim"\n\n[node.y]\nkind = "claim"\n')
    diff = compare(wide, "x 0.2 | y 0.3", "x 0.3 | y 0.2")
    assert diff.difference == pytest.approx(0, abs=1e-15)
    assert list(diff.cumulative()) == [None, None]
    assert [crux.share for crux in diff.cruxes] == pytest.approx([0.075, -0.075])


def test_an_infinite_disagreement_has_no_value_of_discrimination(tree: Tree):
    diff = compare(tree, "debate 0 | collusion 0.5", "debate 0.6 | collusion 0.4")
    assert diff.apart is None
    assert [crux.vod for crux in diff.cruxes] == [None, None]


def test_scores_of_former_ids_count_and_those_of_removed_nodes_are_kept(tree: Tree):
    diff = compare(tree, "argument 0.8 | gone 0.3", "debate 0.6 | lost note Why?")
    assert [crux.node for crux in diff.cruxes] == ["debate"]
    assert [(removed.node, removed.a is not None, removed.b) for removed in diff.removed] == [
        ("gone", True, None), ("lost", False, None)]  # fmt: skip
    assert [(beside.node, len(beside.b)) for beside in diff.notes] == [("lost", 1)]


def test_what_is_stated_outright_is_no_disagreement_on_a_node(tree: Tree):
    diff = compare(tree, "question 0.05 | debate 0.8", "question 0.01 | debate 0.8")
    assert (diff.a.root.stated, diff.b.root.stated, diff.cruxes, diff.removed) == (0.05, 0.01, (), ())


def test_architectures_that_exceed_1_once_filled_in_are_a_remark():
    tree = tree_of('\n[node.rl]\nkind = "architecture"\n\n[node.imitation]\nkind = "architecture"\n')
    diff = compare(tree, "rl 0.8", "imitation 0.5")
    assert diff.a.compared == diff.b.compared == pytest.approx(1.3)
    assert len(diff.remarks) == 2
    assert diff.remarks[0].startswith("the architectures of ada come to 130 %")


@pytest.mark.parametrize(
    "semantics", ["best", "line", "minimax", "independent", "dfquad", "quadratic-energy", "euler-based"]
)
def test_under_every_semantics_the_shares_add_up(semantics: str):
    tree = tree_of("""
        [node.rl]
        kind = "architecture"

        [node.gaming]
        kind = "failure-mode"
        parent = "rl"

        [node.collusion]
        kind = "failure-mode"
        parent = "rl"

        [node.checks]
        kind = "strategy"
        parent = ["gaming", "collusion"]
    """)
    diff = compare(tree, "rl 0.8 | gaming 0.5 | collusion 0.3 | checks 0.2",
                   "rl 0.6 | gaming 0.9 | collusion 0.8 | checks 0.9", semantics=semantics)  # fmt: skip
    assert abs(diff.difference) > 0.01
    assert abs(diff.residual) < 1e-9
    assert diff.attribution == "Aumann–Shapley"


def test_six_premises_and_two_published_opinions(six_premises: tuple[Tree, Assessment, Assessment]):
    """Carlsmith 2021 and the superforecasters of May 2023: the product of six numbers each."""
    diff = diff_assessments(*six_premises)
    a, b = (0.65, 0.80, 0.40, 0.65, 0.40, 0.95), (0.80, 0.90, 0.58, 0.25, 0.05, 0.40)
    assert (diff.a.compared, diff.b.compared) == (pytest.approx(prod(a)), pytest.approx(prod(b)))
    assert (round(diff.b.compared, 4), diff.b.root.stated) == (0.0021, 0.01)
    by_hand = dict(zip(list(six_premises[0].nodes)[1:], shapley(prod, a, b).values(), strict=True))
    assert {crux.node: crux.share for crux in diff.cruxes} == pytest.approx(by_hand, abs=1e-15)
    assert [crux.node for crux in diff.cruxes][:3] == ["disempowerment", "high-impact-failures", "catastrophe"]


def test_shares_that_do_not_add_up_are_a_remark(tree: Tree):
    class Rough:
        """A formula whose slopes are all too small."""

        def __init__(self, formula: Formula) -> None:
            self.exact, self.ids, self.skeleton, self.multilinear = formula, formula.ids, formula.skeleton, True

        def root(self, scores: Sequence[float]) -> float:
            return self.exact.root(scores)

        def outlooks(self, scores: Sequence[float]) -> Sequence[float]:
            return self.exact.outlooks(scores)

        def gradient(self, scores: Sequence[float]) -> list[float]:
            return [slope / 2 for slope in self.exact.gradient(scores)]

    ada, bob = said(tree, "ada", "debate 0.8 | collusion 0.5"), said(tree, "bob", "debate 0.4 | collusion 0.75")
    diff = diff_assessments(tree, ada, bob, formula=Rough(formula_of(tree)))
    assert diff.remarks == ("the shares miss the difference by 18 points",)
