"""Another content for a file that is there: the old one or the new one is on disk, whole, whatever happens.

Mode, owner, access lists and symbolic links stay. Where a new file in the old one's place would lose something (hard
links, an owner, a folder that cannot be written), the content is replaced in place, with a copy of the old one aside.
"""

from __future__ import annotations

import errno
import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from gametree.errors import NotWritten
from gametree.files.locations import aside_of
from gametree.files.private import write_private
from gametree.files.reading import LARGEST, reason
from gametree.files.safe_write import sync_folder

_NO_RENAME = (errno.EBUSY, errno.EXDEV, errno.ETXTBSY)  # such as a single file that is mounted into a container


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file under its lock, with what is in it."""

    path: Path
    """Where it really is, behind all symbolic links."""
    descriptor: int
    data: bytes

    def replace(self, data: bytes) -> bool:
        """Put the data in the place of what is there; False, with nothing written, where that has changed by now.

        Raises OSError, and then the old content is there.
        """
        status = os.fstat(self.descriptor)
        if self._can_be_exchanged(status):
            try:
                return self._exchange(data, status)
            except OSError as error:
                if error.errno not in _NO_RENAME:
                    raise
        return self._overwrite(data)

    def _can_be_exchanged(self, status: os.stat_result) -> bool:
        """Whether another file can take this one's place without anybody noticing."""
        groups = {os.getegid(), *os.getgroups()}
        keeps_owner = os.geteuid() in (0, status.st_uid) and (os.geteuid() == 0 or status.st_gid in groups)
        return status.st_nlink == 1 and keeps_owner and os.access(self.path.parent, os.W_OK | os.X_OK)

    def _exchange(self, data: bytes, status: os.stat_result) -> bool:
        beside = self._free_place()
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        try:
            try:
                _write_all(descriptor, data)
                _take_over(descriptor, self.descriptor, status)
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
            if not self._is_as_read():
                beside.unlink()
                return False
            beside.replace(self.path)
        except OSError:
            with suppress(OSError):
                beside.unlink()
            raise
        sync_folder(self.path.parent)
        return True

    def _free_place(self) -> Path:
        """A place for the new content; what a killed program left in such a place goes, for the lock is ours."""
        from hashlib import sha256

        mark = f".gametree-{sha256(os.fsencode(self.path.name)).hexdigest()[:8]}-"
        for left in self.path.parent.glob(f"{mark}*"):
            with suppress(OSError):
                left.unlink()
        return self.path.with_name(mark + token_hex(4))

    def _overwrite(self, data: bytes) -> bool:
        aside = aside_of(self.path)
        write_private(aside, self.data, flush=True)
        if not self._is_as_read():
            return False
        try:
            _fill(self.descriptor, data)
        except OSError:
            _fill(self.descriptor, self.data)
            raise
        aside.unlink(missing_ok=True)
        return True

    def _is_as_read(self) -> bool:
        """Whether the file at the path is still the one that was read, with the same in it."""
        try:
            if not os.path.samestat(self.path.stat(), os.fstat(self.descriptor)):
                return False
        except FileNotFoundError:
            return False
        return _content(self.descriptor) == self.data


@contextmanager
def held(path: Path) -> Iterator[HeldFile]:
    """The file at a path, locked against every other gametree; raises NotWritten where that cannot be had."""
    try:
        real = Path(os.path.realpath(path, strict=True))
        descriptor = _open_locked(real)
    except (OSError, ValueError) as error:
        raise NotWritten(path, reason(error)) from error
    try:
        yield HeldFile(real, descriptor, _content(descriptor))
    except OSError as error:
        raise NotWritten(path, reason(error)) from error
    finally:
        os.close(descriptor)  # this also lets go of the lock


def _open_locked(path: Path) -> int:
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise ValueError("it is not a regular file")
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            if os.path.samestat(path.stat(), os.fstat(descriptor)):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)  # another gametree, an editor or git put another file there while we waited


def _content(descriptor: int) -> bytes:
    size = os.fstat(descriptor).st_size
    if size > LARGEST:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
    parts, at = [], 0
    while part := os.pread(descriptor, size + 1 - at, at):
        parts.append(part)
        at += len(part)
    return b"".join(parts)


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _fill(descriptor: int, data: bytes) -> None:
    """Make the data the content; where the disk has no room for it, nothing is overwritten."""
    if len(data) > os.fstat(descriptor).st_size:
        os.posix_fallocate(descriptor, 0, len(data))
    os.lseek(descriptor, 0, os.SEEK_SET)
    _write_all(descriptor, data)
    os.ftruncate(descriptor, len(data))
    os.fsync(descriptor)


def _take_over(new: int, old: int, status: os.stat_result) -> None:
    """Owner, mode and extended attributes, among which are access lists."""
    there = os.fstat(new)
    if (there.st_uid, there.st_gid) != (status.st_uid, status.st_gid):
        os.fchown(new, status.st_uid, status.st_gid)
    os.fchmod(new, stat.S_IMODE(status.st_mode))
    with suppress(OSError, AttributeError):  # no such thing on this file system, or on this system
        for name in os.listxattr(old):
            with suppress(OSError):
                os.setxattr(new, name, os.getxattr(old, name))
