"""The journal: one person's records on one tree, one a line, only ever appended to.

The reader goes line by line and never needs the whole file to be right; the writer adds whole lines under a
lock and returns when they are on disk.
"""

from __future__ import annotations

import math
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Literal

import tomli

from gametree.errors import NotWritten, UnreadableFile
from gametree.files.appending import Stamp, held_end, stamp_of
from gametree.files.reading import read_bytes, reason
from gametree.model.assessment import UNSCORED, Record
from gametree.model.finding import Finding, Place, Severity
from gametree.model.plausibility import Range
from gametree.model.text import quoted, suggestion

FIRST_LINES = """\
#:gametree journal 1
# One change a line; add your own by hand if you like: any unique key that begins with t will do.
"""

_FIELDS = ("node", "plausibility", "range", "note", "retract", "digest", "at")
_RECORD = re.compile(r"""\s*(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')\s*=\s*\{""")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_HEADER = re.compile(r"""\s*(tree|assessor)\s*=\s*["']""")
_MARKER = re.compile(r"(<{7}|>{7}|\|{7})( .*)?|={7}")
_KEY_TIME = re.compile(r"t(\d{8}T\d{6})(\d{3})?Z", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{6}-[0-9a-f]{6}")
_EARLIEST = datetime(1, 1, 1, tzinfo=UTC)
_LAST_SECOND = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
_ESCAPED = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029]')
_SHORT_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


@dataclass(frozen=True)
class JournalReading:
    """What a journal file says, and what in it was passed over. A missing file says nothing."""

    records: tuple[Record, ...] = ()
    tree: str | None = None
    assessor: str | None = None
    findings: tuple[Finding, ...] = ()
    stamp: Stamp | None = None

    @property
    def is_foreign(self) -> bool:
        """Whether the file is something else, such as a tree: nothing in it is a journal's."""
        return bool(self.findings) and not self.records and self.tree is None and self.assessor is None


def read_journal(path: Path) -> JournalReading:
    """The records of a journal; raises UnreadableFile only where there is a file and it cannot be opened."""
    stamp = stamp_of(path)
    try:
        data = read_bytes(path)
    except UnreadableFile as error:
        if error.check == "file-missing":
            return JournalReading()
        raise
    return parse_journal(data, stamp)


def parse_journal(data: bytes, stamp: Stamp | None = None) -> JournalReading:
    """The records in file order, each line by itself; whatever is no record is passed over and said."""
    reader = _Reader()
    for number, line in enumerate(data.split(b"\n"), 1):
        # files with a byte-order mark may have been joined, so that one stands in the middle
        reader.read_line(number, line.removeprefix(b"\xef\xbb\xbf").removesuffix(b"\r"))
    return JournalReading(tuple(reader.records), reader.header.get("tree"), reader.header.get("assessor"),
                          tuple(reader.findings), stamp)  # fmt: skip


class _PassedOver(Exception):
    """Why a line or a field is not taken."""


