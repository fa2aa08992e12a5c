"""A merged tree as edits of our text, one after the other: for files in spellings that cannot be taken apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import groupby
from typing import Any

import tomli

from gametree.comparison.field_merge import is_same
from gametree.comparison.merged import Data, DocumentMerge, MergedTable
from gametree.comparison.sibling_order import moved_in
from gametree.files.block_merge import MARK, comment_on_clash, is_ours_kept
from gametree.files.editing.changes import (
    Beside,
    Change,
    Drop,
    Insert,
    Move,
    Put,
    Remove,
    Rename,
    apply_changes,
    order_of,
)
from gametree.files.editing.extents import line_end
from gametree.files.editing.layout import WholeLayout
from gametree.files.editing.splices import apply_splices, tidy
from gametree.files.editing.splicing import pieces_of
from gametree.files.editing.statements import Pair, Unfit, scan_statements


def splice_merged(merge: DocumentMerge, text: str, document: Data) -> str:
    """Our text, which says `document`, with what the merge changes in it; raises Unfit where that cannot be done."""
    for _, changes in groupby(_changes(merge, document), lambda change: isinstance(change, Put | Drop) or change):
        text, document = _edited_at_once(text, document, list(changes))
    for change in _moves(merge, document):
        text, document = _edited(text, document, [change])
    return _with_comments(merge, text)


def _edited_at_once(text: str, document: Data, changes: Sequence[Change]) -> tuple[str, Data]:
    """All changes at one look at the text, else each at one of its own."""
    if len(changes) > 1:
        with suppress(Unfit):
            return _edited(text, document, changes)
    for change in changes:
        text, document = _edited(text, document, [change])
    return text, document


def _edited(text: str, document: Data, changes: Sequence[Change]) -> tuple[str, Data]:
    try:
        text = apply_splices(text, tidy(text, pieces_of(WholeLayout(text), document, changes)))
        read = tomli.loads(text)
    except ValueError as error:
        raise Unfit from error
    intended = apply_changes(document, changes)
    if not is_same(read, intended) or order_of(read, "node") != order_of(intended, "node"):
        raise Unfit
    return text, read


def _changes(merge: DocumentMerge, ours: Data) -> Iterator[Change]:
    """The edits in an order in which each can be made on the text after those before it."""
    tables = {table.name: table for table in merge.tables}
    for table in merge.tables:
        if table.ours and table.ours != table.name:
            yield Rename(table.ours[1], table.name[1])
    for table in merge.tables:
        if table.ours:
            yield from _changed_keys(table, _fields(ours, table.ours))
    stay = {table.ours for table in merge.tables}
    gone = tuple(name for name in order_of(ours, "node") if ("node", name) not in stay)
    if any(("source", name) not in stay for name in order_of(ours, "source")):
        raise Unfit
    if gone:
        yield Remove(gone)
    yield from _additions("source", tables)
    yield from _additions("node", tables)


def _changed_keys(table: MergedTable, fields: Mapping[str, Any]) -> Iterator[Change]:
    for key in fields:
        if key not in table.fields:
            yield Drop(table.name, key)
    for key, value in table.fields.items():
        if key not in fields or not is_same(fields[key], value):
            yield Put(table.name, key, value)


def _additions(word: str, tables: Mapping[tuple[str, ...], MergedTable]) -> Iterator[Change]:
    """New tables, each behind the one that it follows; what comes before our first one is put before that."""
    names = [name for name in tables if name[0] == word]
    ours = [name[1] for name in names if tables[name].ours]
    behind: str | None = None
    for name in names:
        if not tables[name].ours:
            place = Beside(behind) if behind or not ours else Beside(ours[0], behind=False)
            yield Insert(word, {name[1]: tables[name].fields}, place)
        behind = name[1] if tables[name].ours or behind or not ours else None


def _moves(merge: DocumentMerge, document: Data) -> Iterator[Change]:
    """Nodes that stand elsewhere, each to its place behind the one before it, in the order of the merge."""
    order = [table.name[1] for table in merge.tables if table.name[0] == "node"]
    place = {name: index for index, name in enumerate(order)}
    present = order_of(document, "node")
    for name in sorted(
        (present[index] for index in moved_in([place[name] for name in present])), key=place.__getitem__
    ):
        beside = Beside(order[place[name] - 1]) if place[name] else Beside(present[0], behind=False)
        yield Move((name,), beside)


def _with_comments(merge: DocumentMerge, text: str) -> str:
    """The text with what theirs had beside what ours has kept; at the end where there is no line for it."""
    for clash in (report for report in merge.reports if is_ours_kept(report)):
        said = comment_on_clash(clash)
        pairs = (s for s in scan_statements(text) if isinstance(s, Pair) and s.path == (*clash.table, clash.key))
        pair = next((pair for pair in pairs if pair.home is None), None)
        at = line_end(text, pair.end) if pair else len(text)
        heading = "" if pair else f"\n{MARK}{'.'.join(clash.table)}\n"
        text = text[:at] + heading + said + text[at:]
    return text


def _fields(document: Data, name: tuple[str, ...]) -> Mapping[str, Any]:
    value: Any = document
    for step in name:
        value = value[step]
    found: Mapping[str, Any] = value
    return found
