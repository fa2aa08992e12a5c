"""Processes that are killed in the middle of scoring, editing and merging: what was called saved is on disk.

`GAMETREE_TEST_KILLS=10000` kills that many.
"""

from __future__ import annotations

import os
import random
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from gametree.files.journal import read_journal
from gametree.files.spool import read_spool
from gametree.files.tree_file import read_tree

KILLS = int(os.environ.get("GAMETREE_TEST_KILLS", "300"))
A_FILE = 10
"""Kills before the next journal is begun, so that reading it stays quick."""

TREE = '[tree]\ntitle = "Debate"\n[node.debate]\nkind = "strategy"\ntitle = "Debate 0"\n'

# One process imports everything once; each sitting to be killed is a fork of it, so that a kill costs milliseconds.
_NURSERY = """
import os, random, sys
from pathlib import Path
from threading import Event
from click.testing import CliRunner
from gametree.cli.merge_trees import command as merge_trees
from gametree.errors import NothingToDo
from gametree.files.editing.edits import AddNode, SetKeys
from gametree.files.locations import JournalPlace, TreePlace
from gametree.session import open_session

folder = Path(sys.argv[1])

def begin(journal):
    return open_session(TreePlace(folder / "debate.toml", bundled=False), JournalPlace(Path(journal), "here"), "ada")

def say(said):
    os.write(1, f"{said}\\n".encode())

def wait(session, saved):
    while not session.state.is_saved:
        saved.wait(1)
        saved.clear()

def notes(journal):
    session, saved = begin(journal), Event()
    session.on_saved(saved.set)
    for number in range(1, 1_000_000):
        session.note("debate", "word " * (10_000 if number % 20 == 3 else number))
        wait(session, saved)
        say(session.assessment.records[-1].key)

def everything(journal):
    session, saved, chance = begin(journal), Event(), random.Random(os.getpid())
    session.on_saved(saved.set)
    acts = (lambda: session.judge("debate", chance.random()), lambda: session.unscore("debate"),
            lambda: session.note("debate", "why " * chance.randrange(99, 999)), session.undo, session.redo)
    while True:
        known = len(session.assessment.records)
        for _ in range(chance.randrange(1, 4)):
            try:
                chance.choice(acts)()
            except NothingToDo:
                pass
        wait(session, saved)
        for record in session.assessment.records[known:]:
            say(record.key)

def edits(journal):
    session = begin(journal)
    number = int(session.tree.nodes["debate"].title.split()[-1])
    while True:
        number += 1
        session.edit(SetKeys("debate", {"title": f"Debate {number}"}))
        session.edit(AddNode(f"n{number}", {"kind": "problem", "title": "N", "parent": "debate"}))
        if number % 3:
            session.undo()
        if session.state.is_saved:
            say(number)

def merges(journal):
    texts = [(folder / f"{name}.toml").read_text() for name in ("base", "ours", "theirs")]
    for number in range(1_000_000):
        ours = folder / f"{os.getpid()}-{number}.toml"
        ours.write_text(texts[1])
        result = CliRunner().invoke(merge_trees, [str(folder / "base.toml"), str(ours), str(folder / "theirs.toml")])
        say(f"{ours.name} {result.exit_code}")

act = {"notes": notes, "everything": everything, "edits": edits, "merges": merges}[sys.argv[2]]
CliRunner().invoke(merge_trees, ["--help"])
begin("nowhere").judge
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        act(line.strip())
    os.write(2, f"{child}\\n".encode())
    os.waitpid(child, 0)
    os.write(2, b"dead\\n")
"""


@contextmanager
def nursery(folder: Path, act: str = "notes") -> Iterator[subprocess.Popen[bytes]]:
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-c", _NURSERY, str(folder), act], stdin=pipe, stdout=pipe, stderr=pipe
    ) as mother:
        try:
            yield mother
        finally:
            mother.communicate()


