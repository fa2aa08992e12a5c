"""This machine's own copy of what it adds to a journal, written first: what a stale editor, a checkout or a deletion
takes out of the journal can be found, and put back when the person asks for it.

A file per journal in the user's state folder, of the journal's own lines. What the person let go is remembered by a
line of its own. A file that has grown beyond a size loses its oldest lines, but only those that the journal holds.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from gametree.errors import NotWritten, UnreadableFile
from gametree.files.appending import HeldEnd, Stamp, held_end
from gametree.files.journal import append_records, format_record, opening_lines, parse_journal
from gametree.files.locations import spool_place
from gametree.files.private import write_private
from gametree.files.reading import read_bytes
from gametree.model.assessment import Record

LARGEST = 2**20
"""Bytes; a spool beyond that is brought down to half of it, so far as the journal holds the same lines."""

KEPT = "it is kept on this machine, and `gametree lost TREE --put-back` writes it there when that can be done"
"""What is said of records that are in the spool and could not be written to their journal."""

_LET_GO = b"let-go = "


@dataclass(frozen=True, slots=True)
class Spooled:
    """The lines this machine wrote to a journal and the person has not let go, by key, the oldest first."""

    lines: dict[str, bytes]

    def missing(self, held: Collection[str]) -> tuple[Record, ...]:
        """The records whose keys are not among those that the journal holds."""
        gone = b"\n".join(line for key, line in self.lines.items() if key not in held)
        return tuple(record for record in parse_journal(gone).records if record.key not in held)


def read_spool(journal: Path) -> Spooled:
    """What this machine wrote to a journal; nothing where that is not known, or is being written just now.

    Read it before the journal: then every line in it is in the journal, or failed to get there, or was taken out.
    """
    return Spooled(_by_key(_read_unless_held(_place(journal))))


def append_kept(path: Path, records: Sequence[Record], tree: str, assessor: str) -> tuple[Stamp | None, Stamp]:
    """`append_records`, with the records in the spool first."""
    with Spool(path, tree, assessor).keeping(records):
        return append_records(path, records, tree, assessor)


@dataclass
class Spool:
    """The spool of one journal, for writing. Where it cannot be written, nothing is said: the journal goes on."""

    journal: Path
    tree: str
    assessor: str
    _kept: set[str] = field(default_factory=set)
    _is_pruned: bool = False

    @contextmanager
    def keeping(self, records: Iterable[Record]) -> Iterator[None]:
        """Keep the records, those kept already left out, and hold the spool while they get to the journal.

        So nobody takes what is on its way there for something that was taken out. Where they do not get there, the
        NotWritten says whether they are kept.
        """
        records = tuple(records)
        fresh = [record for record in records if record.key not in self._kept]
        end = None
        with ExitStack() as held:
            with suppress(OSError, ValueError):
                end = held.enter_context(_held_spool(_place(self.journal)))
                self._add(end, "".join(map(format_record, fresh)).encode())
                self._kept.update(record.key for record in fresh)
            try:
                yield
            except NotWritten as error:
                is_kept = self._kept.issuperset(record.key for record in records)
                raise NotWritten(error.path, error.reason, KEPT if is_kept else error.kept) from error
            if end:
                self._prune(end)

    def let_go(self, records: Sequence[Record]) -> bool:
        """Do not miss the records any more; whether that could be remembered."""
        keys = [record.key for record in records]
        self._kept.difference_update(keys)
        try:
            with _held_spool(_place(self.journal)) as end:
                self._add(end, _LET_GO + json.dumps(keys).encode() + b"\n")
        except (OSError, ValueError):
            return False
        return True

    def _add(self, end: HeldEnd, lines: bytes) -> None:
        if lines:
            end.add(lines, opening_lines(self.tree, self.assessor))

    def _prune(self, end: HeldEnd) -> None:
        """Once a sitting, and under the lock, leave out the oldest lines that the journal has just so."""
        if self._is_pruned or os.fstat(end.descriptor).st_size <= LARGEST:
            return
        self._is_pruned = True
        with suppress(OSError, UnreadableFile):
            there = set(read_bytes(self.journal).split(b"\n"))
            left = _without_oldest(_by_key(read_bytes(end.path)).values(), there)
            write_private(end.path, opening_lines(self.tree, self.assessor) + b"".join(left), flush=True)


def _without_oldest(lines: Collection[bytes], there: Collection[bytes]) -> Iterator[bytes]:
    """As many of the lines, the newest, as half the largest size holds, and all that are not there."""
    size = sum(len(line) + 1 for line in lines)
    for line in lines:
        if size > LARGEST // 2 and line in there:
            size -= len(line) + 1
        else:
            yield line + b"\n"


def _place(journal: Path) -> Path:
    from hashlib import sha256

    return spool_place(sha256(os.fsencode(os.path.realpath(journal))).hexdigest()[:16])


@contextmanager
def _held_spool(path: Path) -> Iterator[HeldEnd]:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with held_end(path, mode=0o600) as end:
        yield end


def _read_unless_held(path: Path) -> bytes:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return b""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        return read_bytes(path)
    except (OSError, UnreadableFile):
        return b""
    finally:
        os.close(descriptor)


def _by_key(data: bytes) -> dict[str, bytes]:
    """The lines of records by their keys, without those let go since they were last written."""
    lines: dict[str, bytes] = {}
    for line in data.split(b"\n"):
        if line.startswith(_LET_GO):
            for key in _keys_let_go(line):
                lines.pop(key, None)
        elif line.endswith(b"}"):
            key = _key_of(line)
            lines.pop(key, None)
            lines[key] = line
    return lines


def _key_of(line: bytes) -> str:
    if line.startswith(b'"'):  # a key that somebody made by hand
        return next((record.key for record in parse_journal(line).records), "")
    return line.partition(b" = {")[0].decode("utf-8", "replace")


def _keys_let_go(line: bytes) -> list[str]:
    with suppress(ValueError, RecursionError):
        keys = json.loads(line.removeprefix(_LET_GO))
        if isinstance(keys, list):
            return [key for key in keys if isinstance(key, str)]
    return []
