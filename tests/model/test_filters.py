"""Which nodes a filter leaves, and what they hang from."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametree.files.journal import parse_journal
from gametree.model.assessment import Assessment, sum_up
from gametree.model.digest import digest_of
from gametree.model.filters import Filter, rows_that_match, with_those_above
from gametree.model.outline import lay_out
from gametree.model.tree import KINDS, Side, Tree

from .trees import dags, tree_of

OVERSIGHT = """
    [node.rl]
    kind = "architecture"
    title = "Trained end to end"
    [node.gaming]
    kind = "failure-mode"
    parent = "rl"
    title = "The objective gets gamed"
    text = "As Goodhart said."
    [node.oversight]
    kind = "strategy"
    parent = "gaming"
    title = "Scalable oversight"
    tags = ["human"]
    [node.hch]
    kind = "strategy"
    parent = "rl"
    title = "Run HCH"
    short = "imitation"
    tags = ["human", "imitation"]
"""


@pytest.fixture(scope="module")
def tree() -> Tree:
    return tree_of(OVERSIGHT)


def shown(wanted: Filter, tree: Tree, journal: str = "") -> list[str]:
    assessment, outline = sum_up("ada", parse_journal(journal.encode()).records), lay_out(tree)
    return [outline.rows[index].node_id for index in sorted(rows_that_match(wanted, tree, assessment, outline))]


@pytest.mark.parametrize(
    ("wanted", "nodes"),
    [
        (Filter(), ["rl", "gaming", "oversight", "hch"]),
        (Filter(kinds=frozenset({"strategy"})), ["oversight", "hch"]),
        (Filter(kinds=frozenset({"strategy", "architecture"})), ["rl", "oversight", "hch"]),
        (Filter(sides=frozenset({Side.OPPONENT})), ["gaming"]),
        (Filter(sides=frozenset({"proponent"})), ["rl", "oversight", "hch"]),
        (Filter(sides=frozenset(Side)), ["rl", "gaming", "oversight", "hch"]),
        (Filter(tags=frozenset({"imitation", "unheard-of"})), ["hch"]),
        (Filter(kinds=frozenset({"strategy"}), tags=frozenset({"human"}), branch="gaming"), ["oversight"]),
        (Filter(branch="gaming"), ["gaming", "oversight"]),
        (Filter(differing=frozenset({"rl", "gone"})), ["rl"]),
    ],
)
def test_in_a_group_one_match_is_enough_and_every_group_counts(tree: Tree, wanted: Filter, nodes: list[str]) -> None:
    assert shown(wanted, tree) == nodes


@pytest.mark.parametrize(
    ("words", "nodes"),
    [
        ("goodhart", ["gaming"]),
        ("Goodhart", ["gaming"]),
        ("GOODHART", []),
        ("hch", ["hch"]),
        ("HCH", ["hch"]),
        ("IMITATION", []),
        ("imitation", ["hch"]),
        ("a.e", []),
    ],
)
def test_words_are_looked_for_as_the_search_does(tree: Tree, words: str, nodes: list[str]) -> None:
    assert shown(Filter(text=words), tree) == nodes


@pytest.mark.parametrize(
    ("states", "nodes"),
    [
        ({"unscored"}, ["oversight", "hch"]),
        ({"noted"}, ["oversight"]),
        ({"stale"}, ["gaming"]),
        ({"stale", "noted"}, ["gaming", "oversight"]),
        ({"unscored", "stale"}, ["gaming", "oversight", "hch"]),
    ],
)
def test_a_state_is_what_the_person_said_of_a_node(tree: Tree, states: set[str], nodes: list[str]) -> None:
    journal = f"""
t1 = {{ node = "rl", plausibility = 0.5, digest = "{digest_of(tree, "rl")}" }}
t2 = {{ node = "gaming", plausibility = 0.5, digest = "000000-000000" }}
t3 = {{ node = "gone", plausibility = 0.5, digest = "000000-000000" }}
t4 = {{ node = "oversight", note = "Moved down." }}
"""
    assert shown(Filter(states=frozenset(states)), tree, journal) == nodes  # type: ignore[arg-type]


def test_a_shared_node_matches_in_its_own_row() -> None:
    tree = tree_of("""
        [node.a]
        kind = "strategy"
        [node.b]
        kind = "strategy"
        [node.shared]
        kind = "problem"
        parent = ["b", "a"]
    """)
    outline = lay_out(tree)
    (row,) = rows_that_match(Filter(kinds=frozenset({"problem"})), tree, Assessment("ada"), outline)
    assert outline.rows[row].key == ("shared", "b")


def test_what_is_wanted_twice_is_wanted_no_longer() -> None:
    wanted = Filter().toggled("kinds", "claim").toggled("tags", "human")
    assert wanted.toggled("kinds", "claim").toggled("tags", "human").is_empty


def test_the_words_for_a_filter_name_every_part(tree: Tree) -> None:
    wanted = Filter(frozenset({"problem", "claim"}), frozenset({Side.PROPONENT}), frozenset({"a\x1b"}), text="[/x]")
    parts = list(replace(wanted, states=frozenset({"noted"}), branch="hch").in_words(tree))
    assert parts == ["within imitation", "our moves", "claim or problem", "#a␛", "with notes", "“[/x]”"]


@given(dags(), st.data())
def test_what_is_kept_is_what_matches_and_what_leads_there(tree: Tree, data: st.DataObject) -> None:
    outline = lay_out(tree)
    rows = data.draw(st.sets(st.integers(0, len(outline.rows) - 1)))
    above = {row for row in range(len(outline.rows)) if any(row < other < outline.ends[row] for other in rows)}
    assert with_those_above(outline, rows) == {0} | rows | above


@given(dags(), st.sets(st.sampled_from(KINDS)))
def test_kinds_and_sides_agree(tree: Tree, kinds: set[str]) -> None:
    outline, nobody = lay_out(tree), Assessment("ada")
    found = rows_that_match(Filter(kinds=frozenset(kinds)), tree, nobody, outline)  # type: ignore[arg-type]
    wanted = {row.node_id for row in outline.rows[1:] if not kinds or tree.nodes[row.node_id].kind in kinds}
    assert {outline.rows[index].node_id for index in found} == wanted