def killed_sittings(
    mother: subprocess.Popen[bytes], journal: Path, seed: int, kills: int, within: float = 0.02
) -> set[str]:
    """Start and kill that many sittings, each `within` seconds of its first word; what they called saved, by line."""
    assert mother.stdin is not None and mother.stdout is not None and mother.stderr is not None
    chance, said = random.Random(seed), b""
    for _ in range(kills):
        mother.stdin.write(os.fsencode(journal) + b"\n")
        mother.stdin.flush()
        child = int(mother.stderr.readline())
        select.select([mother.stdout], [], [], 10)
        until = time.monotonic() + chance.uniform(0, within)
        while (left := until - time.monotonic()) > 0:
            if select.select([mother.stdout], [], [], left)[0]:
                said += os.read(mother.stdout.fileno(), 1 << 16)
        os.kill(child, signal.SIGKILL)
        assert mother.stderr.readline() == b"dead\n"
        while select.select([mother.stdout], [], [], 0)[0]:
            said += os.read(mother.stdout.fileno(), 1 << 16)
    return set(said.decode().split("\n")[:-1])


@pytest.mark.parametrize("writers", [1, 2])
def test_a_killed_sitting_loses_nothing_that_it_called_saved(tmp_path: Path, writers: int):
    (tmp_path / "debate.toml").write_text(TREE)
    acknowledged = torn = 0
    with nursery(tmp_path) as one, nursery(tmp_path) as other, ThreadPoolExecutor(writers) as pool:
        for turn in range(max(1, KILLS // 4 // A_FILE)):
            journal = tmp_path / f"ada-{turn}.toml"
            work = [
                (mother, journal, 2 * turn + i, A_FILE // writers) for i, mother in enumerate((one, other)[:writers])
            ]
            saved = set().union(*pool.map(lambda task: killed_sittings(*task), work))
            reading = read_journal(journal)
            assert saved <= {record.key for record in reading.records}
            acknowledged += len(saved)
            torn += len(reading.findings)
    assert acknowledged >= KILLS // 4
    print(f"{KILLS // 4} kills, {writers} at once: {acknowledged} called saved, none lost, {torn} torn lines")


def kill_all(tmp_path: Path, act: str, check: Callable[[set[str], Path], int], within: float = 0.02) -> None:
    """A quarter of the kills, a new journal for every ten; `check` says how much it found acknowledged."""
    (tmp_path / "debate.toml").write_text(TREE)
    acknowledged = 0
    with nursery(tmp_path, act) as mother:
        for turn in range(max(1, KILLS // 4 // A_FILE)):
            journal = tmp_path / f"ada-{turn}.toml"
            acknowledged += check(killed_sittings(mother, journal, turn, A_FILE, within), journal)
    assert acknowledged >= KILLS // 4 // A_FILE
    print(f"{KILLS // 4} kills during {act}: {acknowledged} called saved, none lost")


def test_scores_notes_undo_and_redo_that_were_called_saved_are_there(tmp_path: Path):
    def check(saved: set[str], journal: Path) -> int:
        reading = read_journal(journal)
        held = {record.key for record in reading.records}
        assert saved <= held
        assert not saved & {record.key for record in read_spool(journal).missing(held)}
        return len(saved)

    kill_all(tmp_path, "everything", check)


def test_edits_of_the_tree_that_were_called_saved_are_there_and_the_tree_is_whole(tmp_path: Path):
    def check(saved: set[str], journal: Path) -> int:
        reading = read_tree(tmp_path / "debate.toml")
        assert reading.findings == () or not any(finding.is_error for finding in reading.findings)
        assert reading.tree is not None
        numbers = {int(number) for number in saved}
        assert int(reading.tree.nodes["debate"].title.split()[-1]) >= max(numbers, default=0)
        assert {f"n{number}" for number in numbers if number % 3 == 0} <= set(reading.tree.nodes)
        return len(saved)

    kill_all(tmp_path, "edits", check)


def test_a_merge_leaves_the_whole_merge_or_our_side_as_it_was(tmp_path: Path):
    base = TREE + "".join(f'[node.n{i}]\nkind = "problem"\nparent = "debate"\ntitle = "N{i}"\n' for i in range(40))
    ours, theirs = base.replace('"N3"', '"Ours"'), base.replace('"N30"', '"Theirs"')
    for name, text in (("base", base), ("ours", ours), ("theirs", theirs)):
        (tmp_path / f"{name}.toml").write_text(text)
    merged = ours.replace('"N30"', '"Theirs"')

    def check(saved: set[str], journal: Path) -> int:
        for line in saved:
            name, code = line.split()
            assert (code, (tmp_path / name).read_text()) == ("0", merged)
        return len(saved)

    kill_all(tmp_path, "merges", check, within=0.05)
    assert {path.read_text() for path in tmp_path.glob("*-*.toml")} <= {ours, merged, ""}
