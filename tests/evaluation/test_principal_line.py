"""The best line of play."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametree.evaluation.outlook import Outlooks, outlook_of
from gametree.evaluation.principal_line import Move, principal_line
from gametree.evaluation.semantics import SEMANTICS
from tests.evaluation.random_trees import assessments, trees

Work = Callable[..., Outlooks]


def line(outlooks: Outlooks) -> list[str]:
    return [move.node_id for move in principal_line(outlooks)]


def test_our_best_move_their_most_damaging_reply_our_best_answer(outlooks: Work):
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

    [node.penalties]
    kind = "strategy"
    parent = "sabotage"

    [node.monitors]
    kind = "strategy"
    parent = "sabotage"
    """
    found = outlooks(debate=0.9, amplification=0.2, collusion=0.1, sabotage=0.8, penalties=0.3, monitors=0.4)
    sabotage = 0.8 * 0.7 * 0.6
    assert principal_line(found) == (
        Move("debate", pytest.approx(0.9 * 0.9 * (1 - sabotage))),
        Move("sabotage", pytest.approx(sabotage)),
        Move("monitors", 0.4),
    )


def test_a_move_with_ways_to_do_it_is_played_down_to_the_way(outlooks: Work):
    """
    [node.oversight]
    kind = "strategy"

    [node.debate]
    kind = "strategy"
    parent = "oversight"

    [node.amplification]
    kind = "strategy"
    parent = "oversight"

    [node.collusion]
    kind = "failure-mode"
    parent = "debate"

    [node.slowness]
    kind = "problem"
    parent = "oversight"
    """
    scores = {"oversight": 0.9, "debate": 0.9, "amplification": 0.3}
    assert line(outlooks(**scores, collusion=0.2, slowness=0.1)) == ["oversight", "debate", "collusion"]
    assert line(outlooks(**scores, collusion=0.2, slowness=0.3)) == ["oversight", "slowness"]


def test_it_begins_with_the_architecture_that_adds_most(outlooks: Work):
    """
    [node.rl]
    kind = "architecture"

    [node.llm]
    kind = "architecture"

    [node.gaming]
    kind = "failure-mode"
    parent = "rl"

    [node.simulacra]
    kind = "failure-mode"
    parent = "llm"
    """
    assert line(outlooks(rl=0.6, llm=0.3, gaming=0.1, simulacra=0.1)) == ["rl", "gaming"]
    assert line(outlooks(rl=0.6, llm=0.3, gaming=0.9, simulacra=0.1)) == ["llm", "simulacra"]


def test_where_we_have_no_move_they_begin(outlooks: Work):
    """
    [node.delay]
    kind = "objection"

    [node.race]
    kind = "objection"

    [node.treaty]
    kind = "strategy"
    parent = "race"
    """
    assert line(outlooks(delay=0.1, race=0.5, treaty=0.5)) == ["race", "treaty"]


def test_with_nothing_scored_there_is_a_line_without_numbers(outlooks: Work):
    """
    [node.debate]
    kind = "strategy"

    [node.amplification]
    kind = "strategy"
    """
    assert principal_line(outlooks()) == (Move("debate", None),)


@pytest.mark.parametrize("semantics", SEMANTICS)
@given(data=st.data())
def test_every_node_stands_beneath_the_one_before_and_the_last_is_a_leaf(semantics: str, data: st.DataObject):
    tree = data.draw(trees())
    found = outlook_of(tree, data.draw(assessments(tree)), semantics)
    moves = principal_line(found)
    assert moves
    assert not tree.nodes[moves[0].node_id].parents
    assert all(above.node_id in tree.nodes[below.node_id].parents for above, below in pairwise(moves))
    assert moves[-1].node_id not in tree.children
    assert all(move.outlook == found.node(move.node_id).point for move in moves)
