"""The stretches of a text that an edit replaces, as they come together."""

from __future__ import annotations

from collections.abc import Callable

from gametree.files.editing.changes import Data, Table
from gametree.files.editing.extents import joined
from gametree.files.editing.inline import Inline
from gametree.files.editing.layout import Layout
from gametree.files.editing.statements import Pair, Statement, Unfit
from gametree.files.spans import Path, Span

Piece = tuple[int, int, str]


class Patch:
    """Collects replacements; those within an inline table are made on its text one after the other."""

    def __init__(self, layout: Layout, data: Data) -> None:
        self.layout, self.data, self.text = layout, data, layout.text
        self.new_names: dict[Table, str] = {}
        """What tables are called after the edit that renames them."""
        self._pieces: list[Piece] = []
        self._inline: dict[int, tuple[Pair, Inline]] = {}

    def replace(self, start: int, end: int, by: str) -> None:
        """Put something in the place of a stretch."""
        self._pieces.append((start, end, by))

    def put_lines(self, at: int, lines: str, newline: str) -> None:
        """Put in whole lines where one begins; at the end of a text without a last newline it stays without."""
        if at == len(self.text) and at > 0 and not self.text.endswith("\n"):
            lines = newline + lines.removesuffix(newline)
        self.replace(at, at, lines)

    def within(self, pair: Pair, change: Callable[[Inline], str]) -> None:
        """Change the inline table on whose line a pair stands."""
        home = self.layout.home(pair)
        inline = self.inline(pair)
        self._inline[home.start] = home, Inline(change(inline), home.path)

    def inline(self, pair: Pair) -> Inline:
        """The inline table on whose line a pair stands, as it is by now."""
        home = self.layout.home(pair)
        known = self._inline.get(home.start)
        return known[1] if known else Inline(self.text[slice(*home.value)], home.path)

    def outermost(self, path: Path) -> list[Statement]:
        """The headers and pairs that together hold what is at a path; raises Unfit where there are none."""
        there = self.layout.statements(path)
        found: list[Statement] = [s for s in there if not isinstance(s, Pair) or s.depth < len(path)]
        if not found:
            raise Unfit
        return found

    def lifted(self, extents: list[Span]) -> str:
        """What stands in some stretches, after the replacements in them, which are thereby done."""
        waiting, self._pieces, self._inline = self.pieces(), [], {}
        found = []
        for start, end in joined(self.text, extents, over_comments=True):
            inner = sorted(piece for piece in waiting if start <= piece[0] and piece[1] <= end)
            waiting = [piece for piece in waiting if piece not in inner]
            text, at = "", start
            for first, last, by in inner:
                text, at = f"{text}{self.text[at:first]}{by}", last
            found.append(text + self.text[at:end])
        self._pieces = waiting
        return "".join(found)

    def pieces(self) -> list[Piece]:
        """All replacements."""
        inline = [(*home.value, table.text) for home, table in self._inline.values()]
        return self._pieces + inline
