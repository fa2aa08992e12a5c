"""Which node matters."""

from __future__ import annotations

from collections.abc import Callable
from math import log10

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametree.evaluation.importance import Importance, next_to_score, rank_nodes, weigh_nodes
from gametree.evaluation.information import entropy, voi
from gametree.evaluation.outlook import Outlooks, outlook_of
from gametree.evaluation.semantics import SEMANTICS
from tests.evaluation.assessing import scored
from tests.evaluation.enumeration import enumerate_worlds
from tests.evaluation.random_trees import assessments, trees

Work = Callable[..., Outlooks]


def weighed(outlooks: Work, **scores: float | tuple[float, float, float]) -> dict[str, Importance]:
    return {one.node_id: one for one in rank_nodes(outlooks(**scores), scored(**scores))}


def test_swing_is_how_far_the_root_moves_over_the_range(outlooks: Work):
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
    found = weighed(outlooks, debate=0.8, collusion=(0.1, 0.5, 0.7))
    assert list(found) == ["sabotage", "collusion", "debate"]
    assert (found["collusion"].birnbaum, found["collusion"].swing) == pytest.approx((-0.4, 0.6 * 0.4))
    assert (found["sabotage"].birnbaum, found["sabotage"].swing) == pytest.approx((-0.4, 0.4))
    assert (found["sabotage"].is_scored, found["sabotage"].has_range) == (False, False)


@pytest.mark.parametrize(("score", "width"), [(0.5, 0.2), (0.04, 0.14), (1.0, 0.1)])
def test_a_score_without_a_range_counts_as_ten_points_either_way(score: float, width: float, outlooks: Work):
    """
    [node.debate]
    kind = "strategy"
    """
    (found,) = weighed(outlooks, debate=score).values()
    assert (found.width, found.has_range, found.is_scored) == (pytest.approx(width), False, True)


def test_two_certain_failure_modes_hide_each_other_from_birnbaum(outlooks: Work):
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
    found = weighed(outlooks, debate=0.8, collusion=1.0, sabotage=1.0)
    assert [one.birnbaum for one in found.values()] == [0, 0, 0]
    assert [one.voi for one in found.values()] == [0, 0, 0]
    assert {one.voi_share for one in found.values()} == {None}  # there is nothing to learn about what is certain


def test_next_comes_what_could_move_the_root_most(outlooks: Work):
    """
    [node.rl]
    kind = "architecture"

    [node.llm]
    kind = "architecture"

    [node.collusion]
    kind = "failure-mode"
    parent = "rl"

    [node.sabotage]
    kind = "failure-mode"
    parent = "rl"

    [node.exotic]
    kind = "failure-mode"
    parent = "llm"
    """
    scores = {"rl": 0.6, "collusion": 0.2}
    assert next_to_score(outlooks(**scores), scored(**scores)) == ["sabotage", "exotic", "llm"]
    scores = {"rl": 0.1, "collusion": 0.2, "llm": 0.9}
    assert next_to_score(outlooks(**scores), scored(**scores)) == ["exotic", "sabotage"]


def test_ties_come_in_file_order(outlooks: Work):
    """
    [node.b]
    kind = "strategy"

    [node.c]
    kind = "strategy"

    [node.a]
    kind = "strategy"
    """
    assert next_to_score(outlooks(), scored()) == ["b", "c", "a"]
    assert list(weighed(outlooks)) == ["b", "c", "a"]


def test_learning_an_event_that_settles_the_question_tells_all_there_is(outlooks: Work):
    """
    [node.debate]
    kind = "strategy"
    """
    (found,) = weighed(outlooks, debate=0.5).values()
    assert (found.voi, found.voi_share) == (pytest.approx(log10(2)), 1.0)


@pytest.mark.parametrize("semantics", SEMANTICS)
@given(data=st.data())
def test_learning_tells_something_between_nothing_and_all(semantics: str, data: st.DataObject):
    tree = data.draw(trees())
    assessment = data.draw(assessments(tree))
    for one in weigh_nodes(outlook_of(tree, assessment, semantics), assessment):
        assert one.voi is None or one.voi >= 0
        assert one.voi_share is None or 0 <= one.voi_share <= 1
        assert one.swing == abs(one.birnbaum) * one.width
        assert 0 <= one.width <= 1


@given(st.data())
def test_learning_is_about_the_nodes_own_event(data: st.DataObject):
    tree = data.draw(trees())
    assessment = data.draw(assessments(tree))
    found = outlook_of(tree, assessment)
    for number, one in enumerate(weigh_nodes(found, assessment)):
        chance, point = found.scores[number], found.root.point
        if_so, if_not = (
            enumerate_worlds(tree, [*found.scores[:number], end, *found.scores[number + 1 :]]).root
            for end in (1.0, 0.0)
        )
        if one.voi is None:
            assert point is None or if_so > 1
        else:
            assert point is not None
            assert one.voi == pytest.approx(voi(point, chance, min(1, if_so), min(1, if_not)), abs=1e-9)
            assert one.voi_share is None or one.voi_share == pytest.approx(one.voi / entropy(point))


def test_an_architecture_that_would_lift_the_root_above_1_has_no_value_of_information(outlooks: Work):
    """
    [node.rl]
    kind = "architecture"

    [node.llm]
    kind = "architecture"
    """
    assert {one.voi for one in weighed(outlooks, rl=0.5, llm=0.4).values()} == {None}


def test_where_the_root_is_not_linear_there_is_no_value_of_information(outlooks: Work):
    """
    [node.debate]
    kind = "strategy"
    """
    (found,) = rank_nodes(outlooks("best", debate=0.5), scored(debate=0.5))
    assert (found.birnbaum, found.voi) == (1, None)
