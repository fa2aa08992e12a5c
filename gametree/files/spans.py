"""Where things stand in a TOML text: the place of every table, key and value, by its path.

tomli says what a text means but not where. This scanner says where, and relies on tomli having accepted the
text: it finds boundaries and judges nothing.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

import tomli

Path = tuple[str | int, ...]
Span = tuple[int, int]
"""Start and end offsets in the text."""

_KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
_FOR_GOOD = "+" if sys.version_info >= (3, 11, 5) else ""
"""No way back into what was matched, which would take memory; before 3.11.5 Python gets it wrong where there are
alternatives: https://github.com/python/cpython/issues/106052"""
STRING = re.compile(
    rf'''"""(?:[^"\\]++|\\.|"(?!"")|""(?!"))*{_FOR_GOOD}"{{3,5}}|'''
    rf"""'{{3}}(?:[^']++|'(?!'')|''(?!'))*{_FOR_GOOD}'{{3,5}}|"""
    rf""""(?:[^"\\\n]++|\\.)*{_FOR_GOOD}"|"""
    r"""'[^'\n]*'""",
    re.DOTALL,
)
"""A string of any kind, from its opening marks to its closing ones."""
_ATOM = re.compile(r"[^,\]}#\r\n]+")
_BLANK = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_SPACE = re.compile(r"[ \t]*")
_PLAIN_HEADER = re.compile(r"\[([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\]")
_PLAIN_PAIR = re.compile(rf"([A-Za-z0-9_-]+)[ \t]*=[ \t]*({STRING.pattern})", re.DOTALL)
_DEEPEST = 12  # below that, values are stepped over whole: no finding points there


@dataclass
class Spans:
    """Spans by path. `keys` holds the name itself, `values` what follows its `=`, `tables` a `[header]`."""

    tables: dict[Path, Span] = field(default_factory=dict)
    keys: dict[Path, Span] = field(default_factory=dict)
    values: dict[Path, Span] = field(default_factory=dict)


def scan(text: str) -> Spans:
    """The spans of everything in a text that tomli accepts; linear in its length."""
    return Scanner(text).run()


def scan_beginning(text: str) -> tuple[Spans, Path, Span]:
    """The spans of a text whose end may be broken off, and the path and place of its last key."""
    scanner = Scanner(text)
    with suppress(ValueError, IndexError):
        scanner.run()
    return scanner.spans, *scanner.latest


