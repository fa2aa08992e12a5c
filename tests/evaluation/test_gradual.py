"""Strengths and gradients of argumentation frameworks, against published values and against finite differences."""

from __future__ import annotations

from collections.abc import Collection
from itertools import combinations
from math import comb
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametree.evaluation.gradual import LENSES, Lens, acyclic_order, gradient, strengths
from tests.evaluation.oracles import Graph, graph_of, oracles

LENS_OF = {"dfquad": "dfquad", "qe": "quadratic-energy", "euler": "euler-based"}
STRENGTHS = [case for case in oracles("qbaf") if case["semantics"] in LENS_OF]
CONTRIBUTIONS = [(case, expected) for case in oracles("contributions") for expected in case["expected"]]


def lens_of(case: dict[str, Any]) -> Lens:
    return LENSES[LENS_OF[case["semantics"]]]


@pytest.mark.parametrize("case", [case for case in STRENGTHS if case["acyclic"]], ids=lambda case: case["name"])
def test_strengths_are_those_that_others_found(case: dict[str, Any]):
    graph = graph_of(case)
    found = dict(zip(graph.names, strengths(*graph[1:], lens_of(case)), strict=True))
    assert {name: found[name] for name in case["expected"]} == pytest.approx(case["expected"], abs=case["tolerance"])


@pytest.mark.parametrize("case", [case for case in STRENGTHS if not case["acyclic"]], ids=lambda case: case["name"])
def test_a_cycle_is_refused(case: dict[str, Any]):
    with pytest.raises(ValueError, match="without cycles"):
        strengths(*graph_of(case)[1:], lens_of(case))


# contribution functions of Kampik et al. 2024, for the oracles only


def strength_without(graph: Graph, lens: Lens, topic: int, gone: Collection[int], cut: Collection[int] = ()) -> float:
    """The topic's strength without some arguments, and with nothing beneath those that are `cut`."""

    def left(neighbours: list[list[int]]) -> list[list[int]]:
        return [
            [] if n in cut else [other for other in others if other not in gone] for n, others in enumerate(neighbours)
        ]

    return strengths(graph.base, left(graph.attackers), left(graph.supporters), lens)[topic]


def removal(graph: Graph, lens: Lens, topic: int, players: list[int]) -> float:
    return strength_without(graph, lens, topic, ()) - strength_without(graph, lens, topic, players)


def intrinsic(graph: Graph, lens: Lens, topic: int, players: list[int]) -> float:
    alone = strength_without(graph, lens, topic, (), cut=players)
    return alone - strength_without(graph, lens, topic, players, cut=players)


def shapley(graph: Graph, lens: Lens, topic: int, players: list[int]) -> float:
    """The players' mean effect on coming together to any coalition of the others."""
    others = [n for n in range(len(graph.names)) if n != topic and n not in players]
    total = 0.0
    for size in range(len(others) + 1):
        for gone in combinations(others, size):
            before = strength_without(graph, lens, topic, {*gone, *players})
            after = strength_without(graph, lens, topic, gone)
            total += (after - before) / comb(len(others), size) / (len(others) + 1)
    return total


def by_gradient(graph: Graph, lens: Lens, topic: int, players: list[int]) -> float:
    (player,) = players
    return gradient(*graph[1:], lens, topic)[player]


FUNCTIONS = {"removal": removal, "intrinsic": intrinsic, "shapley": shapley, "gradient": by_gradient}


@pytest.mark.parametrize(("case", "expected"), CONTRIBUTIONS)
def test_contributions_are_those_that_others_found(case: dict[str, Any], expected: dict[str, Any]):
    graph = graph_of(case)
    topic = graph.names.index(expected["topic"])
    players = [graph.names.index(name) for name in expected["contributors"]]
    value = FUNCTIONS[expected["function"]](graph, lens_of(case), topic, players)
    assert value == pytest.approx(expected["value"], abs=expected["tolerance"])


scores = st.one_of(st.floats(0, 1), st.sampled_from([0.0, 1.0]))


@st.composite
def graphs(draw: st.DrawFn, base: st.SearchStrategy[float] = scores) -> Graph:
    """Frameworks in which an argument rests on later ones only; the first is the topic."""
    size = draw(st.integers(1, 8))
    attackers: list[list[int]] = [[] for _ in range(size)]
    supporters: list[list[int]] = [[] for _ in range(size)]
    for number in range(size):
        for other in range(number + 1, size):
            relation = draw(st.sampled_from([None, attackers, supporters]))
            if relation:
                relation[number].append(other)
    return Graph([str(n) for n in range(size)], [draw(base) for _ in range(size)], attackers, supporters)