@dataclass
class _Reader:
    records: list[Record] = field(default_factory=list)
    header: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    seen: dict[str, list[Record]] = field(default_factory=dict)
    time: datetime = _EARLIEST
    number: int = 0
    line: str = ""

    def read_line(self, number: int, raw: bytes) -> None:
        self.number = number
        try:
            self.line = raw.decode("utf-8")
        except UnicodeDecodeError:
            self.line = raw.decode("utf-8", "replace")
            return self.say("foreign-line", "the line is not UTF-8 and was passed over")
        if not self.line.strip(" \t") or self.line.lstrip().startswith("#"):
            return None
        if _MARKER.fullmatch(self.line):
            return self.say("conflict-marker", "a git conflict marker; the records on both sides of it count")
        try:
            self.take(self.line)
        except _PassedOver as why:
            self.say("foreign-line", f"{why}; the line was passed over")
        return None

    def take(self, line: str) -> None:
        if not (_RECORD.match(line) or _HEADER.match(line)):
            raise _PassedOver("this is no record of the form key = { node = … }")
        try:
            ((key, value),) = tomli.loads(line).items()
        except (ValueError, RecursionError) as error:
            raise _PassedOver("this record is torn or misspelt" + _where(error)) from error
        if isinstance(value, str):
            self.header.setdefault(key, value)
        elif not key.startswith("t"):
            raise _PassedOver(f"the key {quoted(key)} does not begin with t")
        else:
            self.take_record(key, value)

    def take_record(self, key: str, table: Mapping[str, Any]) -> None:
        record = self.read_record(key, table)
        doubles = self.seen.setdefault(key, [])
        timeless = _key_time(key) is None and "at" not in table  # its time is that of whatever stands before it
        if any(record == (replace(other, at=record.at) if timeless else other) for other in doubles):
            return  # a merge brought the same line twice
        if doubles:
            self.say("double-key", f"the key {quoted(key)} stands for two different records; both count")
        doubles.append(record)
        self.records.append(record)

    def read_record(self, key: str, table: Mapping[str, Any]) -> Record:
        node = table.get("node")
        if not isinstance(node, str):
            raise _PassedOver("the record names no node")
        for name in table:
            if name not in _FIELDS:
                self.say("unknown-key", f"{quoted(name)} is not a field of a record{suggestion(name, _FIELDS)}")
        plausibility, range_ = self.attempt(_judgement, table) or (None, None)
        self.time = self.attempt(_at, table) or _key_time(key) or self.time
        return Record(
            key=key,
            at=self.time,
            node=node,
            plausibility=plausibility,
            range=range_,
            note=self.attempt(_string, table, "note"),
            retract=self.attempt(_string, table, "retract"),
            digest=self.attempt(_digest, table),
            line=self.number,
        )

    def attempt(self, read: Any, *arguments: Any) -> Any:
        """What `read` gives, or None and a finding where the field is faulty."""
        try:
            return read(*arguments)
        except _PassedOver as why:
            self.say("bad-field", f"{why}; the field was passed over")
            return None

    def say(self, check: str, message: str) -> None:
        place = Place(self.number, 1, 0, self.line[:400])
        self.findings.append(Finding(check, message, severity=Severity.WARNING, place=place))


def _where(error: BaseException) -> str:
    return f" (column {error.colno})" if isinstance(error, tomli.TOMLDecodeError) else ""


def _judgement(table: Mapping[str, Any]) -> tuple[float | Literal["unscored"] | None, Range | None]:
    """Plausibility and range are one field: if either is faulty neither counts."""
    plausibility, ends = table.get("plausibility"), table.get("range")
    if plausibility is not None and plausibility != UNSCORED:
        plausibility = _fraction(plausibility, "plausibility")
    if ends is None:
        return plausibility, None
    if not isinstance(ends, list) or len(ends) != 2:
        raise _PassedOver("a range is two numbers, such as [0.2, 0.5]")
    low, high = (_fraction(end, "range") for end in ends)
    if low > high:
        raise _PassedOver("the range is upside down")
    if plausibility == UNSCORED:
        raise _PassedOver("an unscored node has no range")
    if plausibility is not None and not low <= plausibility <= high:
        raise _PassedOver("the range does not hold the plausibility")
    return plausibility, (low, high)


