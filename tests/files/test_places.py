"""The place in a tree that one comes back to."""

from __future__ import annotations

from pathlib import Path

import pytest

from gametree.files.places import Place, keep_place, recall_place

PLACE = Place("a", "question", frozenset({"a", "b"}))


def test_a_place_comes_back_as_it_was(tmp_path: Path):
    assert keep_place(tmp_path / "t.toml", PLACE)
    assert recall_place(tmp_path / "t.toml") == PLACE
    assert recall_place(tmp_path / "other.toml") is None


def test_the_latest_place_counts_and_nothing_else_is_left_behind(tmp_path: Path, home: Path):
    for node in ("a", "b\u2028\udcff"):
        keep_place(tmp_path / "t.toml", Place(node, "question", frozenset()))
    assert recall_place(tmp_path / "t.toml") == Place("b\u2028\udcff", "question", frozenset())
    assert len(list((home / "state" / "gametree" / "places").iterdir())) == 1


def test_a_tree_has_one_place_by_whatever_way_one_comes_to_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "link.toml").symlink_to("t.toml")
    keep_place(tmp_path / "link.toml", PLACE)
    monkeypatch.chdir(tmp_path)
    assert recall_place(Path("t.toml")) == recall_place(Path("x/../t.toml")) == PLACE


@pytest.mark.parametrize(
    "text", ["", "[]", '{"node": 1}', '{"node": "a", "parent": "b", "folded": 1}', "{" * 100_000, "\x00", "\xff"]
)
def test_what_is_no_place_is_none(tmp_path: Path, home: Path, text: str):
    keep_place(tmp_path / "t.toml", PLACE)
    (file,) = (home / "state" / "gametree" / "places").iterdir()
    file.write_text(text, encoding="latin-1")
    assert recall_place(tmp_path / "t.toml") is None


def test_where_it_cannot_be_kept_that_is_said(tmp_path: Path, home: Path):
    (home / "state").write_text("a file where a folder should be")
    assert not keep_place(tmp_path / "t.toml", PLACE)
    assert recall_place(tmp_path / "t.toml") is None
