"""Programs to be killed: forks of one process that has imported everything, so that each costs milliseconds."""

from __future__ import annotations

import codecs
import fcntl
import json
import os
import random
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_MOTHER = """
import fcntl, json, os, random, sys, termios
from pathlib import Path
from threading import Event
from click.testing import CliRunner
from gametree.cli.merge_trees import command as merge_trees
from gametree.cli.open_tree import open_app
from gametree.errors import NothingToDo
from gametree.files.editing.edits import AddNode, SetKeys
from gametree.files.journal import format_record
from gametree.files.locations import JournalPlace, TreePlace
from gametree.session import open_session

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
    session.journal.on_saved(saved.set)
    for number in range(1, 1_000_000):
        session.note("debate", "word " * (10_000 if number % 20 == 3 else number))
        wait(session, saved)
        say(format_record(session.assessment.records[-1]).strip())

def everything(journal):
    session, saved, chance = begin(journal), Event(), random.Random(os.getpid())
    session.journal.on_saved(saved.set)
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
            say(format_record(record).strip())

def edits(journal):
    session = begin(journal)
    number = int(session.tree.nodes["debate"].title.split()[-1])
    while True:
        number += 1
        session.edit(SetKeys("debate", {"title": f"Debate {number}"}))
        session.edit(AddNode(f"n{number}", {"kind": "problem", "title": "N", "parent": "debate"}))
        if number % 3:
            session.undo()
        if number % 3 == 2:
            session.redo()
        if session.state.is_saved:
            say(number)

def merges(journal):
    texts = [(folder / f"{name}.toml").read_text() for name in ("base", "ours", "theirs")]
    for number in range(1_000_000):
        ours = folder / f"{os.getpid()}-{number}.toml"
        ours.write_text(texts[1])
        result = CliRunner().invoke(merge_trees, [str(folder / "base.toml"), str(ours), str(folder / "theirs.toml")])
        say(f"{ours.name} {result.exit_code}")

def app(terminal, assessor):
    os.setsid()
    descriptor = os.open(terminal, os.O_RDWR)
    fcntl.ioctl(descriptor, termios.TIOCSCTTY, 0)
    for number in (0, 1, 2):
        os.dup2(descriptor, number)
    open_app(str(folder / "debate.toml"), assessor, None)

CliRunner().invoke(merge_trees, ["--help"])
import gametree.session.tree_editing
if sys.argv[1:]:
    import textual.drivers.linux_driver, gametree.tui.app, gametree.tui.explore, gametree.tui.note_editor
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        act, folder, arguments, environment = json.loads(line)
        folder = Path(folder)
        os.environ.update(environment)
        {act.__name__: act for act in (notes, everything, edits, merges, app)}[act](*arguments)
        os._exit(0)
    os.write(2, f"{child}\\n".encode())
    os.waitpid(child, 0)
    os.write(2, b"dead\\n")
"""
_STYLES = re.compile(r"\x1b\[[0-9;?<>=]*[A-Za-z]")
_HALF_A_STYLE = re.compile(r"\x1b[^A-Za-z]*\Z")


IN_MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
"""A folder whose disk makes nobody wait; to a program that is killed all disks are the same."""


class Nursery:
    """Begins one program after the other; what the present one says comes from `heard`."""

    def __init__(self, mother: subprocess.Popen[bytes]) -> None:
        assert mother.stdin and mother.stdout and mother.stderr
        self._stdin, self._stdout, self._stderr = mother.stdin, mother.stdout, mother.stderr
        self._child = 0

    def begin(self, act: str, folder: Path, *arguments: str) -> None:
        """Begin one that works at `debate.toml` in a folder; its home is that of the present test."""
        home = {name: os.environ[name] for name in os.environ if name.startswith(("XDG_", "HOME", "GIT_CONFIG"))}
        self._stdin.write(json.dumps([act, str(folder), arguments, home]).encode() + b"\n")
        self._stdin.flush()
        self._child = int(self._stderr.readline())

    def kill(self) -> None:
        """Kill the present one, unless it has ended."""
        if self._child:
            with suppress(ProcessLookupError):
                os.kill(self._child, signal.SIGKILL)
            self.wait()

    def wait(self) -> None:
        """Wait for its end."""
        while (line := self._stderr.readline()) != b"dead\n":
            assert line  # of a complaint before
        self._child = 0

    def has_ended(self) -> bool:
        """Whether it has ended by itself."""
        if self._child and select.select([self._stderr], [], [], 0)[0]:
            self.wait()
        return not self._child

    def heard(self, seconds: float) -> bytes:
        """What it said by now, or says in that time."""
        if not select.select([self._stdout], [], [], seconds)[0]:
            return b""
        return os.read(self._stdout.fileno(), 1 << 16)


