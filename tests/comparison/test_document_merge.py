"""Two versions of a tree merged as data, node by node and key by key."""

from __future__ import annotations

from typing import Any

import pytest
import tomli

from gametree.comparison import document_merge
from gametree.comparison.document_merge import merge_documents
from gametree.comparison.merged import Matter, NoTables, Report
from tests.files.merge_laws import changed, random_versions

BASE = """
[tree]
title = "T"
[source.paper]
title = "P"
[node.a]
kind = "strategy"
title = "A"
[node.b]
kind = "problem"
title = "B"
parent = "a"
[node.c]
kind = "problem"
title = "C"
parent = "a"
"""


def version(*changes: tuple[str, str]) -> str:
    return changed(BASE, *changes)


def without(node_id: str) -> str:
    head, *tables = BASE.split("\n[")
    return "\n[".join([head, *(table for table in tables if not table.startswith(f"node.{node_id}]"))])


def merged(ours: str, theirs: str, base: str = BASE) -> tuple[dict[str, Any], list[Report]]:
    merge = merge_documents(*map(tomli.loads, (base, ours, theirs)))
    return merge.document, list(merge.reports)


def test_changes_of_different_keys_and_nodes_are_all_in_and_nothing_is_to_be_told():
    ours = version(('title = "A"', 'title = "Ours"'), ('title = "T"', 'title = "T"\nquestion = "Q?"'))
    theirs = version(('"A"', '"A"\ntext = "x"'), ('"C"', '"Theirs"'), ('"P"', '"P"\nurl = "u"'))
    document, reports = merged(ours, theirs)
    assert document == tomli.loads(
        version(
            ('"A"', '"Ours"\ntext = "x"'),
            ('"C"', '"Theirs"'),
            ('"P"', '"P"\nurl = "u"'),
            ('"T"', '"T"\nquestion = "Q?"'),
        )
    )
    assert reports == []


def test_what_either_added_or_took_out_is_so():
    added = version() + '[node.d]\nkind = "claim"\ntitle = "D"\nparent = "a"\n'
    document, reports = merged(without("b"), added)
    assert list(document["node"]) == ["a", "c", "d"]
    assert reports == []


def test_of_two_values_for_one_key_ours_stays_and_both_are_told():
    document, reports = merged(version(('"A"', '"Ours"')), version(('"A"', '"Theirs"')))
    assert document["node"]["a"]["title"] == "Ours"
    assert reports == [Report(Matter.CLASH, ("node", "a"), "title", "Ours", "Theirs")]


@pytest.mark.parametrize("ours_deletes", [True, False])
def test_a_node_that_one_took_out_and_the_other_changed_stays(ours_deletes: bool):
    versions = (without("b"), version(('"B"', '"Changed"')))
    document, reports = merged(*(versions if ours_deletes else versions[::-1]))
    assert document["node"]["b"]["title"] == "Changed"
    assert reports == [Report(Matter.KEPT, ("node", "b"), "", not ours_deletes, ours_deletes)]


def test_a_node_that_one_took_out_stays_with_all_above_it_where_the_other_put_something_beneath():
    base = version() + '[node.d]\nkind = "strategy"\ntitle = "D"\nparent = "b"\n'
    ours = without("b")
    theirs = base + '[node.e]\nkind = "problem"\ntitle = "E"\nparent = "d"\n'
    document, reports = merged(ours, theirs, base)
    assert list(document["node"]) == ["a", "b", "c", "d", "e"]
    assert [(report.matter, report.table[1]) for report in reports] == [(Matter.NEEDED, "b"), (Matter.NEEDED, "d")]


def test_a_source_that_one_took_out_stays_where_the_other_cites_it():
    document, reports = merged(
        version(('[source.paper]\ntitle = "P"\n', "")), version(('"A"', '"A"\nsources = ["paper"]'))
    )
    assert document["source"] == {"paper": {"title": "P"}}
    assert reports == [Report(Matter.NEEDED, ("source", "paper"), "", False, True)]


def test_a_renamed_node_is_the_same_node_and_what_the_other_put_beneath_it_follows():
    ours = version(("[node.a]", '[node.z]\nformerly = ["a"]'), ('parent = "a"', 'parent = "z"'))
    theirs = version(('"A"', '"Theirs"')) + '[node.d]\nkind = "problem"\ntitle = "D"\nparent = "a"\nsee = ["a"]\n'
    document, reports = merged(ours, theirs)
    assert document["node"]["z"] == {"formerly": ["a"], "kind": "strategy", "title": "Theirs"}
    assert document["node"]["d"] == {"kind": "problem", "title": "D", "parent": "z", "see": ["z"]}
    assert "a" not in document["node"]
    assert reports == []
    assert merged(theirs, ours)[0] == document


