"""Where the tables of a text stand: found at once by their headers, or by a look at every statement."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Protocol

import tomli

from gametree.files.editing.statements import Pair, Statement, Unfit, scan_statements
from gametree.files.spans import Path

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_MOST_PIECES = 20
_NEAR = 2**14  # characters


class Layout(Protocol):
    """Tells which statements make up a table."""

    text: str

    def statements(self, table: Path) -> list[Statement]:
        """The statements that say something of the table at a path or in it, in order; raises Unfit."""

    def home(self, pair: Pair) -> Pair:
        """The pair on a line of its own whose inline value holds this one."""


class QuickLayout:
    """Goes straight to a plain `[table]` line and takes what stands below it, if tomli finds all of the table there.

    What looks like a header may be a line of somebody's text; the whole new text is read in the end, and tells.
    """

    def __init__(self, text: str, data: Mapping[str, Any]) -> None:
        self.text, self.data = text, data
        self._found: dict[Path, list[Statement]] = {}
        self._latest = 0

    def statements(self, table: Path) -> list[Statement]:
        """The statements of a table with a plain header that stands nowhere else."""
        if table not in self._found:
            self._found[table] = self._find(table)
        return self._found[table]

    def home(self, pair: Pair) -> Pair:
        """No pair of a table with a header is part of another one's value, but for what it holds itself."""
        raise Unfit

    def _find(self, table: Path) -> list[Statement]:
        if not all(isinstance(step, str) and _BARE.fullmatch(step) for step in table):
            raise Unfit
        start = self._header_at(f"[{'.'.join(map(str, table))}]")
        wanted = self._value(table)
        end = start
        for _ in range(_MOST_PIECES):  # a line that begins with a bracket may belong to a list or a text
            end = self.text.find("\n[", end) + 1 or len(self.text)
            if _reads_as(self.text[start:end], table, wanted):
                return scan_statements(self.text, start, end)
        raise Unfit

    def _header_at(self, header: str) -> int:
        """Where a header begins a line, looked for about the latest one: tables that are asked for stand together."""
        if self.text.startswith(header):
            return 0
        line, latest = f"\n{header}", self._latest
        at = self.text.rfind(line, max(0, latest - _NEAR), latest)
        at = at if at >= 0 else self.text.find(line, latest)
        at = at if at >= 0 else self.text.find(line, 0, latest)
        if at < 0:
            raise Unfit
        self._latest = at
        return at + 1

    def _value(self, table: Path) -> Any:
        value: Any = self.data
        for step in table:
            if not isinstance(value, dict) or step not in value:
                raise Unfit
            value = value[step]
        return value


def _reads_as(text: str, table: Path, wanted: Any) -> bool:
    try:
        read: Any = tomli.loads(text)
    except (ValueError, RecursionError):
        return False
    for step in table:
        if not isinstance(read, dict) or list(read) != [step]:
            return False
        read = read[step]
    return bool(read == wanted)


class WholeLayout:
    """Knows every statement of the text."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _all(self) -> list[Statement]:
        return scan_statements(self.text)

    @cached_property
    def _by_table(self) -> Mapping[Path, list[Statement]]:
        found: dict[Path, list[Statement]] = {}
        for statement in self._all:
            for length in range(1, min(2, len(statement.path)) + 1):
                found.setdefault(statement.path[:length], []).append(statement)
        return found

    @cached_property
    def _homes(self) -> Mapping[int, Pair]:
        return {pair.start: pair for pair in self._all if isinstance(pair, Pair) and pair.home is None}

    def statements(self, table: Path) -> list[Statement]:
        """The statements of a table in every spelling."""
        there = self._by_table.get(table[:2], [])
        return sorted((s for s in there if s.path[: len(table)] == table), key=lambda statement: statement.start)

    def home(self, pair: Pair) -> Pair:
        """The pair on a line of its own whose inline value holds this one."""
        return self._homes[pair.start if pair.home is None else pair.home]
