"""A tree as lines for programs that compare lines."""

from __future__ import annotations

from gametree.export.tree_as_lines import tree_as_lines
from gametree.model.text import clean
from gametree.model.tree import Header, Node, Source, Tree
from tests.model.trees import tree_of

TEXT = '''
[node.a]
kind = "strategy"
title = "A"
text = """
One.

Two.
"""

[node.b]
kind = "problem"
title = "B"
parent = "a"
refinement = "all"
tags = ["x", "y"]
'''


def test_each_key_has_a_line_and_comments_follow_their_table():
    assert list(tree_as_lines(tree_of(TEXT), {("node", "b"): ["# why"], (): ["# end"]})) == [
        "A tree", "  question: Does it work?", "",
        "▲ a", "  kind: strategy", "  title: A", "  text:", "    One.", "", "    Two.", "",
        "● b", "  kind: problem", "  title: B", "  parent: a", "  refinement: all", "  tags: x, y", "  # why",
        "  # end",
    ]  # fmt: skip


def test_a_change_of_one_key_changes_its_line_only():
    old, new = (list(tree_as_lines(tree_of(text), {})) for text in (TEXT, TEXT.replace('"A"', '"Another"')))
    assert [(a, b) for a, b in zip(old, new, strict=True) if a != b] == [("  title: A", "  title: Another")]


def test_it_is_harmless():
    words = "\x1b[31m\u202e"
    tree = Tree("t", Header(title=words, text=words), {words: Source(title=words)},
                {words: Node(id=words, kind="claim", title=words, text=words, see=(words,))})  # fmt: skip
    assert all(clean(line) == line for line in tree_as_lines(tree, {(): [f"# {words}"]}))
