"""A merged tree as text: each piece from the file that changed it, so that only what both changed is written anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import tomli

from gametree.comparison.field_merge import is_same
from gametree.comparison.line_merge import merge_lines
from gametree.comparison.merged import Data, DocumentMerge, Matter, MergedTable, Report, TableName
from gametree.comparison.order_merge import merge_orders
from gametree.comparison.sibling_order import moved_in
from gametree.files.comments import comments_in, lost_comments
from gametree.files.editing.values import PLAIN, rewrite_string, write_value, written_key
from gametree.files.tree_blocks import Block, Blocks, Item

MARK = "# merge: "
"""How every comment begins that a merge leaves behind."""


def write_merged(merge: DocumentMerge, texts: tuple[Blocks, Blocks, Blocks], ours: Data, theirs: Data) -> str:
    """The text of the merged tree from base, ours and theirs in blocks; `ours` and `theirs` are what those say.

    May lose a comment on something that is gone, and does not say so.
    """
    found = [{block.name: block for block in blocks.blocks} for blocks in texts]
    reports: dict[TableName, list[Report]] = {}
    for report in merge.reports:
        reports.setdefault(report.table, []).append(report)
    parts = []
    for table in _in_order(merge, texts[1]):
        names = (table.base, table.ours, table.theirs)
        blocks = [known.get(name) if name else None for known, name in zip(found, names, strict=True)]
        text = None if table.name in reports else _said_by_both(table, blocks[1:], theirs)
        parts.append(text or _Table(table, blocks, (ours, theirs), reports.get(table.name, [])).text())
    return "".join((*parts, _either(*(blocks.rest for blocks in texts))))


def _said_by_both(table: MergedTable, blocks: Sequence[Block | None], theirs: Data) -> str | None:
    """The text of a table that is alike on both sides, to the letter, and says what the merge says."""
    here, there = blocks
    is_alike = here and there and here.name == table.name and here.text == there.text
    return here.text if here and is_alike and _fields(theirs, table.theirs) is table.fields else None


def _in_order(merge: DocumentMerge, ours: Blocks) -> Iterator[MergedTable]:
    """The merged tables as they stand in our file, the others behind those that come before them in the merge."""
    tables = {table.name: table for table in merge.tables}
    today = {table.ours: table.name for table in merge.tables if table.ours}
    row = [today[block.name] for block in ours.blocks if block.name in today]
    behind: dict[TableName | None, list[TableName]] = {}
    settled = set(row)
    for word in ("tree", "source", "node"):
        order = [name for name in tables if name[0] == word]
        place = {name: index for index, name in enumerate(order)}
        there = [name for name in row if name[0] == word]
        settled -= {there[index] for index in moved_in([place[name] for name in there])}
        anchor = _before_first(word, [name for name in row if name in settled])
        for name in order:
            if name in settled:
                anchor = name
            else:
                behind.setdefault(anchor, []).append(name)
    for anchor in (None, *(name for name in row if name in settled)):
        yield from (tables[name] for name in ((anchor,) if anchor else ()))
        yield from (tables[name] for name in behind.get(anchor, ()))


def _before_first(word: str, row: Sequence[TableName]) -> TableName | None:
    """What stands before the first table of a kind; without one a source goes behind the tree, a node to the end."""
    first = next((index for index, name in enumerate(row) if name[0] == word), None)
    if first is None:
        first = 1 if word == "source" and row[:1] == [("tree",)] else len(row) if word == "node" else 0
    return row[first - 1] if first else None


class _Table:
    """One table of the merged file in the making."""

    def __init__(
        self,
        table: MergedTable,
        blocks: Sequence[Block | None],
        documents: tuple[Data, Data],
        reports: Sequence[Report],
    ) -> None:
        self.table = table
        self.base, self.ours, self.theirs = blocks
        self.values = [
            _fields(document, name) for document, name in zip(documents, (table.ours, table.theirs), strict=True)
        ]
        self.reports = reports

    def text(self) -> str:
        """The block of the one who changed it, as long as that says it all; else item by item."""
        if not self.reports:
            for block in self.one_sided():
                values = self.values[0] if block is self.ours else self.values[1]
                if block.name == self.table.name and is_same(values, self.table.fields):
                    return block.text
        return self.merged()

    def one_sided(self) -> Iterator[Block]:
        """The block of either side where the other has none, or left it as it was."""
        if self.ours and (self.theirs is None or self.theirs.text in (self.base and self.base.text, self.ours.text)):
            yield self.ours
        if self.theirs and (self.ours is None or (self.base and self.ours.text == self.base.text)):
            yield self.theirs

    def merged(self) -> str:
        lead = _either(*self.parts(lambda block: block.lead))
        items = "".join(self.items())
        tail = _either(*self.parts(lambda block: block.tail))
        text = "".join((lead, *_remarks(self.reports), self.header(), items, tail))
        base, ours, theirs = self.parts(lambda block: block.text)
        lost = lost_comments(base or "", ours, theirs, text) if ours and theirs else []
        return text + "".join(f"{comment}\n" for comment in lost)

    def parts(self, part: Callable[[Block], str]) -> tuple[str | None, str | None, str | None]:
        base, ours, theirs = (part(block) if block else None for block in (self.base, self.ours, self.theirs))
        return base, ours, theirs

    def header(self) -> str:
        for block in (self.ours, self.theirs):
            if block and block.name == self.table.name:
                return block.header
        like = self.ours or self.theirs
        comments = "".join(f"  {comment}" for comment in comments_in(like.header)) if like else ""
        return f"[{'.'.join(map(written_key, self.table.name))}]{comments}\n"

    def items(self) -> Iterator[str]:
        keys = [[item.key for item in block.items] if block else [] for block in (self.base, self.ours, self.theirs)]
        known = merge_orders(keys[0], keys[1], keys[2], self.table.fields.keys()).order
        for key in dict.fromkeys((*known, *self.table.fields)):
            clash = next((report for report in self.reports if report.key == key and is_ours_kept(report)), None)
            yield self.item(key, clash is not None)
            if clash:
                there = self.theirs.item(key) if self.theirs else None
                yield comment_on_clash(clash, there.line if there else None)

    def item(self, key: str, is_ours: bool) -> str:
        base, ours, theirs = (block.item(key) if block else None for block in (self.base, self.ours, self.theirs))
        like = ours or theirs
        lead = _either(*(item.lead if item else None for item in (base, ours, theirs)))
        if like is None:
            return f"{lead}{written_key(key)} = {write_value(self.table.fields[key], PLAIN)}\n"
        only_theirs = theirs and not is_ours and (ours is None or (base and ours.closing == base.closing))
        closing = theirs.closing if theirs and only_theirs else like.closing
        return lead + like.opening + self.value(key, base, ours, theirs) + closing

    def value(self, key: str, base: Item | None, ours: Item | None, theirs: Item | None) -> str:
        wanted = self.table.fields[key]
        for item, values in zip((ours, theirs), self.values, strict=True):
            if item and is_same(values.get(key), wanted):
                return item.value
        like = ours or theirs
        if base and ours and theirs:
            joined = merge_lines(base.value, ours.value, theirs.value)
            if joined is not None and _reads_as(joined, wanted):
                return joined
        if like and isinstance(wanted, str) and like.value.startswith(('"', "'")):
            return rewrite_string(like.value, wanted, PLAIN)
        return write_value(wanted, PLAIN)


def _fields(document: Data, name: TableName | None) -> Mapping[str, Any]:
    value: Any = document
    for step in name or ():
        value = value[step]
    return value if name else {}


def _reads_as(value: str, wanted: Any) -> bool:
    try:
        return is_same(tomli.loads(f"v = {value}"), {"v": wanted})
    except ValueError:
        return False


def _either(base: str | None, ours: str | None, theirs: str | None) -> str:
    """Lines between keys: of the one who changed them; of both with nothing lost where both did."""
    if ours is None or theirs is None:
        return ours or theirs or ""
    base = base or ""
    if theirs in (ours, base):
        return ours
    if ours == base:
        return theirs
    joined = merge_lines(base, ours, theirs)
    return (
        ours + "".join(f"{comment}\n" for comment in lost_comments(base, ours, theirs, ours))
        if joined is None
        else joined
    )


def is_ours_kept(report: Report) -> bool:
    """Whether theirs is a value that is nowhere in the merged tree."""
    return report.matter in (Matter.CLASH, Matter.CIRCLE) and report.ours is not None and report.theirs is not None


def comment_on_clash(report: Report, line: str | None = None) -> str:
    """What theirs had, as a comment that needs no more than its `# ` taken away to count."""
    written = line or f"{written_key(report.key)} = {write_value(report.theirs, PLAIN)}\n"
    said = "".join(f"# {part}" for part in written.splitlines(keepends=True))
    return f"{MARK}both sides changed this; theirs was\n{said}"


def _remarks(reports: Iterable[Report]) -> Iterator[str]:
    """Comments above a table that is there although somebody took it out, or under an id that nobody gave it."""
    for report in reports:
        if report.matter is Matter.KEPT:
            one, other = ("theirs", "ours") if report.ours else ("ours", "theirs")
            yield f"{MARK}{one} took this out, {other} changed it\n"
        elif report.matter is Matter.NEEDED:
            one, other = ("theirs", "ours") if report.ours else ("ours", "theirs")
            yield f"{MARK}{one} took this out, {other} refers to it\n"
        elif report.matter is Matter.TAKEN:
            yield f"{MARK}theirs called this {report.theirs}, which is another node's id in ours\n"
        elif report.matter is Matter.RENAMED:
            yield f"{MARK}theirs renamed this to {report.theirs}\n"
