"""How things stand in a sitting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametree.evaluation.importance import Importance
from gametree.evaluation.outlook import outlook_of
from gametree.model.assessment import Assessment, Judgement
from gametree.model.tree import QUESTION
from gametree.tui.outlook_cells import RootCase
from gametree.tui.standing import Insight, Standing, insight_of
from tests.evaluation.assessing import scored
from tests.model.trees import tree_of

TREE = tree_of(
    """
    [node.debate]
    kind = "strategy"
    [node.collusion]
    kind = "failure-mode"
    parent = "debate"
    [node.cost]
    kind = "problem"
    parent = "debate"
    """
)
ADA = scored(debate=0.8, collusion=0.5)


def insight(**slopes: float) -> Insight:
    """What these slopes tell, the steepest first, with a swing of a fifth of each."""
    ranking = sorted(slopes, key=lambda name: -abs(slopes[name]))
    return Insight(
        tuple(Importance(name, slopes[name], 0.2, abs(slopes[name]) / 5, True, False, None, None) for name in ranking),
        (),
        (),
    )


@pytest.mark.parametrize(
    ("slopes", "weights"),
    [
        ({"a": 0.8, "b": -0.2, "c": 0.1, "d": -0.04, "e": 0.03, "f": 0.0}, [2, 2, 1, 1, 0, 0]),
        ({"a": 0.001, "b": 0.0003}, [2, 2]),
        ({"a": 0.0, "b": 0.0}, [0, 0]),
        ({}, []),
    ],
)
def test_a_node_is_as_bright_as_it_is_important_beside_the_most_important(
    slopes: dict[str, float], weights: list[int]
) -> None:
    assert [insight(**slopes).weight(name) for name in slopes] == weights
    assert insight(**slopes).weight("new") == 0


@given(st.dictionaries(st.sampled_from("abcdef"), st.floats(-1, 1)))
def test_who_moves_the_answer_more_is_no_darker(slopes: dict[str, float]) -> None:
    found = insight(**slopes)
    weights = [found.weight(importance.node_id) for importance in found.ranking]
    assert weights == sorted(weights, reverse=True)


def test_cruxes_are_those_that_move_the_answer_by_more_than_rounding() -> None:
    assert [crux.node_id for crux in insight(a=0.5, b=-0.001, c=1e-6, d=0.0).cruxes] == ["a", "b"]


def test_what_an_outlook_tells_is_in_the_order_of_worth() -> None:
    found = insight_of(outlook_of(TREE, ADA), ADA)
    assert set(found.of) == set(TREE.nodes)
    assert found.ranking[0].node_id == "cost"
    assert (found.to_score, found.rank_to_score) == (("cost",), {"cost": 0})
    assert [move.node_id for move in found.line] == ["debate", "collusion"]


def test_until_it_is_worked_out_there_is_no_outlook_and_everything_is_of_middling_brightness() -> None:
    standing = Standing(ADA)
    assert (standing.case("debate"), standing.case(QUESTION)) == (None, None)
    assert (standing.weight("debate"), standing.weight(QUESTION)) == (1, 2)


def test_a_node_and_the_question_have_their_outlook_and_a_node_that_is_new_has_none_yet() -> None:
    standing = Standing(ADA, outlook_of(TREE, ADA))
    debate, question = standing.case("debate"), standing.case(QUESTION)
    assert debate is not None and question is not None
    assert debate.point == question.point == pytest.approx(0.8 * 0.5 * 0.5)
    assert isinstance(question, RootCase) and question.assumed
    assert standing.case("new") is None


def test_the_question_has_no_outlook_where_architectures_exceed_1() -> None:
    tree = tree_of('\n[node.rl]\nkind = "architecture"\n[node.llm]\nkind = "architecture"\n')
    said = scored(rl=0.8, llm=0.7)
    standing = Standing(said, outlook_of(tree, said))
    assert standing.case(QUESTION) is None
    assert standing.case("rl") is not None


def judged(plausibility: float | None, ends: tuple[float, float] | None = None, digest: str = "") -> Assessment:
    return Assessment(
        "ada", judgements={"a": Judgement(plausibility, ends, digest)} if plausibility is not None else {}
    )


@pytest.mark.parametrize(
    ("imagined", "real", "is_so"),
    [
        (judged(0.5), judged(0.5), False),
        (judged(0.5, digest="x"), judged(0.5, digest="y"), False),
        (judged(0.5), judged(0.6), True),
        (judged(0.5, (0.4, 0.6)), judged(0.5), True),
        (judged(0.0), judged(None), True),
        (judged(None), judged(0.0), True),
        (judged(None), judged(None), False),
    ],
)
def test_a_score_is_imagined_where_it_is_another_than_really(
    imagined: Assessment, real: Assessment, is_so: bool
) -> None:
    assert Standing(imagined, real=Standing(real)).is_imagined("a") is is_so
    assert not Standing(imagined).is_imagined("a")