def test_a_node_renamed_by_both_bears_our_id_and_remembers_theirs():
    ours = version(("[node.c]", '[node.ours]\nformerly = ["c"]'))
    theirs = version(("[node.c]", '[node.theirs]\nformerly = ["c"]'))
    document, reports = merged(ours, theirs)
    assert document["node"]["ours"]["formerly"] == ["c", "theirs"]
    assert reports == [Report(Matter.RENAMED, ("node", "ours"), "", "ours", "theirs")]


def test_two_different_nodes_of_one_id_are_both_there():
    ours = version(("[node.c]", '[node.d]\nformerly = ["c"]'))
    theirs = version() + '[node.d]\nkind = "claim"\ntitle = "Another D"\nparent = "d"\n'.replace('"d"', '"b"')
    document, reports = merged(ours, theirs)
    assert (document["node"]["d"]["title"], document["node"]["d-2"]["title"]) == ("C", "Another D")
    assert reports == [Report(Matter.TAKEN, ("node", "d-2"), "", None, "d")]


def test_parents_of_both_that_make_a_circle_are_ours():
    base = BASE.replace('"C"\nparent = "a"', '"C"\nparent = "a"\n')
    ours, theirs = (
        base.replace('"B"\nparent = "a"', '"B"\nparent = "c"'),
        base.replace('"C"\nparent = "a"', '"C"\nparent = "b"'),
    )
    document, reports = merged(ours, theirs, base)
    assert (document["node"]["b"]["parent"], document["node"]["c"]["parent"]) == ("c", "a")
    assert [(report.matter, report.table[1], report.theirs) for report in reports] == [(Matter.CIRCLE, "c", ["b"])]


def test_a_file_that_both_made_is_merged_from_nothing():
    document, reports = merged(version(), version(('"A"', '"Theirs"')), "")
    assert document == tomli.loads(BASE)
    assert [report.matter for report in reports] == [Matter.CLASH]


def test_other_tables_are_no_reason_to_stop_but_a_node_that_is_no_table_is():
    document, reports = merged(version() + "[mine]\nx = 1\n", version() + "[yours]\nx = 1\n")
    assert (document["mine"], document["yours"], reports) == ({"x": 1}, {"x": 1}, [])
    with pytest.raises(NoTables):
        merged("node = 1\n", version())


def test_a_merge_knows_which_file_says_it():
    merge = merge_documents(*map(tomli.loads, (BASE, BASE, version(('"A"', '"x"')))))
    assert merge.is_said_by(tomli.loads(version(('"A"', '"x"'))))
    assert not merge.is_said_by(tomli.loads(BASE))
    head, a, b, c = version(('"A"', '"x"')).split("\n[node.")
    assert not merge.is_said_by(tomli.loads("\n[node.".join((head, a, c.rstrip(), b))))


def test_a_former_id_that_the_other_side_gave_to_a_node_is_none_any_more():
    ours = BASE + '[node.d]\nkind = "claim"\ntitle = "D"\nformerly = ["draft"]\n'
    theirs = BASE + '[node.draft]\nkind = "claim"\ntitle = "Draft"\n'
    document, reports = merged(ours, theirs)
    assert document["node"]["d"] == {"kind": "claim", "title": "D"}
    assert "draft" in document["node"]
    assert reports == []


def test_a_node_that_one_renamed_back_keeps_what_the_other_wrote():
    base = version(("[node.c]", '[node.d]\nformerly = ["c"]'))
    document, reports = merged(BASE, base.replace('"C"', '"Theirs"'), base)
    assert document["node"]["c"] == {"kind": "problem", "title": "Theirs", "parent": "a"}
    assert reports == []


def test_a_number_that_one_made_a_truth_is_a_change():
    numbered = version(('"A"', '"A"\nweight = 1'))
    document, reports = merged(numbered.replace("weight = 1", "weight = true"), numbered, numbered)
    assert document["node"]["a"]["weight"] is True
    assert reports == []


def test_nodes_that_nobody_changed_are_merged_as_if_each_key_were_looked_at(monkeypatch: pytest.MonkeyPatch):
    versions = [[tomli.loads(text.removeprefix("\ufeff")) for text in random_versions(seed)] for seed in range(60)]
    quick = [merge_documents(*documents) for documents in versions]
    monkeypatch.setattr(document_merge._Merge, "_left_alone", lambda _: {})
    for documents, merge in zip(versions, quick, strict=True):
        slow = merge_documents(*documents)
        assert (merge.document, list(merge.document["node"])) == (slow.document, list(slow.document["node"]))
        assert [table.name for table in merge.tables] == [table.name for table in slow.tables]
        assert sorted(merge.reports, key=repr) == sorted(slow.reports, key=repr)
