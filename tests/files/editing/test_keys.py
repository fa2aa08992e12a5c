"""Keys of a table put in, replaced and taken out where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from textwrap import dedent
from typing import Any

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from gametree.files.editing.keys import edit_keys
from gametree.files.editing.layout import WholeLayout
from gametree.files.editing.patch import Patch
from gametree.files.editing.splices import apply_splices, tidy
from gametree.files.editing.statements import Unfit
from tests.files.spellings import random_fields, spelt_tree

Values = Mapping[str, str | list[str] | None]


def edited(text: str, values: Values, name: str = "a") -> str:
    patch = Patch(WholeLayout(text), tomli.loads(text))
    edit_keys(patch, ("node", name), values)
    return apply_splices(text, tidy(text, patch.pieces()))


@pytest.mark.parametrize(
    ("before", "values", "after"),
    [
        ("title = 'A'  # why", {"title": "B"}, "title = 'B'  # why"),
        ("title = 'A'", {"kind": "claim"}, "kind = 'claim'\ntitle = 'A'"),
        ("kind = 'claim'", {"tags": ["x"], "title": "A"}, "kind = 'claim'\ntitle = 'A'\ntags = ['x']"),
        ("# about it\ntitle = 'A'", {"kind": "claim"}, "kind = 'claim'\n# about it\ntitle = 'A'"),
        ("kind = 'claim'\ntitle = 'A'", {"kind": None}, "title = 'A'"),
        ("kind = 'claim'  # gone with it\ntitle = 'A'", {"kind": None}, "title = 'A'"),
        ("kind = 'claim'", {"title": None}, "kind = 'claim'"),
        ("  kind='claim'", {"title": "A"}, "  kind='claim'\n  title='A'"),
        ("kind = 'claim'\n  title='A'", {"short": "a"}, "kind = 'claim'\n  title='A'\n  short='a'"),
        ("tags = ['x']", {"tags": ["x", "y"]}, "tags = ['x', 'y']"),
        ("tags = [\n  'x',\n]", {"tags": None, "kind": "claim"}, "kind = 'claim'"),
        ("text = '''\nOne\n'''\n# end", {"title": "A"}, "title = 'A'\ntext = '''\nOne\n'''\n# end"),
    ],
)
def test_in_a_table_with_a_header_a_key_has_a_line(before: str, values: Values, after: str):
    rest = "\n[node.b]\ntitle = 'B'\n"
    assert edited(f"[node.a]\n{before}\n{rest}", values) == f"[node.a]\n{after}\n{rest}"


@pytest.mark.parametrize(
    ("before", "values", "after"),
    [
        ("a = { title = 'A' }", {"title": "B", "kind": "claim"}, "a = { kind = 'claim', title = 'B' }"),
        ("a = {}", {"title": "A"}, 'a = { title = "A" }'),
        ("a = { kind = 'claim', title = 'A' }", {"kind": None}, "a = { title = 'A' }"),
        ("a.title = 'A'", {"kind": "claim"}, "a.kind = 'claim'\na.title = 'A'"),
        ("a.title = 'A'\na.kind = 'claim'", {"title": None, "kind": "problem"}, "a.kind = 'problem'"),
        ("'a'.title = 'A'", {"short": "x"}, "'a'.title = 'A'\n'a'.short = 'x'"),
    ],
)
def test_where_nodes_have_a_line_a_key_is_written_as_the_others_there(before: str, values: Values, after: str):
    assert edited(f"[node]\n{before}\n", values) == f"[node]\n{after}\n"


def test_behind_a_header_without_keys_the_first_one_is_indented_as_that():
    assert edited("  [node.a] # new", {"title": "A"}) == '  [node.a] # new\n  title = "A"'


def test_line_ends_are_those_of_the_file():
    assert edited("[node.a]\r\ntitle = 'A'\r\n", {"kind": "claim"}) == "[node.a]\r\nkind = 'claim'\r\ntitle = 'A'\r\n"


@pytest.mark.parametrize(
    "text",
    ["[node.a.title]\nx = 1\n", "[node.a]\ntitle.x = 1\n", "[node.a.deep]\nx = 1\n"],
    ids=["a table", "dotted", "no header of its own"],
)
def test_what_is_no_plain_key_is_left_to_others(text: str):
    with pytest.raises(Unfit):
        edited(text, {"title": "A"})


def test_a_key_in_several_pieces_can_still_be_taken_out():
    text = dedent("""\
        [node.a]
        x.y = 1
        x.z = 2
        kind = "claim"
        [node.a.w]
        v = 1
        """)
    assert tomli.loads(edited(text, {"x": None, "w": None})) == {"node": {"a": {"kind": "claim"}}}


@given(st.integers(0, 2**32))
@settings(max_examples=40)
def test_in_any_spelling_the_text_then_says_so_and_nothing_else_has_changed(seed: int):
    random = Random(seed)
    text = spelt_tree(random).text.removeprefix("\ufeff")
    data: dict[str, Any] = tomli.loads(text)
    name = random.choice(list(data["node"]))
    gone = random.sample(list(data["node"][name]), random.randint(0, len(data["node"][name]) - 1))
    values: Values = {**random_fields(random, list(data["node"]), []), **dict.fromkeys(gone)}
    after = tomli.loads(edited(text, values, name))
    kept = {key: value for key, value in (data["node"][name] | values).items() if value is not None}
    data["node"][name] = kept
    assert after == data
