"""A file that was taken away or emptied, written again: never over one that is there again."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

from gametree.errors import NotWritten, UnreadableFile
from gametree.files.private import write_private
from gametree.files.reading import read_bytes, reason
from gametree.files.replacing import held
from gametree.files.safe_write import sync_folder, write_new

_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EMLINK, errno.ENOSYS)


def is_gone(path: Path) -> bool:
    """Whether there is no file at the path, or at the end of a symbolic link, or one with nothing in it."""
    try:
        return path.stat().st_size == 0
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False


def content(path: Path) -> bytes:
    """What is in a file, to be written again should it be taken away; nothing where it cannot be read."""
    try:
        return read_bytes(path)
    except UnreadableFile:
        return b""


def write_again(path: Path, data: bytes) -> None:
    """Put the content where the file was, with its folder; raises NotWritten, and then nothing was touched.

    Where a symbolic link leads nowhere, the file is put where it leads.
    """
    try:
        real = Path(os.path.realpath(path))
        real.parent.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(real):
            _fill_empty(real, data)
        else:
            _put(real, data)
    except FileExistsError as error:
        raise _is_there(path) from error
    except (OSError, ValueError) as error:
        raise NotWritten(path, reason(error)) from error


def _fill_empty(path: Path, data: bytes) -> None:
    with held(path) as file:
        if file.data or not file.replace(data):
            raise _is_there(path)


def _put(path: Path, data: bytes) -> None:
    beside = path.with_name(f".{path.name}.again")
    write_private(beside, data, flush=True)
    try:
        beside.chmod(0o666 & ~_umask())
        os.link(beside, path)  # which, unlike a rename, takes nobody's place
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        write_new(path, data.decode())
    finally:
        with suppress(OSError):
            beside.unlink()
    sync_folder(path.parent)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _is_there(path: Path) -> NotWritten:
    return NotWritten(path, "there is something in it again; nothing was written")
