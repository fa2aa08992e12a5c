"""What a person said as a table of scores, in the columns that are read again."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence

from gametree.export.as_json import iso
from gametree.model.assessment import UNSCORED, Assessment, Record
from gametree.model.plausibility import Range
from gametree.model.score_table import SCORE_COLUMNS
from gametree.model.tree import QUESTION, Tree


def history_as_csv(tree: Tree, assessment: Assessment, records: Iterable[Record]) -> Iterator[str]:
    """The lines of the table, header first, each with its line end; raw text, not clean.

    Read again, they come to the same scores, ranges and notes. So notes that were taken back are not in it, nor what
    was said of nodes that the tree no longer has; a range alone stands beside the plausibility it was given for.
    """
    yield from csv_lines([SCORE_COLUMNS])
    yield from csv_lines(_rows(tree, assessment, records))


def csv_lines(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The rows as lines with their ends, quoted where a cell needs it (RFC 4180, with line feeds between rows)."""
    written = _Written()
    writer = csv.writer(written)  # ends lines with \r\n: only so does it quote a lone \r within a cell
    for row in rows:
        writer.writerow(row)
        yield written.line.removesuffix("\r\n") + "\n"


class _Written:
    """What the csv writer wrote last."""

    line = ""

    def write(self, line: str) -> int:
        self.line = line
        return len(line)


def _rows(tree: Tree, assessment: Assessment, records: Iterable[Record]) -> Iterator[list[str]]:
    standing: dict[str, float] = {}
    held = {(node, note.key) for node, notes in assessment.notes.items() for note in notes}
    passed_over = {id(misfit.record) for misfit in assessment.misfits if misfit.check == "range"}
    for record in records:
        node = tree.renamed.get(record.node, record.node)
        if node not in tree.nodes and node != QUESTION:
            continue
        plausibility, ends = _judged(record, standing.get(node)) if id(record) not in passed_over else ("", None)
        if isinstance(record.plausibility, float):
            standing[node] = record.plausibility
        note = record.note if record.note is not None and (node, record.key) in held else ""
        if plausibility or note:
            low, high = map(repr, ends) if ends else ("", "")
            yield [node, plausibility, low, high, note, iso(record.at)]


def _judged(record: Record, standing: float | None) -> tuple[str, Range | None]:
    """The plausibility and the range that stand after the record, as they are written; nothing where it gave none."""
    if record.plausibility == UNSCORED:
        return UNSCORED, None
    if record.plausibility is not None:
        return repr(record.plausibility), record.range
    return (repr(standing), record.range) if record.range and standing is not None else ("", None)
