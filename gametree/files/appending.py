"""Whole lines at the end of a file, under a lock: on disk when that returns, or the file is as it was."""

from __future__ import annotations

import fcntl
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from gametree.errors import NotWritten
from gametree.files.reading import read_bytes, reason
from gametree.files.safe_write import sync_folder

Stamp = tuple[int, int, int, int]
"""Device, inode, size and time of change: enough to notice that a file is another one now."""


def stamp_of(path: Path) -> Stamp | None:
    """What `stat` says of the file now; None where there is none."""
    try:
        return _stamp(path.stat())
    except (OSError, ValueError):
        return None


@dataclass(frozen=True, slots=True)
class HeldEnd:
    """The end of a file under its lock."""

    path: Path
    descriptor: int
    made: bool
    """Whether the file was not there before."""

    def add(self, lines: bytes, opening: bytes) -> tuple[Stamp | None, Stamp]:
        """Add the lines, behind the opening where the file is empty; its stamps before (None where empty) and after.

        Raises OSError, and then nothing was added.
        """
        size = os.fstat(self.descriptor).st_size
        before = None if size == 0 else _stamp(os.fstat(self.descriptor))
        text = opening + lines if size == 0 else _missing_newline(self.descriptor, size) + lines
        _write_all(self.descriptor, text, size, self.path if self.made else None)
        return before, _stamp(os.fstat(self.descriptor))


@contextmanager
def held_end(path: Path, mode: int = 0o666) -> Iterator[HeldEnd]:
    """The file open for appending, locked, and certain to be the one at its path; raises OSError, ValueError.

    A missing file is made, with its folder.
    """
    descriptor, made = _open_locked(path, mode)
    try:
        yield HeldEnd(path, descriptor, made)
    finally:
        os.close(descriptor)  # this also lets go of the lock


def add_line(path: Path, line: str) -> bool:
    """Add a line at the end of a text file unless it has it already; whether it was added."""
    return bool(add_lines(path, [line]))


def add_lines(path: Path, lines: Sequence[str]) -> list[str]:
    """Add at the end of a text file what it lacks so that it has all the lines, each behind the one before it.

    Nothing that is there is changed. Returns what was added; raises UnreadableFile, NotWritten.
    """
    missing = _missing(read_bytes(path) if path.exists() else b"", lines)
    if missing:
        try:
            with held_end(path) as end:
                end.add("".join(f"{line}\n" for line in missing).encode(), b"")
        except (OSError, ValueError) as error:
            raise NotWritten(path, reason(error)) from error
    return missing


def _missing(present: bytes, lines: Sequence[str]) -> list[str]:
    """The lines from the first one on that does not stand behind those before it."""
    last = {known.strip(): number for number, known in enumerate(present.splitlines())}
    reached = -1
    for index, line in enumerate(lines):
        at = last.get(line.encode(), -1)
        if at <= reached:
            return list(lines[index:])
        reached = at
    return []


def _open_locked(path: Path, mode: int) -> tuple[int, bool]:
    while True:
        path.parent.mkdir(parents=True, exist_ok=True)
        made = not path.exists()
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | os.O_NONBLOCK
        descriptor = os.open(path, flags, mode)
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise ValueError("it is not a regular file")
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            if _is_still(path, descriptor):
                return descriptor, made
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)  # an editor or git put another file there while we waited


def _is_still(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _missing_newline(descriptor: int, size: int) -> bytes:
    """A newline where the last line lacks one, so that a torn line cannot eat the next record."""
    return b"" if os.pread(descriptor, 1, size - 1) == b"\n" else b"\n"


def _write_all(descriptor: int, data: bytes, size: int, new: Path | None) -> None:
    """All of the data and its flush to disk, with the folders of a `new` file; or the file as it was."""
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
        if new:
            folder = Path(os.path.realpath(new)).parent
            sync_folder(folder)
            sync_folder(folder.parent)
    except BaseException:  # an interrupted table of scores must not be half there
        os.ftruncate(descriptor, size)
        raise


def _stamp(status: os.stat_result) -> Stamp:
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns
