"""Whole lines around a statement: its comments, the blank lines about it, and what a cut takes with it.

Comment lines right above a header, with no blank line between, belong to it, and those right below its last key, too,
unless the next header follows them directly. Comments with a blank line on both sides belong to nobody and stay.
"""

from __future__ import annotations

import re

from gametree.files.editing.statements import Header, Pair, Statement
from gametree.files.spans import Span

_COMMENT = re.compile(r"[ \t]*#(?!:)[^\n]*(?:\n|$)")
_BLANK_LINES = re.compile(r"(?:[ \t]*\r?\n)*")
_TO_THE_END = re.compile(r"[ \t]*\Z")
_NOTHING = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")


def line_start(text: str, at: int) -> int:
    """Where the line begins that an offset is in."""
    return text.rfind("\n", 0, at) + 1


def line_end(text: str, at: int) -> int:
    """Where the next line begins; the end of the text on its last one."""
    return text.find("\n", at) + 1 or len(text)


def indentation(text: str, at: int) -> str:
    """The white space before an offset on its line, if there is nothing else."""
    before = text[line_start(text, at) : at]
    return before if not before.strip() else ""


def newline_near(text: str, at: int) -> str:
    """How lines end about here."""
    end = text.find("\n", at)
    end = end if end >= 0 else text.rfind("\n", 0, at)
    return "\r\n" if end > 0 and text[end - 1] == "\r" else "\n"


def extent(text: str, statement: Statement) -> Span:
    """The lines of a table from its header, or of a pair, with the comments that belong to it."""
    top = _top(text, line_start(text, statement.start))
    if isinstance(statement, Pair):
        return top, line_end(text, statement.end)
    return top, _bottom(text, statement)


def _top(text: str, start: int) -> int:
    """Up over comment lines; a `#:` line is for programs and belongs to the file."""
    while start > 0:
        above = line_start(text, start - 1)
        if not _COMMENT.match(text, above, start):
            break
        start = above
    return start


def _bottom(text: str, header: Header) -> int:
    end = line_end(text, header.content_end)
    below = end
    while below < header.until and (comment := _COMMENT.match(text, below)):
        below = comment.end()
    is_of_the_next = below < len(text) and line_start(text, header.until) == below
    return end if is_of_the_next else below


def blank_above(text: str, at: int) -> int:
    """Where the blank lines directly above a line begin; the line itself where there are none."""
    while at > 0:
        above = line_start(text, at - 1)
        if text[above:at].strip():
            break
        at = above
    return at


def blank_below(text: str, at: int) -> int:
    """Where the blank lines that begin at a line end."""
    match = _BLANK_LINES.match(text, at)
    end = match.end() if match else at
    return len(text) if _TO_THE_END.match(text, end) else end


def joined(text: str, extents: list[Span], over_comments: bool = False) -> list[Span]:
    """Extents in order; those with nothing but blank lines between them as one, or blank lines and comments."""
    found: list[Span] = []
    for start, end in sorted(extents):
        if found and _nothing_between(text, found[-1][1], start, over_comments):
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _nothing_between(text: str, start: int, end: int, over_comments: bool) -> bool:
    between = text[start:end]
    return not between.strip() or (over_comments and bool(_NOTHING.fullmatch(between)))


def cut(text: str, start: int, end: int) -> Span:
    """What to take out so that whole lines go and the larger one of the gaps above and below them stays."""
    above, below = blank_above(text, start), blank_below(text, end)
    if below == len(text) and above > 0:
        return above, len(text)
    if above == 0:
        return start, below
    if above == start or below == end:
        return start, end
    return (start, below) if text.count("\n", above, start) >= text.count("\n", end, below) else (above, end)
