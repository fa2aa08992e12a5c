"""A text read in slices says what tomli reads in the whole, or it is not read in slices."""

from __future__ import annotations

import os
from contextlib import suppress
from random import Random

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from gametree.files.locations import bundled_trees
from gametree.files.slices import CommonSlices, documents_in, read_document, read_in_slices
from tests.benchmarks.shapes import grown
from tests.files.corpus import corpus
from tests.files.spellings import spelt_tree

VALID = corpus("valid")
CASES = int(os.environ.get("SLICES", "300"))  # 300,000 were run once
PIECES = """\
[tree]
title = "T"
[node.a]
[node.b]
[node.c] # words
[source.a]
[node."a"]
[ node . b ]
  [node.d]
[node.a.b]
[[node.c]]
[[node]]
[node]
[ "node" ]
["no\\u0064e"]
['source'] # words
[source]
[other]
[node.d
]
x = 1
b = {}
b.c = 1
node.a = 1
node.a.x = 1
node = {}
source = []
parent = [
  "a",
]
[[1]]
text = \"\"\"
\"\"\"
text = '''
'''
"\"\"\"\"
"text = ""
# [node.a]
"node"
""".splitlines()


@settings(max_examples=CASES, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14), st.sampled_from(["\n", "\r\n"]), st.integers(0, 30))
def test_slices_say_what_the_whole_says(pieces: list[str], line_end: str, size: int):
    text = line_end.join(pieces)
    try:
        document = read_in_slices(text, size)
    except ValueError:
        return
    assert repr(document) == repr(tomli.loads(text))  # in the same order too


@pytest.mark.parametrize("name", VALID)
def test_every_valid_file_is_read_in_slices_as_it_is_as_a_whole_or_not_at_all(name: str):
    text = VALID[name].decode("utf-8").removeprefix("\ufeff")
    with suppress(ValueError):
        assert repr(read_in_slices(text, 1)) == repr(tomli.loads(text))


@given(st.integers(0, 2**32))
def test_a_tree_in_any_spelling_is_read_so_too(seed: int):
    text = spelt_tree(Random(seed)).text.removeprefix("\ufeff")
    with suppress(ValueError):
        assert repr(read_in_slices(text, 1)) == repr(tomli.loads(text))


HEAD = '[tree]\ntitle = "T"\n[node.a]\nkind = "claim"\n'


@pytest.mark.parametrize(
    "rest",
    [
        "[node.b]\n[node.a]\n",
        "[node.b]\n[node.a.c]\n",
        "[source.s]\n[node]\n[node.b]\n[node]\n",
        '[node.b]\n[ "node" ]\n',
        "[node.b]\n['node']\n",
        "[[node.b]]\n[node.c]\n[[node.b]]\n",
        "[node.b]\n[other]\n",
        "[node.b]\n[tree.more]\n",
        "[node.b]\n[[node]]\n",
    ],
)
def test_what_might_meet_across_slices_is_left_to_the_whole(rest: str):
    with pytest.raises(ValueError):  # NotInSlices, or what tomli has against a slice
        list(documents_in(HEAD + rest, 1))


@pytest.mark.parametrize("first", ["node = {}\n", "node.b.c = 1\n", "source = 1\n", "[node]\nb = {}\n", "[node.b.c]\n"])
def test_what_comes_before_the_tables_must_not_touch_them(first: str):
    with pytest.raises(ValueError):  # NotInSlices, or what tomli has against a slice
        list(documents_in(f"{first}[node.a]\n", 1))


@pytest.mark.parametrize("quotes", ['"""', "'''"])
def test_a_header_within_a_text_is_no_seam(quotes: str):
    text = f"{HEAD}text = {quotes}\n[node.b]\n{quotes}\n[node.c]\n"
    with pytest.raises(tomli.TOMLDecodeError):
        list(documents_in(text, 1))
    assert list(documents_in(text)) == [tomli.loads(text)]


def test_a_long_tree_is_read_in_many_slices():
    text = grown(200) + '\n[node.links]\ntext = """\n[a link](https://example.org) at the start of a line\n"""\n'
    documents = list(documents_in(text, 2_000))
    assert len(documents) > 15
    assert max(len(document.get("node", ())) for document in documents) < 20
    assert read_in_slices(text, 2_000) == tomli.loads(text)


@pytest.mark.parametrize("place", bundled_trees(), ids=lambda place: place.name)
def test_the_bundled_trees_can_be_read_in_slices(place):
    text = place.path.read_text(encoding="utf-8")
    assert read_in_slices(text, 1_000) == tomli.loads(text)


def test_nodes_that_are_known_are_the_same_objects_and_others_as_they_are_read():
    known = tomli.loads(grown(30))["node"]
    document = read_document(grown(30).replace("Move number 7,", "Another move,"), known)
    assert [name for name, table in document["node"].items() if table is not known[name]] == ["n7"]
    assert document["node"]["n7"]["title"].startswith("Another move")


@settings(max_examples=CASES, deadline=None)
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=14), min_size=2, max_size=3), st.integers(0, 30))
def test_texts_with_slices_in_common_are_read_as_each_would_be(texts: list[list[str]], size: int):
    slices = CommonSlices(size)
    for text in map("\n".join, texts):
        try:
            document = tomli.loads(text)
        except ValueError:
            with pytest.raises(ValueError):
                slices.read(text)
        else:
            assert repr(slices.read(text)) == repr(document)


def test_a_slice_that_stands_in_several_texts_is_read_once(monkeypatch: pytest.MonkeyPatch):
    read: list[str] = []
    loads = tomli.loads
    monkeypatch.setattr(tomli, "loads", lambda text: read.append(text) or loads(text))
    slices, text = CommonSlices(2_000), grown(1_000)
    longer = text.replace("Move number 500,", "Another move, number 500,").replace("[node.n20]", "[node.n19b]")
    assert slices.read(text) == loads(text)
    read.clear()
    assert slices.read(longer) == loads(longer)
    assert sum(map(len, read)) < 10_000
