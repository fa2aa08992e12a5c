"""Two wordings of one text, word by word: what was kept, added and removed."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

_TOKEN = re.compile(r"\w+|\n|[^\S\n]+|[^\w\s]")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_MOST_COMPARED = 2_000_000
"""Pairs of tokens; texts with more are compared line by line, or as a whole."""


class Mark(StrEnum):
    """What became of a run of words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


class Run(NamedTuple):
    """Words in a row that share a fate."""

    mark: Mark
    text: str


def compare_words(old: str, new: str) -> tuple[Run, ...]:
    """Runs in reading order. Kept and removed ones together are the old text, kept and added ones the new."""
    for pattern in (_TOKEN, _LINE):
        before, after = pattern.findall(old), pattern.findall(new)
        start = _same(before, after)
        end = _same(before[start:][::-1], after[start:][::-1])
        changed, changed_to = before[start : len(before) - end], after[start : len(after) - end]
        if len(changed) * len(changed_to) <= _MOST_COMPARED:
            runs = [(Mark.KEPT, before[:start]), *_compare(changed, changed_to), (Mark.KEPT, after[len(after) - end :])]
            merged = list(_merged(_without_islands([Run(mark, "".join(tokens)) for mark, tokens in runs])))
            return tuple(_merged(_aligned(merged)))
    return tuple(_merged([Run(Mark.REMOVED, old), Run(Mark.ADDED, new)]))


def _same(one: list[str], other: list[str]) -> int:
    """How many tokens both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(one), len(other)))


def _compare(before: list[str], after: list[str]) -> Iterator[tuple[Mark, list[str]]]:
    for what, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            yield Mark.KEPT, before[i1:i2]
        else:
            yield Mark.REMOVED, before[i1:i2]
            yield Mark.ADDED, after[j1:j2]


def _without_islands(runs: list[Run]) -> Iterator[Run]:
    """A space kept between two changed words reads as part of the change."""
    for index, run in enumerate(runs):
        is_island = run.mark is Mark.KEPT and 0 < index < len(runs) - 1 and run.text.isspace()
        if is_island and "\n\n" not in run.text:
            yield from (Run(Mark.REMOVED, run.text), Run(Mark.ADDED, run.text))
        else:
            yield run


def _merged(runs: Iterable[Run]) -> Iterator[Run]:
    """Neighbours of one kind as one run: between two kept ones at most one removal, then one addition."""
    for kept, neighbours in groupby((run for run in runs if run.text), lambda run: run.mark is Mark.KEPT):
        together = list(neighbours)
        for mark in (Mark.KEPT,) if kept else (Mark.REMOVED, Mark.ADDED):
            text = "".join(run.text for run in together if run.mark is mark)
            if text:
                yield Run(mark, text)


def _aligned(runs: list[Run]) -> list[Run]:
    """Where a passage that came or went could as well be said to begin elsewhere, it begins with a line or a word.

    "a{+. b+}." is "a.{+ b.+}": the same words, easier to read.
    """
    for index in range(1, len(runs) - 1):
        before, run, after = runs[index - 1 : index + 2]
        if before.mark is Mark.KEPT and run.mark is not Mark.KEPT and after.mark is Mark.KEPT:
            runs[index - 1 : index + 2] = _best_slide(before, run, after)
    return runs


def _best_slide(before: Run, run: Run, after: Run) -> tuple[Run, Run, Run]:
    """A passage may slide over what follows it as long as that is what it begins with."""
    tokens, following = deque(_TOKEN.findall(run.text)), _TOKEN.findall(after.text)
    best, passed = (_ease(before.text, run.text), 0, run.text), ""
    for token in following:
        if token != tokens[0]:
            break
        tokens.rotate(-1)
        passed += token
        text = "".join(tokens)
        best = max(best, (_ease(before.text + passed, text), len(passed), text), key=lambda found: found[0])
    _, slid, text = best
    return (
        before._replace(text=before.text + passed[:slid]),
        run._replace(text=text),
        after._replace(text=after.text[slid:]),
    )


def _ease(before: str, text: str) -> int:
    """How natural a place is for a passage to begin and end at."""
    if before.endswith("\n") and text.endswith("\n"):
        return 3
    if before.endswith("\n") or text.startswith("\n"):
        return 2
    return 1 if text[:1].isspace() or text[-1:].isspace() else 0