@given(graphs(), st.sampled_from(list(LENSES.values())))
def test_a_strength_lies_between_0_and_1(graph: Graph, lens: Lens):
    assert all(-1e-12 <= strength <= 1 + 1e-12 for strength in strengths(*graph[1:], lens))


@given(graphs(st.floats(0.05, 0.95)), st.sampled_from(["quadratic-energy", "euler-based"]))
def test_a_gradient_is_what_small_steps_show(graph: Graph, name: str):
    lens, step = LENSES[name], 1e-5

    def topic(number: int, by: float) -> float:
        return strengths([b + by * (n == number) for n, b in enumerate(graph.base)], *graph[2:], lens)[0]

    slopes = gradient(*graph[1:], lens, 0)
    shown = [(topic(number, step) - topic(number, -step)) / (2 * step) for number in range(len(graph.base))]
    assert slopes == pytest.approx(shown, abs=1e-5)


@st.composite
def trees_of_one_polarity(draw: st.DrawFn) -> Graph:
    """Every argument has attackers or supporters, never both, and rests under one other."""
    size = draw(st.integers(1, 8))
    attackers: list[list[int]] = [[] for _ in range(size)]
    supporters: list[list[int]] = [[] for _ in range(size)]
    attacked = [draw(st.booleans()) for _ in range(size)]
    for number in range(1, size):
        above = draw(st.integers(0, number - 1))
        (attackers if attacked[above] else supporters)[above].append(number)
    return Graph([str(n) for n in range(size)], [draw(scores) for _ in range(size)], attackers, supporters)


@given(trees_of_one_polarity())
def test_a_dfquad_gradient_is_the_difference_between_certain_and_impossible(graph: Graph):
    slopes = gradient(*graph[1:], LENSES["dfquad"], 0)
    for number, slope in enumerate(slopes):
        low, high = (
            strengths([end if n == number else b for n, b in enumerate(graph.base)], *graph[2:], LENSES["dfquad"])[0]
            for end in (0.0, 1.0)
        )
        assert slope == pytest.approx(high - low, abs=1e-12)


@pytest.mark.parametrize(("attacker", "supporter", "slopes"), [
    (0.2, 0.5, (-0.3, 0.3)), (0.5, 0.2, (-0.7, 0.7)), (0.4, 0.4, (-0.7, 0.3)), (0.0, 0.0, (-0.7, 0.3))])  # fmt: skip
def test_where_both_sides_balance_each_slope_is_that_of_its_growing(attacker, supporter, slopes):
    found = gradient([0.7, attacker, supporter], [[1], [], []], [[2], [], []], LENSES["dfquad"], 0)
    assert found[1:] == pytest.approx(slopes)


@pytest.mark.parametrize("name", LENSES)
def test_certain_attackers_leave_no_division_by_zero(name: str):
    slopes = gradient([0.6, 1.0, 1.0], [[1, 2], [], []], [[], [], []], LENSES[name], 0)
    assert slopes[1] == slopes[2]
    assert (slopes[1] == 0) is (name == "dfquad")  # either alone would do, so neither moves anything


@pytest.mark.parametrize("name", LENSES)
@pytest.mark.parametrize("base", [0.0, 1e-320, 0.5, 1.0])
def test_a_thousand_certain_supporters_overflow_nothing(name: str, base: float):
    graph = [base] + [1.0] * 1000, [()] * 1001, [tuple(range(1, 1001))] + [()] * 1000
    assert 0 <= strengths(*graph, LENSES[name])[0] <= 1
    assert all(abs(slope) < float("inf") for slope in gradient(*graph, LENSES[name], 0))


@pytest.mark.parametrize("name", LENSES)
def test_a_chain_of_100_000_is_no_matter(name: str):
    size = 100_000
    below = [(n + 1,) if n + 1 < size else () for n in range(size)]
    none: list[tuple[int, ...]] = [()] * size
    assert len(gradient([0.9] * size, below, none, LENSES[name], 0)) == size


def test_an_order_names_each_argument_after_those_it_rests_on():
    assert acyclic_order([[1, 2], [2], []], [[], [], []]) == [2, 1, 0]
