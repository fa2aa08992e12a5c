"""A merged tree put together from pieces of three files."""

from __future__ import annotations

from typing import Any

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from gametree.comparison.document_merge import merge_documents
from gametree.comparison.merged import Matter, Report
from gametree.files.block_merge import comment_on_clash, is_ours_kept, write_merged
from gametree.files.editing.statements import Unfit
from gametree.files.tree_blocks import read_blocks
from tests.files.merge_laws import bare_versions, changed

BASE = """\
# top
[tree]
title = "T"

[node.a]
kind = 'claim'  # kind of a
title = 'A'

# about b
[node.b]
kind = "problem"
title = "B"

# the end
"""


def version(*changes: tuple[str, str]) -> str:
    return changed(BASE, *changes)


def merged(ours: str, theirs: str, base: str = BASE) -> str:
    documents = [tomli.loads(text) for text in (base, ours, theirs)]
    merge = merge_documents(*documents)
    text = write_merged(merge, (read_blocks(base), read_blocks(ours), read_blocks(theirs)), *documents[1:])
    assert merge.is_said_by(tomli.loads(text))
    return text


def test_a_table_that_one_left_alone_is_taken_from_the_other_letter_for_letter():
    ours = version(("title = 'A'", "title   =   'Ours'"))
    theirs = version(("# about b", "# about b, at length"), ('"B"', "'''B'''"))
    assert merged(ours, theirs) == version(
        ("title = 'A'", "title   =   'Ours'"), ("# about b", "# about b, at length"), ('"B"', "'''B'''")
    )


def test_a_table_that_both_changed_is_put_together_key_by_key():
    ours = version(("title = 'A'", "title = 'Ours'"))
    theirs = version(
        ("'claim'  # kind of a", "'claim'  # what else"), ("title = 'A'", "title = 'A'\ntext = 'x'  # new")
    )
    assert merged(ours, theirs) == version(
        ("'claim'  # kind of a", "'claim'  # what else"), ("title = 'A'", "title = 'Ours'\ntext = 'x'  # new")
    )


def test_comments_in_a_table_that_both_changed_are_of_the_one_who_changed_them():
    ours = version(('title = "B"', 'title = "Ours"'))
    theirs = version(("# about b", "# about b, at length"), ('kind = "problem"', '# of ours?\nkind = "problem"  # yes'))
    assert merged(ours, theirs) == version(
        ('title = "B"', 'title = "Ours"'), ("# about b", "# about b, at length"),
        ('kind = "problem"', '# of ours?\nkind = "problem"  # yes'),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("before", "anchor"), [("a", "# about b\n[node.b]"), ("b", "# the end\n")], ids=["between", "last"]
)
def test_what_they_added_stands_behind_what_it_stood_behind_with_ours_first(before: str, anchor: str):
    one, other = "[node.ours]\nkind = 'claim'\ntitle = 'O'\n\n", "[node.theirs]\nkind = 'claim'\ntitle = 'T'\n\n"
    assert merged(version((anchor, one + anchor)), version((anchor, other + anchor))) == version(
        (anchor, one + other + anchor)
    )


def test_a_new_id_keeps_the_comment_on_the_header_where_neither_wrote_the_header():
    ours = version(("[node.b]", "[node.c]  # b once"), ('title = "B"', 'title = "B"\nformerly = ["b"]'))
    theirs = version(('title = "B"', 'title = "Bee"'))
    assert "# about b\n[node.c]  # b once\n" in merged(ours, theirs)
    assert "# about b\n[node.c]  # b once\n" in merged(theirs, ours)


@pytest.mark.parametrize(
    ("ours", "theirs", "remark"),
    [
        (BASE.partition("# about b")[0], version(('"B"', '"Bee"')), "ours took this out, theirs changed it"),
        (version(('"B"', '"Bee"')), BASE.partition("# about b")[0], "theirs took this out, ours changed it"),
        (
            BASE.partition("# about b")[0], version(("title = 'A'", "title = 'A'\nsee = ['b']")),
            "ours took this out, theirs refers to it",
        ),
    ],
)  # fmt: skip
def test_a_table_that_one_took_out_and_the_other_needs_says_so_above_its_header(ours: str, theirs: str, remark: str):
    assert f"# merge: {remark}\n[node.b]\n" in merged(ours, theirs)


@pytest.mark.parametrize(
    ("report", "line", "comment"),
    [
        (("title", "Ours", "Theirs"), None, '# title = "Theirs"\n'),
        (("title", "Ours", "x\ny"), None, '# title = """\n# x\n# y"""\n'),
        (("title", "Ours", "Theirs"), "title='Theirs' # why\n", "# title='Theirs' # why\n"),
        (("tags", ["o"], ["t", "u"]), None, '# tags = ["t", "u"]\n'),
    ],
)
def test_what_theirs_had_counts_once_its_marks_are_taken_away(report: Any, line: str | None, comment: str):
    key, ours, theirs = report
    said = comment_on_clash(Report(Matter.CLASH, ("node", "a"), key, ours, theirs), line)
    assert said == f"# merge: both sides changed this; theirs was\n{comment}"
    assert tomli.loads(comment.removeprefix("# ").replace("\n# ", "\n")) == {key: theirs}


@pytest.mark.parametrize(
    ("matter", "ours", "theirs", "is_so"),
    [
        (Matter.CLASH, "o", "t", True),
        (Matter.CIRCLE, ["o"], ["t"], True),
        (Matter.CLASH, None, "t", False),
        (Matter.CLASH, "o", None, False),
        (Matter.JOINED, "o", "t", False),
    ],
)
def test_theirs_is_nowhere_in_the_tree_where_both_have_a_value_and_ours_is_kept(
    matter: Matter, ours: Any, theirs: Any, is_so: bool
):
    assert is_ours_kept(Report(matter, ("node", "a"), "title", ours, theirs)) is is_so


@given(st.integers(0, 2**32))
@settings(max_examples=25)
def test_whatever_can_be_taken_apart_is_put_together_as_the_merge_says(seed: int):
    base, ours, theirs = bare_versions(seed)
    try:
        read_blocks(base), read_blocks(ours), read_blocks(theirs)
    except Unfit:
        return
    merged(ours, theirs, base)
