"""Words for a tree that are half typed: kept, found again by what they are for, and never mixed up."""

from __future__ import annotations

from pathlib import Path

import pytest

from gametree.files.tree_drafts import Spot, Words, tree_draft, tree_drafts

TITLE = Spot("title", "debate")


def test_words_come_back_with_what_was_seen(tmp_path: Path):
    words = Words({"title": "Half a thought\u2028"}, {"title": "A thought", "tags": ("a", "b"), "short": None})
    assert tree_draft(tmp_path / "t.toml", TITLE).write(words)
    assert tree_draft(tmp_path / "t.toml", TITLE).read() == words


def test_each_place_and_each_tree_has_its_own(tmp_path: Path):
    spots = [TITLE, Spot("form", "debate"), Spot("new", parent="debate"), Spot("new", parent="debate", after="x")]
    for number, spot in enumerate(spots):
        tree_draft(tmp_path / "t.toml", spot).write(Words({"title": str(number)}))
    assert tree_draft(tmp_path / "other.toml", TITLE).read() is None
    assert {draft.spot for draft in tree_drafts(tmp_path / "t.toml")} == {*spots}
    assert [tree_draft(tmp_path / "t.toml", spot).read() for spot in spots] == [
        Words({"title": str(number)}) for number in range(4)
    ]


def test_they_follow_a_node_that_was_renamed(tmp_path: Path):
    tree_draft(tmp_path / "t.toml", TITLE).write(Words({"title": "Half"}))
    renamed = tree_draft(tmp_path / "t.toml", Spot("title", "contest"), {"debate": "contest"})
    assert renamed.read() == Words({"title": "Half"})
    assert renamed.drop()
    assert [*tree_drafts(tmp_path / "t.toml")] == []


def test_nothing_typed_is_no_draft(tmp_path: Path):
    draft = tree_draft(tmp_path / "t.toml", TITLE)
    draft.write(Words({"title": "Half"}))
    assert draft.write(Words({}, {"title": "Debate"}))
    assert draft.read() is None
    assert not draft.path.exists()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"typed": {"title": "x"}}', '{"what": "title", "typed": 3}', "\xff"])
def test_what_is_no_draft_is_none(tmp_path: Path, text: str):
    draft = tree_draft(tmp_path / "t.toml", TITLE)
    draft.write(Words({"title": "Half"}))
    draft.path.write_bytes(text.encode("latin-1"))
    assert draft.read() is None
    assert [*tree_drafts(tmp_path / "t.toml")] == []


def test_where_nothing_can_be_written_that_is_told(tmp_path: Path, home: Path):
    (home / "state").write_text("a file where the folder should be")
    draft = tree_draft(tmp_path / "t.toml", TITLE)
    assert not draft.write(Words({"title": "Half"}))
    assert [*tree_drafts(tmp_path / "t.toml")] == []
