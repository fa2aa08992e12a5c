"""Words and lists as TOML: whatever is written is read again, and in the manner that was asked for."""

from __future__ import annotations

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from gametree.errors import BadEdit
from gametree.files.editing.lists import list_bracket, rewrite_value
from gametree.files.editing.values import PLAIN, Hand, rewrite_string, write_string, write_value, written_key

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.text("\"'\\\n\r\t #\x07é", max_size=12)
HANDS = st.builds(
    Hand,
    quote=st.sampled_from(['"', "'"]),
    block=st.sampled_from(['"""', "'''"]),
    newline=st.sampled_from(["\n", "\r\n"]),
    one_line=st.booleans(),
    list_indent=st.sampled_from([None, "  ", "\t"]),
    list_comma=st.sampled_from(["", ","]),
    list_pad=st.sampled_from(["", " "]),
)


def read(raw: str, newline: str = "\n") -> object:
    return tomli.loads(f"v = {raw}{newline}")["v"]


@given(WORDS, HANDS)
def test_words_are_read_as_they_were_written(words, hand):
    assert read(write_string(words, hand)) == words


@given(WORDS, WORDS, HANDS, HANDS)
def test_words_in_the_place_of_others_are_read_as_they_were_written(old, new, before, hand):
    assert read(rewrite_string(write_string(old, before), new, hand)) == new


@given(st.lists(WORDS, max_size=5), st.lists(WORDS, max_size=5), HANDS, HANDS)
def test_a_list_made_into_another_one_reads_as_that(old, new, before, hand):
    assert read(rewrite_value(write_value(old, before), new, hand)) == new


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("plain", '"plain"'),
        ('a "word"', '"a \\"word\\""'),
        ("back\\slash", '"back\\\\slash"'),
        ("tab\there", '"tab\\there"'),
        ("bell\x07", '"bell\\u0007"'),
        ("two\nlines\n", '"""\ntwo\nlines\n"""'),
        ("\nfirst is empty", '"""\n\nfirst is empty"""'),
        ('three """ of them\n', '"""\nthree ""\\" of them\n"""'),
        ('ends with "\nand "', '"""\nends with "\nand \\""""'),
        ("hard break  \nhere\n", '"""\nhard break \\u0020\nhere\n"""'),
        ("return\r\nhere\n", '"""\nreturn\\r\nhere\n"""'),
    ],
)
def test_words_are_written_as_a_person_would(words, written):
    assert write_string(words) == written


def test_a_literal_hand_writes_literally_where_that_can_be():
    hand = Hand(quote="'", block="'''")
    assert write_string("a\\b", hand) == "'a\\b'"
    assert write_string("it's", hand) == '"it\'s"'
    assert write_string("\\1\n\\2\n", hand) == "'''\n\\1\n\\2\n'''"
    assert write_string("'''\n", hand) == '"""\n\'\'\'\n"""'


def test_what_no_file_can_hold_is_a_sentence():
    with pytest.raises(BadEdit, match="not UTF-8"):
        write_string("\udcff")
    with pytest.raises(BadEdit, match="neither words nor a list of words"):
        write_value([1], PLAIN)  # type: ignore[list-item]


@pytest.mark.parametrize(("key", "written"), [("a-b", "a-b"), ("a.b", '"a.b"'), ("", '""'), ("é", '"é"')])
def test_a_key_is_bare_where_that_can_be(key, written):
    assert written_key(key) == written


@pytest.mark.parametrize(
    ("raw", "new", "written"),
    [
        ('"""\nOne \\u00e9\nTwo\n"""', "One é\nThree\n", '"""\nOne \\u00e9\nThree\n"""'),
        ('"""\r\nOne\r\nTwo\r\n"""', "One\nThree\n", '"""\r\nOne\r\nThree\r\n"""'),
        ('"""One\nTwo"""', "One\nThree", '"""One\nThree"""'),
        ('"""One\nTwo"""', "\nThree", '"""\n\nThree"""'),
        ('"""\none \\\n   line"""', "other\nlines", '"""\nother\nlines"""'),
        ("'''\n\\1\n'''", "\\2\n", "'''\n\\2\n'''"),
        ('"a\\nb"', "a\nc", '"a\\nc"'),
        ("'a'", "b", "'b'"),
        ("'a'", "b\nc\n", '"""\nb\nc\n"""'),
        ('"""\nblock\n"""', "a word", '"a word"'),
    ],
)
def test_other_words_are_written_as_those_in_whose_place_they_come(raw, new, written):
    assert rewrite_string(raw, new, PLAIN) == written


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


LINE_ENDS = st.sampled_from(["", " ", "\n", "\r\n  ", " # a comment, ] \"with' marks\n  "])


@st.composite
def odd_lists(draw: st.DrawFn) -> tuple[list[str], str]:
    """A list with comments and line breaks in all the places where they can be."""
    items = draw(st.lists(st.sampled_from(["a", "b", "c d", "#", "]"]), max_size=4))
    text = "["
    for number, item in enumerate(items):
        comma = "," if number < len(items) - 1 or draw(st.booleans()) else ""
        text += draw(LINE_ENDS) + f'"{item}"' + draw(LINE_ENDS) + comma
    return items, text + draw(LINE_ENDS) + "]"


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
    ("raw", "has"), [('["a"]', False), ('["#"]', False), ('["a" # why\n]', True), ("[ # none\n]", True), ("[]", False)]
)
def test_a_comment_in_a_list_is_seen(raw, has):
    assert list_bracket(raw).has_comment is has
