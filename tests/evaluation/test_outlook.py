"""What one person's scores imply: points, ranges, architectures, and how they follow a change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametree.evaluation.formula import CircuitFormula, formula_of
from gametree.evaluation.outlook import Outlook, Outlooks, RootOutlook, fill_best_first, outlook_of
from gametree.evaluation.semantics import SEMANTICS
from gametree.evaluation.shared import Limits
from gametree.evaluation.skeleton import skeleton_of
from gametree.files.tree_file import parse_tree
from gametree.model.assessment import Assessment, Judgement
from gametree.model.tree import QUESTION, Tree
from tests.benchmarks.shapes import grown
from tests.evaluation.assessing import scored
from tests.evaluation.random_trees import assessments, trees
from tests.model.trees import tree_of

Work = Callable[..., Outlooks]


def test_a_certain_failure_mode_kills_the_strategy(outlooks: Work):
    """
    [node.debate]
    kind = "strategy"

    [node.collusion]
    kind = "failure-mode"
    parent = "debate"
    """
    assert outlooks(debate=0.8, collusion=1.0).nodes["debate"].point == 0.0


def test_an_answer_takes_away_from_a_problem_what_it_is_worth(outlooks: Work):
    """
    [node.debate]
    kind = "strategy"

    [node.collusion]
    kind = "failure-mode"
    parent = "debate"

    [node.penalties]
    kind = "strategy"
    parent = "collusion"
    """
    found = outlooks(debate=0.8, collusion=0.5, penalties=0.4)
    assert found.node("collusion").point == pytest.approx(0.5 * 0.6)
    assert found.node("debate").point == found.root.point == pytest.approx(0.8 * 0.7)


@pytest.mark.parametrize(("refinement", "outlook"), [("any", 1 - 0.5 * 0.8), ("all", 0.5 * 0.2)])
def test_any_or_all_of_the_ways_beneath_a_plan_have_to_work(
    refinement: str, outlook: float, outlooks: Work, tree: Tree
):
    """
    [node.plan]
    kind = "strategy"

    [node.this]
    kind = "strategy"
    parent = "plan"

    [node.that]
    kind = "claim"
    parent = "plan"
    """
    nodes = {**tree.nodes, "plan": tree.nodes["plan"].changed(refinement=refinement)}
    found = outlook_of(Tree("t", tree.header, {}, nodes), scored(plan=0.9, this=0.5, that=0.2))
    assert found.root.point == pytest.approx(0.9 * outlook)


def test_objections_at_the_top_counter_the_question(outlooks: Work):
    """
    [node.plan]
    kind = "strategy"

    [node.too-late]
    kind = "objection"
    """
    assert outlooks(plan=0.5, too_late=0.2).root.point == pytest.approx(0.5 * 0.8)


def test_with_no_move_of_ours_the_question_stands_unless_it_is_countered(outlooks: Work):
    """
    [node.too-late]
    kind = "objection"
    """
    assert outlooks(too_late=0.2).root.point == pytest.approx(0.8)


BY_ARCHITECTURE = """
[node.rl]
kind = "architecture"

[node.llm]
kind = "architecture"

[node.other]
kind = "architecture"

[node.oversight]
kind = "strategy"
parent = "rl"

