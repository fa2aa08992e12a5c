"""No text from a file can steer a terminal, and mistyped words are recognised."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gametree.model.text import clean, clean_line, nearest, quoted, slug, suggestion, without_controls

BIDI = "\u061c\u200e\u200f" + "".join(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]))
ZERO_WIDTH = "\u200b\u2060\ufeff\u180e\u00ad"
NASTY = st.text(st.characters() | st.sampled_from("\x1b\x9b\x00\x07\x7f\r\n\t" + BIDI + ZERO_WIDTH + "\ud800\u0301"))


@given(NASTY)
@example("\x1b]8;;http://x\x07\x9b31m\r\n\u202e")
def test_clean_text_has_no_control_direction_or_zero_width_character(text):
    shown = clean(text)
    assert not any(unicodedata.category(c) in ("Cc", "Cs") and c != "\n" for c in shown)
    assert not set(shown) & set(BIDI + ZERO_WIDTH + "\u2028\u2029")


@given(NASTY)
def test_cleaning_twice_is_cleaning_once(text):
    assert clean(clean(text)) == clean(text)
    assert clean_line(clean_line(text)) == clean_line(text)


@given(NASTY)
def test_a_clean_line_is_one_line_that_can_be_printed(text):
    assert "\n" not in clean_line(text)
    clean_line(text).encode("utf-8")


@given(NASTY)
def test_clean_text_has_as_many_lines_as_the_text(text):
    assert clean(text).count("\n") == text.count("\n")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("två 語 🧑‍🔬 é", "två 語 🧑‍🔬 é"),
        ("a\tb", "a   b"),
        ("a\r\nb", "a\nb"),
        ("a\rb", "a␍b"),
        ("\x1b[31m", "␛[31m"),
        ("\x7f\x9b", "␡<U+009B>"),
        ("\u202ertl", "<U+202E>rtl"),
        ("e" + "\u0301" * 50, "e" + "\u0301" * 4),
        ("ก" + "\u0e47" * 50, "ก" + "\u0e47" * 4),
        ("क्\u200dष", "क्\u200dष"),
        ("\u200d\u200d漢", "<U+200D><U+200D>漢"),
        ("a\u200c\u200da \u200c", "a\u200c<U+200D>a <U+200C>"),
        ("[bold]x[/bold]", "[bold]x[/bold]"),
    ],
)
def test_what_could_do_harm_is_shown_and_the_rest_stays(text, shown):
    assert clean(text) == shown


@pytest.mark.parametrize(("text", "line"), [(" a \n\n b\t c ", "a b c"), ("a\r\nb", "a b"), ("a  b", "a b"), ("", "")])
def test_a_clean_line_has_single_spaces(text, line):
    assert clean_line(text) == line


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("stratgy", "strategy"),
        ("Failure Mode", "failure-mode"),
        ("failure_mode", "failure-mode"),
        ("STRATEGY", "strategy"),
        ("problems", "problem"),
        ("xyz", None),
        ("", None),
    ],
)
def test_the_nearest_word_is_the_one_that_was_meant(word, meant):
    assert nearest(word, ["strategy", "problem", "failure-mode"]) == meant


def test_the_nearest_of_a_great_many_words_is_found():
    known = [f"node-{number}" for number in range(50_000)]
    assert nearest("node-499999", known) == "node-49999"


def test_a_suggestion_ends_a_sentence():
    assert suggestion("stratgy", ["strategy"]) == '; did you mean "strategy"?'
    assert suggestion("x", ["strategy"]) == ""


def test_a_quoted_name_is_clean_and_not_too_long():
    assert quoted("a\x1b\nb") == '"a␛ b"'
    assert len(quoted("x" * 1000)) == 62


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Ada Lovelace", "ada-lovelace"),
        ("Zoë  O'Neil", "zoe-o-neil"),
        ("李 明", "李-明"),
        ("../..", ""),
        ("A" * 99, "a" * 80),
    ],
)
def test_a_slug_is_a_file_name(words, name):
    assert slug(words) == name


@given(NASTY)
@example("a\x1b]52;c;aGk=\x07\tb\r\n\u202ec")
def test_text_for_another_program_keeps_tabs_and_newlines_and_no_control_character(text):
    rest = without_controls(text)
    assert not {c for c in rest if unicodedata.category(c) in ("Cc", "Cs")} - {"\t", "\n"}
    assert rest.count("\t") == text.count("\t")
