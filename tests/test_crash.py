"""Processes that are killed in the middle of scoring, editing and merging: what was called saved is on disk.

`GAMETREE_TEST_KILLS=10000` kills that many, and a tenth as many apps; `GAMETREE_TEST_POWER_CUTS=100` cuts the power of
a file system that often.
"""

from __future__ import annotations

import fcntl
import os
import random
import re
import struct
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

import pytest

from gametree.files.journal import format_record, read_journal
from gametree.files.spool import read_spool
from gametree.files.tree_file import read_tree
from tests.nursery import IN_MEMORY, App, Nursery, killed_sittings, nursery

KILLS = int(os.environ.get("GAMETREE_TEST_KILLS", "120"))
POWER_CUTS = int(os.environ.get("GAMETREE_TEST_POWER_CUTS", "2"))
A_FILE = 10
"""Kills before the next journal is begun, so that reading it stays quick."""

TREE = '[tree]\ntitle = "Debate"\n[node.debate]\nkind = "strategy"\ntitle = "Debate 0"\n'
NODES = 30
MOST_ACTS = 40
"""Of an app before it is killed."""
_HALF_WRITTEN = re.compile(r"^\.gametree-|\.new$")


def lines_of(journal: Path) -> set[str]:
    """The records that are read in a journal, as lines."""
    return {format_record(record).strip() for record in read_journal(journal).records}


