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
    except (OSError, ValueError) as error:
        raise UnreadableFile(path, "file-unreadable", f"cannot be opened: {reason(error)}") from error
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(file.fileno())
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableFile(path, "not-a-file", "is a folder; name a file in it")
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableFile(path, "not-a-file", "is not a regular file")
        if status.st_size > LARGEST:
            size = f"{status.st_size / 2**20:,.0f} MiB"
            raise UnreadableFile(path, "file-too-large", f"has {size}; the limit is {LARGEST // 2**20} MiB")
        try:
            return file.read(LARGEST)
        except OSError as error:
            raise UnreadableFile(path, "file-unreadable", f"cannot be read: {reason(error)}") from error


def reason(error: OSError | ValueError) -> str:
    """Why the system refused, in a few words without the path."""
    strerror = getattr(error, "strerror", None)
    return (strerror or str(error)).lower()
