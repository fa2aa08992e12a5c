"""Trees read as argumentation frameworks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametree.evaluation.lenses import LENSES, LensFormula, qbaf_of
from gametree.model.tree import Tree
from tests.model.trees import dags, tree_of

SCENARIOS = """
[node.rl]
kind = "architecture"

[node.llm]
kind = "architecture"

[node.gaming]
kind = "problem"
parent = ["rl", "llm"]

[node.plan]
kind = "strategy"
parent = "llm"

[node.delay]
kind = "objection"
"""


def test_same_side_supports_and_other_side_attacks():
    qbaf = qbaf_of(tree_of(SCENARIOS))
    rl, llm, gaming, plan, delay = range(5)
    assert qbaf.attackers == ((gaming,), (gaming,), (), (), ())
    assert qbaf.supporters == ((), (plan,), (), (), ())
    assert (qbaf.proponents, qbaf.opponents) == ((rl, llm), (delay,))
    assert qbaf.certain == {rl: 1.0, llm: 0.0}


@pytest.mark.parametrize("lens", LENSES)
def test_the_root_weighs_each_scenario_by_its_architecture(lens: str):
    scores = [0.5, 0.3, 0.4, 0.6, 0.0]
    formula = LensFormula(tree_of(SCENARIOS), lens)
    rl, llm, *_ = formula.outlooks(scores)
    assert formula.root(scores) == pytest.approx(0.5 * rl + 0.3 * llm)
    assert formula.gradient(scores)[:2] == pytest.approx([rl, llm])


def test_top_level_moves_of_theirs_attack_the_question_of_every_scenario():
    tree = tree_of(SCENARIOS)
    assert LensFormula(tree, "dfquad").root([0.5, 0.3, 0.4, 0.6, 0.25]) == pytest.approx(
        0.75 * (0.5 * 0.6 + 0.3 * (0.6 - 0.4))
    )  # in the second scenario plan and gaming meet on one argument: .6 for, .4 against, base 0
    attacked = {lens: LensFormula(tree, lens).root([0.5, 0.3, 0.4, 0.6, 1.0]) for lens in LENSES}
    assert attacked["dfquad"] == 0  # only there does a certain objection settle it
    assert 0 < attacked["quadratic-energy"] < LensFormula(tree, "quadratic-energy").root([0.5, 0.3, 0.4, 0.6, 0.0])


def test_through_the_euler_lens_nothing_moves_what_has_a_base_of_0_or_1():
    formula = LensFormula(tree_of(SCENARIOS), "euler-based")
    assert [formula.root([0.5, 0.3, gaming, plan, 1.0]) for gaming, plan in ((0.1, 0.9), (1.0, 1.0))] == [0.5, 0.5]


@pytest.mark.parametrize(
    ("tree", "scores", "root"),
    [
        ('[node.a]\nkind = "strategy"\n\n[node.b]\nkind = "strategy"', (0.6, 0.5), 0.8),
        ('[node.a]\nkind = "problem"', (0.3,), 0.7),
        ('[node.a]\nkind = "claim"\n\n[node.b]\nkind = "problem"', (0.6, 0.5), 0.1),
    ],
)
def test_without_architectures_the_question_is_an_argument_too(tree: str, scores: tuple[float, ...], root: float):
    assert LensFormula(tree_of("\n" + tree), "dfquad").root(scores) == pytest.approx(root)


def test_a_node_that_needs_all_its_parts_is_named():
    tree = tree_of("""
    [node.plan]
    kind = "strategy"
    refinement = "all"

    [node.one]
    kind = "strategy"
    parent = "plan"

    [node.two]
    kind = "claim"
    parent = "plan"

    [node.lone]
    kind = "strategy"
    refinement = "all"

    [node.part]
    kind = "strategy"
    parent = "lone"
    """)
    assert qbaf_of(tree).read_as_any == ("plan",)


numbers = st.floats(0.02, 0.98)


@given(dags(), st.data(), st.sampled_from(["quadratic-energy", "euler-based"]))
def test_a_gradient_is_what_small_steps_show(tree: Tree, data: st.DataObject, lens: str):
    formula, step = LensFormula(tree, lens), 1e-5
    scores = [data.draw(numbers) for _ in tree.nodes]

    def root(number: int, by: float) -> float:
        return formula.root([score + by * (n == number) for n, score in enumerate(scores)])

    shown = [(root(number, step) - root(number, -step)) / (2 * step) for number in range(len(scores))]
    assert formula.gradient(scores) == pytest.approx(shown, abs=1e-5)


@pytest.mark.parametrize("lens", LENSES)
@given(data=st.data())
def test_with_scenarios_too(lens: str, data: st.DataObject):
    formula, step = LensFormula(tree_of(SCENARIOS), lens), 1e-6
    # away from the balance of plan and gaming, where DF-QuAD has a kink
    scores = [data.draw(numbers), data.draw(numbers), data.draw(st.floats(0, 0.4)), data.draw(st.floats(0.5, 1)), 0.3]

    def root(number: int, by: float) -> float:
        return formula.root([score + by * (n == number) for n, score in enumerate(scores)])

    shown = [(root(number, step) - root(number, -step)) / (2 * step) for number in range(5)]
    assert formula.gradient(scores) == pytest.approx(shown, abs=1e-4)


@given(dags(), st.data(), st.sampled_from(list(LENSES)))
def test_the_root_rises_with_our_moves_and_falls_with_theirs(tree: Tree, data: st.DataObject, lens: str):
    formula = LensFormula(tree, lens)
    scores = [data.draw(st.floats(0, 1)) for _ in tree.nodes]
    for node, slope in zip(tree.nodes.values(), formula.gradient(scores), strict=True):
        assert slope >= -1e-12 if node.side == "proponent" else slope <= 1e-12


def test_the_ids_name_what_the_sequences_hold():
    formula = LensFormula(tree_of(SCENARIOS), "dfquad")
    assert formula.ids == ("rl", "llm", "gaming", "plan", "delay")
    assert len(formula.outlooks([0.5] * 5)) == len(formula.gradient([0.5] * 5)) == 5
    assert not formula.multilinear
