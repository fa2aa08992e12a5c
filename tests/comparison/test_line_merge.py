"""Two versions of a text joined line by line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gametree.comparison.line_merge import merge_lines
from gametree.files.git import merge_line_by_line

BASE = "one\ntwo\nthree\nfour\nfive\n"
LINES = st.lists(st.sampled_from("abcdefgh"), max_size=8).map(lambda lines: "".join(f"{line}\n" for line in lines))


@pytest.mark.parametrize(
    ("ours", "theirs", "merged"),
    [
        (BASE.replace("one", "1"), BASE.replace("five", "5"), "1\ntwo\nthree\nfour\n5\n"),
        (BASE.replace("one\n", ""), BASE + "six\n", "two\nthree\nfour\nfive\nsix\n"),
        (BASE.replace("two", "2"), BASE.replace("two", "2"), BASE.replace("two", "2")),
        (BASE.replace("two", "2"), BASE.replace("two", "zwei"), None),
        (BASE.replace("two", "2"), BASE.replace("three", "3"), None),
        ("", BASE + "six\n", None),
    ],
)
def test_changes_of_different_lines_are_joined_and_others_are_not(ours: str, theirs: str, merged: str | None):
    assert merge_lines(BASE, ours, theirs) == merged
    assert merge_lines(BASE, theirs, ours) == merged


@given(LINES, LINES)
def test_where_only_one_side_changed_the_text_its_text_stands(base: str, changed: str):
    assert (
        merge_lines(base, changed, base)
        == merge_lines(base, base, changed)
        == merge_lines(base, changed, changed)
        == changed
    )


@given(st.lists(st.integers(0, 11), max_size=3), st.lists(st.integers(0, 11), max_size=3))
@settings(max_examples=25, deadline=None)
def test_git_joins_what_is_joined_and_in_the_same_way(ours: list[int], theirs: list[int]):
    lines = [f"line {number}\n" for number in range(12)]
    texts = ["".join(f"{who} {line}" if index in changed else line for index, line in enumerate(lines))
             for who, changed in (("", []), ("ours", ours), ("theirs", theirs))]  # fmt: skip
    merged, is_clean = merge_line_by_line(*(text.encode() for text in texts))
    assert merge_lines(*texts) == (merged.decode() if is_clean else None)


def test_a_text_too_long_to_compare_is_not_joined():
    base = "".join(f"{number}\n" for number in range(2500))
    assert merge_lines(base, "x\n" + base, base + "y\n") is None
