"""An outlook in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from gametree.evaluation.outlook import outlook_of
from gametree.model.text import clean
from gametree.model.tree import QUESTION, Tree
from gametree.tui.outlook_text import importance_lines, outlook_lines, signed, signed_points
from gametree.tui.standing import Standing, insight_of
from tests.evaluation.assessing import Score, scored
from tests.evaluation.random_trees import assessments, trees
from tests.hostile_words import TOGETHER, toml
from tests.model.trees import tree_of

TREE = tree_of(
    """
    [node.debate]
    kind = "strategy"
    title = "Debate"
    [node.oversight]
    kind = "strategy"
    title = "Oversight"
    [node.collusion]
    kind = "failure-mode"
    title = "They collude"
    parent = ["debate", "oversight"]
    """
)
RIVALS = tree_of('\n[node.rl]\nkind = "architecture"\ntitle = "RL"\n[node.llm]\nkind = "architecture"\ntitle = "LLM"\n')


def standing(tree: Tree, real: Standing | None = None, **scores: Score) -> Standing:
    said = scored(**scores)
    outlooks = outlook_of(tree, said)
    return Standing(said, outlooks, insight_of(outlooks, said), real)


def told(node: str, tree: Tree = TREE, real: Standing | None = None, **scores: Score) -> list[str]:
    lines = [line.plain.strip("\n") for line in outlook_lines(standing(tree, real, **scores), tree, node, 60)]
    return "\n".join(lines).rstrip("\n").split("\n")


def test_before_it_is_worked_out_and_for_a_node_that_is_new_there_is_no_figure() -> None:
    assert [line.plain for line in outlook_lines(Standing(scored()), TREE, "debate", 60)] == ["Outlook  ··\n"]
    assert told("new", debate=0.5) == ["Outlook  ··"]


def test_a_node_is_its_plausibility_by_what_counters_it() -> None:
    assert told("debate", debate=0.8, collusion=0.5) == [
        "Outlook  40 %",
        "=    80 %  its plausibility",
        "×    50 %  They collude fails",
    ]


def test_what_is_not_scored_makes_a_span_and_is_said_to_be_assumed() -> None:
    assert told("debate", debate=0.8) == [
        "Outlook  ~40 %   0 ├────●────┤ 80",
        "=    80 %  its plausibility",
        "×   ~50 %  They collude fails",
        "~ what is not scored counts as 50 %",
    ]


def test_where_nothing_is_scored_there_is_a_range_and_no_sum() -> None:
    assert told("collusion", debate=0.8) == ["Outlook  0–100 %, for nothing is scored here yet"]


def test_what_nothing_counters_is_its_plausibility() -> None:
    assert told("collusion", collusion=0.5) == ["Outlook  50 %", "  its plausibility, for nothing counters it"]


def test_the_question_tells_what_shared_nodes_cost() -> None:
    lines = told(QUESTION, debate=1.0, oversight=1.0, collusion=0.5)
    assert lines[0] == "Outlook  50 %"
    assert lines[-1] == "if shared nodes were independent: 75 %; that they are not costs 25.0 points"


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        (0.5, "you state 50 % outright, which is what your scores come to"),
        (0.6, "you state 60 % outright, 10.0 points above what your scores come to"),
        (0.2, "you state 20 % outright, 30.0 points below what your scores come to"),
    ],
)
def test_what_is_stated_outright_stands_beside_what_the_scores_come_to(stated: float, words: str) -> None:
    assert told(QUESTION, debate=1.0, oversight=1.0, collusion=0.5, question=stated)[-1] == words


def test_where_nothing_else_is_said_the_stated_answer_stands_alone() -> None:
    assert told(QUESTION, question=0.5)[-1] == "you state 50 % outright"


def test_architectures_that_exceed_1_leave_no_answer() -> None:
    assert told(QUESTION, RIVALS, rl=0.8, llm=0.7) == [
        "Outlook  none, for the architectures exceed 100 %",
        "They add up to 150 %, though they exclude one another.",
    ]


def test_what_architectures_leave_counts_as_no_success() -> None:
    assert "none of these architectures: 25 %, which counts as no success" in told(QUESTION, RIVALS, rl=0.5, llm=0.25)


def test_in_a_what_if_both_figures_stand_side_by_side() -> None:
    real = standing(TREE, debate=0.8, collusion=0.5)
    assert told("debate", real=real, debate=0.8, collusion=0.25)[0] == "Outlook  40 → 60 %"


def test_of_many_factors_the_rest_is_one() -> None:
    replies = "".join(f'\n[node.p{number}]\nkind = "problem"\nparent = "a"\n' for number in range(12))
    tree = tree_of(f'\n[node.a]\nkind = "strategy"\n{replies}')
    lines = told("a", tree, a=1.0, **{f"p{number}": 0.5 for number in range(12)})
    assert len(lines) == 1 + 9 + 1
    assert lines[-1] == "×   6.2 %  4 more"


@pytest.mark.parametrize(
    ("scores", "words"),
    [
        (
            {"debate": 0.8, "collusion": 0.5},
            ["Importance", "10 points more here move the answer by +2.5 points",
             "ten points either way, the answer moves by 5 points"],
        ),
        (
            {"debate": (0.7, 0.8, 0.9), "collusion": 0.5},
            ["Importance", "10 points more here move the answer by +2.5 points",
             "over its range the answer moves by 5 points"],
        ),
        (
            {"debate": 0.8, "collusion": 1.0},
            ["Importance", "as the other scores stand, this one does not move the answer"],
        ),
    ],
)  # fmt: skip
def test_how_far_a_node_moves_the_answer_is_said_in_points(scores: dict[str, Score], words: list[str]) -> None:
    lines = [line.plain for line in importance_lines(standing(TREE, oversight=0.5, **scores), "debate")]
    assert [line for line in lines if line and "VOI" not in line][:3] == words


def test_what_is_not_scored_moves_the_answer_over_all_it_may_be() -> None:
    lines = [line.plain for line in importance_lines(standing(TREE, debate=0.8, oversight=0.0), "collusion")]
    assert "not scored yet: over all it may be, the answer moves by 80 points" in lines


@pytest.mark.parametrize("node", [QUESTION, "new"])
def test_what_has_no_importance_has_no_words_on_it(node: str) -> None:
    assert list(importance_lines(standing(TREE, debate=0.8), node)) == []


@pytest.mark.parametrize(
    ("difference", "shown"),
    [(0.012, "+1.2"), (-0.003, "−0.3"), (0.0, "0.0"), (0.0004, "0.0"), (-0.0004, "0.0"), (1.0, "+100.0")],
)
def test_a_difference_has_its_sign_unless_it_rounds_to_nothing(difference: float, shown: str) -> None:
    assert (signed(difference), signed_points(difference)) == (shown, f"{shown} points")


HOSTILE = tree_of(
    f'\n[node.a]\nkind = "strategy"\ntitle = {toml(f"{TOGETHER} a")}\n'
    f'[node.b]\nkind = "problem"\nparent = "a"\ntitle = {toml(f"{TOGETHER} b")}\n'
)


@pytest.mark.parametrize("node", ["a", "b", QUESTION])
def test_nothing_harmful_and_no_markup_is_in_the_words(node: str) -> None:
    text = "\n".join(told(node, HOSTILE, a=0.5, b=0.2))
    assert clean(text) == text
    assert node != "a" or "[/x]" in text


@given(st.data())
def test_whatever_is_scored_there_are_words_in_lines_of_the_width(data: st.DataObject) -> None:
    tree = data.draw(trees())
    said = data.draw(assessments(tree, fitting=False))
    outlooks = outlook_of(tree, said)
    found = Standing(said, outlooks, insight_of(outlooks, said))
    for node in (*tree.nodes, QUESTION):
        lines = [*outlook_lines(found, tree, node, 60), *importance_lines(found, node)]
        assert lines[0].plain.startswith("Outlook")
        assert all(cell_len(row) <= 120 for line in lines for row in line.plain.split("\n"))
