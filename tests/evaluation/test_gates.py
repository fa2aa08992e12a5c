"""Trees read as events."""

from __future__ import annotations

from gametree.evaluation.gates import CERTAIN, Gate, GateBuilder, Scenario, no, read_gates
from gametree.evaluation.skeleton import skeleton_of
from gametree.model.tree import Tree


def test_a_node_holds_with_one_of_its_ways_and_without_what_counters_it(tree: Tree):
    """
    [node.plan]
    kind = "strategy"

    [node.this]
    kind = "strategy"
    parent = "plan"

    [node.that]
    kind = "strategy"
    parent = "plan"

    [node.flaw]
    kind = "problem"
    parent = "plan"
    """
    gates = read_gates(skeleton_of(tree))
    plan, this, that, flaw = (2 * gate for gate in gates.of_node)
    way, against = gates.gates[plan >> 1].literals
    assert gates.gates[plan >> 1].score == 0
    assert against == no(flaw)
    assert set(gates.gates[way >> 1].literals) == {no(this), no(that)}  # it is not so that neither holds
    assert way & 1
    assert gates.scenarios == (Scenario(None, (plan,)),)


def test_an_architecture_is_a_scenario_and_no_event(tree: Tree):
    """
    [node.rl]
    kind = "architecture"

    [node.llm]
    kind = "architecture"

    [node.delay]
    kind = "objection"
    """
    gates = read_gates(skeleton_of(tree))
    rl, llm, delay = (2 * gate for gate in gates.of_node)
    assert gates.scenarios == (Scenario(0, (rl, no(delay))), Scenario(1, (llm, no(delay))))
    assert gates.gates[rl >> 1] == gates.gates[llm >> 1] == Gate(None, ())


def test_one_literal_of_one_needs_no_gate():
    builder = GateBuilder()
    literal = builder.add(0, ())
    assert builder.any_of([literal]) == literal
    assert len(builder.gates) == 2
    assert builder.gates[CERTAIN] == Gate(None, ())
