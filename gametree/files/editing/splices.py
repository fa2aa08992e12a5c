"""Splices: what an edit takes out of a text and puts in, and how to undo that when the text has moved on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from gametree.errors import TreeChanged

_ELSEWHERE = "the lines that this would change were changed meanwhile, by an editor or another window"
_AROUND = 160  # characters by which a place is known again


@dataclass(frozen=True, slots=True)
class Splice:
    """`before` at `start` gives way to `after`; `lead` and `trail` are what stands around it, to know the place by."""

    start: int
    before: str
    after: str
    lead: str = ""
    trail: str = ""

    @property
    def end(self) -> int:
        """Where `before` ends."""
        return self.start + len(self.before)


def tidy(text: str, wanted: Iterable[tuple[int, int, str]]) -> tuple[Splice, ...]:
    """Replacements of stretches of a text as splices: in order, as small as can be, those that touch as one.

    Raises ValueError where two of them overlap.
    """
    found: list[tuple[int, int, str]] = []
    for start, end, after in sorted(wanted, key=lambda piece: piece[:2]):
        if found and start < found[-1][1]:
            raise ValueError("splices overlap")
        if found and start == found[-1][1]:
            found[-1] = found[-1][0], end, found[-1][2] + after
        else:
            found.append((start, end, after))
    splices = (_trimmed(start, text[start:end], after) for start, end, after in found)
    return with_surroundings(text, [splice for splice in splices if splice.before != splice.after])


def _trimmed(start: int, before: str, after: str) -> Splice:
    lead = _common(before, after)
    before, after = before[lead:], after[lead:]
    trail = _common(before[::-1], after[::-1])
    return Splice(start + lead, before[: len(before) - trail], after[: len(after) - trail])


def _common(one: str, other: str) -> int:
    shorter = min(len(one), len(other))
    if one[:shorter] == other[:shorter]:
        return shorter
    return next(index for index, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)


def with_surroundings(text: str, splices: Iterable[Splice]) -> tuple[Splice, ...]:
    """The splices with what stands around them in the text they are meant for."""
    return tuple(
        replace(
            splice,
            lead=text[max(0, splice.start - _AROUND) : splice.start],
            trail=text[splice.end : splice.end + _AROUND],
        )
        for splice in splices
    )


def apply_splices(text: str, splices: Sequence[Splice]) -> str:
    """The text after the splices; raises ValueError where it does not have what they take out."""
    parts, at = [], 0
    for splice in splices:
        if text[splice.start : splice.end] != splice.before or splice.start < at:
            raise ValueError("the splices are meant for another text")
        parts += [text[at : splice.start], splice.after]
        at = splice.end
    return "".join([*parts, text[at:]])


def inverted(splices: Sequence[Splice], text: str) -> tuple[Splice, ...]:
    """The splices that lead back from `text`, which is the text after the given ones."""
    back, shift = [], 0
    for splice in splices:
        back.append(Splice(splice.start + shift, splice.after, splice.before))
        shift += len(splice.after) - len(splice.before)
    return with_surroundings(text, back)


def relocated(splices: Sequence[Splice], text: str) -> tuple[Splice, ...]:
    """The splices at their places in a text that changed elsewhere; raises TreeChanged where a place is in doubt."""
    if all(_fits(splice, text, splice.start) for splice in splices):
        return tuple(splices)
    moved: list[Splice] = []
    shift = 0
    for splice in splices:
        start = splice.start + shift
        start = start if moved and _fits(splice, text, start) else _place(splice, text)
        shift = start - splice.start
        moved.append(replace(splice, start=start))
    if any(one.end > other.start for one, other in pairwise(moved)):
        raise TreeChanged(_ELSEWHERE)
    return with_surroundings(text, moved)


def _fits(splice: Splice, text: str, start: int) -> bool:
    around = text[max(0, start - len(splice.lead)) : start + len(splice.before) + len(splice.trail)]
    return around == splice.lead + splice.before + splice.trail


def _place(splice: Splice, text: str) -> int:
    """Where the splice fits and nowhere else, known by less and less of its surroundings."""
    for lead, trail in _surroundings(splice):
        wanted = lead + splice.before + trail
        at = text.find(wanted)
        if at >= 0:
            if text.find(wanted, at + 1) >= 0:
                break
            return at + len(lead)
    raise TreeChanged(_ELSEWHERE)


def _surroundings(splice: Splice) -> Iterator[tuple[str, str]]:
    """What stands around, less and less of it: all that is known, then the nearest lines, then one side alone."""
    lead, trail = _last_line(splice.lead), _first_line(splice.trail)
    yield from ((splice.lead, splice.trail), (splice.lead, trail), (lead, splice.trail), (lead, trail))
    yield from ((splice.lead, ""), ("", splice.trail), (lead, ""), ("", trail))


def _last_line(text: str) -> str:
    return text[text.rstrip("\r\n").rfind("\n") + 1 :]


def _first_line(text: str) -> str:
    blank = len(text) - len(text.lstrip("\r\n"))
    end = text.find("\n", blank)
    return text if end < 0 else text[: end + 1]
