"""Text from files, made harmless to show; and the nearest known word for a mistyped one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from heapq import nlargest
from typing import NewType

Clean = NewType("Clean", str)
"""Text that went through `clean()` or `clean_line()`: safe to hand to a terminal or a widget."""

_HARMFUL = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but for tab and newline, DEL, C1
    "\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"  # invisible, direction-changing
    "\u2028\u2029\ufff9-\ufffb"  # line separators, interlinear annotation
    "\ud800-\udfff"  # lone surrogates cannot be printed at all
    "\U000e0000-\U000e007f"  # tag characters
    "]"
    r"|(?<![^\s\u200c\u200d])[\u200c\u200d]"  # joiners with nothing to join; Rich stumbles over two in a row
)
_MARK = (
    r"[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u06d6-\u06dc\u0e34-\u0e3a\u0e47-\u0e4e\u0eb4-\u0ebc"
    r"\u0ec8-\u0ece\u0f71-\u0f84\u0f8d-\u0fbc\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
    r"\U000e0100-\U000e01ef]"
)
_LONG_RUN_OF_MARKS = re.compile(f"({_MARK}{{4}}){_MARK}+")
_MOST_COMPARED = 1000
_SPACES = re.compile(r"[ \t\r\n]+")


def _show_harmless(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    return f"<U+{code:04X}>"


def clean(text: str) -> Clean:
    """The text with every control, direction-changing or invisible character made visible.

    Newlines stay and tabs become spaces. Files and digests keep the raw text; only what is shown is cleaned.
    """
    text = text.replace("\r\n", "\n").expandtabs(4)
    if text.isascii() and text.replace("\n", "").isprintable():
        return Clean(text)
    return Clean(_LONG_RUN_OF_MARKS.sub(r"\1", _HARMFUL.sub(_show_harmless, text)))


def clean_line(text: str) -> Clean:
    """`clean()` on one line: runs of white space, newlines among them, become a single space."""
    return clean(_SPACES.sub(" ", text).strip() if not text.isprintable() or "  " in text else text)


def typed(text: str) -> Clean:
    """`clean()` for a place where the text is typed: tabs stay."""
    return Clean("\t".join(map(clean, text.split("\t"))))


def without_controls(text: str) -> str:
    """The text as it is, for another program: tabs and newlines stay, every character `clean` would show goes."""
    return _HARMFUL.sub("", text.replace("\r\n", "\n"))


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word a person most likely meant, or None where none is close."""
    from difflib import get_close_matches

    reach = max(3, len(word) // 2)
    shortest, longest = len(word) - reach, len(word) + reach
    candidates = [other for other in known if shortest <= len(other) <= longest]
    if len(candidates) > _MOST_COMPARED:  # comparing is slow, and few slips stand at the beginning of a word
        candidates = nlargest(_MOST_COMPARED, candidates, key=lambda other: _same_beginning(word, other))
    by_folded = {other.casefold().replace("_", "-"): other for other in candidates}
    folded = word.casefold().replace("_", "-")
    if folded in by_folded:
        return by_folded[folded]
    found = get_close_matches(folded, list(by_folded), n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None


def _same_beginning(one: str, other: str) -> int:
    return next((index for index, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(other))


def suggestion(word: str, known: Iterable[str]) -> str:
    """The end of an error sentence: `; did you mean "x"?`, or nothing."""
    found = nearest(word, known)
    return f"; did you mean {quoted(found)}?" if found else ""


def quoted(text: str, limit: int = 60) -> Clean:
    """A name from a file as it is cited in a sentence: clean, in quotation marks, not too long."""
    line = clean_line(text)
    return Clean(f'"{line if len(line) <= limit else line[: limit - 1] + "…"}"')


def slug(text: str) -> str:
    """Words as a file name: `Ada Lovelace` is `ada-lovelace`; letters of any script stay, accents go."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", "-", plain.casefold()).strip("-")[:80].strip("-")
