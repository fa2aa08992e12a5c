"""Two changed versions of a text joined line by line, where they changed different lines of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

_MOST_COMPARED = 4_000_000
"""Pairs of lines; longer texts are not joined."""

Stretch = tuple[int, int, int, int]
"""Lines that all three have: where they start and end in the base, and where they start in both versions."""


def merge_lines(base: str, ours: str, theirs: str) -> str | None:
    """The text with the changes of both, or None where they changed the same or adjoining lines.

    Three-way merge as in Khanna, Kunal and Pierce, "A Formal Investigation of Diff3", 2007.
    """
    old, one, other = (text.splitlines(keepends=True) for text in (base, ours, theirs))
    if len(old) * max(len(one), len(other)) > _MOST_COMPARED:
        return None
    merged: list[str] = []
    at = at_one = at_other = 0
    for start, end, start_one, start_other in (*_common(old, one, other), (len(old), len(old), len(one), len(other))):
        chunk = _choose(old[at:start], one[at_one:start_one], other[at_other:start_other])
        if chunk is None:
            return None
        merged += [*chunk, *old[start:end]]
        at, at_one, at_other = end, start_one + end - start, start_other + end - start
    return "".join(merged)


def _choose(old: list[str], one: list[str], other: list[str]) -> list[str] | None:
    if one in (other, old):
        return other
    return one if other == old else None


def _common(old: Sequence[str], one: Sequence[str], other: Sequence[str]) -> Iterator[Stretch]:
    """The stretches of lines that were left alone in both versions, in order."""
    left = SequenceMatcher(None, old, one, autojunk=False).get_matching_blocks()
    right = SequenceMatcher(None, old, other, autojunk=False).get_matching_blocks()
    i = j = 0
    while i < len(left) and j < len(right):
        start, end = max(left[i].a, right[j].a), min(left[i].a + left[i].size, right[j].a + right[j].size)
        if start < end:
            yield start, end, left[i].b + start - left[i].a, right[j].b + start - right[j].a
        if left[i].a + left[i].size < right[j].a + right[j].size:
            i += 1
        else:
            j += 1
