"""Outlooks as text: the answer with all that belongs to it, the tree, the line, what to score; within the width."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from gametree.evaluation.importance import rank_nodes
from gametree.evaluation.outlook import outlook_of
from gametree.export.importance_as_text import importance_as_text
from gametree.export.outlook_as_text import outlook_as_text
from gametree.model.assessment import Assessment, Judgement
from gametree.model.digest import digest_of
from gametree.model.text import clean
from gametree.model.tree import Header, Node, Tree
from tests.comparison.scored_trees import cases
from tests.model.trees import tree_of

WIDE = "Scalable oversight 強化学習強化学習強化学習 🧑‍🔬🧑‍🔬 of agents cleverer than the people who oversee them 🎉"

PLANS = tree_of(
    """
    [node.rl]
    kind = "architecture"
    title = "Trained end to end"

    [node.brain]
    kind = "architecture"
    title = "An emulated brain"

    [node.debate]
    kind = "strategy"
    parent = "rl"
    title = "Two models debate"

    [node.collusion]
    kind = "failure-mode"
    parent = "debate"
    title = "They collude"
    """
)
TEN = tree_of(
    "".join(f'\n[node.s{n}]\nkind = "strategy"' for n in range(10))
    + f'\n[node.doom]\nkind = "failure-mode"\nparent = {[f"s{n}" for n in range(10)]}'
)


def assessed(**plausibilities: float | Judgement) -> Assessment:
    judged = {
        name.replace("_", "-"): one if isinstance(one, Judgement) else Judgement(one)
        for name, one in plausibilities.items()
    }
    return Assessment("ada", judgements=judged)


def lines(
    tree: Tree, assessment: Assessment, semantics: str = "prob", width: int = 80, colour: bool = False
) -> list[str]:
    return list(outlook_as_text(outlook_of(tree, assessment, semantics), assessment, width, colour))


def said(tree: Tree, assessment: Assessment, name: str) -> str:
    """What stands behind a name in the lines on the question, those it goes on in included."""
    found = lines(tree, assessment, width=200)[: lines(tree, assessment, width=200).index("", 4)]
    return next((" ".join(line.split()) for line in found if line.startswith(name)), "")


def test_the_whole_page():
    assert lines(PLANS, assessed(rl=0.6, brain=0.1, debate=Judgement(0.8, (0.5, 0.9)), question=0.3)) == [
        "A tree",
        "Does it work?",
        "ada · 3 of 4 scored · prob",
        "",
        "outlook            ~34 %  worst to best case 10–64 %",
        "stated              30 %  4 points below what the scores come to",
        "none of these       30 %  what the architectures leave of 100 %; counts as no",
        "                          success",
        "unscored          1 of 4  ~ counts them as 50 %; the worst and best case let",
        "                          them be anything",
        "",
        "                                           score  outlook             worst–best",
        "◆ Trained end to end                          60      ~40 ████              0–90",
        "  ▲ Two models debate                         80      ~40 ████              0–90",
        "    ✖ They collude                            ··       ··                  0–100",
        "◆ An emulated brain                           10      100 ██████████     100–100",
        "",
        "◆ architecture   ▲ strategy   ✖ failure mode",
        "",
        "Principal line",
        "  if   ◆ Trained end to end                                                  ~40",
        "  we   ▲ Two models debate                                                   ~40",
        "  they ✖ They collude                                                         ··",
        "",
        "Next to score, and by how many points it could move the outlook",
        "  ✖ They collude                                                              48",
        "    collusion",
    ]


def test_where_nothing_is_scored_there_is_no_number_and_no_line_but_what_to_score_first():
    page = lines(PLANS, assessed())
    assert page[4] == "outlook               ··  nothing is scored yet; worst to best case 0–100 %"
    assert not any("Principal line" in line or "none of these" in line for line in page)
    assert "architectures as a share of what is left" in said(PLANS, assessed(), "unscored")
    assert page[-1] == "    debate"


def test_where_all_is_scored_nothing_is_assumed_and_nothing_left_to_score():
    page = lines(PLANS, assessed(rl=0.5, brain=0.5, debate=0.5, collusion=0.5))
    assert page[4] == "outlook           62.5 %  worst to best case 62.5–62.5 %"
    assert not any("~" in line or "Next" in line or "unscored" in line or "none of these" in line for line in page)


def test_architectures_that_exceed_leave_the_question_without_a_number():
    page = lines(PLANS, assessed(rl=0.7, brain=0.6))
    assert page[4] == "outlook               ··  no number, for the architectures come to 130 %"
    assert "none of these" not in "".join(page)


def test_ten_strategies_that_share_a_failure_mode_have_a_price():
    ada = assessed(doom=0.5, **{f"s{n}": 0.6 for n in range(10)})
    assert said(TEN, ada, "outlook") == "outlook 50 % worst to best case 50–50 %"
    assert said(TEN, ada, "independent") == (
        "independent 97.2 % if every use of a shared node were an event of its own; "
        "the price of correlated risk is 47.2 points"
    )


def test_where_sharing_helps_correlation_gains():
    tree = tree_of(
        """
        [node.plan]
        kind = "strategy"
        refinement = "all"
        [node.a]
        kind = "strategy"
        parent = "plan"
        [node.b]
        kind = "strategy"
        parent = "plan"
        [node.doom]
        kind = "problem"
        parent = ["a", "b"]
        """
    )
    ada = assessed(plan=1.0, a=1.0, b=1.0, doom=0.5)
    assert said(tree, ada, "independent").endswith("correlation gains 25 points")


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        (Judgement(0.5), "stated 50 % just what the scores come to"),
        (Judgement(0.9, (0.8, 1.0)), "stated 90 % range 80–100 %; 40 points above what the scores come to"),
        (Judgement(0.5, None, digest_of(TEN, "question")), "stated 50 % just what the scores come to"),
        (
            Judgement(0.49, None, "000000-000000"),
            "stated 49 % 1 point below what the scores come to; the question was reworded since",
        ),
    ],
)
def test_the_stated_answer_stands_beside_with_its_gap(stated: Judgement, words: str):
    ada = assessed(question=stated, doom=0.5, **{f"s{n}": 0.6 for n in range(10)})
    ada.judgements["s0"] = Judgement(1.0)  # type: ignore[index]
    assert said(TEN, ada, "stated") == words


def test_under_another_semantics_nothing_is_said_of_independence():
    ada = assessed(doom=0.5, **{f"s{n}": 0.6 for n in range(10)})
    page = lines(TEN, ada, "line")
    assert page[2] == "ada · 11 of 11 scored · line"
    assert "independent" not in "".join(page)


def test_colour_changes_no_letter():
    ada = assessed(rl=0.6, debate=0.8)
    coloured = lines(PLANS, ada, colour=True)
    assert [re.sub(r"\x1b\[\d*m", "", line) for line in coloured] == lines(PLANS, ada)
    assert any("\x1b[32m" in line for line in coloured)


def pages(tree: Tree, assessment: Assessment, width: int) -> list[str]:
    outlooks = outlook_of(tree, assessment)
    ranked = rank_nodes(outlooks, assessment)
    page = [*outlook_as_text(outlooks, assessment, width)]
    return [*page, *importance_as_text(outlooks, assessment, ranked, width, with_ids=True)]


@pytest.mark.parametrize("width", [80, 100, 200])
@pytest.mark.parametrize("titles", [[WIDE] * 30, ["語" * 100] * 3, ["x" * 300], ["a b"] * 60])
def test_no_line_is_wider_than_the_terminal(titles: list[str], width: int):
    kinds = ("problem", "strategy")
    nodes = {
        f"n{number}": Node(
            id=f"n{number}", kind=kinds[number % 2], title=title, parents=(f"n{number - 1}",) * bool(number)
        )
        for number, title in enumerate(titles)
    }
    tree = Tree("chain", Header(title=WIDE, question=WIDE), {}, nodes)
    scored = {name: Judgement(0.12345, (0.0001, 0.9999)) for name in [*nodes, "question"]}
    for judgements in ({}, scored, dict(list(scored.items())[::2])):
        assert max(map(cell_len, pages(tree, Assessment(WIDE, judgements=judgements), width))) <= width


@given(st.text(min_size=1).filter(str.strip))
def test_no_title_breaks_the_lines_or_reaches_the_terminal_raw(title: str):
    tree = Tree("t", Header(title=title), {}, {"n": Node(id="n", kind="strategy", title=title)})
    for judgements in ({}, {"n": Judgement(0.5)}):
        for line in pages(tree, Assessment(title, judgements=judgements), 80):
            assert cell_len(line) <= 80
            assert clean(line) == line
            assert "\n" not in line


@given(cases())
def test_whatever_is_scored_there_is_a_page(case):
    for assessment in (case.a, case.b):
        assert max(map(cell_len, pages(case.tree, assessment, 80))) <= 80