class Scanner:
    """One pass over a text, or over a stretch of it that begins and ends between statements."""

    def __init__(self, text: str, start: int = 0, end: int | None = None) -> None:
        self.text = text
        self.at = start
        self.end = len(text) if end is None else end
        self.spans = Spans()
        self.array_lengths: dict[Path, int] = {}
        self.latest: tuple[Path, Span] = (), (0, 0)

    def run(self) -> Spans:
        """The spans of all statements."""
        table: Path = ()
        self.skip(_BLANK)
        while self.at < self.end:
            if self.text[self.at] == "[":
                table = self.header()
            else:
                self.pair(table)
            self.skip(_BLANK)
        return self.spans

    def skip(self, pattern: re.Pattern[str]) -> None:
        """Step over what a pattern matches, if it does."""
        match = pattern.match(self.text, self.at)
        if match:
            self.at = match.end()

    def header(self) -> Path:
        """Step over a header; the path of its table."""
        plain = _PLAIN_HEADER.match(self.text, self.at)
        if plain and not self.array_lengths:
            path: Path = (plain[1], plain[2])
            self.spans.keys.setdefault(path[:1], plain.span(1))
            self.spans.keys.setdefault(path, plain.span(2))
            self.spans.tables[path] = plain.span()
            self.latest = path, plain.span(2)
            self.at = plain.end()
            return path
        return self.any_header()[0]

    def any_header(self) -> tuple[Path, list[tuple[str, Span]]]:
        """Step over a header in any spelling: the path of its table, and the names as they are written."""
        start = self.at
        is_array = self.text.startswith("[[", start)
        self.at += 2 if is_array else 1
        names = list(self.dotted_key())
        self.at += 2 if is_array else 1
        path = self.note_keys((), names)
        if is_array:
            self.array_lengths[path] = self.array_lengths.get(path, 0) + 1
            path = (*path, self.array_lengths[path] - 1)
        self.spans.tables[path] = (start, self.at)
        return path, names

    def dotted_key(self) -> Iterator[tuple[str, Span]]:
        """Step over the names of a key."""
        while True:
            self.skip(_SPACE)
            match = _KEY.match(self.text, self.at)
            if not match:
                raise ValueError(f"no key at offset {self.at}: the text was not checked by tomli first")
            raw = match[0]
            name = tomli.loads(f"key = {raw}")["key"] if raw[0] in "\"'" else raw
            self.at = match.end()
            yield name, match.span()
            self.skip(_SPACE)
            if not self.text.startswith(".", self.at):
                return
            self.at += 1

    def note_keys(self, path: Path, names: list[tuple[str, Span]]) -> Path:
        """The path that names lead to from another one; their places are noted."""
        for index, (name, span) in enumerate(names):
            path = (*path, name)
            self.latest = path, span
            self.spans.keys.setdefault(path, span)
            if path in self.array_lengths and index < len(names) - 1:  # [a.b] after [[a]]: the last a
                path = (*path, self.array_lengths[path] - 1)
        return path

    def pair(self, table: Path) -> None:
        """Step over a key and its value."""
        plain = _PLAIN_PAIR.match(self.text, self.at)
        if plain:  # as nearly every line of a tree file is; the general way takes three times as long
            path = (*table, plain[1])
            self.latest = path, plain.span(1)
            self.spans.keys.setdefault(path, plain.span(1))
            self.spans.values[path] = plain.span(2)
            self.at = plain.end()
            return
        self.any_pair(table)

    def any_pair(self, table: Path) -> tuple[Path, list[tuple[str, Span]]]:
        """Step over a key and its value in any spelling: the path of the value, and the names as they are written."""
        names = list(self.dotted_key())
        path = self.note_keys(table, names)
        self.at += 1  # the equals sign
        self.skip(_SPACE)
        self.value(path)
        return path, names

    def value(self, path: Path) -> None:
        """Step over a value of any kind, and note its place and those within it."""
        start = self.at
        opening = self.text[start : start + 1]
        if len(path) > _DEEPEST and opening in ("[", "{"):
            self.step_over_brackets()
        elif opening == "[":
            self.array(path)
        elif opening == "{":
            self.inline_table(path)
        else:
            self.scalar()
        self.spans.values[path] = (start, self.at)

    def scalar(self) -> None:
        """Step over a string, a number, a date or a boolean."""
        match = STRING.match(self.text, self.at) or _ATOM.match(self.text, self.at)
        if not match:
            raise ValueError(f"no value at offset {self.at}: the text was not checked by tomli first")
        self.at += len(match[0].rstrip(" \t"))

    def array(self, path: Path) -> None:
        """Step over an array."""
        self.at += 1
        index = 0
        while not self.closes("]"):
            self.value((*path, index))
            index += 1
            self.skip_comma()

    def inline_table(self, path: Path) -> None:
        """Step over an inline table."""
        self.at += 1
        while not self.closes("}"):
            self.pair(path)
            self.skip_comma()

    def closes(self, bracket: str) -> bool:
        """Whether the bracket comes next, which is then stepped over."""
        self.skip(_BLANK)
        if not self.text.startswith(bracket, self.at):
            return False
        self.at += 1
        return True

    def skip_comma(self) -> None:
        """Step over a comma, if one comes next."""
        self.skip(_BLANK)
        if self.text.startswith(",", self.at):
            self.at += 1

    def step_over_brackets(self) -> None:
        """Step over a nested value without a look at what is in it."""
        depth = 0
        while True:
            self.skip(_BLANK)
            string = STRING.match(self.text, self.at)
            if string:
                self.at = string.end()
                continue
            depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(self.text[self.at], 0)
            self.at += 1
            if depth == 0:
                return
