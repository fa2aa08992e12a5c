"""Thirteen ways in which programs like this one lost people's work, each a real report of another program.

F1 a full disk empties the file. F2 a power cut leaves NUL bytes. F3 reading writes. F4 what is not understood is
deleted. F5 an edit under a filter (tests/tui/test_failure_list.py). F6 a change by others is written over by an old
memory. F7 the screen shows what was never written. F8 a missing file is taken for an emptied one. F9 leaving while
something is being saved. F10 a union merge brings back what was taken back. F11 conflict markers. F12 brackets in texts
(tests/tui/test_failure_list.py). F13 a long chain or circle takes for ever.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from threading import Event, Thread

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from gametree.cli.group import gametree
from gametree.errors import GametreeError, NotWritten, StepBarred
from gametree.files.editing.edits import SetKeys
from gametree.files.journal import append_records, parse_journal, read_journal
from gametree.files.locations import JournalPlace, TreePlace
from gametree.files.tree_file import load_tree, read_tree
from gametree.session import Session, open_session
from tests.files.repository import Repository

TREE = """\
# Ours.
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
RETITLED = SetKeys("debate", {"title": "Three models debate"})
Sit = Callable[[], Session]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    path = tmp_path / "debate.toml"
    path.write_text(TREE)
    return path


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "debate.assessments" / "ada.toml"


@pytest.fixture
def sit(tree: Path, journal: Path, clock: Callable[[], datetime]) -> Iterator[Sit]:
    sittings: list[Session] = []

    def begin() -> Session:
        sittings.append(open_session(TreePlace(tree, False), JournalPlace(journal, "here"), "ada", clock))
        return sittings[-1]

    yield begin
    for sitting in sittings:
        sitting.close()


@pytest.fixture
def scored(sit: Sit) -> Session:
    """A sitting with something on disk."""
    session = sit()
    session.judge("debate", 0.3)
    session.note("collusion", "why")
    session.close()
    return session


