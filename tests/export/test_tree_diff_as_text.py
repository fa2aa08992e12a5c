"""The difference of two trees as text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from gametree.comparison.tree_diff import diff_trees
from gametree.export.tree_diff_as_text import summary, tree_diff_as_text
from gametree.model.text import clean
from gametree.model.tree import Header, Node, Source, Tree
from tests.model.trees import dags, tree_of

OLD = '''
[node.debate]
kind = "strategy"
title = "Two models debate"
text = """
Each shows the other's errors. A judge listens to both and decides who is right, as long as there is time for \
that, and as long as there is somebody who reads it all to the very end of it.
The judge is a person.
"""

[node.collusion]
kind = "failure-mode"
parent = "debate"
title = "They collude"

[node.third]
kind = "problem"
parent = "debate"
title = "Third"
'''
NEW = '''
[node.debate]
kind = "strategy"
title = "Two models debate each other"
refinement = "all"
text = """
Each shows the other's mistakes. A judge listens to both and decides who is right, as long as there is time for \
that, and as long as there is somebody who reads it all to the very end of it.
The judge is a person.

Another paragraph.
"""

[node.cross]
kind = "strategy"
parent = "third-one"
title = "Cross-examination"
text = "Words."

[node.third-one]
kind = "objection"
title = "Third"
formerly = ["third"]
'''


def lines(old: Tree, new: Tree, width: int = 80, colour: bool = False) -> list[str]:
    return list(tree_diff_as_text(diff_trees(old, new), "HEAD:x.toml", "x.toml", width, colour))


def test_every_change_is_told_where_it_belongs_and_little_of_what_stayed():
    assert lines(tree_of(OLD), tree_of(NEW)) == [
        "HEAD:x.toml → x.toml",
        "1 node added, 1 removed, 1 renamed, 1 moved, 1 re-kinded, 1 reworded, 1",
        "refinement changed",
        "",
        "~ ▲ debate  Two models debate each other",
        "      title      Two models debate {+each other+}",
        "      text       Each shows the other's [-errors-]{+mistakes+}. A judge listens",
        "                 to both and decides who is right, as … it all to the very end",
        "                 of it.",
        "                 The judge is a person.",
        "",
        "                 {+Another paragraph.+}",
        "      refinement [-any-]{+all+}",
        "",
        "- ✖ collusion  They collude",
        "      parent     debate",
        "",
        "~ ⊘ third-one (was third)  Third",
        "      kind       [-problem-]{+objection+}",
        "      parent     [-debate-] {+(top level)+}",
        "",
        "+ ▲ cross  Cross-examination",
        "      parent     third-one",
        "      text       Words.",
    ]


def test_nothing_is_said_where_nothing_differs():
    assert lines(tree_of(OLD), tree_of(OLD)) == []


def test_header_sources_order_and_comments_have_lines_of_their_own():
    nodes = {name: Node(id=name, kind="claim", title=name.upper()) for name in ("a", "b")}
    old = Tree("t", Header(title="T", question="Why?"), {"s": Source(title="S"), "gone": Source(title="G")}, nodes)
    new = Tree("t", Header(title="T", question="Who?"), {"s": Source(title="S", date="2026"), "new": Source(title="N")},
               {"b": nodes["b"], "a": nodes["a"]})  # fmt: skip
    told = list(tree_diff_as_text(diff_trees(old, new), "a", "b", comments=(["# went"], ["# came"])))
    assert told[1] == "1 node reordered; 3 sources changed; the tree's question changed"
    for line in (
        "      question   [-Why-]{+Who+}?",
        "~ ■ b  B",
        "      order      first at the top level, was behind a",
        "~ source s  S, 2026",
        "      date       {+2026+}",
        "+ source new  N",
        "- source gone  G",
        "- # went",
        "+ # came",
    ):
        assert line in told


def test_with_colours_it_says_the_same():
    coloured = lines(tree_of(OLD), tree_of(NEW), colour=True)
    assert "\x1b[31m- ✖ collusion  They collude\x1b[m" in coloured
    assert [re.sub(r"\x1b\[\d*m", "", line) for line in coloured] == lines(tree_of(OLD), tree_of(NEW))


@given(dags(), dags(), st.integers(40, 120))
def test_no_line_is_longer_than_the_page(old: Tree, new: Tree, width: int):
    assert all(cell_len(line) <= width for line in lines(old, new, width))


@pytest.mark.parametrize("words", ["\x1b]0;x\x07", "[bold]", "\u202e gnitirw", "a\tb"])
def test_text_from_files_is_harmless(words: str):
    nodes = {words: Node(id=words, kind="claim", title=words, text=words, short=words, tags=(words,))}
    old, new = Tree("t", Header(title="T"), {}, {}), Tree("t", Header(title="T"), {words: Source(title=words)}, nodes)
    for told in (lines(old, new), lines(new, old)):
        assert all(clean(line) == line for line in told)


def test_a_summary_of_nothing_says_so():
    assert summary(diff_trees(tree_of(OLD), tree_of(OLD))) == "no difference"
