"""A person's journal in a sitting: what it says, what is on its way to disk, and what others took out of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from gametree.errors import UnreadableFile
from gametree.files.appending import stamp_of
from gametree.files.journal import JournalReading, append_records, in_utf8, new_key, read_journal
from gametree.files.locations import JournalPlace, aside_place
from gametree.files.spool import Spooled, read_spool
from gametree.model.assessment import Assessment, Record, sum_up
from gametree.model.finding import Finding, Place, Severity
from gametree.model.text import quoted
from gametree.model.tree import QUESTION, Tree
from gametree.session.writer import SaveState, Writer


class Journal:
    """The records of one assessor on one tree. New ones count at once and are written by a thread."""

    def __init__(self, place: JournalPlace, tree: Tree, assessor: str, clock: Callable[[], datetime]) -> None:
        self.path, self.why = place.path, place.why
        self.tree, self.clock = tree, clock
        spooled = read_spool(self.path)  # before the journal
        reading = read_journal(self.path)
        self.assessor = reading.assessor or assessor
        self.assessment = Assessment(self.assessor)
        self.findings: tuple[Finding, ...] = ()
        """What was passed over, and what is no longer there."""
        self.lost: tuple[Record, ...] = ()
        """Records that this machine wrote, or this sitting saw on disk, and that are no longer in the file: `put_back`
        writes them again, `let_go` does without them."""
        self._writer = Writer(self.path, tree.name, self.assessor, reading.stamp)
        self._take_in(reading, spooled)

    @property
    def state(self) -> SaveState:
        """What is on disk and what is not."""
        return self._writer.state

    @property
    def unsaved(self) -> tuple[Record, ...]:
        """The records that are not on disk."""
        return self._writer.waiting

    @property
    def kept(self) -> str:
        """Where the records that are not on disk are kept meanwhile, if anywhere."""
        return self._writer.kept

    def orphans(self) -> tuple[str, ...]:
        """Nodes with scores or notes that the tree no longer has."""
        known = {*self.assessment.judgements, *self.assessment.notes}
        return tuple(sorted(known - set(self.tree.nodes) - {QUESTION}))

    def append(self, node_id: str, **fields: Any) -> Record:
        """Say something about a node, as a record of now; returns at once."""
        key, at = new_key(self.clock(), self.assessment.latest)
        record = Record(key, at, node_id, **fields)
        self.assessment = self.assessment.followed_by(record, self.tree.renamed)
        self._writer.submit(record)
        return record

    def follow(self, tree: Tree) -> None:
        """The tree is another one: what was said of a node follows its id."""
        before, self.tree = self.tree, tree
        if before.renamed != tree.renamed:
            self.assessment = self._sum_up(self.assessment.records)

    # disk

    def on_saved(self, call: Callable[[], None]) -> None:
        """Have `call` called, from another thread, whenever `state` has changed."""
        self._writer.on_change = call

    def retry(self) -> None:
        """Try once more to write what could not be written."""
        if self._writer.state.waiting:
            self._writer.retry()

    def close(self) -> None:
        """Wait until everything is on disk; raises NotWritten where that fails."""
        self._writer.close()

    def put_aside(self) -> Path:
        """Write what could not be written into another file of this user's; raises NotWritten where that fails too."""
        path = aside_place(self.tree.name, self.assessor, self.unsaved[0].key)
        append_records(path, self.unsaved, self.tree.name, self.assessor)
        self._writer.give_up()
        return path

    def reload_if_changed(self) -> bool:
        """Read the file again if somebody else changed it; changes not on disk yet are kept.

        A file that is gone, emptied or cannot be read was not emptied by the person: all stays as it was, and a
        finding says so. Records that the file no longer holds are in `lost`.
        """
        stamp = stamp_of(self.path)
        if stamp == self._writer.stamp or self._writer.state.waiting:
            return False
        spooled = read_spool(self.path)
        try:
            reading = read_journal(self.path)
        except UnreadableFile as error:
            reading = JournalReading(findings=(_warning(error.check, f"the journal {error.reason}"),), stamp=stamp)
        self._writer.stamp = reading.stamp
        self._take_in(reading, spooled)
        return True

    # what others took out

    def put_back(self) -> int:
        """Write the lost records to the file again; how many they were."""
        lost, self.lost = self.lost, ()
        known = {record.key for record in self.assessment.records}
        missing = [record for record in lost if record.key not in known]
        self.assessment = self._sum_up((*self.assessment.records, *missing))
        self._forget_loss()
        for record in lost:
            self._writer.submit(record)
        return len(lost)

    def let_go(self) -> int:
        """Take the file as it is, without the lost records, for good; how many they were."""
        gone = {record.key for record in self.lost}
        self._writer.spool.let_go(self.lost)
        self.lost = ()
        self._writer.began_anew = False
        self.assessment = self._sum_up(record for record in self.assessment.records if record.key not in gone)
        self._forget_loss()
        return len(gone)

    def loss_in_words(self) -> str:
        """`1 change made or seen here is`, `2 changes made or seen here are`."""
        count = len(self.lost)
        return f"{count} {'change' if count == 1 else 'changes'} made or seen here {'is' if count == 1 else 'are'}"

    def _forget_loss(self) -> None:
        self.findings = tuple(finding for finding in self.findings if finding.check != "lost-records")

    # within

    def _take_in(self, reading: JournalReading, spooled: Spooled) -> None:
        """What the file says now, and for as long as it has vanished what it said before."""
        held = {record.key for record in reading.records}
        kept = tuple(record for record in self.assessment.records if record.key not in held)
        known = {record.key: record for record in (*spooled.missing(held), *self.lost, *kept)}
        self.lost = tuple(record for record in known.values() if record.key not in held)
        self._writer.began_anew = bool(kept) and (self._writer.began_anew or not held)
        kept = kept if self._writer.began_anew else ()
        self.assessment = self._sum_up((*kept, *reading.records))
        self.findings = self._said_of(reading)

    def _sum_up(self, records: Iterable[Record]) -> Assessment:
        return sum_up(self.assessor, records, self.tree.renamed)

    def _said_of(self, reading: JournalReading) -> tuple[Finding, ...]:
        """What was passed over in the file, and whether it is about another tree."""
        found = list(reading.findings)
        for misfit in self.assessment.misfits:
            place = Place(misfit.record.line, 1, 0)
            found.append(Finding(misfit.check, misfit.message, severity=Severity.WARNING, place=place))
        if reading.tree is not None and reading.tree != in_utf8(self.tree.name):
            message = f"the journal says it is about the tree {quoted(reading.tree)}, not {quoted(self.tree.name)}"
            found.append(_warning("other-tree", message))
        if self.lost:
            found.append(_warning("lost-records", f"{self.loss_in_words()} not in the journal"))
        return tuple(sorted(found, key=lambda finding: finding.place.line))


def _warning(check: str, message: str) -> Finding:
    return Finding(check, message, severity=Severity.WARNING)
