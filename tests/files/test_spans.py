"""The scanner agrees with tomli on every valid file there is, and on odd spellings of made-up ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from gametree.files.spans import Path, scan

from .corpus import corpus

VALID = corpus("valid")


def leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, dict | list):
        yield from (
            leaf
            for key, item in (value.items() if isinstance(value, dict) else enumerate(value))
            for leaf in leaves(item, (*path, key))
        )
    else:
        yield path, value


def text_of(data: bytes) -> str:
    return data.decode("utf-8").removeprefix("\ufeff")


def assert_spans_say_what_tomli_says(text: str) -> None:
    spans = scan(text)
    for path, value in leaves(tomli.loads(text)):
        start, end = spans.values[path]
        assert repr(tomli.loads(f"value = {text[start:end]}")["value"]) == repr(value)


@pytest.mark.parametrize("name", VALID)
def test_every_value_of_a_valid_file_is_where_the_scanner_says(name):
    assert_spans_say_what_tomli_says(text_of(VALID[name]))


def where(text: str, part: str, *path: str | int) -> str:
    start, end = getattr(scan(text), part)[path]
    return text[start:end]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('[node.rl]\ntitle = "RL"', "title"),
        ('node.rl.title = "RL"', "title"),
        ('node . rl\t. title = "RL"', "title"),
        ('node = { rl = { title = "RL" } }', "title"),
        ('[node]\nrl = {\n  title = "RL", # a comment, with }\n}', "title"),
        ('["node".\'rl\']\n"title" = "RL"', '"title"'),
        ('[node.rl]\n"t\\u0069tle" = "RL"', '"t\\u0069tle"'),
        ('[node.rl.tags]\n[other]\n[ node . rl ]\r\ntitle="RL"\r\n', "title"),
        ('[node.rl] # "title" = 1\n# title = 2\ntitle = "RL"', "title"),
    ],
)
def test_a_key_and_its_value_are_found_in_every_spelling(text, key):
    assert where(text, "keys", "node", "rl", "title") == key
    assert where(text, "values", "node", "rl", "title") == '"RL"'


@pytest.mark.parametrize(
    "value",
    [
        '"a # b"',
        "'a ] b'",
        '"""\na\n"b" \\"""\n"""',
        '"""a"""""',
        "'''a''b'''''",
        "1_000",
        "1979-05-27 07:32:00",
        "[]",
        "{}",
    ],
)
def test_a_value_ends_where_it_ends(value):
    assert where(f"a = {value} # comment\nb = 1", "values", "a") == value


def test_a_table_is_where_its_header_is():
    text = "# [node.rl]\n  [ node . rl ]  # comment\n"
    assert where(text, "tables", "node", "rl") == "[ node . rl ]"


def test_tables_of_an_array_are_told_apart():
    text = "[[a]]\nx = 1\n[[a]]\nx = 2\n[a.b]\ny = 3\n"
    assert [where(text, "values", "a", 0, "x"), where(text, "values", "a", 1, "x")] == ["1", "2"]
    assert where(text, "values", "a", 1, "b", "y") == "3"


def test_items_of_an_array_have_places_of_their_own():
    text = 'parent = [\n  "a", # one\n  [ "b",\n "c" ],\n]'
    assert where(text, "values", "parent", 1, 1) == '"c"'


def test_the_longest_text_and_the_deepest_array_that_tomli_takes_are_no_trouble():
    text = 'text = """' + 'a "quoted" word\n' * 200_000 + '"""\ndeep = ' + "[" * 90 + "]" * 90
    assert where(text, "values", "deep").startswith("[[[")


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)


def basic(word: str) -> str:
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'


def literal(word: str) -> str:
    return basic(word) if "'" in word else f"'{word}'"


def long(word: str) -> str:
    return '"""\n' + word.replace("\\", "\\\\").replace('"', '\\"') + '\n"""'


STRINGS = st.builds(lambda word, write: write(word), WORDS, st.sampled_from([basic, literal, long]))
ATOMS = STRINGS | st.sampled_from(["1", "-0.5e3", "inf", "true", "2026-11-20", "07:32:00", "0xff"])
GAPS = st.sampled_from(["", " ", "\t", "  "])
BREAKS = st.sampled_from(["", "\n", ' # a ] } , "\n', "\r\n  "])


@st.composite
def arrays(draw: st.DrawFn, items: st.SearchStrategy[str]) -> str:
    parts = [draw(BREAKS) + item + draw(BREAKS) for item in draw(st.lists(items, max_size=3))]
    return "[" + ",".join(parts) + draw(BREAKS) + "]"


@st.composite
def inline_tables(draw: st.DrawFn, items: st.SearchStrategy[str]) -> str:
    parts = [f" k{n}{draw(GAPS)}={draw(GAPS)}{item}" for n, item in enumerate(draw(st.lists(items, max_size=3)))]
    return "{" + ",".join(parts) + " }"


VALUES = st.recursive(ATOMS, lambda items: arrays(items) | inline_tables(items), max_leaves=6)


@st.composite
def documents(draw: st.DrawFn) -> str:
    lines = []
    for number, key in enumerate(draw(st.lists(WORDS, max_size=5, unique=True))):
        name = draw(st.sampled_from([basic, literal]))(key)
        header = draw(st.sampled_from([f"[a{draw(GAPS)}.{draw(GAPS)}{name}]", f"[[b{number}]]", "# nothing"]))
        lines += [header, f"x{number}.{name}{draw(GAPS)}={draw(GAPS)}{draw(VALUES)}{draw(GAPS)}"]
    return draw(st.sampled_from(["\n", "\r\n", "\n\n# [x]\n"])).join(lines)


@given(documents())
@settings(max_examples=300, deadline=None)
def test_every_value_of_an_oddly_spelt_document_is_where_the_scanner_says(text):
    assert_spans_say_what_tomli_says(text)