[node.gaming]
kind = "failure-mode"
parent = "llm"
"""


@pytest.fixture
def by_architecture() -> Work:
    return lambda **scores: outlook_of(tree_of(BY_ARCHITECTURE), scored(**scores))


def test_architectures_weigh_their_branches_and_leave_the_rest(by_architecture: Work):
    root = by_architecture(rl=0.5, llm=0.3, other=0.1, oversight=0.4, gaming=0.25).root
    assert root.point == root.low == root.high == pytest.approx(0.5 * 0.4 + 0.3 * 0.75 + 0.1)
    assert root.none_of_these == pytest.approx(0.1)
    assert (root.assumed, root.excess, root.error) == (0, 0, 0)


def test_unscored_architectures_share_what_is_left_and_may_take_all_or_nothing_of_it(by_architecture: Work):
    root = by_architecture(rl=0.5, oversight=0.4, gaming=0.25).root
    assert root.point == pytest.approx(0.5 * 0.4 + 0.25 * 0.75 + 0.25)
    assert (root.low, root.high) == pytest.approx((0.5 * 0.4, 0.5 * 0.4 + 0.5))
    assert (root.assumed, root.none_of_these) == (2, 0)


def test_in_the_best_case_the_best_branch_takes_what_there_is_first(by_architecture: Work):
    root = by_architecture(
        rl=(0.1, 0.2, 0.9), llm=(0.1, 0.2, 0.6), other=(0.0, 0.0, 0.2), oversight=0.4, gaming=0.25
    ).root
    assert root.low == pytest.approx(0.1 * 0.4 + 0.1 * 0.75)
    assert root.high == pytest.approx(0.2 + 0.6 * 0.75 + 0.2 * 0.4)


def test_architectures_that_exceed_1_leave_the_question_without_a_number_but_not_the_branches(by_architecture: Work):
    found = by_architecture(rl=0.7, llm=0.6, oversight=0.4, gaming=0.25)
    assert (found.root.point, found.root.low, found.root.high, found.root.independent) == (None,) * 4
    assert found.root.excess == pytest.approx(0.3)
    assert (found.node("rl").point, found.node("llm").point) == pytest.approx((0.4, 0.75))
    assert found.polynomial_root() == pytest.approx(0.7 * 0.4 + 0.6 * 0.75)


@pytest.mark.parametrize(("third", "exceeds"), [(0.4, False), (0.4 + 9e-10, False), (0.4 + 2e-9, True)])
def test_a_hair_above_1_is_rounding(third: float, exceeds: bool, by_architecture: Work):
    root = by_architecture(rl=0.3, llm=0.3, other=third).root
    assert (root.point is None) is exceeds is (root.excess > 0)


def test_an_architectures_own_weight_is_no_part_of_its_outlook(by_architecture: Work):
    assert by_architecture(rl=0.1).node("rl") == Outlook(None, 0, 1, assumed=True)
    assert by_architecture(oversight=0.4).node("rl") == Outlook(0.4, 0.4, 0.4)
    assert by_architecture().node("other") == Outlook(1, 1, 1)


def test_unscored_nodes_are_assumed_and_span_everything(outlooks: Work):
    """
    [node.debate]
    kind = "strategy"

    [node.collusion]
    kind = "failure-mode"
    parent = "debate"

    [node.sabotage]
    kind = "failure-mode"
    parent = "debate"
    """
    found = outlooks(debate=0.8, collusion=0.25)
    assert found.node("debate") == Outlook(pytest.approx(0.8 * 0.75 * 0.5), 0, pytest.approx(0.6), assumed=True)
    assert found.node("collusion") == Outlook(0.25, 0.25, 0.25)
    assert found.node("sabotage") == Outlook(None, 0, 1, assumed=True)
    assert outlooks(debate=0.8, collusion=0.25, assume=0.1).root.point == pytest.approx(0.8 * 0.75 * 0.9)


def test_with_nothing_scored_there_is_no_point(outlooks: Work):
    """
    [node.debate]
    kind = "strategy"
    """
    assert outlooks().root == RootOutlook(None, 0, 1, None, None, 1, None, 0, 0)
    assert outlooks(question=0.3, gone=0.5).root == RootOutlook(None, 0, 1, None, 0.3, 1, None, 0, 0)


def test_the_worst_case_is_theirs_at_their_strongest_and_ours_at_our_weakest(outlooks: Work):
    """
    [node.debate]
    kind = "strategy"

    [node.collusion]
    kind = "failure-mode"
    parent = "debate"

    [node.penalties]
    kind = "strategy"
    parent = "collusion"
    """
    found = outlooks(debate=(0.6, 0.8, 0.9), collusion=(0.2, 0.5, 0.7), penalties=(0.0, 0.1, 0.5))
    assert (found.node("collusion").low, found.node("collusion").high) == pytest.approx((0.1, 0.7))
    assert (found.root.low, found.root.high) == pytest.approx((0.6 * 0.3, 0.9 * 0.9))


def test_what_shared_risk_costs_stands_beside_the_exact_number(outlooks: Work):
    """
    [node.debate]
    kind = "strategy"

    [node.amplification]
    kind = "strategy"

    [node.deception]
    kind = "failure-mode"
    parent = ["debate", "amplification"]
    """
    found = outlooks(debate=0.6, amplification=0.6, deception=0.5)
    assert (found.root.point, found.root.independent) == pytest.approx((0.42, 0.51))
    found.follow(scored(debate=0.6, amplification=0.6, deception=0.0))
    assert found.root.point == found.root.independent == pytest.approx(0.84)
    assert outlooks("best", debate=0.6, amplification=0.6, deception=0.5).root.independent is None


# laws


@pytest.mark.parametrize("semantics", SEMANTICS)
@given(data=st.data())
def test_the_range_holds_what_the_corners_come_to_and_no_more(semantics: str, data: st.DataObject):
    tree = data.draw(trees(most=6))
    assessment = data.draw(assessments(tree))
    found, formula = outlook_of(tree, assessment, semantics), formula_of(tree, semantics)
    corners = list(feasible_corners(tree, assessment))
    roots = [formula.root(corner) for corner in corners]
    assert (found.root.low, found.root.high) == pytest.approx((min(roots), max(roots)), abs=1e-12)
    by_node = zip(*map(formula.outlooks, corners), strict=True)
    for node_id, numbers in zip(tree.nodes, by_node, strict=True):
        node = found.node(node_id)
        assert (node.low, node.high) == pytest.approx((min(numbers), max(numbers)), abs=1e-12)


def feasible_corners(tree: Tree, assessment: Assessment) -> Iterator[list[float]]:
    """All scores at ends of their ranges; architectures at the corners of what they can be together."""
    limits = {node_id: ends(assessment.judgements.get(node_id)) for node_id in tree.nodes}
    architectures = [node.id for node in tree.architectures]
    others = [node_id for node_id in tree.nodes if node_id not in architectures]
    for weights in corners_of_weights([limits[node_id] for node_id in architectures]):
        for numbers in product(*(sorted(set(limits[node_id])) for node_id in others)):
            score = dict(zip([*architectures, *others], [*weights, *numbers], strict=True))
            yield [score[node_id] for node_id in tree.nodes]


def ends(judgement: Judgement | None) -> tuple[float, float]:
    if judgement is None:
        return 0.0, 1.0
    return judgement.range or (judgement.plausibility, judgement.plausibility)


def corners_of_weights(limits: Sequence[tuple[float, float]]) -> Iterator[tuple[float, ...]]:
    """The corners of all weights within their limits and at most 1 in sum: at most one is not at an end of its own."""
    for weights in product(*limits):
        if sum(weights) <= 1 + 1e-12:
            yield weights
    for free, (low, high) in enumerate(limits):
        for rest in product(*limits[:free], *limits[free + 1 :]):
            if low <= (filling := 1 - sum(rest)) <= high:
                yield (*rest[:free], filling, *rest[free:])


@given(st.data())
def test_the_point_lies_within_the_range(data: st.DataObject):
    tree = data.draw(trees())
    found = outlook_of(tree, data.draw(assessments(tree)))
    for outlook in (found.root, *found.nodes.values()):
        if outlook.point is not None:
            assert outlook.low - 1e-12 <= outlook.point <= outlook.high + 1e-12


@pytest.mark.parametrize("semantics", SEMANTICS)
@given(data=st.data())
def test_following_any_changes_comes_to_the_same_as_beginning_anew(semantics: str, data: st.DataObject):
    tree = data.draw(trees(most=7))
    formula = formula_of(tree, semantics)
    found = outlook_of(tree, data.draw(assessments(tree, fitting=False)), semantics, formula=formula)
    for _ in range(4):
        assessment = data.draw(assessments(tree, fitting=data.draw(st.booleans())))
        found.follow(assessment)
        assert_alike(found, outlook_of(tree, assessment, semantics, formula=formula))


@given(st.data())
def test_following_estimates_comes_to_the_same_as_beginning_anew(data: st.DataObject):
    tree = data.draw(trees(most=7))

    def counting() -> CircuitFormula:
        return CircuitFormula(skeleton_of(tree), limits=Limits(steps=0, numbers=0))

    found = outlook_of(tree, data.draw(assessments(tree)), formula=counting())
    for _ in range(3):
        assessment = data.draw(assessments(tree))
        found.follow(assessment)
        assert_alike(found, outlook_of(tree, assessment, formula=counting()))


def assert_alike(found: Outlooks, fresh: Outlooks) -> None:
    assert found.root == fresh.root
    assert dict(found.nodes) == dict(fresh.nodes)
    assert found.scores == fresh.scores
    assert found.gradient() == fresh.gradient()
    assert found.successes() == fresh.successes()


@given(st.data())
def test_what_changed_may_be_said(data: st.DataObject):
    tree = data.draw(trees(most=7))
    before = data.draw(assessments(tree))
    found = outlook_of(tree, before)
    node_id = data.draw(st.sampled_from([*tree.nodes, QUESTION]))
    rest = {other: judged for other, judged in before.judgements.items() if other != node_id}
    after = data.draw(st.sampled_from([rest, {**rest, node_id: Judgement(0.25)}, {node_id: Judgement(0.0), **rest}]))
    found.follow(Assessment("ada", judgements=after), changed=[node_id, "gone"])
    assert_alike(found, outlook_of(tree, Assessment("ada", judgements=after)))


def test_a_change_costs_what_depends_on_it(monkeypatch: pytest.MonkeyPatch):
    tree = parse_tree(grown(2000), Path("large.toml")).tree
    assert tree
    before = dict.fromkeys(tree.nodes, Judgement(0.3))
    found = outlook_of(tree, Assessment("ada", judgements=before))
    worked_out: list[int] = []
    work_out = found.formula.circuit.work_out

    def counting(scores: Sequence[float], values: list[float], which: Sequence[int]) -> None:
        worked_out.append(len(which))
        work_out(scores, values, which)

    monkeypatch.setattr(found.formula.circuit, "work_out", counting)
    found.follow(Assessment("ada", judgements={**before, "n1999": Judgement(0.4)}))
    assert 0 < max(worked_out) < len(tree.nodes) / 4


@pytest.mark.parametrize(
    ("limits", "successes", "most"),
    [
        ((), (), 0.0),
        (((0.0, 1.0),), (0.5,), 0.5),
        (((0.2, 0.9), (0.3, 0.9)), (0.5, 0.8), 0.2 * 0.5 + 0.8 * 0.8),
        (((0.2, 0.4), (0.3, 0.4)), (0.5, 0.8), 0.4 * 0.5 + 0.4 * 0.8),
        (((0.7, 0.9), (0.3, 0.9)), (0.5, 0.8), 0.7 * 0.5 + 0.3 * 0.8),
        (((0.0, 1.0), (0.0, 1.0)), (0.0, 0.0), 0.0),
    ],
)
def test_the_mass_goes_to_the_best_branch_first(
    limits: Sequence[tuple[float, float]], successes: Sequence[float], most: float
):
    assert fill_best_first(limits, successes) == pytest.approx(most)
