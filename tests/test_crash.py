"""Processes that are killed in the middle of scoring: what was called saved is on disk."""

from __future__ import annotations

import os
import random
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from gametree.files.journal import read_journal

KILLS = int(os.environ.get("GAMETREE_TEST_KILLS", "300"))
A_FILE = 10
"""Kills before the next journal is begun, so that reading it stays quick."""

TREE = '[tree]\ntitle = "Debate"\n[node.debate]\nkind = "strategy"\ntitle = "Debate"\n'

# One process imports everything once; each sitting to be killed is a fork of it, so that a kill costs milliseconds.
_NURSERY = """
import os, sys
from pathlib import Path
from threading import Event
from gametree.files.locations import JournalPlace, TreePlace
from gametree.session import open_session

tree = TreePlace(Path(sys.argv[1]) / "debate.toml", bundled=False)

def begin(journal):
    return open_session(tree, JournalPlace(Path(journal), "here"), "ada")

def score(session):
    saved = Event()
    session.on_saved(saved.set)
    for number in range(1, 1_000_000):
        saved.clear()
        session.note("debate", "word " * (10_000 if number % 20 == 3 else number))
        while not session.state.is_saved:
            saved.wait(1)
        os.write(1, f"{session.assessment.records[-1].key}\\n".encode())

begin("nowhere").judge
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        score(begin(line.strip()))
    os.write(2, f"{child}\\n".encode())
    os.waitpid(child, 0)
    os.write(2, b"dead\\n")
"""


@contextmanager
def nursery(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-c", _NURSERY, str(folder)], stdin=pipe, stdout=pipe, stderr=pipe
    ) as mother:
        try:
            yield mother
        finally:
            mother.communicate()


def killed_sittings(mother: subprocess.Popen[bytes], journal: Path, seed: int, kills: int) -> set[str]:
    """Start and kill that many sittings, each at a random moment of its work; the keys of what they called saved."""
    assert mother.stdin is not None and mother.stdout is not None and mother.stderr is not None
    chance, said = random.Random(seed), b""
    for _ in range(kills):
        mother.stdin.write(os.fsencode(journal) + b"\n")
        mother.stdin.flush()
        child = int(mother.stderr.readline())
        select.select([mother.stdout], [], [], 10)
        until = time.monotonic() + chance.uniform(0, 0.02)
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
        for turn in range(KILLS // 2 // A_FILE):
            journal = tmp_path / f"ada-{turn}.toml"
            work = [
                (mother, journal, 2 * turn + i, A_FILE // writers) for i, mother in enumerate((one, other)[:writers])
            ]
            saved = set().union(*pool.map(lambda task: killed_sittings(*task), work))
            reading = read_journal(journal)
            assert saved <= {record.key for record in reading.records}
            acknowledged += len(saved)
            torn += len(reading.findings)
    assert acknowledged >= KILLS // 2
    print(f"{KILLS // 2} kills, {writers} at once: {acknowledged} called saved, none lost, {torn} torn lines")
