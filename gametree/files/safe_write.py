"""Writing files so that a person never finds half of one, and never loses one that was there."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from gametree.errors import NotWritten
from gametree.files.reading import read_bytes, reason


def write_new(path: Path, text: str) -> None:
    """Make a file that did not exist; raises NotWritten where one did, or where the disk refuses, leaving nothing."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
    except FileExistsError as error:
        raise NotWritten(path, "it exists already; choose another name") from error
    except FileNotFoundError as error:
        raise NotWritten(path, f"there is no folder {path.parent}; make it first") from error
    except (OSError, ValueError) as error:
        raise NotWritten(path, reason(error)) from error
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        sync_folder(path.parent)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise NotWritten(path, reason(error)) from error


def add_line(path: Path, line: str) -> bool:
    """Add a line at the end of a text file unless it has it already; whether it was added."""
    return bool(add_lines(path, [line]))


def add_lines(path: Path, lines: Sequence[str]) -> list[str]:
    """Add at the end of a text file what it lacks so that it has all the lines, each behind the one before it.

    Nothing that is there is changed. Returns what was added; raises UnreadableFile, NotWritten.
    """
    present = read_bytes(path) if path.exists() else b""
    last = {known.strip(): number for number, known in enumerate(present.splitlines())}
    missing: list[str] = []
    reached = -1
    for line in lines:
        if not missing and last.get(line.encode(), -1) > reached:
            reached = last[line.encode()]
        else:
            missing.append(line)
    if not missing:
        return []
    try:
        with path.open("ab") as file:
            start = b"" if not present or present.endswith(b"\n") else b"\n"
            file.write(start + "".join(f"{line}\n" for line in missing).encode())
    except OSError as error:
        raise NotWritten(path, reason(error)) from error
    return missing


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on disk, unless it may not be opened; raises OSError."""
    with suppress(PermissionError):  # one may write in a folder without being able to read it
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
