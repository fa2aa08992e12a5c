"""How a file is written about a place: what an edit there takes after."""

from __future__ import annotations

import pytest
import tomli

from gametree.files.editing.habits import fitting_text, hand_about, hand_in, in_order, key_above, own_pairs, separator
from gametree.files.editing.layout import WholeLayout
from gametree.files.editing.values import PLAIN, Hand


@pytest.mark.parametrize(
    ("key", "present", "above"),
    [
        ("kind", ["title"], None),
        ("title", ["kind", "parent"], 1),
        ("title", ["parent", "kind"], 0),
        ("tags", ["title", "kind"], 0),
        ("formerly", ["see", "colour"], 0),
        ("title", ["colour"], None),
        ("colour", ["kind", "title"], 1),
        ("colour", [], None),
        ("title", [], None),
    ],
)
def test_a_new_key_goes_behind_the_nearest_that_comes_before_it(key: str, present: list[str], above: int | None):
    assert key_above(key, present) == above


def test_a_new_table_has_its_keys_in_one_order_and_unknown_ones_last():
    keys = ["colour", "text", "title", "parent", "kind", "age"]
    assert in_order(keys) == ["kind", "parent", "title", "text", "colour", "age"]


def hand(text: str, table: str = "b") -> Hand:
    return hand_about(WholeLayout(text), tomli.loads(text), ("node", table))


@pytest.mark.parametrize(
    ("text", "habits"),
    [
        ("[node.b]\n", {}),
        ("[node.b]\ntitle = 'B'\n", {"quote": "'"}),
        ("[node.b]\ntitle = 'B'\nshort = \"b\"\n", {}),
        ("[node.a]\ntitle = 'A'\n[node.b]\nx = 1\n", {"quote": "'"}),
        ("[node.b]\ntext = '''\nB'''\n", {"block": "'''"}),
        ('[node.b]\r\ntitle = "B"\r\n', {"newline": "\r\n"}),
        ("[node.b]\ntags = [ 'x' ]\n", {"list_pad": " "}),
        ("[node.b]\ntags = []\n[node.c]\ntags = [\n  'x',\n]\n", {"list_indent": "  ", "list_comma": ","}),
        ("[node]\na = { title = 'A' }\nb.title = 'B'\n", {"quote": "'"}),
    ],
)
def test_a_hand_writes_as_the_table_and_its_neighbours_are_written(text: str, habits: dict[str, str]):
    assert hand(text) == Hand(**habits)  # type: ignore[arg-type]


def test_of_the_neighbours_the_nearest_counts_and_those_far_off_do_not():
    far = "".join(f"[node.far{number}]\ntags = [\n  'x'\n]\n" for number in range(4))
    near = '[node.a]\ntags = ["x"]\n[node.b]\ntitle = "B"\n'
    assert hand(far + near).list_indent is None
    apart = "".join(f'[node.n{number}]\ntitle = "N"\n' for number in range(3))
    assert hand(far + apart + '[node.b]\ntitle = "B"\n') == PLAIN


def test_a_table_that_is_not_there_has_nothing_of_its_own():
    layout = WholeLayout("[node.a]\ntitle = 'A'\n")
    assert own_pairs(layout, ("node", "gone")) == []
    assert hand_in(layout, [("node", "gone")]) == PLAIN


def test_pairs_of_tables_within_a_table_are_not_its_own():
    layout = WholeLayout("[node.a]\ntitle = 'A'\nx.y = 1\nz = { v = 2 }\n[node.a.deep]\nw = 3\n")
    assert [pair.path[-1] for pair in own_pairs(layout, ("node", "a"))] == ["title", "z"]


@pytest.mark.parametrize(
    ("table", "key", "between"),
    [
        ("kind = 'claim'\ntitle = 'A'", "short", " = "),
        ("kind='claim'\ntitle='A'", "short", "="),
        ("kind  = 'claim'\ntitle = 'A'", "text", "  = "),
        ("kind  = 'claim'\ntitle = 'A'", "formerly", " = "),
        ("kind  = 'claim'\ntags  = []", "formerly", "  = "),
        ("kind\t=\t'claim'\ntitle\t=\t'A'", "short", "\t=\t"),
    ],
)
def test_what_stands_about_the_equals_sign_is_as_in_the_line_above_and_columns_stay(table: str, key: str, between: str):
    text = f"[node.a]\n{table}\n"
    pairs = own_pairs(WholeLayout(text), ("node", "a"))
    assert separator(text, pairs[0], pairs, key) == between


@pytest.mark.parametrize(
    ("others", "words", "written"),
    [
        (["Some words.\n"], "New.", "New.\n"),
        (["Some words."], "New.\n\n", "New."),
        (["One.\n", "Two."], "\r\nNew.\r\nAnd more.", "New.\nAnd more.\n"),
        (["One.", "Two.", "Three.\n"], "New.\n", "New."),
        ([], "New.", "New."),
        ([], "New.\nAnd more.", "New.\nAnd more.\n"),
        (["Some words.\n"], "\n", ""),
        ([3], "New.\nAnd more.", "New.\nAnd more.\n"),
    ],
)
def test_a_text_ends_as_texts_do_in_the_file(others: list[object], words: str, written: str):
    assert fitting_text({"node": {f"n{at}": {"text": text} for at, text in enumerate(others)}}, words) == written


@pytest.mark.parametrize("data", [{}, {"node": 3}, {"node": {"a": 3}}])
def test_where_there_are_no_nodes_a_text_of_one_line_ends_without_a_newline(data: dict[str, object]):
    assert fitting_text(data, "New.") == "New."
