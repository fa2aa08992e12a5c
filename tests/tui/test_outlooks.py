"""The outlook keeps up with the scores, at once or by a thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

import pytest

from gametree.evaluation.outlook import outlook_of
from gametree.files.tree_file import parse_tree
from gametree.model.assessment import Assessment, Judgement
from gametree.model.tree import Tree
from gametree.tui import outlooks
from gametree.tui.outlooks import LiveOutlook
from tests.tui.conftest import TREE


def assessment(**scores: float) -> Assessment:
    return Assessment("ada", judgements={node: Judgement(score) for node, score in scores.items()})


@pytest.fixture
def tree() -> Tree:
    found = parse_tree(TREE, Path("tree.toml")).tree
    assert found
    return found


@pytest.fixture
def begin(tree: Tree) -> Callable[..., LiveOutlook]:
    def make(start: Assessment) -> LiveOutlook:
        live = LiveOutlook(tree, start, lambda: None)
        live.begin()
        return live

    return make


def settle(live: LiveOutlook) -> None:
    deadline = monotonic() + 10
    while not live.is_settled and monotonic() < deadline:
        live.take()
        sleep(0.005)
    assert live.is_settled


def root(live: LiveOutlook) -> float | None:
    assert live.shown
    return live.shown.root.point


def test_nothing_is_known_before_the_first_look_is_taken_in(begin: Callable[..., LiveOutlook]) -> None:
    live = begin(assessment(rl=0.5))
    standing = live.standing()
    assert (standing.outlooks, standing.insight) == (None, None)
    settle(live)
    assert live.standing().outlooks is live.shown


def test_a_score_given_while_the_first_look_goes_on_is_not_forgotten(
    tree: Tree, begin: Callable[..., LiveOutlook]
) -> None:
    live, now = begin(assessment(rl=0.5)), assessment(rl=0.5, gaming=0.9)
    live.follow(now)
    settle(live)
    assert root(live) == outlook_of(tree, now).root.point


def test_a_small_tree_is_followed_at_once(tree: Tree, begin: Callable[..., LiveOutlook]) -> None:
    live = begin(assessment())
    settle(live)
    now = assessment(rl=0.4, gaming=0.7)
    live.follow(now)
    assert live.is_settled
    assert root(live) == outlook_of(tree, now).root.point
    assert live.insight and "gaming" not in live.insight.to_score


def test_what_is_slow_is_followed_by_a_thread_to_the_same_end(
    tree: Tree, begin: Callable[..., LiveOutlook], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outlooks, "_AT_ONCE", -1.0)
    live = begin(assessment())
    settle(live)
    for score in (0.1, 0.9, 0.3, 0.6):
        now = assessment(rl=score, gaming=1 - score, hch=score)
        live.follow(now)
    assert not live.is_settled
    settle(live)
    assert root(live) == pytest.approx(outlook_of(tree, now).root.point, abs=1e-12)
    assert live.insight and set(live.insight.to_score).isdisjoint(now.judgements)


def test_only_what_is_told_beside_the_numbers_may_come_later(
    tree: Tree, begin: Callable[..., LiveOutlook], monkeypatch: pytest.MonkeyPatch
) -> None:
    live = begin(assessment())
    settle(live)
    live._to_see = 1.0
    now = assessment(rl=0.4)
    live.follow(now)
    assert root(live) == outlook_of(tree, now).root.point
    assert live.insight and "rl" in live.insight.to_score
    settle(live)
    assert "rl" not in live.insight.to_score


def test_a_second_outlook_of_the_same_tree_needs_no_first_look_of_its_own(
    tree: Tree, begin: Callable[..., LiveOutlook]
) -> None:
    live, other = begin(assessment()), LiveOutlook(tree, assessment(rl=0.3), lambda: None)
    settle(live)
    other.begin(alongside=live)
    settle(other)
    assert live.shown and other.shown and other.shown.formula is live.shown.formula
    live.follow(assessment(rl=0.9))
    assert root(other) == outlook_of(tree, assessment(rl=0.3)).root.point


def test_what_fails_in_the_thread_is_raised_where_it_is_taken_in(
    begin: Callable[..., LiveOutlook], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(outlooks, "insight_of", fail)
    live = begin(assessment())
    with pytest.raises(ZeroDivisionError):
        settle(live)
