"""A plainly written tree file in pieces: a block for each table, an item for each key, comments with what they go with.

Every character belongs to a piece, so that the pieces put together are the file. A file in any other spelling (inline
tables, dotted keys, a table in several places) is none of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from gametree.files.editing.extents import extent, line_end, line_start
from gametree.files.editing.statements import Header, Pair, Statement, Unfit, scan_statements
from gametree.files.spans import STRING

_END = r"[ \t]*+(?:#[^\n]*+)?\r?\n"
_BETWEEN = rf"(?:{_END})*"
_LIST = rf"\[(?:[ \t\r\n,]++|#[^\n]*+|{STRING.pattern})*\]"
_PAIR = rf"[ \t]*+[A-Za-z0-9_-]++[ \t]*+=[ \t]*+(?:{STRING.pattern}|{_LIST}){_END}"
_HEADER = r"[ \t]*+\[(tree|(?:node|source)\.[A-Za-z0-9_-]++)\]"
_LINES = re.compile(_BETWEEN)
_TABLE = re.compile(rf"{_HEADER}{_END}((?:{_BETWEEN}{_PAIR})*)({_BETWEEN})", re.DOTALL)
"""A table whose values are strings, or lists of them, each key bare and on lines of its own."""


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


class _Pieces(NamedTuple):
    lead: str
    header: str
    items: tuple[Item, ...]
    tail: str


@dataclass(frozen=True)
class Block:
    """A table: the lines above its header, the header's line, its items, and comments right below them."""

    name: tuple[str, ...]
    text: str

    @property
    def lead(self) -> str:
        """The lines above the header."""
        return self._pieces.lead

    @property
    def header(self) -> str:
        """The header's line."""
        return self._pieces.header

    @property
    def items(self) -> tuple[Item, ...]:
        """The keys with their values."""
        return self._pieces.items

    @property
    def tail(self) -> str:
        """The comments right below."""
        return self._pieces.tail

    @cached_property
    def _pieces(self) -> _Pieces:
        text = self.text
        ((header, pairs),) = _tables(scan_statements(text))
        top, end_of_header = line_start(text, header.start), line_end(text, header.start)
        end = line_end(text, pairs[-1].end) if pairs else end_of_header
        items = tuple(_items(text, end_of_header, pairs))
        return _Pieces(text[:top], text[top:end_of_header], items, text[end:])

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
    for name, bottom in _plain_bottoms(text) or _bottoms(text):
        blocks.append(Block(name, text[at:bottom]))
        at = bottom
    if len({block.name for block in blocks}) < len(blocks):
        raise Unfit
    return Blocks(tuple(blocks), text[at:])


def _plain_bottoms(text: str) -> list[tuple[tuple[str, ...], int]]:
    """The tables with the ends of their blocks; nothing where not all of the text is spelt as nearly everybody does."""
    found = []
    table = _LINES.match(text)
    while table and (table := _TABLE.match(text, table.end())):
        path, until = tuple(table[1].split(".")), table.end()
        bottom = table.end(2)
        if "#" in table[3]:
            _, bottom = extent(text, Header(path, (), table.span(1), bottom - 1, until))
        found.append((path, bottom))
        if until == len(text):
            return found
    return []


def _bottoms(text: str) -> Iterator[tuple[tuple[str, ...], int]]:
    """The tables with the ends of their blocks."""
    for header, _ in _tables(scan_statements(text)):
        name = tuple(str(step) for step in header.path)
        if name != header.path or name not in (("tree",), ("node", name[-1]), ("source", name[-1])):
            raise Unfit
        yield name, extent(text, header)[1]


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
