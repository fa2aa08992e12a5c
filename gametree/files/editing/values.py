"""Words and lists of words as TOML 1.0, in the manner of the value that stood there or of those near by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import tomli

from gametree.errors import BadEdit
from gametree.model.text import quoted

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_DELIMITERS = ('"""', "'''", '"', "'")
_ESCAPED = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]')
_ESCAPED_IN_BLOCK = re.compile('\\\\|(?<="")"|[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]')
_NOT_LITERAL = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SHORT_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_CONTINUED = re.compile(r"(?<!\\)(?:\\\\)*\\[ \t]*\r?\n")


@dataclass(frozen=True, slots=True)
class Hand:
    """How a person writes values: the marks around words, around texts of several lines, and the shape of lists."""

    quote: str = '"'
    block: str = '"""'
    newline: str = "\n"
    one_line: bool = False
    list_indent: str | None = None
    """The white space before the items of a list that has a line for each; None for lists on one line."""
    list_close: str = ""
    list_comma: str = ""
    list_pad: str = ""


PLAIN = Hand()


def written_key(name: str) -> str:
    """A key as it is written in a file: bare where TOML allows that."""
    return name if _BARE.fullmatch(name) else write_string(name, replace(PLAIN, one_line=True))


def write_value(value: str | Sequence[str], hand: Hand) -> str:
    """Words, or a list of words."""
    if isinstance(value, str):
        return write_string(value, hand)
    if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
        raise BadEdit(f"{quoted(str(value))} is neither words nor a list of words, and cannot be written anew")
    return _write_list(value, hand)


def write_string(value: str, hand: Hand = PLAIN) -> str:
    """Words as a string; of several lines where they have a newline and the hand allows that."""
    if _SURROGATE.search(value):
        raise BadEdit("the words hold something that is not UTF-8 and cannot be written to a file")
    if "\n" in value and not hand.one_line:
        return _write_block(value, hand)
    if hand.quote == "'" and "'" not in value and not _NOT_LITERAL.search(value):
        return f"'{value}'"
    return '"' + _ESCAPED.sub(_escape, value) + '"'


def _escape(match: re.Match[str]) -> str:
    return _SHORT_ESCAPES.get(match[0], f"\\u{ord(match[0]):04x}")


def _write_block(value: str, hand: Hand) -> str:
    is_literal = hand.block == "'''" and "'''" not in value and not value.endswith("'")
    if is_literal and not any(_NOT_LITERAL.search(line) for line in value.split("\n")):
        lines = value.split("\n")
    else:
        hand = replace(hand, block='"""')
        lines = [_escape_line(line) for line in value.split("\n")]
        lines[-1] = re.sub(r'(?<!\\)"$', '\\"', lines[-1])
    return hand.block + hand.newline + hand.newline.join(lines) + hand.block


def _escape_line(line: str) -> str:
    """A line of a text: white space at its end would be seen by nobody, and taken away by many an editor."""
    line = _ESCAPED_IN_BLOCK.sub(_escape, line)
    return line[:-1] + {" ": "\\u0020", "\t": "\\t"}[line[-1]] if line.endswith((" ", "\t")) else line


def _write_list(items: Sequence[str], hand: Hand) -> str:
    hand_of_items = replace(hand, one_line=True)
    written = [write_string(item, hand_of_items) for item in items]
    if hand.list_indent is None or hand.one_line or not items:
        return f"[{hand.list_pad}{', '.join(written)}{hand.list_pad}]" if items else "[]"
    lines = [f"{hand.list_indent}{item}" for item in written]
    body = f",{hand.newline}".join(lines)
    return f"[{hand.newline}{body}{hand.list_comma}{hand.newline}{hand.list_close}]"


def delimiter(raw: str) -> str:
    """The marks around a string as it is written."""
    return next((mark for mark in _DELIMITERS if raw.startswith(mark)), '"')


def rewrite_string(raw: str, value: str, hand: Hand) -> str:
    """Other words in the place of `raw`, in its manner; lines of a text that stay are not written anew."""
    mark = delimiter(raw)
    if len(mark) == 1:
        keeps_to_its_line = "\n" in value and "\n" in tomli.loads(f"v = {raw}")["v"]
        return write_string(value, replace(hand, quote=mark, one_line=hand.one_line or keeps_to_its_line))
    newline = "\r\n" if "\r\n" in raw else "\n" if "\n" in raw else hand.newline
    written = write_string(value, replace(hand, block=mark, newline=newline))
    if mark == "'''" or not written.startswith('"""') or "\n" not in raw or _CONTINUED.search(raw):
        return written
    return _with_lines_of(written, raw, newline)


def _with_lines_of(written: str, raw: str, newline: str) -> str:
    """The text with its lines spelt as they are in `raw`, where that has lines that say the same."""
    known = {_said(line): line for line in reversed(_lines(raw))}
    opening = '"""' + newline if raw.startswith(('"""\n', '"""\r\n')) else '"""'
    lines = [known.get(_said(line), line) for line in _lines(written)]
    if opening == '"""' and not lines[0]:
        opening = '"""' + newline
    return opening + newline.join(lines) + '"""'


def _lines(raw: str) -> list[str]:
    body = raw[3:-3].replace("\r\n", "\n")
    return (body[1:] if body.startswith("\n") else body).split("\n")


def _said(line: str) -> str:
    """What a line of a text between triple quotes says."""
    try:
        said: str = tomli.loads(f'v = """{line}"""')["v"]
    except ValueError:  # a last line that ends with quotes of its own
        return line
    return said
