"""Importance as text: a row a node, and what the columns mean."""

from __future__ import annotations

from gametree.evaluation.importance import rank_nodes
from gametree.evaluation.outlook import outlook_of
from gametree.export.importance_as_text import importance_as_text
from gametree.model.assessment import Assessment, Judgement
from tests.model.trees import tree_of

TREE = tree_of(
    """
    [node.debate]
    kind = "strategy"
    title = "Two models debate"

    [node.collusion]
    kind = "failure-mode"
    parent = "debate"
    title = "They collude"

    [node.cost]
    kind = "problem"
    parent = "debate"
    title = "It costs too much"
    """
)
ADA = Assessment("ada", judgements={"debate": Judgement(0.8), "cost": Judgement(0.1, (0.0, 0.3))})


def lines(
    assessment: Assessment = ADA, semantics: str = "prob", only_next: bool = False, top: int | None = None
) -> list[str]:
    outlooks = outlook_of(TREE, assessment, semantics)
    ranked = [one for one in rank_nodes(outlooks, assessment) if not (only_next and one.is_scored)]
    return list(importance_as_text(outlooks, assessment, ranked, 80, top, only_next))


def test_the_whole_page():
    assert lines() == [
        "A tree",
        "Does it work?",
        "ada · 2 of 3 scored · prob",
        "outlook ~36 %, worst to best case 0–80 %",
        "",
        "                                 swing          slope  range          VOI  share",
        "✖ They collude                      72 ██████  −0.720  unscored    0.1550 54.6 %",
        "● It costs too much                 12 █       −0.400  0–30        0.0207  7.3 %",
        "▲ Two models debate                  9 ▊        0.450  ±10~        0.0447 15.7 %",
        "",
        "Swing: points by which the question's outlook moves from one end of a node's",
        "range to the other.",
        "Slope: how fast it moves with the score, the others held (Birnbaum).",
        "~: no range is given; 10 points either way are taken.",
        "VOI: what settling the node would tell about the question, in bans (log 10), and",
        "as a share of all.",
    ]


def test_the_rest_is_counted():
    page = lines(top=1)
    assert page[6].startswith("✖ They collude")
    assert page[7] == "… and 2 more"
    assert lines(top=0)[5] == "… and 3 more"


def test_what_is_next_has_its_id_to_score_it_by():
    page = lines(only_next=True)
    assert [line.split()[0] for line in page[6:8]] == ["✖", "collusion"]
    assert not any("Two models debate" in line for line in page)


def test_where_all_is_scored_nothing_is_next():
    all_scored = Assessment("ada", judgements={name: Judgement(0.5) for name in TREE.nodes})
    assert lines(all_scored, only_next=True)[-1] == "Every node is scored."


def test_without_a_point_or_a_polynomial_there_is_no_value_of_information():
    for page in (lines(Assessment("bob")), lines(semantics="line")):
        assert all(line.endswith("··     ··") for line in page[6:9])
        assert not any(line.startswith("VOI") for line in page)


def test_where_nothing_moves_the_root_bars_are_blank():
    dead = {"debate": Judgement(0.0), "cost": Judgement(1.0), "collusion": Judgement(1.0)}
    assert "█" not in "".join(lines(Assessment("ada", judgements=dead)))
