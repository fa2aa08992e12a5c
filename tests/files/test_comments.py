"""Comments: found, compared, and put back where they belong."""

from __future__ import annotations

import pytest

from gametree.files.comments import (
    comment_changes,
    comments_by_table,
    comments_in,
    graft_comments,
    lost_comments,
)

TEXT = '''\
# first
[tree]  # the tree
title = "no # comment"
text = """
# none either, "#
"""
list = [  # opening
  'a # b',  # of a
]
# about a
[node.a]
title = "A"#short
# last
'''


def test_what_stands_in_words_is_no_comment():
    assert list(comments_in(TEXT)) == ["# first", "# the tree", "# opening", "# of a", "# about a", "#short", "# last"]


def test_each_table_has_its_comments():
    assert comments_by_table(TEXT) == {
        ("tree",): ["# first", "# the tree", "# opening", "# of a"],
        ("node", "a"): ["# about a", "#short", "# last"],
        (): [],
    }
    assert comments_by_table("node.a = {}  # why") == {(): ["# why"]}


def test_changes_of_comments_are_those_that_went_and_those_that_came():
    assert comment_changes("# a\n# b\n# b\n", "# b\n# c\n") == (["# a", "# b"], ["# c"])


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged", "lost"),
    [
        ("", "# o\n", "# t\n", "# o\n", ["# t"]),
        ("", "# o\n", "# t\n", "# t\n", ["# o"]),
        ("# b\n", "# b\n", "# b\n", "", ["# b"]),
        ("# b\n", "", "# b\n", "", []),
        ("# b\n", "# b\n", "", "", []),
        ("", "# o\n", "# o\n", "# x # o\n", []),
        ("", "#\n# ##\n", "", "", []),
    ],
)
def test_a_comment_is_lost_that_nobody_took_out(base: str, ours: str, theirs: str, merged: str, lost: list[str]):
    assert lost_comments(base, ours, theirs, merged) == lost


def test_a_comment_goes_above_the_line_that_it_stands_at_or_above():
    source = '# top\n[tree]\ntitle = "T"  # of the title\n\n# gone\n[node.gone]\n  # within\n  kind = "claim"\n'
    text = '[tree]\n  title = "Other"\n[node.a]\n'
    grafted, left = graft_comments(["# top", "# of the title", "# gone", "# within"], source, text)
    assert grafted == '# top\n[tree]\n  # of the title\n  title = "Other"\n[node.a]\n'
    assert left == ["# gone", "# within"]
