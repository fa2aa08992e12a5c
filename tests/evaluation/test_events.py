"""Gates that several others rest on, and where what rests on them meets again."""

from __future__ import annotations

import pytest

from gametree.evaluation import events
from gametree.evaluation.events import FOG, find_events, nearest_common
from gametree.evaluation.gates import GateBuilder, Scenario, no


@pytest.fixture
def builder() -> GateBuilder:
    return GateBuilder()


def test_what_has_two_users_is_an_event_and_closed_where_they_meet(builder: GateBuilder):
    shared = builder.add(0, ())
    one, other = builder.add(1, [shared]), builder.add(2, [no(shared)])
    meet = builder.add(3, [one, other])
    found = find_events(builder.built([], [Scenario(None, (builder.add(4, [meet]),))]))
    assert found.number == {shared >> 1: 0}
    assert found.closed == {meet >> 1: 1}


def test_scenarios_exclude_one_another_and_share_nothing(builder: GateBuilder):
    lone, twice = builder.add(0, ()), builder.add(1, ())
    scenarios = [Scenario(2, (lone,)), Scenario(3, (lone, twice, no(twice)))]
    assert find_events(builder.built([], scenarios)).number == {twice >> 1: 0}


def test_of_too_many_events_those_that_reach_farthest_are_not_told_apart(
    builder: GateBuilder, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(events, "MOST_EVENTS", 1)
    far = builder.add(0, ())
    near = builder.add(1, ())
    meet = builder.add(None, [builder.add(2, [near]), builder.add(3, [near])])
    top = builder.add(None, [meet, far, builder.add(4, [far])])
    found = find_events(builder.built([], [Scenario(None, (top,))]))
    assert found.number == {far >> 1: FOG, near >> 1: 0}


@pytest.mark.parametrize(
    ("literals", "above"),
    [
        ([(), (0,), (2,)], [1, 2, -1]),
        ([(), (0,), (1,), (2, 4)], [3, 3, 3, -1]),
        ([(), (0,), (0,), (2,), (4,), (6, 8), (10,)], [5, 3, 4, 5, 5, 6, -1]),
        ([(), (0,), (0,)], [-1, -1, -1]),
        ([(), (), (0, 1), (0,)], [-1, -1, -1, -1]),
    ],
)
def test_the_lowest_gate_that_all_ways_up_go_through(literals: list[tuple[int, ...]], above: list[int]):
    assert nearest_common(literals) == above


def test_what_is_used_from_elsewhere_too_meets_nowhere():
    assert nearest_common([(), (0,), (2,)], outside=[0]) == [-1, 2, -1]
