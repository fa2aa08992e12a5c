"""A plainly written tree file in pieces: a block for each table, an item for each key, comments with what they go with.

Every character belongs to a piece, so that the pieces put together are the file. A file in any other spelling (inline
tables, dotted keys, a table in several places) is none of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gametree.files.editing.extents import extent, line_end, line_start
from gametree.files.editing.statements import Header, Pair, Statement, Unfit, scan_statements


@dataclass(frozen=True, slots=True)
class Item:
    """A key with its value: the lines above it, what stands before, in and behind the value."""

    key: str
    lead: str
    opening: str
    value: str
    closing: str

    @property
    def line(self) -> str:
        """The item without the lines above it."""
        return self.opening + self.value + self.closing


@dataclass(frozen=True, slots=True)
class Block:
    """A table: the lines above its header, the header's line, its items, and comments right below them."""

    name: tuple[str, ...]
    lead: str
    header: str
    items: tuple[Item, ...]
    tail: str

    @property
    def text(self) -> str:
        """The whole block."""
        return "".join((self.lead, self.header, *(item.lead + item.line for item in self.items), self.tail))

    def item(self, key: str) -> Item | None:
        """The item of a key."""
        return next((item for item in self.items if item.key == key), None)


@dataclass(frozen=True)
class Blocks:
    """A file in blocks, and what stands behind the last one."""

    blocks: tuple[Block, ...]
    rest: str


def read_blocks(text: str) -> Blocks:
    """The blocks of a text that tomli accepts and that ends with a newline; raises Unfit for other spellings."""
    blocks: list[Block] = []
    at = 0
    for header, pairs in _tables(scan_statements(text)):
        name = tuple(str(step) for step in header.path)
        if name != header.path or name not in (("tree",), ("node", name[-1]), ("source", name[-1])):
            raise Unfit
        top, (_, bottom) = line_start(text, header.start), extent(text, header)
        end_of_header = line_end(text, header.start)
        items = tuple(_items(text, end_of_header, pairs))
        end = line_end(text, pairs[-1].end) if pairs else end_of_header
        blocks.append(Block(name, text[at:top], text[top:end_of_header], items, text[end:bottom]))
        at = bottom
    if len({block.name for block in blocks}) < len(blocks):
        raise Unfit
    return Blocks(tuple(blocks), text[at:])


def _tables(statements: list[Statement]) -> Iterator[tuple[Header, list[Pair]]]:
    header: Header | None = None
    pairs: list[Pair] = []
    for statement in statements:
        if isinstance(statement, Header):
            if header:
                yield header, pairs
            header, pairs = statement, []
        elif header and statement.home is None and statement.path[:-1] == header.path:
            pairs.append(statement)
        elif header is None or statement.home is None or not _is_within_list(statement, header):
            raise Unfit
    if header:
        yield header, pairs


def _is_within_list(pair: Pair, header: Header) -> bool:
    """Tables in lists are no part of a tree; one that is there all the same stays with its key."""
    return any(isinstance(step, int) for step in pair.path[len(header.path) :])


def _items(text: str, at: int, pairs: list[Pair]) -> Iterator[Item]:
    for pair in pairs:
        start, end = line_start(text, pair.start), line_end(text, pair.end)
        value_start, value_end = pair.value
        yield Item(
            str(pair.path[-1]),
            text[at:start],
            text[start:value_start],
            text[value_start:value_end],
            text[value_end:end],
        )
        at = end
