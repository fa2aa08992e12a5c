"""Unified diffs as git shows them."""

from __future__ import annotations

import pytest

from gametree.export.as_diff import unified_diff

HEADER = ["--- a/t.toml", "+++ b/t.toml"]


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        ("a\nb\n", "a\nc\n", ["@@ -1,2 +1,2 @@", " a", "-b", "+c"]),
        ("a\n", "a\nb", ["@@ -1 +1,2 @@", " a", "+b", "\\ No newline at end of file"]),
        ("a\r\n", "b\r\n", ["@@ -1 +1 @@", "-a", "+b"]),
        ("a\u2028b\n", "c\n", ["@@ -1 +1 @@", "-a<U+2028>b", "+c"]),
        ("", "a\n", ["@@ -0,0 +1 @@", "+a"]),
    ],
)
def test_the_lines_that_change_are_shown(before, after, lines):
    assert list(unified_diff(before, after, "t.toml")) == HEADER + lines


def test_where_nothing_changes_nothing_is_shown():
    assert list(unified_diff("a\n", "a\n", "t.toml")) == []


def test_only_lines_near_a_change_are_shown():
    before = "".join(f"{number}\n" for number in range(20))
    shown = list(unified_diff(before, before.replace("10\n", "ten\n"), "t.toml"))
    assert shown == [*HEADER, "@@ -8,7 +8,7 @@", " 7", " 8", " 9", "-10", "+ten", " 11", " 12", " 13"]
