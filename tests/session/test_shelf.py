"""The trees there are to open."""

from __future__ import annotations

from pathlib import Path

import pytest

from gametree.files.locations import TreePlace, bundled_trees
from gametree.session import Session
from gametree.session.shelf import Shelf, ShelfEntry, survey_bundled


def test_the_bundled_trees_come_first_and_then_those_of_the_folder_by_name(folder: Path):
    (folder / "amplification.toml").write_text((folder / "debate.toml").read_text())
    (folder / "pyproject.toml").write_text('[project]\nname = "x"\n')
    bundled = [place.name for place in bundled_trees()]
    assert [place.name for place in Shelf("ada", folder).places()] == [*bundled, "amplification", "debate"]
    assert [place.name for place in Shelf("ada").places()] == bundled


def test_an_entry_counts_what_this_assessor_has_scored(session: Session, folder: Path):
    session.judge("debate", 0.5)
    session.note("collusion", "a note is no score")
    session.close()
    place = TreePlace(folder / "debate.toml", bundled=False)
    entry = Shelf("ada").look_at(place)
    assert (entry.title, entry.count_in_words()) == ("Debate", "2 nodes, 1 scored")
    assert entry.as_json() == {"name": "debate", "title": "Debate", "nodes": 2, "scored": 1}
    assert Shelf("bob").look_at(place).scored == 0


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[tree]\ntitle =\n", "1 error to mend first"),
        ("[tree]\n", "2 errors to mend first"),
        (None, "there is no such file"),
    ],
)
def test_a_tree_that_cannot_be_opened_is_there_with_the_reason(folder: Path, text: str | None, fault: str):
    path = folder / "broken.toml"
    if text is not None:
        path.write_text(text)
    entry = Shelf("ada").look_at(TreePlace(path, bundled=False))
    assert (entry.title, entry.nodes) == ("broken", 0)
    assert entry.count_in_words().endswith(fault)


def test_looking_writes_nothing(folder: Path, home: Path):
    Shelf("ada").look_at(TreePlace(folder / "debate.toml", bundled=False))
    assert [path.name for path in folder.iterdir()] == ["debate.toml"]
    assert [path.name for path in home.iterdir()] == ["gitconfig"]


def test_one_node_is_one(folder: Path):
    assert ShelfEntry(TreePlace(folder / "x.toml", False), "X", nodes=1).count_in_words() == "1 node, 0 scored"


def test_the_bundled_trees_are_surveyed_for_the_person_at_this_machine():
    entries = survey_bundled()
    assert [entry.name for entry in entries] == [place.name for place in bundled_trees()]
    assert all(entry.nodes > 0 and not entry.fault for entry in entries)
