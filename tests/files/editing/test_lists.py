"""Lists made into other lists: only what has to change does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametree.files.editing.lists import hand_of_list, list_bracket, rewrite_value
from gametree.files.editing.values import PLAIN, Hand, write_value
from tests.files.editing.spelt_values import HANDS, WORDS, odd_lists, read


@given(st.lists(WORDS, max_size=5), st.lists(WORDS, max_size=5), HANDS, HANDS)
def test_a_list_made_into_another_one_reads_as_that(old, new, before, hand):
    assert read(rewrite_value(write_value(old, before), new, hand)) == new


@pytest.mark.parametrize(
    ("raw", "new", "written"),
    [
        ('["a"]', ["a", "b"], '["a", "b"]'),
        ("['a']", ["a", "b"], "['a', 'b']"),
        ('["a",]', ["a", "b"], '["a", "b",]'),
        ('["a", "b", "c"]', ["a", "c"], '["a", "c"]'),
        ('["a", "b"]', ["a"], '["a"]'),
        ('["a", "b",]', ["a"], '["a",]'),
        ('[ "a" ]', ["b"], '[ "b" ]'),
        ("[\"a\", 'b']", ["c", "a", "b"], '["c", "a", \'b\']'),
        ('["a"]', [], "[]"),
        ('[\n  "a",  # why\n  "b",\n]', ["a", "c", "b"], '[\n  "a",  # why\n  "c",\n  "b",\n]'),
        ('[\n  "a",\n  "b"  # last\n]', ["a", "b", "c"], '[\n  "a",\n  "b",  # last\n  "c"\n]'),
        ('[\n  "a",\n  "b"\n]', ["a"], '[\n  "a"\n]'),
        ('[\n  # on b\n  "a",\n  "b",\n]', ["b"], '[\n  # on b\n  "b",\n]'),
        ('[\n  "a",\n]', ["z", "a"], '[\n  "z",\n  "a",\n]'),
        ('[\r\n  "a",\r\n]', ["a", "b"], '[\r\n  "a",\r\n  "b",\r\n]'),
        ('["a", "b"]', "a", '"a"'),
        ("'a'", ["a", "b"], "['a', 'b']"),
    ],
)
def test_a_list_changes_where_it_has_to_and_nowhere_else(raw, new, written):
    assert rewrite_value(raw, new, PLAIN) == written


@pytest.mark.parametrize(
    ("shape", "item"), [("[{}]", '"{}"'), ("[ {} ]", "'{}'"), ("[\n  {},\n]", "'{}'"), ("[\r\n\t{}\r\n]", '"{}"')]
)
def test_a_list_from_which_much_goes_keeps_its_shape(shape, item):
    between = shape.replace("[", "").replace("]", "").split("{}")[0] or " "
    between = " " if between == " " else between

    def written(count: int) -> str:
        return shape.format(f",{between}".join(item.format(number) for number in range(count)))

    newline = "\r\n" if "\r" in shape else "\n"
    assert rewrite_value(written(200), [str(number) for number in range(3)], Hand(newline=newline)) == written(3)


@given(odd_lists(), st.lists(st.sampled_from(["a", "b", "new", "#"]), max_size=4))
def test_a_list_of_any_shape_can_be_made_into_any_other(odd, new):
    items, raw = odd
    assert read(raw) == items
    assert read(rewrite_value(raw, new, PLAIN)) == new


@given(odd_lists())
def test_one_more_item_costs_no_comment(odd):
    items, raw = odd
    if items:
        assert rewrite_value(raw, [*items, "new"], PLAIN).count("# a comment") == raw.count("# a comment")


@pytest.mark.parametrize(
    ("raw", "items"),
    [
        ("[]", []),
        ("[ # none\n]", []),
        ('["a"]', ['"a"']),
        ("[ 'a' , [1, 2], { b = ']' } ]", ["'a'", "[1, 2]", "{ b = ']' }"]),
        ('[\n"a", # b, "c"\n"d"\n]', ['"a"', '"d"']),
    ],
)
def test_the_items_of_a_list_are_found_whatever_is_in_them(raw: str, items: list[str]):
    bracket = list_bracket(raw)
    assert [raw[start:end] for start, end in bracket.items] == items
    assert raw[slice(*bracket.inside)] == raw[1:-1]


@pytest.mark.parametrize(
    ("raw", "written"),
    [
        ('["a"]', '["x", "y"]'),
        ('[ "a", "b" ]', '[ "x", "y" ]'),
        ('[\n\t"a"\n]', '[\n\t"x",\n\t"y"\n]'),
        ('[\n  "a", # why,\n  ]', '[\n  "x",\n  "y",\n  ]'),
        ('[\n  "a" # why,\n]', '[\n  "x",\n  "y"\n]'),
        ('[\n    "a",\n    "b"]', '[\n    "x",\n    "y"\n]'),
    ],
)
def test_a_new_list_can_have_the_shape_of_another(raw: str, written: str):
    assert write_value(["x", "y"], hand_of_list(raw, PLAIN)) == written


@pytest.mark.parametrize(
    ("raw", "value", "written"),
    [
        ("'a'", ["b"], '["b"]'),
        ("'a'", ["a"], "['a']"),
        ('"""\na"""', ["a", "b"], '["a", "b"]'),
        ("[1, 'a']", ["a"], '["a"]'),
        ("{ x = 1 }", "a", '"a"'),
        ("7", "a", '"a"'),
        ("['a', 'b']", "b", "'b'"),
        ("['a']", "c", '"c"'),
    ],
)
def test_a_value_of_another_kind_keeps_what_it_can_and_is_else_written_anew(
    raw: str, value: str | list[str], written: str
):
    assert rewrite_value(raw, value, PLAIN) == written
