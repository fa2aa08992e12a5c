"""What is wrong with a text that is not TOML, in words for a person, and where."""

from __future__ import annotations

import re

import tomli

from gametree.files.spans import Span, scan_beginning
from gametree.model.text import quoted

CONFLICT_ADVICE = "here is a git conflict marker; settle the conflict first"

_CONFLICT = re.compile(r"(<{7}|\|{7}|={7}|>{7})( |\r?$)", re.MULTILINE)
_KEY_BEFORE = re.compile(r"[\w\"'.-]+[ \t]*=[ \t]*")
_NO_CLOSING_MARK = 'Expected "\'"'
_ADVICE = {
    "Invalid statement": "neither a table such as [node.my-idea] nor a key with its value stands here",
    "Expected newline or end of document after a statement": "the line should end here",
    "Expected ']' at the end of a table declaration": "the table's name should end here, with a ]",
    "Expected ']]' at the end of an array declaration": "the table's name should end here, with ]]",
    "Expected '=' after a key in a key/value pair": "after a key comes an = and its value",
    "Invalid initial character for a key part": "no key can begin here",
    "Unclosed array": "the array needs a comma or its closing ] here",
    "Unclosed inline table": "the inline table needs a comma or its closing } here",
    "Unescaped '\\' in a string": "a backslash in a string is written twice, \\\\",
    "Invalid hex value": "after \\x, \\u or \\U come two, four or eight hexadecimal digits",
    "Invalid date or datetime": "there is no such date or time",
    "Illegal character '\\n'": "the string should be closed before the line ends",
    "Illegal character '\\r'": "the string should be closed before the line ends",
    "Found invalid character '\\n'": "the string should be closed before the line ends",
    _NO_CLOSING_MARK: "the string should be closed before the line ends",
}
_CLASHES = ("Cannot overwrite", "Cannot declare", "Cannot mutate", "Cannot redefine", "Duplicate inline table key")


def explain_syntax(text: str, error: ValueError | RecursionError) -> tuple[Span, str]:
    """The place of a fault and a sentence on it, for the error that tomli raised on the text."""
    if isinstance(error, RecursionError):
        return _deepest(text), "values are nested too deeply to read"
    if not isinstance(error, tomli.TOMLDecodeError):  # an integer of more digits than Python converts
        digits = re.search(r"[0-9_]{4000,}", text)
        return digits.span() if digits else (0, 0), "a number has too many digits to read"
    line_start = text.rfind("\n", 0, error.pos) + 1
    if _CONFLICT.match(text, line_start):
        return (line_start, line_start + 7), CONFLICT_ADVICE
    opening = _unclosed_text(text, error.pos)
    if opening is not None:
        return (opening, opening + 3), f"not valid TOML: the text that begins here has no closing {text[opening:][:3]}"
    if error.msg.startswith(_CLASHES):
        return _clash(text, error)
    at = _line_end(text, text.rfind("'")) if error.msg == _NO_CLOSING_MARK else min(error.pos, len(text))
    return (at, at + 1), f"not valid TOML: {_sentence(text, error)}"


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _sentence(text: str, error: tomli.TOMLDecodeError) -> str:
    if error.msg in _ADVICE:
        return _ADVICE[error.msg]
    if error.msg == "Invalid value":
        rest = text[error.pos : error.pos + 1]
        return "a text is written in quotation marks" if rest.isalpha() else "a value is missing or malformed here"
    if error.msg.startswith(("Illegal character", "Found invalid character")):
        return f"the control character U+{ord(text[error.pos]):04X} cannot stand here"
    return error.msg[:1].lower() + error.msg[1:]


def _unclosed_text(text: str, end: int) -> int | None:
    """Where a multi-line text begins that was never closed, or only by the opening of the next one."""
    for mark in ('"""', "'''"):
        last = text.rfind(mark, 0, end)
        if last < 0:
            continue
        if end >= len(text.rstrip()) and text.count(mark) % 2:
            return last
        line_start = text.rfind("\n", 0, last) + 1
        opening = text.rfind(mark, 0, last)
        closes = text.count(mark, 0, last) % 2 == 1
        if closes and opening < line_start and _KEY_BEFORE.fullmatch(text, line_start, last):
            return opening
    return None


def _clash(text: str, error: tomli.TOMLDecodeError) -> tuple[Span, str]:
    """A key or a table that is there already, or that stands within one that is no table."""
    spans, path, place = scan_beginning(text[: error.pos])
    for length in range(len(path), 0, -1):
        first = spans.keys.get(path[:length], place)
        if first[0] < place[0]:
            name, line = quoted(str(path[length - 1])), text.count("\n", 0, first[0]) + 1
            return place, f"not valid TOML: {name} is there already, in line {line}; rename or remove one of them"
    return (error.pos, error.pos + 1), f"not valid TOML: {error.msg[:1].lower()}{error.msg[1:]}"


def _deepest(text: str) -> Span:
    opening = re.search(r"(?:[\[{][\s\w=.]*){60}|(?:\w+\s*\.\s*){200}", text)
    return (opening.start(), opening.start() + 1) if opening else (0, 0)