def _fraction(value: Any, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not (0 <= value <= 1) or math.isnan(value):
        raise _PassedOver(f"{name} holds {_shown(value)}, which is no number from 0 to 1")
    return float(value) + 0.0  # -0.0 is 0.0


def _shown(value: Any) -> str:
    try:
        return quoted(str(value))
    except ValueError:  # Python refuses to print an integer of more than 4,300 digits
        return "a number too long to print"


def _string(table: Mapping[str, Any], name: str) -> str | None:
    value = table.get(name)
    if value is not None and not isinstance(value, str):
        raise _PassedOver(f"{name} is not a string")
    return value


def _digest(table: Mapping[str, Any]) -> str | None:
    value = _string(table, "digest")
    if value is not None and not _DIGEST.fullmatch(value):
        raise _PassedOver(f"the digest {quoted(value)} is not of the form 5f1c9a-07be42")
    return value


def _at(table: Mapping[str, Any]) -> datetime | None:
    value = table.get("at")
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError as error:
            raise _PassedOver(f"at holds {quoted(str(value))}, which is no date") from error
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime.combine(value, time())
    if value is None or not isinstance(value, datetime):
        if value is not None:
            raise _PassedOver("at is not a date and time")
        return None
    try:
        at = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    except OverflowError as error:
        raise _PassedOver("at is out of range") from error
    return at.replace(microsecond=at.microsecond // 1000 * 1000)  # as fine as a key, so that no key can be before it


def _key_time(key: str) -> datetime | None:
    match = _KEY_TIME.match(key)
    if not match:
        return None
    try:
        read = datetime.strptime(match[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    return read + timedelta(milliseconds=int(match[2] or 0))


def new_key(now: datetime, latest: datetime | None) -> tuple[str, datetime]:
    """A fresh key and the time it carries, in whole milliseconds and never before `latest`."""
    at = max(now.astimezone(UTC), latest or _EARLIEST)
    milliseconds = -(-at.microsecond // 1000)  # upwards, so that the key is not before a finer `latest`
    second = at.replace(microsecond=0)
    at = second + timedelta(milliseconds=min(milliseconds, 999) if second == _LAST_SECOND else milliseconds)
    stamp = f"t{at.year:04d}{at:%m%dT%H%M%S}{at.microsecond // 1000:03d}Z"
    return f"{stamp}-{''.join(secrets.choice(_LETTERS) for _ in range(5))}", at


def format_record(record: Record) -> str:
    """The record as its line, with the newline; TOML 1.0, ASCII controls escaped."""
    fields: list[tuple[str, str]] = [("node", _quote(record.node))]
    if record.plausibility is not None:
        fields.append(("plausibility", _number(record.plausibility)))
    if record.range is not None:
        fields.append(("range", f"[{_number(record.range[0])}, {_number(record.range[1])}]"))
    for name in ("note", "retract", "digest"):
        value = getattr(record, name)
        if value is not None:
            fields.append((name, _quote(value)))
    if record.at != _key_time(record.key):
        fields.append(("at", record.at.isoformat().replace("+00:00", "Z")))
    key = record.key if _BARE_KEY.fullmatch(record.key) else _quote(record.key)
    return f"{key} = {{ {', '.join(f'{name} = {value}' for name, value in fields)} }}\n"


def _number(value: float | str) -> str:
    return _quote(value) if isinstance(value, str) else repr(float(value))


def _quote(text: str) -> str:
    return '"' + _ESCAPED.sub(lambda match: _SHORT_ESCAPES.get(match[0], f"\\u{ord(match[0]):04x}"), text) + '"'


def in_utf8(name: str) -> str:
    """The name of a file, which may hold any bytes, as a journal can cite it."""
    return name.encode("utf-8", "replace").decode()


def append_records(path: Path, records: Iterable[Record], tree: str, assessor: str) -> tuple[Stamp | None, Stamp]:
    """Add the records to the journal and return once they are on disk; raises NotWritten, then nothing was added.

    Returns the file's stamps right before and after, taken under the lock: if the one before is not the one last
    read, somebody else wrote in between. A missing file is made, with its folder and first lines.
    """
    try:
        with held_end(path) as end:
            return end.add("".join(map(format_record, records)).encode(), opening_lines(tree, assessor))
    except (OSError, ValueError) as error:
        raise NotWritten(path, reason(error)) from error


def opening_lines(tree: str, assessor: str) -> bytes:
    """How a journal begins."""
    return f"{FIRST_LINES}tree = {_quote(in_utf8(tree))}\nassessor = {_quote(assessor)}\n".encode()
