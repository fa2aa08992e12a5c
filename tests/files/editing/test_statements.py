"""The statements of a text: which there are, and where."""

from __future__ import annotations

from random import Random
from typing import Any

import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from gametree.files.editing.statements import Header, Pair, Statement, scan_statements
from tests.files.spellings import spelt_tree

TEXT = """\
title = "T"  # of nobody
[node.a]  # here
kind = "claim"
x."y z" = { p = 1, q = { r = [2] } }
# right below

[[list]]
["b.c" . d]
e = '''
[node.no]
'''
"""


def cited(text: str, statement: Statement) -> str:
    """A header as it is written; a pair with its value."""
    return text[slice(*statement.span)] if isinstance(statement, Header) else text[statement.start : statement.end]


def test_headers_and_pairs_come_in_order_and_what_is_in_a_pair_before_it():
    assert [cited(TEXT, statement) for statement in scan_statements(TEXT)] == [
        'title = "T"',
        "[node.a]",
        'kind = "claim"',
        "p = 1",
        "r = [2]",
        "q = { r = [2] }",
        'x."y z" = { p = 1, q = { r = [2] } }',
        "[[list]]",
        '["b.c" . d]',
        "e = '''\n[node.no]\n'''",
    ]


def test_a_pair_knows_its_table_its_own_names_and_the_line_it_is_on():
    pairs = {pair.path[-1]: pair for pair in scan_statements(TEXT) if isinstance(pair, Pair)}
    assert (pairs["r"].path, pairs["r"].table) == (("node", "a", "x", "y z", "q", "r"), ("node", "a", "x", "y z", "q"))
    outer = pairs["y z"]
    assert (outer.table, [TEXT[start:end] for start, end in outer.names]) == (("node", "a"), ["x", '"y z"'])
    assert (outer.home, pairs["p"].home, pairs["r"].home) == (None, outer.start, outer.start)


def test_a_header_knows_where_its_last_pair_ends_and_where_the_next_one_begins():
    headers = [statement for statement in scan_statements(TEXT) if isinstance(statement, Header)]
    assert [header.path for header in headers] == [("node", "a"), ("list", 0), ("b.c", "d")]
    assert [TEXT[header.start : header.content_end].splitlines()[-1] for header in headers] == [
        'x."y z" = { p = 1, q = { r = [2] } }', "[[list]]", "'''"]  # fmt: skip
    assert [header.until for header in headers] == [headers[1].start, headers[2].start, len(TEXT)]


def test_a_text_without_statements_has_none():
    assert scan_statements("") == scan_statements("# nothing\n\n") == []


def at(data: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        data = data[step]
    return data


@given(st.integers(0, 2**32))
@settings(max_examples=30)
def test_in_any_spelling_every_value_is_at_a_pair_that_holds_it(seed: int):
    text = spelt_tree(Random(seed)).text.removeprefix("\ufeff")
    data, pairs = tomli.loads(text), [pair for pair in scan_statements(text) if isinstance(pair, Pair)]
    for pair in pairs:
        assert tomli.loads(f"v = {text[slice(*pair.value)]}\n")["v"] == at(data, pair.path)
    paths = [pair.path for pair in pairs]
    assert len(set(paths)) == len(paths)
    values = [("node", name, key) for name, table in data["node"].items() for key in table]
    assert set(values) <= set(paths)


@given(st.integers(0, 2**32))
@settings(max_examples=30)
def test_a_stretch_from_header_to_header_has_the_statements_it_has_in_the_whole(seed: int):
    text = spelt_tree(Random(seed)).text.removeprefix("\ufeff")
    whole = scan_statements(text)
    for header in (statement for statement in whole if isinstance(statement, Header)):
        part = [one for one in whole if header.start <= one.start < header.until]
        assert scan_statements(text, header.start, header.until) == part