class FullDisk:
    """Lets `room` bytes be written and then refuses, as a disk without space does: a part, then none."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, room: int) -> None:
        self.room, self.write = room, os.write
        monkeypatch.setattr(os, "write", self)
        monkeypatch.setattr(os, "posix_fallocate", self.refuse)

    def __call__(self, descriptor: int, data: bytes) -> int:
        if not self.room:
            self.refuse()
        written = self.write(descriptor, bytes(data)[: self.room])
        self.room -= written
        return written

    def refuse(self, *_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("room", [0, 1, 40, 200])
def test_f01_a_full_disk_costs_nothing_that_was_there(
    scored: Session, tree: Path, journal: Path, monkeypatch: pytest.MonkeyPatch, room: int
):
    before = journal.read_bytes()
    with monkeypatch.context() as patch:
        FullDisk(patch, room)
        scored.judge("debate", 0.4)
        scored.note("debate", "a long note " * 50)
        scored.edit(RETITLED)
        assert scored.state.waiting
        with pytest.raises(NotWritten):
            scored.close()
        assert journal.read_bytes().startswith(before)
        assert tree.read_text() in (TREE, TREE.replace("Two", "Three"))
        assert len(read_journal(journal).findings) == 0
    scored.retry()
    scored.close()
    assert [record.plausibility for record in read_journal(journal).records] == [0.3, None, 0.4, None]
    assert tree.read_text() == TREE.replace("Two", "Three")


@pytest.mark.parametrize("room", [0, 1, 40])
def test_f01_a_full_disk_leaves_our_side_of_a_merge_whole(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int
):
    base, theirs = tmp_path / "base", tmp_path / "theirs"
    base.write_text(TREE)
    theirs.write_text(TREE.replace("They collude", "They conspire"))
    versions = [str(path) for path in (base, tree, theirs)]
    with monkeypatch.context() as patch:
        FullDisk(patch, room)
        result = CliRunner().invoke(gametree, ["merge-trees", *versions], catch_exceptions=False)
        assert (result.exit_code, tree.read_text()) == (129, TREE)
    assert CliRunner().invoke(gametree, ["merge-trees", *versions], catch_exceptions=False).exit_code == 0
    assert tree.read_text() == theirs.read_text()


@pytest.mark.parametrize("nul", [1, 100, 5000])
def test_f02_nul_bytes_after_a_power_cut_cost_no_line_but_theirs(scored: Session, sit: Sit, journal: Path, nul: int):
    whole = journal.read_bytes()
    for damaged in (whole + b"\0" * nul, whole[:-20] + b"\0" * nul, b"\0" * nul + b"\n" + whole, b"\0" * nul):
        journal.write_bytes(damaged)
        session = sit()
        assert {"foreign-line", "lost-records"} & {finding.check for finding in session.findings}
        session.judge("collusion", 0.7)
        session.journal.put_back() if session.journal.lost else None
        session.close()
        assert {0.3, 0.7} <= {record.plausibility for record in read_journal(journal).records}
        assert journal.read_bytes().startswith(damaged)


@pytest.mark.parametrize("nul", [1, 5000])
def test_f02_nul_bytes_in_the_copy_cost_no_line_but_theirs(
    scored: Session, sit: Sit, journal: Path, nul: int, home: Path
):
    (copy,) = (home / "state" / "gametree" / "spool").iterdir()
    copy.write_bytes(copy.read_bytes() + b"\0" * nul)
    scored.judge("collusion", 0.7)
    scored.close()
    journal.unlink()
    assert {record.plausibility for record in sit().journal.lost} >= {0.3, 0.7}


def test_f02_a_tree_of_nul_bytes_is_a_finding(tree: Path, scored: Session):
    tree.write_bytes(b"\0" * 400)
    assert read_tree(tree).findings[0].is_error
    scored.reload_tree_if_changed()
    with pytest.raises(GametreeError):
        scored.edit(RETITLED)
    assert (tree.read_bytes(), scored.tree.nodes["debate"].title) == (b"\0" * 400, "Two models debate")


READING = (
    "show", "log", "outlook", "importance", "importance --next", "check", "lost", "diff ada ada --tree", "compare",
    "show --format json", "log --format csv", "check --as ada", "outlook --format json", "compare --format csv",
    "list", "schema", "keys",
)  # fmt: skip


@pytest.mark.parametrize("command", READING)
@pytest.mark.parametrize("state", ["scored", "lost", "torn"])
def test_f03_reading_writes_nothing(scored: Session, tree: Path, journal: Path, command: str, state: str):
    if state == "lost":
        journal.write_text("\n".join(journal.read_text().splitlines()[:-1]))
    elif state == "torn":
        journal.write_bytes(journal.read_bytes()[:-9])

    def snapshot() -> dict[str, tuple[int, int, int]]:
        found = {str(path): path.stat() for path in tree.parent.rglob("*")}
        return {path: (status.st_mtime_ns, status.st_ino, status.st_size) for path, status in found.items()}

    before = snapshot()
    name, *options = command.split()
    target = [*options, str(tree)] if "--tree" in options else [str(tree), *options]
    target = [] if name in ("list", "schema", "keys") else target
    people = [] if name in ("check", "compare", "list", "schema", "keys") or "--tree" in options else ["--as", "ada"]
    result = CliRunner().invoke(gametree, [name, *target, *people], catch_exceptions=False)
    assert result.exit_code in (0, 1), result.output
    assert snapshot() == before


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_f04_bytes_that_nobody_understands_stay(tmp_path_factory: pytest.TempPathFactory, foreign: bytes):
    path = tmp_path_factory.mktemp("f04") / "ada.toml"
    path.write_bytes(foreign)
    records = parse_journal(b't20261120T100000Z-a = { node = "debate", plausibility = 0.35 }').records
    append_records(path, records, "debate", "ada")
    assert path.read_bytes().startswith(foreign)
    assert records[0].key in {record.key for record in read_journal(path).records}


def test_f04_a_tree_that_is_not_understood_is_not_written(tree: Path, sit: Sit):
    session = sit()
    for foreign in (TREE + "[node.debate]\n", TREE + "<<<<<<< ours\n", TREE[:-9], f"\0{TREE}"):
        tree.write_text(foreign)
        with pytest.raises(GametreeError):
            session.edit(RETITLED)
        assert tree.read_text() == foreign


@pytest.mark.parametrize("foreign", [b"\xff\xfe", b"[node.debate", b"<<<<<<< ours\n", b"\0" * 40])
def test_f04_a_merge_keeps_what_it_does_not_understand(tree: Path, tmp_path: Path, foreign: bytes):
    base, theirs = tmp_path / "base", tmp_path / "theirs"
    base.write_text(TREE)
    theirs.write_text(TREE.replace("They collude", "They conspire"))
    ours = TREE.encode() + foreign
    tree.write_bytes(ours)
    versions = [str(path) for path in (base, tree, theirs)]
    result = CliRunner().invoke(gametree, ["merge-trees", *versions], catch_exceptions=False)
    assert result.exit_code in (0, 1, 129)
    assert tree.read_bytes() == ours or (foreign in tree.read_bytes() and b"They conspire" in tree.read_bytes())


def in_place(path: Path, text: str) -> None:
    path.write_text(text)


def by_rename(path: Path, text: str) -> None:
    path.with_suffix(".new").write_text(text)
    path.with_suffix(".new").rename(path)


@pytest.mark.parametrize("save", [in_place, by_rename])
def test_f06_what_others_saved_meanwhile_is_not_written_over(
    scored: Session, tree: Path, journal: Path, save: Callable[[Path, str], None]
):
    others = 't20261120T090000Z-x = { node = "collusion", plausibility = 0.8 }\n'
    save(journal, journal.read_text() + others)
    save(tree, TREE.replace("They collude", "They conspire"))
    scored.judge("debate", 0.4)
    scored.edit(RETITLED)
    scored.close()
    assert others in journal.read_text()
    assert scored.tree.nodes["collusion"].title == "They conspire"
    assert tree.read_text() == TREE.replace("They collude", "They conspire").replace("Two", "Three")


def test_f06_an_edit_that_fits_no_more_waits_until_it_can_be_put_aside(
    sit: Sit, tree: Path, home: Path, monkeypatch: pytest.MonkeyPatch
):
    session, theirs = sit(), TREE.replace("Two", "Five")
    with monkeypatch.context() as patch:
        FullDisk(patch, 0)
        session.edit(RETITLED)
    (home / "state").mkdir(exist_ok=True)
    (home / "state" / "gametree").write_text("in the way")
    tree.write_text(theirs)
    session.reload_tree_if_changed()
    assert (session.state.waiting, bool(session.state.failure)) == (1, True)
    assert session.tree.nodes["debate"].title == "Three models debate"
    (home / "state" / "gametree").unlink()
    session.reload_tree_if_changed()
    assert session.editing.left_in is not None
    assert session.editing.left_in.read_text() == TREE.replace("Two", "Three")
    assert (session.state.waiting, session.tree.nodes["debate"].title) == (0, "Five models debate")
    assert tree.read_text() == theirs


@pytest.mark.parametrize("save", [in_place, by_rename])
def test_f06_undo_does_not_take_back_what_others_saved(sit: Sit, tree: Path, save: Callable[[Path, str], None]):
    session = sit()
    session.edit(RETITLED)
    save(tree, tree.read_text().replace("They collude", "They conspire"))
    session.undo()
    assert tree.read_text() == TREE.replace("They collude", "They conspire")
    session.redo()
    save(tree, tree.read_text().replace("Three models", "Five models"))
    with pytest.raises(StepBarred):
        session.undo()
    assert "Five models" in tree.read_text()


def test_f07_nothing_is_called_saved_before_it_is_on_disk(sit: Sit, journal: Path, monkeypatch: pytest.MonkeyPatch):
    session, may, fsync = sit(), Event(), os.fsync

    def slow(descriptor: int) -> None:
        may.wait(10)
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", slow)
    session.judge("debate", 0.3)
    time.sleep(0.05)
    assert not session.state.is_saved
    may.set()
    session.close()
    assert session.state.is_saved


def test_f07_a_failed_flush_is_not_saved_and_the_copy_has_it(sit: Sit, journal: Path, monkeypatch: pytest.MonkeyPatch):
    session, fsync = sit(), os.fsync

    def fails(descriptor: int) -> None:
        if "/state/" not in str(Path(f"/proc/self/fd/{descriptor}").readlink()):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        fsync(descriptor)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fails)
        session.judge("debate", 0.3)
        with pytest.raises(NotWritten):
            session.close()
        assert session.state.failure
        assert [record.plausibility for record in sit().journal.lost] == [0.3]
    session.retry()
    session.close()
    assert sit().journal.lost == ()


def test_f07_an_edit_whose_flush_failed_is_not_saved(sit: Sit, tree: Path, monkeypatch: pytest.MonkeyPatch):
    session = sit()

    def fails(descriptor: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fails)
        session.edit(RETITLED)
        assert (session.state.waiting, bool(session.state.failure)) == (1, True)
        assert (tree.read_text(), session.tree.nodes["debate"].title) == (TREE, "Three models debate")
    session.retry()
    assert session.state.is_saved
    assert tree.read_text() == TREE.replace("Two", "Three")


def delete(path: Path) -> None:
    path.unlink()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def replace_by_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def unmount(path: Path) -> None:
    path.parent.rename(path.parent.with_name("away"))


@pytest.mark.parametrize("vanish", [delete, empty, replace_by_folder, unmount])
def test_f08_a_file_that_is_gone_was_not_emptied_by_the_person(
    scored: Session, sit: Sit, tree: Path, journal: Path, vanish: Callable[[Path], None]
):
    vanish(journal)
    scored.reload_if_changed()
    assert (scored.scored_count(), len(scored.journal.lost)) == (1, 2)
    if vanish is not replace_by_folder:
        assert len(sit().journal.lost) == 2  # and the next sitting says so too
    if vanish is not unmount:
        vanish(tree)
        scored.reload_tree_if_changed()
        with pytest.raises(GametreeError):
            scored.edit(RETITLED)
        assert len(scored.tree.nodes) == 2
        assert not tree.is_file() or tree.read_bytes() == b""


def test_f09_leaving_waits_for_what_is_being_saved(sit: Sit, journal: Path, monkeypatch: pytest.MonkeyPatch):
    session, may, fsync = sit(), Event(), os.fsync

    def slow(descriptor: int) -> None:
        may.wait(10)
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", slow)
    for number in range(20):
        session.note("debate", f"note {number}")
    leaving = Thread(target=session.close)
    leaving.start()
    leaving.join(0.05)
    assert leaving.is_alive()
    may.set()
    leaving.join(10)
    assert [record.note for record in read_journal(journal).records] == [f"note {number}" for number in range(20)]


def test_f09_leaving_tries_what_waited_and_says_what_cannot_be_saved(
    sit: Sit, tree: Path, journal: Path, monkeypatch: pytest.MonkeyPatch
):
    session = sit()
    with monkeypatch.context() as patch:
        FullDisk(patch, 0)
        session.edit(RETITLED)
        session.judge("debate", 0.3)
        with pytest.raises(NotWritten):
            session.close()
    session.close()
    assert tree.read_text() == TREE.replace("Two", "Three")
    assert [record.plausibility for record in read_journal(journal).records] == [0.3]


@pytest.mark.parametrize("attributes", ["**/*.assessments/*.toml merge=union -text\n", ""])
def test_f10_a_merge_does_not_bring_back_what_was_taken_back(
    tmp_path: Path, clock: Callable[[], datetime], attributes: str
):
    repository = Repository(tmp_path / "repository")
    folder = repository.folder
    path = folder / "debate.assessments" / "ada.toml"

    def sit() -> Session:
        return open_session(TreePlace(folder / "debate.toml", False), JournalPlace(path, "here"), "ada", clock)

    def do(act: Callable[[Session], object]) -> None:
        session = sit()
        act(session)
        session.close()
        repository.git("add", "-A")
        repository.git("commit", "-qm", "a change")

    repository.commit(debate_toml=TREE, _gitattributes=attributes)
    do(lambda session: (session.judge("debate", 0.3), session.note("debate", "hasty")))
    repository.git("checkout", "-qb", "theirs")
    do(lambda session: session.judge("collusion", 0.8))
    repository.git("checkout", "-q", "main")
    do(lambda session: (session.unscore("debate"), session.retract_note("debate", session.assessment.records[1].key)))
    repository.git("merge", "-q", "theirs", code=None)
    merged = sit()
    assert {node: judged.plausibility for node, judged in merged.assessment.judgements.items()} == {"collusion": 0.8}
    assert (merged.assessment.notes, merged.journal.lost) == ({}, ())


@pytest.mark.parametrize("style", ["merge", "diff3", "zdiff3"])
def test_f11_files_with_conflict_markers_open_and_keep_both_sides(
    tmp_path: Path, clock: Callable[[], datetime], style: str
):
    repository = Repository(tmp_path / "repository")
    folder = repository.folder
    path = folder / "debate.assessments" / "ada.toml"
    repository.git("config", "merge.conflictStyle", style)
    first = 't1 = { node = "debate", plausibility = 0.1 }\n'
    ours, theirs = (f't{n} = {{ node = "collusion", plausibility = 0.{n} }}\n' for n in (2, 3))
    repository.commit(debate_toml=TREE)
    repository.branch_off("debate_assessments/ada_toml", first, first + ours, first + theirs)
    repository.git("merge", "-q", "theirs", code=1)
    assert "<<<<<<<" in path.read_text()
    session = open_session(TreePlace(folder / "debate.toml", False), JournalPlace(path, "here"), "ada", clock)
    session.judge("debate", 0.5)
    session.close()
    assert [record.plausibility for record in read_journal(path).records] == [0.1, 0.2, 0.3, 0.5]


def test_f11_a_tree_with_conflict_markers_says_where(tree: Path):
    tree.write_text(TREE + "<<<<<<< ours\n[node.a]\n=======\n[node.b]\n>>>>>>> theirs\n")
    result = CliRunner().invoke(gametree, ["check", str(tree)], catch_exceptions=False)
    assert (result.exit_code, ":13:1" in result.output) == (1, True)


@pytest.mark.parametrize("circle", [False, True])
def test_f13_a_chain_of_twenty_thousand_nodes_takes_a_bounded_time(tmp_path: Path, circle: bool):
    def parent(number: int) -> str:
        return f'parent = "n{number - 1}"\n' if number else 'parent = "n19999"\n' if circle else ""

    path = tmp_path / "chain.toml"
    kinds = ("strategy", "problem")
    path.write_text(
        '[tree]\ntitle = "Chain"\n'
        + "".join(f'[node.n{i}]\nkind = "{kinds[i % 2]}"\ntitle = "N"\n{parent(i)}' for i in range(20_000))
    )
    begun = time.process_time()
    reading = read_tree(path)
    assert time.process_time() - begun < 15
    if circle:
        assert {finding.check for finding in reading.findings if finding.is_error} == {"cycle"}
        assert max(len(finding.message) for finding in reading.findings) < 400
    else:
        assert len(load_tree(path).nodes) == 20_000
