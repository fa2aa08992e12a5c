"""Several programs at the same files at once: every change is there once, and nobody's is written over."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
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
from tests.files.repository import PROGRAM, Repository
from tests.nursery import App, Nursery, nursery

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


def start(script: str, tree: Path, journal: Path, count: int) -> list[subprocess.Popen[bytes]]:
    package = str(Path(gametree.__file__).parent.parent)
    command = [sys.executable, "-c", script, str(tree), str(journal)]
    return [subprocess.Popen([*command, str(number)], cwd=package) for number in range(count)]


def test_three_programs_append_while_a_sitting_is_open(sit: Sit, tmp_path: Path):
    session, mine = sit(), 0
    others = start(_APPENDS, tmp_path / "debate.toml", tmp_path / "ada.toml", 3)
    while any(other.poll() is None for other in others):
        session.note("debate", f"me {mine}")
        mine += 1
        session.close()
        session.reload_if_changed()
        assert session.journal.lost == ()
    assert [other.returncode for other in others] == [0] * 3
    session.reload_if_changed()
    reading = read_journal(tmp_path / "ada.toml")
    assert (reading.findings, session.findings) == ((), ())
    notes = [record.note for record in reading.records if record.note]
    assert {record.note for record in session.assessment.records} == set(notes)
    for who, count in (*((str(number), 40) for number in range(3)), ("me", mine)):
        assert [note for note in notes if note.split()[0] == who] == [f"{who} {number}" for number in range(count)]


def test_three_programs_edit_one_tree(sit: Sit, tmp_path: Path):
    session, mine = sit(), 0
    others = start(_EDITS, tmp_path / "debate.toml", tmp_path / "ada.toml", 3)
    while any(other.poll() is None for other in others):
        mine += 1
        session.edit(SetKeys("collusion", {"title": f"They collude {mine}"}))
    assert [other.returncode for other in others] == [0] * 3
    tree = load_tree(tmp_path / "debate.toml")
    expected = {f"n{other}-{number}" for other in range(3) for number in range(8)}
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
    assert session.journal.lost == ()
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


# the app itself, in a terminal


@pytest.fixture(scope="module")
def mothers() -> Iterator[list[Nursery]]:
    with nursery(with_app=True) as one, nursery(with_app=True) as other:
        yield [one, other]


Begin = Callable[[Path, str], App]


@pytest.fixture
def begin(mothers: list[Nursery]) -> Iterator[Begin]:
    """Opens the app, at most twice at once."""
    apps: list[App] = []

    def open_app(folder: Path, assessor: str) -> App:
        apps.append(App(mothers[len(apps)], folder, assessor))
        apps[-1].wait_for("saved ✓")
        return apps[-1]

    yield open_app
    for app in apps:
        app.kill()


def retitle(app: App, words: str) -> None:
    """Add words to a title, and wait for the file."""
    app.press("ee")
    app.wait_for("↵ keep")
    app.press(f" {words}\r")
    until = time.monotonic() + 20
    while words not in (app.folder / "debate.toml").read_text():
        app.read(0.02)
        assert time.monotonic() < until


def leave(app: App) -> None:
    app.press("q")
    app.wait_for_end()


def test_eight_programs_append_while_an_app_is_open(begin: Begin, tmp_path: Path):
    (tmp_path / "debate.toml").write_text(TREE)
    journal = tmp_path / "debate.assessments" / "ada.toml"
    app, mine = begin(tmp_path, "ada"), 0
    others = start(_APPENDS, tmp_path / "debate.toml", journal, 8)
    while any(other.poll() is None for other in others):
        mine += 1
        app.press(str(mine % 10))
        app.wait_for("saved ✓")
    assert [other.returncode for other in others] == [0] * 8
    last = 't20361101T100000Z = { node = "debate", plausibility = 0.6173, range = [0.6, 0.7] }\n'
    with journal.open("a") as file:
        file.write(last)
    app.wait_for(r"61\.7")
    leave(app)
    reading = read_journal(journal)
    assert reading.findings == ()
    assert len({record.key for record in reading.records}) == len(reading.records)
    notes = [record.note for record in reading.records if record.note]
    for who in range(8):
        assert [note for note in notes if note.split()[0] == str(who)] == [f"{who} {number}" for number in range(40)]
    scores = [record.plausibility for record in reading.records if record.plausibility is not None]
    assert [score for score in scores if score != 0.6173] == [number % 10 / 10 for number in range(1, mine + 1)]


def test_two_apps_edit_one_tree(begin: Begin, tmp_path: Path):
    (tmp_path / "debate.toml").write_text(TREE)
    one, other = begin(tmp_path, "ada"), begin(tmp_path, "bob")
    one.press("gjj")
    other.press("gj")
    retitle(one, "rarely")
    other.wait_for("collude rarely")
    retitle(other, "at length")
    one.wait_for("debate at length")
    one.press("ee")
    one.wait_for("↵ keep")
    other.press("gjj")
    retitle(other, "in secret")
    one.press(" often\r")
    one.wait_for("meanwhile")
    one.press("\x1b")
    one.wait_for("goes on|was left|half")
    other.press("u")
    one.wait_for("collude rarely")
    leave(one)
    leave(other)
    text = TREE.replace("They collude", "They collude rarely").replace("models debate", "models debate at length")
    assert (tmp_path / "debate.toml").read_text() == text


@pytest.mark.parametrize("with_driver", [True, False])
def test_a_merge_under_an_open_app_is_taken_in(begin: Begin, tmp_path: Path, with_driver: bool):
    repository = Repository(tmp_path / "repository")
    folder, path = repository.folder, repository.folder / "debate.assessments" / "ada.toml"
    if with_driver:
        list(set_up_git(folder, PROGRAM))
    line = 't20261101T10000{}Z = {{ node = "{}", plausibility = {} }}\n'
    base = line.format(0, "debate", 0.11)
    theirs = TREE.replace("They collude", "They conspire").replace("for now", "for ever")
    repository.commit(**{"debate_toml": TREE, "debate_assessments/ada_toml": base})
    repository.git("checkout", "-qb", "theirs")
    added = base + line.format(1, "collusion", 0.8765)
    repository.commit(**{"debate_toml": theirs, "debate_assessments/ada_toml": added})
    repository.git("checkout", "-q", "main")
    app = begin(folder, "ada")
    app.press("gj3")
    app.wait_for("saved ✓")
    retitle(app, "at length")
    repository.git("commit", "-qam", "ours")
    app.press("")
    repository.git("merge", "-q", "theirs", code=None)
    app.wait_for("2/2 scored")
    if with_driver:
        app.wait_for("They conspire")
    else:
        app.press("ee")
        app.wait_for("↵ keep")
        app.press(" no more\r")
        app.wait_for("settle the|nothing was written")
        app.press("\x1b")
        app.wait_for("goes on|was left|half")
    app.press("gj4")
    app.wait_for("40 %")
    app.wait_for("saved ✓")
    leave(app)
    scores = [record.plausibility for record in read_journal(path).records]
    assert sorted(scores) == [0.11, 0.3, 0.4, 0.8765]
    text = (folder / "debate.toml").read_text()
    assert "at length" in text
    assert "They conspire" in text
    assert "no more" not in text
