"""Several programs at the same files at once: every change is there once, and nobody's is written over."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

import gametree
from gametree.errors import TreeChanged
from gametree.files.editing.edits import AddNode, SetKeys
from gametree.files.git_setup import set_up_git
from gametree.files.journal import read_journal
from gametree.files.locations import JournalPlace, TreePlace
from gametree.files.tree_file import load_tree, read_tree
from gametree.session import Session, open_session
from tests.files.repository import PROGRAM, Repository, needs_git

TREE = """\
[tree]
title = "Debate"

[node.debate]
kind = "strategy"
title = "Two models debate"   # for now

[node.collusion]
kind = "problem"
parent = "debate"
title = "They collude"
"""
Sit = Callable[[], Session]

_APPENDS = """
import sys
from pathlib import Path
from gametree.files.locations import JournalPlace, TreePlace
from gametree.session import open_session

tree, journal, name = sys.argv[1:]
session = open_session(TreePlace(Path(tree), False), JournalPlace(Path(journal), "here"), "ada")
for number in range(40):
    session.note("debate", f"{name} {number}")
session.close()
"""

_EDITS = """
import sys
from pathlib import Path
from gametree.files.editing.edits import AddNode
from gametree.files.locations import JournalPlace, TreePlace
from gametree.session import open_session

tree, journal, name = sys.argv[1:]
session = open_session(TreePlace(Path(tree), False), JournalPlace(Path(journal), "here"), "ada")
for number in range(8):
    session.edit(AddNode(f"n{name}-{number}", {"kind": "problem", "title": "N", "parent": "debate"}))
session.close()
assert session.state.is_saved
"""


@pytest.fixture
def sit(tmp_path: Path, clock: Callable[[], datetime]) -> Sit:
    (tmp_path / "debate.toml").write_text(TREE)

    def begin() -> Session:
        places = TreePlace(tmp_path / "debate.toml", False), JournalPlace(tmp_path / "ada.toml", "here")
        return open_session(*places, "ada", clock)

    return begin


def start(script: str, folder: Path, count: int) -> list[subprocess.Popen[bytes]]:
    package = str(Path(gametree.__file__).parent.parent)
    files = str(folder / "debate.toml"), str(folder / "ada.toml")
    return [
        subprocess.Popen([sys.executable, "-c", script, *files, str(number)], cwd=package) for number in range(count)
    ]


def test_eight_programs_append_while_a_sitting_is_open(sit: Sit, tmp_path: Path):
    session, mine = sit(), 0
    others = start(_APPENDS, tmp_path, 8)
    while any(other.poll() is None for other in others):
        session.note("debate", f"me {mine}")
        mine += 1
        session.close()
        session.reload_if_changed()
        assert session.lost == ()
    assert [other.returncode for other in others] == [0] * 8
    session.reload_if_changed()
    reading = read_journal(tmp_path / "ada.toml")
    assert (reading.findings, session.findings) == ((), ())
    notes = [record.note for record in reading.records if record.note]
    assert {record.note for record in session.assessment.records} == set(notes)
    for who, count in (*((str(number), 40) for number in range(8)), ("me", mine)):
        assert [note for note in notes if note.split()[0] == who] == [f"{who} {number}" for number in range(count)]


def test_four_programs_edit_one_tree(sit: Sit, tmp_path: Path):
    session, mine = sit(), 0
    others = start(_EDITS, tmp_path, 4)
    while any(other.poll() is None for other in others):
        mine += 1
        session.edit(SetKeys("collusion", {"title": f"They collude {mine}"}))
    assert [other.returncode for other in others] == [0] * 4
    tree = load_tree(tmp_path / "debate.toml")
    expected = {f"n{other}-{number}" for other in range(4) for number in range(8)}
    assert set(tree.nodes) == {"debate", "collusion", *expected}
    assert tree.nodes["collusion"].title == f"They collude {mine}"
    assert "# for now" in (tmp_path / "debate.toml").read_text()


def test_two_sittings_at_one_tree_see_each_other_and_overwrite_nothing(sit: Sit, tmp_path: Path):
    one, other = sit(), sit()
    seen = other.tree
    one.edit(SetKeys("debate", {"title": "Mine"}))
    other.edit(AddNode("judge", {"kind": "problem", "title": "J", "parent": "debate"}))
    with pytest.raises(TreeChanged):
        other.edit(SetKeys("debate", {"title": "Theirs"}), seen)
    one.reload_tree_if_changed()
    assert one.tree == other.tree
    assert one.tree.nodes["debate"].title == "Mine"
    one.undo()
    assert "judge" in load_tree(tmp_path / "debate.toml").nodes


@needs_git
@pytest.mark.parametrize("with_driver", [True, False])
def test_a_merge_under_an_open_sitting_is_taken_in(tmp_path: Path, clock: Callable[[], datetime], with_driver: bool):
    repository = Repository(tmp_path / "repository")
    folder = repository.folder
    if with_driver:
        list(set_up_git(folder, PROGRAM))
    path = folder / "debate.assessments" / "ada.toml"
    line = 't20261101T10000{}Z = {{ node = "debate", note = "{}" }}\n'
    repository.commit(**{"debate_toml": TREE, "debate_assessments/ada_toml": line.format(0, "base")})
    repository.git("checkout", "-qb", "theirs")
    repository.commit(
        **{
            "debate_toml": TREE.replace("Two models debate", "Theirs"),
            "debate_assessments/ada_toml": line.format(0, "base") + line.format(1, "theirs"),
        }
    )
    repository.git("checkout", "-q", "main")
    session = open_session(TreePlace(folder / "debate.toml", False), JournalPlace(path, "here"), "ada", clock)
    session.edit(SetKeys("debate", {"title": "Ours"}))
    session.note("debate", "ours")
    session.close()
    repository.git("commit", "-qam", "ours")
    repository.git("merge", "-q", "theirs", code=None)
    session.reload_tree_if_changed()
    session.reload_if_changed()
    assert {record.note for record in session.assessment.records} == {"base", "theirs", "ours"}
    assert session.lost == ()
    if read_tree(folder / "debate.toml").tree is None:  # conflict markers
        assert session.tree.nodes["debate"].title == "Ours"
        assert session.editing.findings
    else:
        assert session.tree.nodes["debate"].title in ("Ours", "Theirs")
    text = (folder / "debate.toml").read_text()
    assert "Ours" in text
    assert "Theirs" in text
    session.note("debate", "after")
    session.close()
    assert {record.note for record in read_journal(path).records} == {"base", "theirs", "ours", "after"}
