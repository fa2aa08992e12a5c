"""A whole table of scores taken over into a journal: all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gametree.errors import BadNote
from gametree.files.journal import new_key
from gametree.files.spool import append_kept
from gametree.model.assessment import Record
from gametree.model.digest import digest_of
from gametree.model.score_table import ScoreRow
from gametree.session.session import Session


def take_over(session: Session, rows: Sequence[ScoreRow], source: str | None = None) -> tuple[ScoreRow, ...]:
    """Write the rows to the session's journal in one append; which of them were new. Raises NotWritten.

    The sitting knows them from its next `reload_if_changed`.
    A row with a time is passed over where the journal says the same at that time. Scores count as given for the tree
    as it is now. `source`, if any, becomes a note of today on every node that something was written about; raises
    BadNote where it is not a line of text.
    """
    if source is not None and not _is_line_of_text(source):
        raise BadNote("the source must be a line of text; nothing was written")
    known = {_said(session.tree.renamed.get(r.node, r.node), r) for r in session.assessment.records}
    new = tuple(row for row in rows if row.at is None or _said(row.node, row) not in known)
    if new:
        records = tuple(_records(session, new, source))
        append_kept(session.journal.path, records, session.tree.name, session.assessor)
    return new


def _said(node: str, change: ScoreRow | Record) -> tuple[object, ...]:
    return node, change.at, change.plausibility, change.range, change.note


def _records(session: Session, rows: Sequence[ScoreRow], source: str | None) -> Iterator[Record]:
    now, latest, used = session.clock(), session.assessment.latest, set[str]()
    notes = [ScoreRow(node, note=f"Source: {source}") for node in dict.fromkeys(row.node for row in rows)]
    for row in _both(rows, notes if source else ()):
        key, at = new_key(now, latest)
        while key in used:  # their random part is short, and all of them have the same time
            key, at = new_key(now, latest)
        used.add(key)
        judged = digest_of(session.tree, row.node) if isinstance(row.plausibility, float) else None
        yield Record(key, row.at or at, row.node, row.plausibility, row.range, row.note, digest=judged)


def _both(rows: Iterable[ScoreRow], notes: Iterable[ScoreRow]) -> Iterator[ScoreRow]:
    yield from rows
    yield from notes


def _is_line_of_text(source: str) -> bool:
    return bool(source.strip()) and source.isprintable()
