"""Where tables stand: the quick way finds what the thorough way finds, or says that it cannot."""

from __future__ import annotations

from random import Random

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from gametree.files.editing.extents import cut, extent
from gametree.files.editing.layout import QuickLayout, WholeLayout
from gametree.files.editing.statements import Header, Pair, Unfit
from tests.files.spellings import spelt_tree

TREE = """\
[tree]
title = "T"

# heading

# of a
# and again of a
[node.a] # here
kind = "claim"
title = 'a # b'

# in the middle
text = '''
[node.b]
# c
'''
# behind a

# of nobody

# of b
[node.b]
kind = "claim"
"""


def shown(text: str, statement: Header | Pair) -> str:
    start, end = extent(text, statement)
    return text[start:end]


def test_comments_right_above_and_right_below_belong_to_a_node():
    quick, whole = QuickLayout(TREE, tomli.loads(TREE)), WholeLayout(TREE)
    for layout in (quick, whole):
        header, *_ = layout.statements(("node", "a"))
        assert shown(TREE, header) == TREE[TREE.index("# of a") : TREE.index("\n# of nobody")]
    header, *_ = whole.statements(("node", "b"))
    assert shown(TREE, header) == '# of b\n[node.b]\nkind = "claim"\n'
    with pytest.raises(Unfit):  # a line of a text looks like it
        quick.statements(("node", "b"))


def test_a_line_for_programs_belongs_to_the_file():
    text = "#:schema x\n# a\n[node.a]\n"
    assert shown(text, WholeLayout(text).statements(("node", "a"))[0]) == "# a\n[node.a]\n"


def test_a_comment_between_two_tables_without_blank_lines_belongs_to_the_second():
    text = "[node.a]\nx = 1\n# which?\n[node.b]\n"
    layout = WholeLayout(text)
    assert [shown(text, layout.statements(("node", node))[0]) for node in "ab"] == [
        "[node.a]\nx = 1\n", "# which?\n[node.b]\n",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "gone", "after"),
    [
        ("a\n\n", "x\n", "\nb\n"),
        ("a\n\n\n", "x\n", "\nb\n"),
        ("a\n\n", "x\n", "\n\nb\n"),
        ("a\n", "x\n", "\nb\n"),
        ("a\n\n", "x\n", "b\n"),
        ("a\n\n", "x\n", ""),
        ("a\n\n", "x", ""),
        ("", "x\n", "\nb\n"),
    ],
)
def test_of_two_gaps_the_larger_one_stays(before, gone, after):
    text = before + gone + after
    start, end = cut(text, len(before), len(before) + len(gone))
    left = text[:start] + text[end:]
    lines = max(before.count("\n") - 1, after.count("\n") - 1) if before and after else 0
    assert left == ("a\n" if before else "") + "\n" * lines + ("b\n" if after else "")


@given(st.integers(0, 2**32))
@settings(max_examples=200, deadline=None)
def test_the_quick_way_finds_what_the_thorough_way_finds(seed):
    text = spelt_tree(Random(seed)).text.removeprefix("\ufeff")
    data = tomli.loads(text)
    quick, whole = QuickLayout(text, data), WholeLayout(text)
    for table in [("tree",), *(("node", name) for name in data["node"])]:
        try:
            found = quick.statements(table)
        except Unfit:
            continue
        ours = sorted(found, key=lambda statement: statement.start)
        theirs = whole.statements(table)
        assert [(s.path, s.start, extent(text, s)) for s in ours] == [
            (s.path, s.start, extent(text, s)) for s in theirs
        ]


def test_many_tables_are_looked_up_as_one_is():
    text = "".join(f"[node.n{number}]\nx = {number}\n" for number in range(50)) + "[node.n7.y]\n"
    layout = QuickLayout(text, tomli.loads(text))
    for number in range(50):
        if number == 7:
            with pytest.raises(Unfit):  # not all of it stands there
                layout.statements(("node", "n7"))
        else:
            assert layout.statements(("node", f"n{number}"))[0].start == text.index(f"[node.n{number}]")
