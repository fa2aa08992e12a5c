"""The search that takes groups of gates apart."""

from __future__ import annotations

import pytest

from gametree.evaluation.circuit import CircuitBuilder
from gametree.evaluation.events import find_events
from gametree.evaluation.gates import GateBuilder, Scenario, no
from gametree.evaluation.search import Search, TooWide


@pytest.fixture
def gates() -> GateBuilder:
    """Two gates that rest on a shared one (literals 2; 4 and 6), and one that does not (8)."""
    builder = GateBuilder()
    shared = builder.add(0, ())
    builder.add(1, [no(shared)])
    builder.add(2, [no(shared)])
    builder.add(3, ())
    return builder


def search_of(builder: GateBuilder, circuit: CircuitBuilder) -> Search:
    everything = builder.built([], [Scenario(None, tuple(range(2, 2 * len(builder.gates), 2)))])
    search = Search(everything.gates, find_events(everything), circuit)
    search.marginals[4] = circuit.product(3, ())
    return search


def test_literals_that_share_an_event_stand_together(gates: GateBuilder):
    alone, groups = search_of(gates, CircuitBuilder()).groups([8, 4, 7, 4])
    assert alone == [8]
    assert groups == [{4, 7}]


@pytest.mark.parametrize(
    ("group", "chance"),
    [
        ({4, 6}, 0.5 * 0.8 * 0.6),
        ({5, 7}, 0.5 + 0.5 * 0.2 * 0.4),
        ({4, 7}, 0.5 * 0.8 * 0.4),
        ({2, 4}, 0.0),
        ({2, 5}, 0.5),
    ],
)
def test_a_group_is_worked_out_for_both_cases_of_what_it_shares(gates: GateBuilder, group: set[int], chance: float):
    circuit = CircuitBuilder()
    operation = search_of(gates, circuit).joint(frozenset(group), most=100)
    assert circuit.built().values([0.5, 0.8, 0.6, 0.3])[operation] == pytest.approx(chance)


def test_a_group_costs_steps_once(gates: GateBuilder):
    search = search_of(gates, CircuitBuilder())
    first = search.joint(frozenset({5, 7}), most=100)
    assert search.left < 100
    assert search.joint(frozenset({5, 7}), most=0) == first


def test_it_gives_up_in_time(gates: GateBuilder):
    with pytest.raises(TooWide):
        search_of(gates, CircuitBuilder()).joint(frozenset({5, 7}), most=2)
