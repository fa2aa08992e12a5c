"""Files in the state folder that nobody but the person may read: drafts, texts in an editor, copies."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from gametree.files.safe_write import sync_folder


def write_private(path: Path, data: bytes, flush: bool = False) -> None:
    """Put the data at the path, whole or not at all, readable for its owner only; raises OSError.

    With `flush` that also holds when the power fails, at the price of waiting for the disk.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
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
