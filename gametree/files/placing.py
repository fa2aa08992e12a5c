"""Findings of a TOML text at their places, and the faults that any such text can have."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from gametree.model.finding import Finding, Part, Place
from gametree.model.text import quoted

if TYPE_CHECKING:
    from gametree.files.spans import Spans

_TOML_TYPES = {
    bool: "a boolean",
    int: "a number",
    float: "a number",
    str: "a string",
    list: "an array",
    dict: "a table",
}


def encoding_finding(data: bytes, error: UnicodeDecodeError) -> Finding:
    """Bytes that are no UTF-8, at the first of them."""
    before = len(data[: error.start].decode("utf-8"))
    place = Lines(data.decode("utf-8", "replace")).place((before, before + 1))
    message = f"byte 0x{data[error.start]:02x} is not UTF-8; save the file as UTF-8"
    return Finding("encoding", message, place=place)


def syntax_finding(text: str, error: ValueError | RecursionError) -> Finding:
    """What tomli raised on a text, at its place."""
    from gametree.files.syntax import explain_syntax

    text = text.replace("\r\n", "\n")  # as tomli counts
    span, message = explain_syntax(text, error)
    return Finding("syntax", message, place=Lines(text).place(span))


def type_name(value: Any) -> str:
    """A value's type in TOML's words."""
    return _TOML_TYPES.get(type(value), "a date or time")


def header_key(key: str) -> str:
    """A key as it stands in a header."""
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else quoted(key)


def place_all(findings: Iterable[Finding], text: str) -> list[Finding]:
    """Findings at their places in a text that tomli accepts: errors first, then in the order of the file."""
    from gametree.files.spans import scan

    lines, spans = Lines(text), scan(text)
    placed = [replace(finding, place=lines.place(_find_span(spans, finding))) for finding in findings]
    return sorted(placed, key=lambda finding: (not finding.is_error, finding.place.line, finding.place.column))


def _find_span(spans: Spans, finding: Finding) -> tuple[int, int]:
    """The best span there is for a path: its own, else the nearest enclosing one."""
    order = {
        Part.VALUE: (spans.values, spans.keys, spans.tables),
        Part.KEY: (spans.keys, spans.values, spans.tables),
        Part.TABLE: (spans.tables, spans.keys, spans.values),
    }[finding.part]
    path = finding.path
    while path:
        for known in order:
            if path in known:
                return known[path]
        path = path[:-1]
    return (0, 0)


class Lines:
    """Offsets as lines and columns."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))][:-1]

    def place(self, span: tuple[int, int]) -> Place:
        """The place of a span."""
        start, end = span
        line = bisect_right(self.starts, start)
        column = start - self.starts[line - 1] + 1
        source = self.line(line)
        return Place(line, column, max(1, min(end - start, len(source) - column + 1)), source)

    def line(self, number: int) -> str:
        """A line by its number, from 1."""
        start = self.starts[number - 1]
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")
