"""Shapes that break things: very deep, very wide, and shared by very many. Counts, never times."""

from __future__ import annotations

from pathlib import Path

import pytest

from gametree.evaluation.explanation import explain
from gametree.evaluation.formula import CircuitFormula
from gametree.evaluation.importance import next_to_score, weigh_nodes
from gametree.evaluation.outlook import Outlooks, outlook_of
from gametree.evaluation.principal_line import principal_line
from gametree.evaluation.semantics import SEMANTICS
from gametree.files.tree_file import parse_tree
from gametree.model.assessment import Assessment, Judgement
from gametree.model.tree import QUESTION, Header, Kind, Node, Tree
from tests.benchmarks.shapes import chain, diamonds, fan, grown, much_shared

DEEP = WIDE = 20_000


def tree_of(*nodes: tuple[str, Kind, tuple[str, ...]]) -> Tree:
    return Tree(
        "t", Header(title="T"), {}, {i: Node(id=i, kind=kind, title="-", parents=above) for i, kind, above in nodes}
    )


def parsed(text: str) -> Tree:
    tree = parse_tree(text, Path("large.toml")).tree
    assert tree
    return tree


def all_at(tree: Tree, score: float) -> Assessment:
    return Assessment("ada", judgements=dict.fromkeys(tree.nodes, Judgement(score)))


def look_at_everything(tree: Tree, assessment: Assessment, semantics: str = "prob") -> Outlooks:
    found = outlook_of(tree, assessment, semantics)
    weigh_nodes(found, assessment)
    next_to_score(found, assessment)
    principal_line(found)
    explain(found, assessment, QUESTION)
    last = next(reversed(tree.nodes))
    found.follow(Assessment("ada", judgements={**assessment.judgements, last: Judgement(0.25)}))
    fresh = outlook_of(tree, Assessment("ada", judgements={**assessment.judgements, last: Judgement(0.25)}), semantics)
    assert found.root == fresh.root
    return found


@pytest.mark.parametrize("semantics", SEMANTICS)
@pytest.mark.parametrize("shape", [chain, fan])
def test_every_semantics_goes_very_deep_and_very_wide(shape, semantics: str):
    tree = parsed(shape(4_000))
    look_at_everything(tree, all_at(tree, 0.5), semantics)


def test_a_chain_of_replies():
    """At plausibility 1 replies and answers alternate; the deepest is ours."""
    tree = tree_of(
        *((f"n{i}", "problem" if i % 2 else "strategy", (f"n{i - 1}",) if i else ()) for i in range(DEEP + 1))
    )
    found = look_at_everything(tree, all_at(tree, 1.0))
    assert found.nodes["n0"].point == found.nodes[f"n{DEEP - 2}"].point == 0.25
    assert len(principal_line(found)) == DEEP + 1


def test_a_node_with_very_many_replies():
    tree = tree_of(("top", "strategy", ()), *((f"n{i}", "problem", ("top",)) for i in range(WIDE)))
    found = outlook_of(tree, all_at(tree, 1 / WIDE))
    assert found.nodes["top"].point == pytest.approx((1 - 1 / WIDE) ** WIDE / WIDE)


@pytest.mark.parametrize("depth", [10, 3_000])
def test_a_node_shared_by_both_ends_of_a_chain(depth: int):
    links = ((f"n{i}", "problem" if i % 2 else "strategy", (f"n{i - 1}",) if i else ()) for i in range(depth))
    tree = tree_of(*links, ("shared", "strategy" if depth % 2 == 0 else "problem", ("n0", f"n{depth - 1}")))
    assessment = Assessment("ada", judgements={**all_at(tree, 1.0).judgements, "shared": Judgement(0.5)})
    found = look_at_everything(tree, assessment)
    assert found.root.error == 0
    assert not any(outlook.is_estimate for outlook in found.nodes.values())


def test_one_node_beneath_ten_thousand():
    tree = parsed(much_shared(10_000))
    found = look_at_everything(tree, all_at(tree, 0.5))
    assert (found.root.point, found.root.error) == (0.25, 0)
    assert found.root.independent == 1.0


def test_twenty_shared_nodes():
    """Twenty failure modes, each of which sinks three of thirty strategies."""
    plans = [(f"plan-{i}", "strategy", ()) for i in range(30)]
    traps = [(f"trap-{i}", "failure-mode", tuple(f"plan-{(7 * i + 11 * j) % 30}" for j in range(3))) for i in range(20)]
    tree = tree_of(*plans, *traps)
    found = look_at_everything(tree, all_at(tree, 0.3))
    assert isinstance(found.formula, CircuitFormula)
    assert found.root.error == 0
    assert len(found.formula.circuit.operations) < 20_000


@pytest.mark.parametrize("levels", [20, 60])
def test_nodes_that_share_and_share_again(levels: int):
    """A pair has a way to work if one of the next pair works; then each of the two works nine times in ten."""
    tree = parsed(diamonds(levels))
    found = look_at_everything(tree, all_at(tree, 0.9))
    assert (outlook_of(tree, all_at(tree, 0.9)).root.point, found.root.error) == (pytest.approx(0.99**levels), 0)


def test_hundreds_of_shared_nodes_here_and_there():
    """Nobody writes such a tree; the root is exact or says how far it may be off."""
    tree = parsed(grown(5_000))
    found = look_at_everything(tree, all_at(tree, 0.3))
    assert found.root.error < 0.02
    estimated = [node_id for node_id, outlook in found.nodes.items() if outlook.is_estimate]
    assert len(estimated) < len(tree.nodes) / 10
