"""Writing files so that a person never finds half of one, and never loses one that was there."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from gametree.errors import NotWritten
from gametree.files.reading import reason


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


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on disk, unless it may not be opened; raises OSError."""
    with suppress(PermissionError):  # one may write in a folder without being able to read it
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
