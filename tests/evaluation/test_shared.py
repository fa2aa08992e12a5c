"""Probabilities of gates that share events: published values, enumeration, and what may be spent on it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametree.evaluation.gates import CERTAIN, NEVER, GateBuilder, Gates, Scenario, no, read_gates
from gametree.evaluation.shared import Limits, compile_gates
from gametree.evaluation.skeleton import skeleton_of
from gametree.model.tree import Tree
from tests.evaluation.enumeration import enumerate_worlds
from tests.evaluation.oracles import Read, gates_of, gates_of_graph, oracles
from tests.evaluation.random_trees import scores, trees

PUBLISHED = oracles("gates")
FRAMEWORKS = [case for case in oracles("qbaf") if case["semantics"] == "prob-exact"]
IN_FULL = {"search": Limits(), "tables": Limits(steps=0)}
COUNTED = Limits(steps=0, numbers=0)


def root_and_slopes(read: Read, limits: Limits) -> tuple[float, list[float]]:
    compiled = compile_gates(read.gates, limits=limits)
    assert compiled.worlds is None
    values = compiled.circuit.values(read.scores)
    return values[compiled.root], compiled.circuit.slopes(compiled.root, read.scores, values)


@pytest.mark.parametrize("limits", IN_FULL.values(), ids=IN_FULL)
@pytest.mark.parametrize("case", PUBLISHED, ids=lambda case: case["name"])
def test_published_fault_and_attack_trees_have_their_published_values(case: dict[str, Any], limits: Limits):
    root, _ = root_and_slopes(gates_of(case), limits)
    assert root == pytest.approx(case["expected"][case["top"]], abs=case["tolerance"])


@pytest.mark.parametrize("limits", IN_FULL.values(), ids=IN_FULL)
@pytest.mark.parametrize("case", [case for case in PUBLISHED if case["importance"]], ids=lambda case: case["name"])
def test_published_importances_follow_from_root_and_gradient(case: dict[str, Any], limits: Limits):
    read = gates_of(case)
    root, slopes = root_and_slopes(read, limits)
    for name, expected in case["importance"].items():
        chance, slope = read.scores[read.names.index(name)], slopes[read.names.index(name)]
        if_so, if_not = root + (1 - chance) * slope, root - chance * slope
        found = {
            "MIF": slope,
            "CIF": chance * slope / root,
            "DIF": chance * if_so / root,
            "RAW": if_so / root,
            "RRW": root / if_not,
        }
        assert found == pytest.approx(expected, rel=case["importance_rel_tolerance"])


@pytest.mark.parametrize("case", PUBLISHED, ids=lambda case: case["name"])
def test_where_it_has_to_be_counted_published_values_are_within_five_standard_errors(case: dict[str, Any]):
    read = gates_of(case)
    compiled = compile_gates(read.gates, limits=COUNTED)
    found = compiled.circuit.values(read.scores)[compiled.root]
    error = compiled.worlds.error(found) if compiled.worlds else case["tolerance"]
    assert abs(found - case["expected"][case["top"]]) < 5 * error


@pytest.mark.parametrize("limits", IN_FULL.values(), ids=IN_FULL)
@pytest.mark.parametrize("case", FRAMEWORKS, ids=lambda case: case["name"])
def test_every_argument_has_the_probability_that_another_program_found(case: dict[str, Any], limits: Limits):
    read = gates_of_graph(case)
    compiled = compile_gates(read.gates, limits=limits)
    values = compiled.circuit.values(read.scores)
    found = {name: values[compiled.of_gate[g]] for name, g in zip(read.wanted, read.gates.of_node, strict=True)}
    assert {name: found[name] for name in case["expected"]} == pytest.approx(case["expected"], abs=case["tolerance"])


@pytest.mark.parametrize("limits", IN_FULL.values(), ids=IN_FULL)
@given(data=st.data())
def test_every_way_of_working_it_out_equals_enumeration(limits: Limits, data: st.DataObject):
    tree = data.draw(trees())
    chances = data.draw(scores(tree))
    found, root, _ = outlooks(tree, chances, limits)
    truth = enumerate_worlds(tree, chances)
    assert root == pytest.approx(truth.root, abs=1e-12)
    assert found == pytest.approx(truth.outlooks, abs=1e-12)


@given(st.data())
def test_what_is_counted_is_near_and_its_error_says_how_near(data: st.DataObject):
    tree = data.draw(trees())
    chances = data.draw(scores(tree))
    found, root, error = outlooks(tree, chances, COUNTED)
    truth = enumerate_worlds(tree, chances)
    assert abs(root - truth.root) < 6 * error + 1e-12
    assert found == pytest.approx(truth.outlooks, abs=0.03)


def outlooks(tree: Tree, chances: list[float], limits: Limits) -> tuple[dict[str, float], float, float]:
    gates = read_gates(skeleton_of(tree))
    compiled = compile_gates(gates, limits=limits)
    values = compiled.circuit.values(chances)
    found = {node_id: values[compiled.of_gate[g]] for node_id, g in zip(tree.nodes, gates.of_node, strict=True)}
    error = max((compiled.worlds.error(values[one]) for one in compiled.estimates), default=0) if compiled.worlds else 0
    return found, values[compiled.root], error * max(1, len(compiled.estimates))


@given(st.data())
def test_copies_of_a_tree_without_shared_nodes_change_nothing(data: st.DataObject):
    tree = data.draw(trees(shared=False))
    gates, chances = read_gates(skeleton_of(tree)), data.draw(scores(tree))
    whole, copies = compile_gates(gates), compile_gates(gates, as_copies=True)
    assert whole.circuit.values(chances)[whole.root] == copies.circuit.values(chances)[copies.root]


@pytest.mark.parametrize(
    ("literals", "chance"),
    [
        ((), 1.0),
        ((CERTAIN,), 1.0),
        ((NEVER,), 0.0),
        ((2, 2), 0.3),
        ((2, no(2)), 0.0),
        ((2, 4), 0.3 * 0.6),
        ((no(2), no(4)), 0.7 * 0.4),
        ((6,), 0.3 * 0.6),
        ((6, 2), 0.3 * 0.6),
        ((no(6), 2), 0.3 * 0.4),
        ((no(6), no(2), 4), 0.7 * 0.6),
    ],
)
@pytest.mark.parametrize("limits", IN_FULL.values(), ids=IN_FULL)
def test_literals_may_repeat_and_contradict_one_another(literals: tuple[int, ...], chance: float, limits: Limits):
    builder = GateBuilder()
    one, other = builder.add(0, ()), builder.add(1, ())
    builder.add(None, (one, other))  # literal 6
    compiled = compile_gates(builder.built([], [Scenario(None, literals)]), limits=limits)
    assert compiled.circuit.values([0.3, 0.6])[compiled.root] == pytest.approx(chance)


def ladder(rungs: int) -> Gates:
    """Pairs of gates each of which rests on both gates of the next pair: 2^rungs ways down."""
    builder = GateBuilder()
    pair = (builder.add(0, ()), builder.add(1, ()))
    for rung in range(1, rungs):
        a, b = pair
        pair = (builder.add(2 * rung, [no(a), no(b)]), builder.add(2 * rung + 1, [a, b]))
    return builder.built([], [Scenario(None, (builder.any_of(pair),))])


def test_a_ladder_of_sixty_rungs_is_exact():
    """Either both gates of a pair fail or one of them holds, so that pairs can be worked out one by one."""
    both = either = neither = 0.25
    for _ in range(1, 60):
        none_before, both_before = neither, both
        both, either = 0.0, 0.5 * (none_before + both_before)
        neither = 1 - either
    compiled = compile_gates(ladder(60))
    assert compiled.circuit.values([0.5] * 120)[compiled.root] == pytest.approx(either, abs=1e-12)
    assert compiled.root not in compiled.estimates


def tangle(events: int, of: int = 3) -> Gates:
    """Every event beneath several gates, in a pattern without order."""
    builder = GateBuilder()
    bottom = [builder.add(number, ()) for number in range(events)]
    tops = [
        builder.add(events + number, [no(bottom[(number * step + step) % events]) for step in range(1, of + 1)])
        for number in range(events)
    ]
    return builder.built([], [Scenario(None, (builder.any_of(tops),))])


def test_a_tangle_beyond_all_tables_is_counted_and_says_so():
    compiled = compile_gates(tangle(150, 12))
    assert compiled.worlds
    root = compiled.circuit.values([0.5] * 300)[compiled.root]
    assert 0 < compiled.worlds.error(root) < 0.01


def test_more_events_than_are_told_apart_are_counted_too():
    compiled = compile_gates(tangle(1500, 3))
    assert compiled.worlds
    root = compiled.circuit.values([0.5] * 1500 + [0.005] * 1500)[compiled.root]
    assert root == pytest.approx(1 - (1 - 0.005 / 8) ** 1500, abs=0.1)  # which it would be, were they independent


def test_tables_come_where_the_search_is_given_up():
    def blocks(limits: Limits) -> int:
        return len(compile_gates(tangle(20), limits=limits).circuit.blocks)

    assert blocks(Limits(steps=10**6)) == 0
    assert blocks(Limits(steps=1)) > 0


def test_what_stands_above_an_estimate_but_shares_nothing_is_a_product_of_it():
    builder = GateBuilder()
    gates = tangle(30)
    builder.gates = list(gates.gates)
    above = builder.add(60, [*gates.scenarios[0].literals, no(builder.add(61, ()))])
    compiled = compile_gates(builder.built([], [Scenario(None, (above,))]), limits=COUNTED)
    values = compiled.circuit.values([0.5] * 62)
    (estimate,) = compiled.estimates
    assert values[compiled.root] == 0.5 * 0.5 * (1 - values[estimate])
