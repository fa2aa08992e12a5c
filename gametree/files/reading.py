"""Bytes of a regular file, whatever stands at its path; and bytes as text."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from gametree.errors import UnreadableFile

LARGEST = 64 * 2**20
"""Bytes; a larger file is refused before it is read."""


def read_bytes(path: Path) -> bytes:
    """The content of a regular file; raises UnreadableFile with the reason. Never blocks on a pipe or a device."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError as error:
        raise UnreadableFile(path, "file-missing", "there is no such file") from error
    except OSError as error:
        raise UnreadableFile(path, "file-unreadable", f"cannot be opened: {reason(error)}") from error
    except ValueError as error:  # which every Python puts otherwise
        raise UnreadableFile(path, "file-unreadable", "cannot be opened: no path holds a null character") from error
    try:
        _refuse_what_is_no_file(path, os.fstat(descriptor))  # before fdopen, which does not take a folder
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.read(LARGEST)
    except OSError as error:
        raise UnreadableFile(path, "file-unreadable", f"cannot be read: {reason(error)}") from error
    finally:
        os.close(descriptor)


def _refuse_what_is_no_file(path: Path, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise UnreadableFile(path, "not-a-file", "is a folder; name a file in it")
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableFile(path, "not-a-file", "is not a regular file")
    if status.st_size > LARGEST:
        raise UnreadableFile(path, "file-too-large", f"is larger than {LARGEST // 2**20} MiB, the limit")


def reason(error: OSError | ValueError) -> str:
    """Why the system refused, in a few words without the path."""
    strerror = getattr(error, "strerror", None)
    return (strerror or str(error)).lower()
