"""The checks on whole trees, where their size or their tangles could be too much; see `bad_trees` for their words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametree.model.checks import check_cycles, check_tree
from gametree.model.tree import Header, Node, Tree

from .trees import dags

MANY = 20_000


def tree(parents: dict[str, list[str]], kind: str = "claim") -> Tree:
    nodes = {
        name: Node(id=name, kind=kind, title=name, text="…", parents=tuple(given)) for name, given in parents.items()
    }
    return Tree("t", Header(title="T", question="?"), {}, nodes)


@given(dags())
def test_a_tree_without_cycles_has_no_finding_on_parents(random_tree):
    assert not [finding for finding in check_tree(random_tree) if finding.check in ("cycle", "unknown-parent")]


@given(st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"), unique=True, max_size=3)))
def test_a_cycle_is_found_where_a_node_lies_beneath_itself_by_others(parents):
    def above(start: str) -> set[str]:
        seen: set[str] = set()
        waiting = [start]
        while waiting:
            here = waiting.pop()
            new = {name for name in parents[here] if name in parents and name != here} - seen
            seen |= new
            waiting += new
        return seen

    tangled = {name for name in parents if name in above(name)}
    findings = list(check_cycles(tree(parents)))
    assert bool(findings) == bool(tangled)
    assert {str(finding.path[1]) for finding in findings} <= tangled
    assert len(findings) == len({frozenset(n for n in above(name) if name in above(n)) for name in tangled})


@given(st.integers(2, 60))
def test_a_ring_is_told_from_its_first_node_with_the_parent_that_closes_it(size):
    ring = {f"n{number}": [f"n{(number - 1) % size}"] for number in range(size)}
    (finding,) = check_cycles(tree(ring))
    assert finding.path == ("node", "n0", "parent", 0)
    assert f"n0 → n1 → {'n0' if size == 2 else 'n2'}" in finding.message
    assert finding.message.count("→") <= 12
    assert f"{f'n{size - 1}'} → n0;" in finding.message


@pytest.mark.parametrize("shape", ["chain", "star", "cycle", "pairs", "unknown"])
def test_a_great_tree_is_answered_in_few_words(shape):
    parent = {
        "chain": lambda n: [f"n{n - 1}"] if n else [],
        "star": lambda n: ["n0"] if n else [],
        "cycle": lambda n: [f"n{(n - 1) % MANY}"],
        "pairs": lambda n: [f"n{n ^ 1}"],
        "unknown": lambda n: [f"m{n}"],
    }[shape]
    findings = check_tree(tree({f"n{number}": parent(number) for number in range(MANY)}))
    assert len(findings) == {"chain": 0, "star": 0, "cycle": 1, "pairs": MANY // 2, "unknown": MANY}[shape]
    assert all(len(finding.message) < 200 for finding in findings)


def test_checks_on_kinds_leave_out_nodes_of_which_nobody_is_sure():
    nodes = {
        "rl": Node(id="rl", kind="architecture", title="RL"),
        "hch": Node(id="hch", kind="claim", title="HCH"),
    }
    mixed = Tree("t", Header(title="T"), {}, nodes)
    assert [finding.check for finding in check_tree(mixed)] == ["mixed-top-level"]
    assert not [finding for finding in check_tree(mixed, {"hch"}) if finding.is_error]
