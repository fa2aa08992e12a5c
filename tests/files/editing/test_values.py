"""Words as TOML: whatever is written is read again, and in the manner that was asked for."""

from __future__ import annotations

import pytest
from hypothesis import given

from gametree.errors import BadEdit
from gametree.files.editing.values import PLAIN, Hand, rewrite_string, write_string, write_value, written_key
from tests.files.editing.spelt_values import HANDS, WORDS, read


@given(WORDS, HANDS)
def test_words_are_read_as_they_were_written(words, hand):
    assert read(write_string(words, hand)) == words


@given(WORDS, WORDS, HANDS, HANDS)
def test_words_in_the_place_of_others_are_read_as_they_were_written(old, new, before, hand):
    assert read(rewrite_string(write_string(old, before), new, hand)) == new


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
