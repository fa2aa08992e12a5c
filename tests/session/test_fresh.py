"""A tree's file read anew, once for each time it changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from gametree.errors import FaultyTree, UnreadableFile
from gametree.files.locations import TreePlace
from gametree.files.tree_file import load_tree
from gametree.files.tree_store import read_stored_tree
from gametree.session import fresh
from gametree.session.fresh import FreshReader, read_whole


@pytest.fixture
def place(folder: Path) -> TreePlace:
    return TreePlace(folder / "debate.toml", bundled=False)


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[TreePlace]:
    """Which files were read."""
    found: list[TreePlace] = []
    monkeypatch.setattr(fresh, "read_fresh", lambda place, read=fresh.read_fresh: (found.append(place), read(place))[1])
    return found


def write(place: TreePlace, text: str) -> None:
    place.path.write_text(text)


def test_what_has_not_changed_is_read_once(place: TreePlace, readings: list[TreePlace]):
    reader = FreshReader(place)
    assert not reader.is_read
    first = reader.read()
    assert reader.is_read
    assert (reader.read() is first, len(readings)) == (True, 1)


def test_what_has_changed_is_read_again_also_where_it_is_broken_or_gone(place: TreePlace, readings: list[TreePlace]):
    reader = FreshReader(place)
    reader.read()
    write(place, place.path.read_text() + '[node.new]\nkind = "claim"\ntitle = "N"\n')
    assert not reader.is_read
    tree = reader.read().tree
    assert tree is not None and "new" in tree.nodes
    write(place, "[tree")
    assert [finding.check for finding in reader.read().findings] == ["syntax"]
    place.path.unlink()
    assert [finding.check for finding in reader.read().findings] == ["file-missing"]
    assert (len(readings), reader.is_read) == (4, True)


def test_what_was_taken_in_is_forgotten(place: TreePlace, readings: list[TreePlace]):
    reader = FreshReader(place)
    reader.read()
    reader.forget()
    assert not reader.is_read
    reader.read()
    assert len(readings) == 2


def test_a_whole_file_comes_with_its_tree(place: TreePlace):
    stored = read_whole(place)
    assert stored.text.text == place.path.read_text()
    assert stored.text.tree == load_tree(place.path)


def test_a_tree_that_is_known_is_not_made_again(place: TreePlace):
    known = load_tree(place.path)
    assert read_whole(place, known).text.tree is known
    ahead = read_stored_tree(place.path)
    assert read_whole(place, known, ahead) is ahead
    assert ahead.text.tree is known


@pytest.mark.parametrize(
    ("text", "found"), [("[tree]\n", [("missing-key", 1), ("empty-tree", 1)]), ("a = 1\n[tree", [("syntax", 2)])]
)
def test_a_file_with_errors_is_refused_with_each_at_its_line(place: TreePlace, text: str, found: list[tuple[str, int]]):
    write(place, text)
    with pytest.raises(FaultyTree) as refused:
        read_whole(place)
    assert [(finding.check, finding.place.line) for finding in refused.value.findings] == found


def test_a_file_that_is_gone_is_said(place: TreePlace):
    place.path.unlink()
    with pytest.raises(UnreadableFile, match="there is no such file"):
        read_whole(place)
