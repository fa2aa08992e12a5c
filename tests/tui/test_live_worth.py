"""Shares that keep up with changes, at once or by a thread."""

from __future__ import annotations

from threading import Event

import pytest

from gametree.comparison.beside import Beside
from gametree.session import Session
from gametree.session.comparison import Comparison, Worth
from gametree.session.versions import Version
from gametree.tui import live_worth
from gametree.tui.live_worth import LiveWorth
from tests.tui.conftest import Sit

SOON = 10.0  # seconds


@pytest.fixture
def comparison(sit: Sit) -> Comparison:
    session: Session = sit()
    other = Version("bob", "", sit().assessment)
    session.judge("rl", 0.5)
    return Comparison(session, other)


def test_what_is_quick_is_there_at_once(comparison: Comparison):
    live = LiveWorth(comparison, pytest.fail)
    live.follow(comparison.look())
    assert live.is_settled
    assert live.worth is not None


def test_what_is_slow_comes_from_a_thread_and_only_the_last_one_counts(
    comparison: Comparison, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(live_worth, "FEW", 0)
    ready, may_go_on, asked = Event(), Event(), []
    work_out = comparison.work_out

    def slowly(beside: Beside, progress: object = None) -> Worth:
        asked.append(beside)
        may_go_on.wait(SOON)
        progress(0.5)  # type: ignore[operator]
        return work_out(beside)

    monkeypatch.setattr(comparison, "work_out", slowly)
    live = LiveWorth(comparison, ready.set)
    first, second, last = (comparison.look() for _ in range(3))
    for beside in (first, second, last):
        live.follow(beside)
    assert not live.is_settled
    may_go_on.set()
    assert ready.wait(SOON)
    ready.clear()
    assert not live.take()
    assert ready.wait(SOON)
    assert live.take()
    assert live.is_settled
    assert [id(beside) for beside in asked] == [id(first), id(last)]


def test_what_the_thread_failed_with_is_raised_where_it_is_taken_in(
    comparison: Comparison, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(live_worth, "FEW", 0)
    ready = Event()

    def fail(*_: object) -> None:
        raise ValueError("on purpose")

    monkeypatch.setattr(comparison, "work_out", fail)
    live = LiveWorth(comparison, ready.set)
    live.follow(comparison.look())
    assert ready.wait(SOON)
    with pytest.raises(ValueError, match="on purpose"):
        live.take()
    assert not live.take()


def test_stopped_nothing_more_is_worked_out(comparison: Comparison, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(live_worth, "FEW", 0)
    ready = Event()
    live = LiveWorth(comparison, ready.set)
    live.follow(comparison.look())
    live.stop()
    assert ready.wait(SOON)
    assert not live.take()
    assert live.worth is None
