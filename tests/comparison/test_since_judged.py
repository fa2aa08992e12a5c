"""What became of the nodes that two people judged."""

from __future__ import annotations

import pytest
from hypothesis import given

from gametree.comparison.since_judged import find_removed, find_stale
from gametree.files.journal import parse_journal
from gametree.model.assessment import Assessment, Judgement, Record, sum_up
from gametree.model.digest import Staleness, digest_of
from gametree.model.tree import QUESTION, Tree
from tests.model.trees import dags, tree_of


@pytest.fixture
def tree() -> Tree:
    return tree_of(
        """
        [node.debate]
        kind = "strategy"
        [node.collusion]
        kind = "failure-mode"
        parent = "debate"
        [node.checks]
        kind = "strategy"
        parent = ["collusion", "debate"]
        """
    )


def judged(digests: dict[str, str | None]) -> Assessment:
    return Assessment("ada", judgements={node: Judgement(0.5, digest=known) for node, known in digests.items()})


def read(*lines: str) -> tuple[Record, ...]:
    return parse_journal("\n".join(lines).encode()).records


def stale(tree: Tree, a: dict[str, str | None], b: dict[str, str | None]) -> list[tuple[object, ...]]:
    return [(one.node, one.a, one.b) for one in find_stale(tree, judged(a), judged(b))]


def test_each_is_told_what_has_changed_since_they_judged_in_the_order_of_the_file(tree: Tree):
    words, place = str(digest_of(tree, "debate")).split("-")
    now = digest_of(tree, "checks")
    assert stale(
        tree,
        {"checks": "000000-000000", "collusion": "000000-000000", "debate": f"000000-{place}"},
        {"debate": f"{words}-000000", "checks": now},
    ) == [
        ("debate", Staleness.WORDS, Staleness.PLACE),
        ("collusion", Staleness.BOTH, None),
        ("checks", Staleness.BOTH, None),
    ]


def test_an_answer_stated_before_the_question_was_reworded_comes_last(tree: Tree):
    now = digest_of(tree, QUESTION)
    found = stale(tree, {QUESTION: "000000-000000", "checks": "000000-000000"}, {QUESTION: now})
    assert found == [("checks", Staleness.BOTH, None), (QUESTION, Staleness.BOTH, None)]


@pytest.mark.parametrize("digests", [{}, {"debate": None}, {"gone": "000000-000000"}])
def test_a_judgement_that_tells_nothing_of_what_was_judged_is_never_stale(tree: Tree, digests: dict[str, str | None]):
    assert stale(tree, digests, digests) == []


@given(dags(6))
def test_nothing_is_stale_in_the_tree_that_was_judged_and_everything_in_another(tree: Tree):
    everything = {node: digest_of(tree, node) for node in (*tree.nodes, QUESTION)}
    assert stale(tree, everything, everything) == []
    moved = {node: f"{str(known)[:-6]}nowhere" for node, known in everything.items()}
    assert [node for node, _, _ in stale(tree, everything, moved)] == [*tree.nodes, QUESTION]


def test_what_either_said_of_a_node_that_is_gone_is_told_by_id(tree: Tree):
    ada = sum_up("ada", read('t1 = { node = "lost", note = "Why?" }', 't2 = { node = "debate", note = "x" }'))
    bob = sum_up("bob", read('t1 = { node = "gone", plausibility = 0.5 }'))
    found = [(one.node, one.a, one.b) for one in find_removed(tree, ada, bob)]
    assert found == [("gone", None, Judgement(0.5)), ("lost", None, None)]


def test_the_question_is_never_gone(tree: Tree):
    assert list(find_removed(tree, judged({QUESTION: None}), judged({QUESTION: None, "debate": None}))) == []
