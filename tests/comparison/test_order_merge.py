"""The order of things that two people moved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametree.comparison.order_merge import merge_orders


def merged(base: str, ours: str, theirs: str, kept: str) -> str:
    return "".join(merge_orders(base, ours, theirs, {*kept}).order)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "kept", "expected"),
    [
        ("abc", "abc", "abc", "abc", "abc"),
        ("abc", "abc", "cab", "abc", "cab"),
        ("abc", "cab", "abc", "abc", "cab"),
        ("abc", "abxc", "abyc", "abcxy", "abxyc"),
        ("abc", "xabc", "yabc", "abcxy", "xyabc"),
        ("abc", "abcx", "abcy", "abcxy", "abcxy"),
        ("abc", "ac", "abyc", "acy", "ayc"),
        ("abc", "ac", "abyc", "abcy", "abyc"),
        ("abcd", "badc", "abcd", "abcd", "badc"),
        ("", "ab", "cd", "abcd", "abcd"),
        ("abc", "", "", "", ""),
    ],
)
def test_ours_stands_and_theirs_comes_behind_what_it_follows(base, ours, theirs, kept, expected):
    assert merged(base, ours, theirs, kept) == expected


def test_what_both_moved_to_different_places_is_told():
    assert merge_orders("abcd", "dabc", "adbc", {*"abcd"}).moved_by_both == ("d",)
    assert merge_orders("abcd", "dabc", "dabc", {*"abcd"}).moved_by_both == ()


ORDERS = st.permutations("abcdefg").flatmap(lambda order: st.integers(0, 7).map(lambda size: "".join(order[:size])))


@given(ORDERS, ORDERS, ORDERS)
def test_everything_kept_stands_once_and_an_order_only_one_changed_is_that_ones(base: str, ours: str, theirs: str):
    assert sorted(merged(base, ours, theirs, ours + theirs)) == sorted({*ours, *theirs})
    assert merged(base, ours, base, ours) == ours
    assert merged(base, base, theirs, theirs) == theirs
