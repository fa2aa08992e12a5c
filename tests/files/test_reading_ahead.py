"""A file read in pieces says what it says as a whole, or nothing is said."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from gametree.files import reading_ahead
from gametree.files.reading_ahead import ReadingAhead, read_in_pieces
from gametree.files.tree_store import read_stored_tree
from tests.benchmarks.shapes import grown
from tests.files.corpus import corpus
from tests.files.spellings import spelt_tree

VALID = corpus("valid")


@pytest.fixture(autouse=True, scope="module")
def short_pieces():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading_ahead, "_PIECE", 1)
        yield


@pytest.mark.parametrize("name", VALID)
def test_every_valid_file_is_read_in_pieces_as_it_is_as_a_whole_or_not_at_all(name):
    text = VALID[name].decode("utf-8").removeprefix("\ufeff")
    assert repr(read_in_pieces(text)) in (repr(tomli.loads(text)), "None")


@given(st.integers(0, 2**32))
@settings(max_examples=100, deadline=None)
def test_a_tree_in_any_spelling_is_read_so_too(seed):
    text = spelt_tree(Random(seed)).text.removeprefix("\ufeff")
    assert repr(read_in_pieces(text)) in (repr(tomli.loads(text)), "None")


def test_a_tree_as_people_write_them_is_read_in_pieces():
    text = grown(200)
    assert repr(read_in_pieces(text)) == repr(tomli.loads(text))


@pytest.mark.parametrize(
    "text", ["[node.a]\nx = 1\n[node.b]\n[node.a.more]\n", "[[a]]\n[[a]]\n", '[a]\nb = """\n[a]\n"""\n[a.c]\nd = 1\n']
)
def test_tables_in_several_pieces_are_not_put_together(text):
    assert read_in_pieces(text) in (None, tomli.loads(text))


def test_what_was_read_ahead_is_the_file(tmp_path: Path):
    path = tmp_path / "t.toml"
    path.write_text(grown(50))
    ahead, stored = ReadingAhead(path, "t").result(), read_stored_tree(path)
    assert ahead is not None
    assert (ahead.text, ahead.text.data, ahead.stamp) == (stored.text, stored.text.data, stored.stamp)
    assert ReadingAhead(tmp_path / "none.toml", "none").result() is None
