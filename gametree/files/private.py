"""Files in the state folder that nobody but the person may read: drafts, texts in an editor, copies."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from glob import escape
from pathlib import Path
from secrets import token_hex

from gametree.files.safe_write import sync_folder

_A_MINUTE = 60  # seconds


def write_private(path: Path, data: bytes, flush: bool = False) -> None:
    """Put the data at the path, whole or not at all, readable for its owner only; raises OSError.

    With `flush` that also holds when the power fails, at the price of waiting for the disk.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _clear_half_written(path)
    beside = path.with_name(f"{path.name}.{token_hex(3)}.new")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            if flush:
                file.flush()
                os.fsync(descriptor)
        beside.replace(path)
        if flush:
            sync_folder(path.parent)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        raise


def keep_private(path: Path, data: bytes) -> bool:
    """As `write_private`, safe from a power cut; whether that could be done."""
    try:
        write_private(path, data, flush=True)
    except OSError:
        return False
    return True


def drop_private(path: Path) -> bool:
    """Forget what is at the path, if anything; whether that could be done."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _clear_half_written(path: Path) -> None:
    """Take away what a program left that was killed while it wrote here; nobody writes for as long as a minute."""
    for left in path.parent.glob(f"{escape(path.name)}.*.new"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _A_MINUTE:
                left.unlink()
