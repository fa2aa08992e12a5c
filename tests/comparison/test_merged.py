"""A merge as a file: the tables it holds, and when a file says just that."""

from __future__ import annotations

import pytest
import tomli

from gametree.comparison.merged import DocumentMerge, Matter, MergedTable, Report

TEXT = """
version = 1
[tree]
title = "T"
[source.paper]
title = "P"
[node.b]
title = "B"
weight = 1
[node.a]
title = "A"
"""


@pytest.fixture
def merge() -> DocumentMerge:
    said = tomli.loads(TEXT)
    names = [("tree",), ("source", "paper"), ("node", "b"), ("node", "a")]
    fields = [said["tree"], said["source"]["paper"], said["node"]["b"], said["node"]["a"]]
    tables = [MergedTable(name, keys, name, name, None) for name, keys in zip(names, fields, strict=True)]
    return DocumentMerge(tuple(tables), {"version": 1}, ())


def test_its_tables_and_what_else_there_is_are_the_document_as_toml_reads_it(merge: DocumentMerge):
    assert merge.document == tomli.loads(TEXT)
    assert list(merge.document["node"]) == ["b", "a"]


def test_a_document_made_of_it_can_be_changed_and_the_merge_stays(merge: DocumentMerge):
    merge.document["node"]["a"]["title"] = "Other"
    assert merge.document["node"]["a"] == {"title": "A"}


def test_a_merge_without_tables_is_an_empty_document():
    empty = DocumentMerge((), {}, ())
    assert empty.document == {}
    assert empty.is_said_by({})
    assert not empty.is_said_by({"node": {}})


@pytest.mark.parametrize(
    ("old", "new", "is_so"),
    [
        ("", "", True),
        ('[tree]\ntitle = "T"', 'tree = { title = "T" } # in other words', True),
        ('title = "B"\nweight = 1', 'weight = 1\ntitle = "B"', True),
        ('"B"', '"C"', False),
        ("weight = 1", "weight = 1.0", False),
        ("weight = 1", "weight = true", False),
        ("version = 1", "", False),
        ('[node.a]\ntitle = "A"', "", False),
        ("[source.paper]", "[source.essay]", False),
        ("[node.b]", "[node.c]\n[node.b]", False),
    ],
)
def test_a_file_says_the_merge_where_every_value_is_the_same(merge: DocumentMerge, old: str, new: str, is_so: bool):
    assert merge.is_said_by(tomli.loads(TEXT.replace(old, new, 1))) is is_so


def test_nodes_in_another_order_are_not_what_was_merged(merge: DocumentMerge):
    said = tomli.loads(TEXT)
    assert not merge.is_said_by({**said, "node": dict(reversed(said["node"].items()))})


@pytest.mark.parametrize("matter", Matter)
def test_a_person_settles_all_but_what_was_joined_or_moved(matter: Matter):
    assert Report(matter, ("tree",)).is_conflict is (matter not in {Matter.JOINED, Matter.MOVED})
