"""Journals as git is to show them: the records that came and went, or one version in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from gametree.export.as_text import history_as_text, wrap
from gametree.model.assessment import Record
from gametree.model.plausibility import percent
from gametree.model.text import clean, clean_line
from gametree.model.tree import Header, Tree

_NO_TREE = Tree("", Header(title="-"))
_ENDLESS = 2**31  # cells
_COLOURS = {"+": "32", "-": "31"}


def journal_diff_as_text(
    old: Sequence[Record], new: Sequence[Record], names: tuple[str, str], width: int = 80, colour: bool = False
) -> Iterator[str]:
    """The lines, oldest first; nothing where both hold the same records."""
    gone, came = Counter(old) - Counter(new), Counter(new) - Counter(old)
    if not gone and not came:
        return
    yield from wrap(clean_line(" → ".join(names)), width)
    counts = [(count.total(), what) for count, what in ((came, "added"), (gone, "taken out")) if count]
    records = f"record{'s' * (counts[0][0] != 1)} "
    yield ", ".join(f"{count} {records * (not index)}{what}" for index, (count, what) in enumerate(counts))
    yield ""
    for sign, record, before in _in_order(old, gone, new, came):
        for index, line in enumerate(history_as_text(_NO_TREE, [record], width - 2)):
            was = f"  (before: {before})" if before and not index and record.plausibility is not None else ""
            said = f"{sign if index == 0 else ' '} {line}{was}"
            yield f"\x1b[{_COLOURS[sign]}m{said}\x1b[m" if colour else said


def _in_order(
    old: Sequence[Record], gone: Counter[Record], new: Sequence[Record], came: Counter[Record]
) -> Iterator[tuple[str, Record, str]]:
    """The records of both that are not in the other, by time, each with the plausibility it took the place of."""
    both = [*_marked("-", old, gone), *_marked("+", new, came)]
    yield from sorted(both, key=lambda entry: (entry[1].at, entry[0] == "+"))


def _marked(sign: str, records: Iterable[Record], wanted: Counter[Record]) -> Iterator[tuple[str, Record, str]]:
    left, standing = Counter(wanted), dict[str, str]()
    for record in sorted(records, key=lambda record: record.at):
        if left[record] > 0:
            left[record] -= 1
            yield sign, record, standing.get(record.node, "")
        if record.plausibility is not None:
            standing[record.node] = percent(record.plausibility) if isinstance(record.plausibility, float) else ""


def journal_as_lines(lines: Sequence[str], records: Iterable[Record]) -> Iterator[str]:
    """A journal for programs that compare lines: each record in words, nothing wrapped; other lines as they are."""
    read = {record.line: record for record in records}
    for number, line in enumerate(lines, 1):
        yield from history_as_text(_NO_TREE, [read[number]], _ENDLESS) if number in read else (clean(line),)