@contextmanager
def nursery(*, with_app: bool) -> Iterator[Nursery]:
    pipe = subprocess.PIPE
    environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
    with subprocess.Popen(
        [sys.executable, "-c", _MOTHER, *(["app"] if with_app else [])],
        stdin=pipe,
        stdout=pipe,
        stderr=pipe,
        env=environment,
    ) as mother:
        begun = Nursery(mother)
        try:
            yield begun
        finally:
            begun.kill()
            mother.kill()


def killed_sittings(
    mother: Nursery,
    act: str,
    journal: Path,
    kills: int,
    seed: int,
    within: float = 0.02,
    cut: Callable[[], None] | None = None,
) -> set[str]:
    """Begin and kill that many sittings, each `within` seconds of its first word; what they called saved, by line.

    With `cut` that is done first, and nothing counts that is said afterwards: a flush that is under way while a file
    system is shut down succeeds, whether it came to pass or not.
    """
    chance, said = random.Random(seed), b""
    for _ in range(kills):
        mother.begin(act, journal.parent, str(journal))
        said += mother.heard(10)
        until = time.monotonic() + chance.uniform(0, within)
        while (left := until - time.monotonic()) > 0:
            said += mother.heard(left)
        if cut:
            cut()
        mother.kill()
        while more := mother.heard(0):
            said += b"" if cut else more
    return set(said.decode().split("\n")[:-1])


class App:
    """The app in a terminal of its own; `shown` is what it painted, without the styles."""

    def __init__(self, mother: Nursery, folder: Path, assessor: str = "ada") -> None:
        self.mother, self.folder = mother, folder
        self._line, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 110, 0, 0))
        mother.begin("app", folder, os.ttyname(slave), assessor)
        self._slave, self._decoder = slave, codecs.getincrementaldecoder("utf-8")("replace")
        self.shown, self._half, self._at = "", "", 0

    def press(self, keys: str) -> None:
        self._at = len(self.shown)
        os.write(self._line, keys.encode())

    def read(self, seconds: float) -> bool:
        """Whether it painted something by now, or in that time."""
        if not select.select([self._line], [], [], seconds)[0]:
            return False
        text = self._half + self._decoder.decode(os.read(self._line, 1 << 16))
        half = _HALF_A_STYLE.search(text)
        self._half = half[0] if half else ""
        self.shown += _STYLES.sub("", text.removesuffix(self._half))
        return True

    def wait_for(self, words: str, seconds: float = 20) -> None:
        """Wait until it paints what matches since the last key."""
        until = time.monotonic() + seconds
        while not self.has_painted(words):
            assert time.monotonic() < until, f"{words} was not painted: {self.shown[-2000:]}"
            self.read(0.05)

    def has_painted(self, words: str) -> bool:
        """Whether it has painted what matches since the last key."""
        return re.search(words, self.shown[self._at :]) is not None

    def kill(self) -> None:
        """Kill it, unless it has ended; what it had painted before is in `shown`."""
        self.mother.kill()
        while self.read(0):
            pass
        os.close(self._line)
        os.close(self._slave)

    def wait_for_end(self) -> None:
        """Wait until it has ended by itself."""
        until = time.monotonic() + 20
        while not self.mother.has_ended():
            assert time.monotonic() < until, f"it goes on: {self.shown[-2000:]}"
            self.read(0.02)
