"""All that one person said about one tree: records in order, and what they come to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal, NamedTuple

from gametree.model.plausibility import Range

UNSCORED: Final = "unscored"
"""The plausibility that takes a judgement back."""


@dataclass(frozen=True, slots=True)
class Record:
    """One change, as the journal holds it; only the fields that changed are set.

    `at` is in UTC. `line` is the record's line in its file, 0 for one that is not there yet.
    """

    key: str
    at: datetime
    node: str
    plausibility: float | Literal["unscored"] | None = None
    range: Range | None = None
    note: str | None = None
    retract: str | None = None
    digest: str | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A plausibility in [0, 1] and its range, as it stands; `digest` tells what was judged."""

    plausibility: float
    range: Range | None = None
    digest: str | None = None
    at: datetime | None = field(default=None, compare=False)
    key: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Note:
    """A note on a node; its key takes it back."""

    key: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Misfit:
    """A record, or a part of one, that was passed over, and why."""

    record: Record
    check: str
    message: str


@dataclass(frozen=True)
class Assessment:
    """What the records of one person come to, per node. Missing is missing: an unscored node is in no mapping."""

    assessor: str
    records: tuple[Record, ...] = ()
    judgements: Mapping[str, Judgement] = field(default_factory=dict)
    notes: Mapping[str, tuple[Note, ...]] = field(default_factory=dict)
    histories: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)
    misfits: tuple[Misfit, ...] = ()

    @property
    def latest(self) -> datetime | None:
        """The time of the last record."""
        return self.records[-1].at if self.records else None

    def followed_by(self, record: Record, renamed: Mapping[str, str] | None = None) -> Assessment:
        """The assessment with one more record at its end; costs what one node has, not what all have."""
        after = _Sum(self)
        after.add(record, (renamed or {}).get(record.node, record.node))
        return after.total()


def sum_up(assessor: str, records: Iterable[Record], renamed: Mapping[str, str] | None = None) -> Assessment:
    """The records, ordered by (time, place in the file), as an assessment; former ids count as present ones.

    Later records win per node and field. A plausibility ends the range before it; a range alone must hold the
    plausibility of its moment, else it is passed over as a misfit.
    """
    renamed = renamed or {}
    running = _Sum(Assessment(assessor))
    for record in sorted(records, key=lambda record: record.at):  # stable: ties keep the file's order
        running.add(record, renamed.get(record.node, record.node))
    return running.total()


def as_of(records: Iterable[Record], moment: datetime) -> tuple[Record, ...]:
    """The records made at the moment or before it, in the order given; their own times decide, not the file's order."""
    return tuple(record for record in records if record.at <= moment)


class ChangeOfMind(NamedTuple):
    """A judgement of a node as it stood from a moment on; None where it was taken back."""

    at: datetime
    node: str
    judgement: Judgement | None


def changes_of_mind(records: Iterable[Record], renamed: Mapping[str, str] | None = None) -> Iterator[ChangeOfMind]:
    """Every change of a judgement, in the order in which `sum_up` takes the records; notes are none."""
    renamed = renamed or {}
    running = _Sum(Assessment(""))
    for record in sorted(records, key=lambda record: record.at):
        node = renamed.get(record.node, record.node)
        before = running.judgements.get(node)
        running.judge(record, node)
        after = running.judgements.get(node)
        if after is not before:
            yield ChangeOfMind(record.at, node, after)


class _Sum:
    """The running total behind `sum_up`; its mappings are copies of its own."""

    def __init__(self, start: Assessment) -> None:
        self.assessor = start.assessor
        self.records = list(start.records)
        self.judgements = dict(start.judgements)
        self.notes = dict(start.notes)
        self.histories = dict(start.histories)
        self.misfits = list(start.misfits)
        self.retractions: list[tuple[Record, str]] = []
        self._later: dict[str, list[Record]] = {}
        self._later_notes: dict[str, list[Note]] = {}

    def add(self, record: Record, node: str) -> None:
        self.records.append(record)
        self._later.setdefault(node, []).append(record)
        self.judge(record, node)
        if record.note is not None:
            self._later_notes.setdefault(node, []).append(Note(record.key, record.at, record.note))
        if record.retract is not None:
            self.retractions.append((record, node))

    def judge(self, record: Record, node: str) -> None:
        standing = self.judgements.get(node)
        if record.plausibility == UNSCORED:
            self.judgements.pop(node, None)
        elif isinstance(record.plausibility, float):
            self.judgements[node] = Judgement(record.plausibility, record.range, record.digest, record.at, record.key)
        elif record.range is not None:
            if standing is None or not record.range[0] <= standing.plausibility <= record.range[1]:
                self._pass_over(record, standing)
            else:
                digest = record.digest or standing.digest
                self.judgements[node] = Judgement(standing.plausibility, record.range, digest, record.at, record.key)

    def _pass_over(self, record: Record, standing: Judgement | None) -> None:
        what = "has no plausibility at that time" if standing is None else f"has {standing.plausibility:g}"
        self.misfits.append(
            Misfit(
                record, "range", f"the range was passed over: it must hold the plausibility, and {record.node} {what}"
            )
        )

    def total(self) -> Assessment:
        """All of it; once, for what was added is joined to what was there."""
        for node, records in self._later.items():
            self.histories[node] = (*self.histories.get(node, ()), *records)
        for node, notes in self._later_notes.items():
            self.notes[node] = (*self.notes.get(node, ()), *notes)
        for record, node in self.retractions:
            self._retract(record, node)
        return Assessment(
            self.assessor, tuple(self.records), self.judgements, self.notes, self.histories, tuple(self.misfits)
        )

    def _retract(self, record: Record, node: str) -> None:
        nodes = [node] if any(note.key == record.retract for note in self.notes.get(node, ())) else list(self.notes)
        taken = False
        for other in nodes:
            left = tuple(note for note in self.notes[other] if note.key != record.retract)
            if len(left) == len(self.notes[other]):
                continue
            taken = True
            self.notes[other] = left
            if not left:
                del self.notes[other]
        if not taken:
            known = any(earlier.key == record.retract and earlier.note is not None for earlier in self.records)
            if not known:
                self.misfits.append(Misfit(record, "retract", f"there is no note {record.retract} to take back"))
