"""Items between brackets: one put in or taken out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametree.files.editing.brackets import put_in, take_out
from gametree.files.editing.inline import Inline
from gametree.files.editing.lists import list_bracket
from tests.files.editing.spelt_values import odd_lists, read


@pytest.mark.parametrize(
    ("raw", "has"), [('["a"]', False), ('["#"]', False), ('["a" # why\n]', True), ("[ # none\n]", True), ("[]", False)]
)
def test_a_comment_in_a_list_is_seen(raw, has):
    assert list_bracket(raw).has_comment is has


@pytest.mark.parametrize(
    ("raw", "index", "after"),
    [
        ("[]", 0, "['n']"),
        ("[  ]", 0, "['n']"),
        ("[ # none\n]", 0, "['n' # none\n]"),
        ("['a']", 0, "['n', 'a']"),
        ("['a']", 1, "['a', 'n']"),
        ("['a',]", 1, "['a', 'n',]"),
        ("['a','b']", 1, "['a', 'n','b']"),
        ("[\n  'a',\n]", 0, "[\n  'n',\n  'a',\n]"),
        ("[\n  'a'  # why\n]", 1, "[\n  'a',  # why\n  'n'\n]"),
        ("[\r\n\t'a', # why\r\n]", 1, "[\r\n\t'a', # why\r\n\t'n',\r\n]"),
        ("[ 'a'\n, 'b' ]", 1, "[ 'a', 'n'\n, 'b' ]"),
    ],
)
def test_an_item_is_put_in_as_its_neighbours_stand(raw: str, index: int, after: str):
    assert put_in(list_bracket(raw), index, "'n'") == after


@pytest.mark.parametrize(
    ("raw", "index", "after"),
    [
        ("['a']", 0, "[]"),
        ("[ 'a' ]", 0, "[]"),
        ("['a', 'b']", 0, "['b']"),
        ("['a', 'b']", 1, "['a']"),
        ("['a', 'b',]", 1, "['a',]"),
        ("['a', 'b', 'c']", 1, "['a', 'c']"),
        ("[\n  'a',\n  'b',  # on b\n  'c',\n]", 1, "[\n  'a',\n  'c',\n]"),
        ("[\n  'a',  # on a\n  'b'  # on b\n]", 1, "[\n  'a'  # on a\n]"),
        ("[\n  # on all\n  'a',\n]", 0, "[\n  # on all\n]"),
    ],
)
def test_an_item_is_taken_out_with_its_comma_and_what_stands_on_its_own_line(raw: str, index: int, after: str):
    assert take_out(list_bracket(raw), index) == after


@pytest.mark.parametrize(
    ("raw", "index", "after"),
    [("{}", 0, "{ n = 1 }"), ("{ a = 1 }", 1, "{ a = 1, n = 1 }"), ("{a=1}", 0, "{n = 1, a=1}")],
)
def test_a_member_is_put_into_an_inline_table_with_room_about_it(raw: str, index: int, after: str):
    assert put_in(Inline(raw, ()).bracket(()), index, "n = 1") == after


@pytest.mark.parametrize(
    ("raw", "index", "after"),
    [("{ a = 1 }", 0, "{}"), ("{ a = 1, b = 2 }", 0, "{ b = 2 }"), ("{a=1, b=2}", 1, "{a=1}")],
)
def test_a_member_is_taken_out_of_an_inline_table(raw: str, index: int, after: str):
    assert take_out(Inline(raw, ()).bracket(()), index) == after


@pytest.mark.parametrize(
    ("raw", "own"),
    [
        ("['a', 'b']", [False, False]),
        ("[\n'a',\n'b', 'c'\n]", [True, False, False]),
        ("[\n'a' # x\n, 'b'\n]", [False, False]),
        ("[\n'a'\n,\n'b'\n]", [False, True]),
        ("[\n'a' # x\n]", [True]),
        ("['a'\n]", [False]),
    ],
)
def test_an_item_has_lines_of_its_own_where_nothing_but_its_comma_and_a_comment_is_on_them(raw: str, own: list[bool]):
    bracket = list_bracket(raw)
    assert [bracket.has_line_of_its_own(index) for index in range(len(bracket.items))] == own


@given(odd_lists(), st.data())
def test_in_a_list_of_any_shape_one_more_item_is_one_more_and_no_comment_goes(
    odd: tuple[list[str], str], data: st.DataObject
):
    items, raw = odd
    index = data.draw(st.integers(0, len(items)))
    after = put_in(list_bracket(raw), index, '"new"')
    assert read(after) == [*items[:index], "new", *items[index:]]
    assert after.count("# a comment") == raw.count("# a comment")


@given(odd_lists().filter(lambda odd: bool(odd[0])), st.data())
def test_in_a_list_of_any_shape_one_item_less_is_one_less(odd: tuple[list[str], str], data: st.DataObject):
    items, raw = odd
    index = data.draw(st.integers(0, len(items) - 1))
    assert read(take_out(list_bracket(raw), index)) == items[:index] + items[index + 1 :]
