"""Items between brackets, of a list or of an inline table: one put in or taken out, the rest as it was."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gametree.files.editing.extents import indentation, line_end, line_start
from gametree.files.spans import Span

_TO_COMMA = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+,")
_SPACES = re.compile(r"[ \t]*")
_REST_OF_LINE = re.compile(r"[ \t]*(?:#[^\n]*?)?(?=\r?\n)")


@dataclass(frozen=True, slots=True)
class Bracket:
    """What stands between two brackets of a text: where it begins and ends, and its items."""

    text: str
    inside: Span
    items: tuple[Span, ...]

    def comma_after(self, index: int) -> int | None:
        """Where the comma behind an item ends, if there is one."""
        match = _TO_COMMA.match(self.text, self.items[index][1], self.inside[1])
        return match.end() if match else None

    @property
    def has_comment(self) -> bool:
        """Whether a comment stands between the items."""
        ends = [self.inside[0], *(end for _, end in self.items)]
        starts = [*(start for start, _ in self.items), self.inside[1]]
        return any("#" in self.text[end:start] for end, start in zip(ends, starts, strict=True))

    def has_line_of_its_own(self, index: int) -> bool:
        """Whether nothing else but the item, its comma and a comment stands on its lines."""
        start, end = self.items[index]
        comma = self.comma_after(index)
        if comma and "\n" in self.text[end:comma]:
            return False
        begin = line_start(self.text, start)
        begins_it = begin >= self.inside[0] and not self.text[begin:start].strip()
        return begins_it and bool(_REST_OF_LINE.match(self.text, comma or end))


def put_in(bracket: Bracket, index: int, item: str) -> str:
    """The text with one more item, which becomes the one at `index`."""
    if not bracket.items:
        return _put_first(bracket, item)
    if index == 0:
        start = bracket.items[0][0]
        return _replaced(bracket.text, (start, start), f"{item},{_break(bracket, 0) or ' '}")
    return _put_behind(bracket, index - 1, item)


def _put_first(bracket: Bracket, item: str) -> str:
    text, (start, end) = bracket.text, bracket.inside
    pad = " " if text[start - 1] == "{" else ""
    if text[start:end].strip(" \t"):  # comments, or lines to fill
        return _replaced(text, (start, start), f"{pad}{item}")
    return _replaced(text, (start, end), f"{pad}{item}{pad}")


def _put_behind(bracket: Bracket, index: int, item: str) -> str:
    text, end, comma = bracket.text, bracket.items[index][1], bracket.comma_after(index)
    line_break = _break(bracket, index)
    if comma is None:
        rest = _REST_OF_LINE.match(text, end) if line_break else None
        if rest is None:
            return _replaced(text, (end, end), f",{line_break or ' '}{item}")
        return f"{text[:end]},{text[end : rest.end()]}{line_break}{item}{text[rest.end() :]}"
    rest = _REST_OF_LINE.match(text, comma)
    if line_break and rest:
        return _replaced(text, (rest.end(), rest.end()), f"{line_break}{item},")
    if "\n" in text[end:comma]:  # commas lead their lines
        return _replaced(text, (end, end), f", {item}")
    return _replaced(text, (comma, comma), f" {item},")


def _break(bracket: Bracket, index: int) -> str:
    """The line break and white space before an item that begins its line, else nothing."""
    text, start = bracket.text, bracket.items[index][0]
    begin = line_start(text, start)
    if begin < bracket.inside[0] or text[begin:start].strip():
        return ""
    newline = "\r\n" if text[begin - 2 : begin] == "\r\n" else "\n"
    return newline + indentation(text, start)


def take_out(bracket: Bracket, index: int) -> str:
    """The text without one of its items."""
    text, (start, end), comma = bracket.text, bracket.items[index], bracket.comma_after(index)
    before = bracket.comma_after(index - 1) if index else None
    if bracket.has_line_of_its_own(index):
        shorter = _replaced(text, (line_start(text, start), line_end(text, comma or end)), "")
        return _replaced(shorter, (before - 1, before), "") if before and comma is None else shorter
    if comma is not None and (index < len(bracket.items) - 1 or before is None):
        spaces = _SPACES.match(text, comma)
        shorter = _replaced(text, (start, spaces.end() if spaces else comma), "")
        return shorter if len(bracket.items) > 1 else _without_padding(shorter, bracket.inside[0])
    if before is None:
        return _without_padding(_replaced(text, (start, end), ""), bracket.inside[0])
    if not text[before:start].strip(" \t"):
        return _replaced(text, (before, comma) if comma is not None else (before - 1, end), "")
    shorter = _replaced(text, (start, comma or end), "")
    return shorter if comma is not None else _replaced(shorter, (before - 1, before), "")


def _without_padding(text: str, at: int) -> str:
    """Empty brackets with no more than a space between them."""
    spaces = _SPACES.match(text, at)
    if spaces and text[spaces.end() : spaces.end() + 1] in ("}", "]"):
        return _replaced(text, spaces.span(), "")
    return text


def _replaced(text: str, span: Span, by: str) -> str:
    return text[: span[0]] + by + text[span[1] :]
