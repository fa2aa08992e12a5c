"""What a query finds in a tree, and in what order."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametree.model.assessment import Note
from gametree.model.outline import lay_out
from gametree.model.search import SearchIndex, pattern_of
from gametree.model.tree import QUESTION, Header, Node, Tree
from tests.model.trees import dags, tree_of

TREE = tree_of(
    """
    [node.oversight]
    kind = "strategy"
    title = "Humans watch over it"
    short = "Watching"
    [node.gaming]
    kind = "problem"
    parent = "oversight"
    title = "It games what it is scored by"
    text = "As in CoinRun, and in HCH."
    tags = ["goodhart"]
    [node.hch]
    kind = "strategy"
    title = "Humans consulting HCH"
    [node.cost]
    kind = "problem"
    parent = ["hch", "oversight"]
    title = "It costs more than [a.c]"
    """
)
AT = datetime(2026, 11, 20, tzinfo=UTC)


def found(query: str, tree: Tree = TREE, **notes: str) -> list[str]:
    outline = lay_out(tree)
    written = {node: (Note("t1", AT, text),) for node, text in notes.items()}
    return [outline.rows[row].node_id for row in SearchIndex(tree, outline).find(query, written)]


@pytest.mark.parametrize(
    ("where", "query", "nodes"),
    [
        ("title", "scored by", ["gaming"]),
        ("label", "watching", ["oversight"]),
        ("id", "oversight", ["oversight"]),
        ("tag", "goodhart", ["gaming"]),
        ("text", "coinrun", ["gaming"]),
        ("several, in reading order", "humans", ["oversight", "hch"]),
        ("a shared node, once", "costs", ["cost"]),
        ("as it is written, no pattern", "[a.c]", ["cost"]),
        ("no pattern either", "a.*c", []),
        ("nowhere", "zebra", []),
        ("the tree's own question", "does it work", []),
        ("no words", "", []),
    ],
)
def test_words_are_looked_for_in_all_that_a_node_says(where: str, query: str, nodes: list[str]):
    assert found(query) == nodes


@pytest.mark.parametrize(("query", "nodes"), [("hch", ["gaming", "hch"]), ("HCH", ["gaming", "hch"]), ("Hch", [])])
def test_capitals_count_only_where_the_query_has_one(query: str, nodes: list[str]):
    assert found(query) == nodes


def test_notes_are_searched_by_the_same_rule():
    assert found("xanadu", cost="As in Xanadu.") == ["cost"]
    assert found("XANADU", cost="As in Xanadu.") == []
    assert found("humans", gaming="Humans do so too.") == ["oversight", "gaming", "hch"], "still in reading order"


def test_a_note_on_the_question_is_found_and_one_on_a_node_that_is_gone_is_not():
    assert found("why", question="Why not?") == [QUESTION]
    assert found("why", gone="Why not?") == []


def test_in_a_tree_without_nodes_there_is_nothing_to_find():
    assert found("a", Tree("empty", Header(title="A"))) == []


WORDS = st.text("aAbB.\x1b\u202e ", max_size=6)


@given(dags(6), st.data())
def test_a_node_is_found_just_where_the_pattern_matches_one_of_its_words(tree: Tree, data: st.DataObject):
    written = {name: node.changed(title=data.draw(WORDS), text=data.draw(WORDS)) for name, node in tree.nodes.items()}
    tree, query = Tree("random", tree.header, {}, written), data.draw(WORDS.filter(bool))
    matching = {node.id for node in written.values() if matches(node, query)}
    assert (set(found(query, tree)), len(found(query, tree))) == (matching, len(matching))


def matches(node: Node, query: str) -> bool:
    return any(pattern_of(query).search(words) for words in (node.title, node.id, node.text))
