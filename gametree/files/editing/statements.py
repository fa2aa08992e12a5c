"""The statements of a TOML text with their places: headers, and pairs of a key and a value."""

from __future__ import annotations

from dataclasses import dataclass

from gametree.files.spans import Path, Scanner, Span


class Unfit(Exception):
    """An edit that this way of splicing cannot make."""


@dataclass(frozen=True, slots=True)
class Header:
    """A `[table]` line: `content_end` is where its last pair ends, `until` where the next header begins."""

    path: Path
    names: tuple[Span, ...]
    span: Span
    content_end: int
    until: int

    @property
    def start(self) -> int:
        """Where the bracket opens."""
        return self.span[0]


@dataclass(frozen=True, slots=True)
class Pair:
    """A key with its value; `depth` of its path's steps lead to the table it stands in, `names` are the others."""

    path: Path
    depth: int
    names: tuple[Span, ...]
    value: Span
    home: int | None
    """Where the pair begins whose inline value holds this one; None for a pair on a line of its own."""

    @property
    def start(self) -> int:
        """Where its first name begins."""
        return self.names[0][0]

    @property
    def end(self) -> int:
        """Where its value ends."""
        return self.value[1]

    @property
    def table(self) -> Path:
        """The path of the table it stands in."""
        return self.path[: self.depth]


Statement = Header | Pair


def scan_statements(text: str, start: int = 0, end: int | None = None) -> list[Statement]:
    """The headers and pairs of a text that tomli accepts, in order; pairs in inline tables before the one they are in.

    A stretch from `start` to `end` must begin at a header or at the beginning of the text, and end at one.
    """
    scanner = StatementScanner(text, start, end)
    scanner.run()
    scanner.close_table(scanner.end)
    return scanner.found


class StatementScanner(Scanner):
    """Notes every statement it steps over in `found`."""

    def __init__(self, text: str, start: int = 0, end: int | None = None) -> None:
        super().__init__(text, start, end)
        self.found: list[Statement] = []
        self.home: int | None = None
        self.latest_end = start
        self.open: tuple[int, Path, tuple[Span, ...], Span] | None = None

    def header(self) -> Path:
        """Step over a header."""
        start = self.at
        self.close_table(start)
        path, names = self.any_header()
        self.latest_end = self.at
        self.open = len(self.found), path, tuple(span for _, span in names), (start, self.at)
        return path

    def close_table(self, until: int) -> None:
        """Note the header that was open, now that it is known how far its table reaches."""
        if self.open:
            index, path, names, span = self.open
            self.found.insert(index, Header(path, names, span, self.latest_end, until))
        self.open = None

    def pair(self, table: Path) -> None:
        """Step over a pair, and over those within its value."""
        start, home = self.at, self.home
        self.home = start if home is None else home
        path, names = self.any_pair(table)
        self.home = home
        self.latest_end = self.at
        self.found.append(Pair(path, len(table), tuple(span for _, span in names), self.spans.values[path], home))