def assert_all_there(saved: set[str], journal: Path) -> int:
    """What was called saved is in the journal, and nobody thinks that it was lost."""
    assert saved <= lines_of(journal)
    held = {record.key for record in read_journal(journal).records}
    assert not saved & {format_record(record).strip() for record in read_spool(journal).missing(held)}
    return len(saved)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the kills happen: on a real disk where there are to be many of them."""
    with TemporaryDirectory(dir=tmp_path if "GAMETREE_TEST_KILLS" in os.environ else IN_MEMORY) as folder:
        monkeypatch.setenv("XDG_STATE_HOME", f"{folder}/state")
        yield Path(folder)


@pytest.fixture(scope="module")
def mother() -> Iterator[Nursery]:
    with nursery(with_app=False) as mother:
        yield mother


@pytest.fixture(scope="module")
def mother_of_apps() -> Iterator[Nursery]:
    with nursery(with_app=True) as mother:
        yield mother


@pytest.mark.parametrize("writers", [1, 2])
def test_a_killed_sitting_loses_nothing_that_it_called_saved(
    folder: Path, mother: Nursery, mother_of_apps: Nursery, writers: int
):
    (folder / "debate.toml").write_text(TREE)
    mothers = (mother, mother_of_apps)[:writers]
    acknowledged = torn = 0
    with ThreadPoolExecutor(writers) as pool:
        for turn in range(max(1, KILLS // 4 // A_FILE)):
            journal = folder / f"ada-{turn}.toml"
            kills = A_FILE // writers
            work = [(one, "notes", journal, kills, 2 * turn + number) for number, one in enumerate(mothers)]
            saved = set().union(*pool.map(lambda task: killed_sittings(*task), work))
            acknowledged += assert_all_there(saved, journal)
            torn += len(read_journal(journal).findings)
    assert acknowledged >= KILLS // 4
    print(f"{KILLS // 4} kills, {writers} at once: {acknowledged} called saved, none lost, {torn} torn lines")


def kill_all(
    mother: Nursery, act: str, folder: Path, check: Callable[[set[str], Path], int], within: float = 0.02
) -> None:
    """A quarter of the kills, a new journal for every ten; `check` says how much it found acknowledged."""
    (folder / "debate.toml").write_text(TREE)
    acknowledged = 0
    for turn in range(max(1, KILLS // 4 // A_FILE)):
        journal = folder / f"ada-{turn}.toml"
        acknowledged += check(killed_sittings(mother, act, journal, A_FILE, turn, within), journal)
    assert acknowledged >= KILLS // 4 // A_FILE
    print(f"{KILLS // 4} kills during {act}: {acknowledged} called saved, none lost")


def test_scores_notes_undo_and_redo_that_were_called_saved_are_there(folder: Path, mother: Nursery):
    kill_all(mother, "everything", folder, assert_all_there)


def assert_edits_are_there(saved: set[str], path: Path) -> int:
    """The last title that was called saved, or a later one, and all nodes whose adding was not taken back for good."""
    reading = read_tree(path)
    assert not any(finding.is_error for finding in reading.findings)
    assert reading.tree is not None
    numbers = {int(number) for number in saved}
    assert int(reading.tree.nodes["debate"].title.split()[-1]) >= max(numbers, default=0)
    assert {f"n{number}" for number in numbers if number % 3 != 1} <= set(reading.tree.nodes)
    return len(saved)


def test_edits_of_the_tree_that_were_called_saved_are_there_and_the_tree_is_whole(folder: Path, mother: Nursery):
    kill_all(mother, "edits", folder, lambda saved, _: assert_edits_are_there(saved, folder / "debate.toml"))


def test_a_merge_leaves_the_whole_merge_or_our_side_as_it_was(folder: Path, mother: Nursery):
    base = TREE + "".join(f'[node.n{i}]\nkind = "problem"\nparent = "debate"\ntitle = "N{i}"\n' for i in range(40))
    ours, theirs = base.replace('"N3"', '"Ours"'), base.replace('"N30"', '"Theirs"')
    for name, text in (("base", base), ("ours", ours), ("theirs", theirs)):
        (folder / f"{name}.toml").write_text(text)
    merged = ours.replace('"N30"', '"Theirs"')

    def check(saved: set[str], journal: Path) -> int:
        for line in saved:
            name, code = line.split()
            assert (code, (folder / name).read_text()) == ("0", merged)
        return len(saved)

    kill_all(mother, "merges", folder, check, within=0.05)
    assert {path.read_text() for path in folder.glob("*-*.toml")} <= {ours, merged, ""}


def act(app: App, count: int) -> None:
    """Score one node after the other, note something on each, edit its title, undo and redo that, add a node beneath
    it, undo and redo that too: so many things, the last of which is not waited for."""
    for number in range(1, NODES):
        next_one = "J" if number > 1 else ""
        for keys, answer in ((f"{next_one}7", rf"{number}/\d+ scored"), ("a", "Note on"),
                             (f"note {number}\x13", "kept|note"), ("ee", "↵ keep"), (" more\r", "words changed"),
                             ("u", "undone"), ("U", "again"), ("ea", "↵ keep"),
                             (f"under {number}\r", f"/{NODES + number} "), ("u", "undone"), ("U", "again"),
                             ("H", "N ")):  # fmt: skip
            app.press(keys)
            count -= 1
            if not count:
                return
            app.wait_for(answer)


def test_an_app_that_is_killed_had_on_disk_what_its_header_called_saved(folder: Path, mother_of_apps: Nursery):
    chance, acknowledged, kills = random.Random(1), 0, max(3, KILLS // 100)
    tree, journal = folder / "debate.toml", folder / "debate.assessments" / "ada.toml"
    nodes = (f'[node.n{number}]\nkind = "strategy"\ntitle = "N {number}"\n' for number in range(1, NODES + 1))
    text = '[tree]\ntitle = "Debate"\n' + "".join(nodes)
    for _ in range(kills):
        tree.write_text(text)
        journal.unlink(missing_ok=True)
        rmtree(folder / "state", ignore_errors=True)  # it knows where one was last
        app = App(mother_of_apps, folder)
        app.wait_for("saved ✓")
        act(app, chance.randint(2, MOST_ACTS))
        app.read(chance.uniform(0, 0.05))
        app.kill()
        saved = max(int(count) for count in re.findall(r"(\d+)/\d+ scored +saved ✓", app.shown))
        records, reading = read_journal(journal).records, read_tree(tree)
        assert len({record.node for record in records if record.plausibility}) >= saved
        assert {f"note {number}" for number in range(1, saved)} <= {record.note for record in records}
        assert reading.tree is not None
        titles = {node.title for node in reading.tree.nodes.values()}
        assert {title for number in range(1, saved) for title in (f"N {number} more", f"under {number}")} <= titles
        acknowledged += max(0, 8 * saved - 7)
        left = [path for path in folder.rglob("*") if _HALF_WRITTEN.search(path.name)]
        assert len(left) <= 2, left  # of this kill: those before went with the next write
    assert acknowledged
    print(f"{kills} kills of the app: {acknowledged} called saved, none lost")


# a power cut of a real file system: ext4 on a loop device, told to stop without writing its log

_SHUTDOWN, _WITHOUT_THE_LOG = 0x8004587D, 2


class LoopDisk:
    """An ext4 file system in a file, whose power can be cut."""

    def __init__(self, image: Path, folder: Path) -> None:
        self.image, self.folder = image, folder
        folder.mkdir()
        with image.open("wb") as file:
            file.truncate(32 * 2**20)
        try:
            subprocess.run(["mkfs.ext4", "-q", "-F", str(image)], check=True, capture_output=True)
            self.mount()
        except (OSError, subprocess.CalledProcessError) as error:  # mostly: not root
            pytest.skip(f"no file system of one's own whose power to cut: {error}")

    def mount(self) -> None:
        subprocess.run(["mount", "-o", "loop", str(self.image), str(self.folder)], check=True, capture_output=True)

    def unmount(self) -> None:
        subprocess.run(["umount", str(self.folder)], check=True, capture_output=True)

    def cut(self) -> None:
        """Nothing that was not flushed is there afterwards."""
        descriptor = os.open(self.folder, os.O_RDONLY)
        fcntl.ioctl(descriptor, _SHUTDOWN, struct.pack("I", _WITHOUT_THE_LOG))
        os.close(descriptor)


@contextmanager
def loop_disk(tmp_path: Path) -> Iterator[LoopDisk]:
    disk = LoopDisk(tmp_path / "image", tmp_path / "disk")
    try:
        yield disk
    finally:
        disk.unmount()


@pytest.mark.parametrize("act", ["everything", "edits"])
def test_after_a_power_cut_all_that_was_called_saved_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mother: Nursery, act: str
):
    acknowledged = 0
    with loop_disk(tmp_path) as disk:
        monkeypatch.setenv("XDG_STATE_HOME", str(disk.folder / "state"))
        (disk.folder / "debate.toml").write_text(TREE)
        os.sync()
        for turn in range(POWER_CUTS):
            journal = disk.folder / f"ada-{turn // A_FILE}.toml"
            saved = killed_sittings(mother, act, journal, 1, turn, 0.1, disk.cut)
            disk.unmount()
            disk.mount()  # which plays back the log
            if act == "edits":
                acknowledged += assert_edits_are_there(saved, disk.folder / "debate.toml")
            else:
                acknowledged += assert_all_there(saved, journal)
    assert acknowledged
    print(f"{POWER_CUTS} power cuts during {act}: {acknowledged} called saved, none lost")
