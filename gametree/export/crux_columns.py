"""The columns in which cruxes are shown as text, and numbers in points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10

from gametree.comparison.assessment_diff import AssessmentDiff, Crux
from gametree.model.assessment import Judgement
from gametree.model.plausibility import bare_percent, span

MINUS = "−"
NONE = "··"
"""Stands where there is no number."""
NARROWEST = 14
"""Cells that a title has at least."""
BAR = 6
"""Cells of the longest bar."""
_PARTS = " ▏▎▍▌▋▊▉"
_ROOM_FOR_VOD = 100  # columns


def points(value: float, decimals: int) -> str:
    """`+4.20`, `−0.31`: a signed difference in percentage points; zero has no sign."""
    shown = signed(value * 100, decimals)
    return f"+{shown}" if value > 0 and float(shown) else shown


def decimals_for(diff: AssessmentDiff) -> int:
    """As many digits behind the point as give the largest of the numbers three digits in all, from 1 to 6."""
    largest = 100 * max((abs(number) for number in (diff.difference, *(crux.share for crux in diff.cruxes))), default=0)
    return min(6, max(1, 2 - floor(log10(largest)))) if largest > 1e-9 else 1


@dataclass(frozen=True)
class CruxColumns:
    """How wide the parts of a crux's row are; the VOD has a column where there is room."""

    title: int
    range_a: int
    range_b: int
    decimals: int
    number: int
    largest: float
    with_vod: bool

    @classmethod
    def fitting(cls, cruxes: Sequence[Crux], width: int, decimals: int) -> CruxColumns:
        """Columns for at least one crux that fill a width."""
        range_a = max(len(_range(crux.a)) for crux in cruxes)
        range_b = max(len(_range(crux.b)) for crux in cruxes)
        number = max(len("points"), *(len(points(crux.share, decimals)) for crux in cruxes))
        with_vod = width >= _ROOM_FOR_VOD
        taken = 7 + range_a + 7 + range_b + 2 + number + 1 + BAR + 8 + (9 if with_vod else 0)
        largest = max(abs(crux.share) for crux in cruxes)
        return cls(max(NARROWEST, width - taken), range_a, range_b, decimals, number, largest, with_vod)

    def head(self) -> str:
        """The words above the columns, but for that above the titles."""
        scores = "".join(f"{letter:>6} {' ' * length}" for letter, length in (("A", self.range_a), ("B", self.range_b)))
        return f"{scores}  {'points':>{self.number}} {' ' * BAR}  so far{'      VOD' if self.with_vod else ''}"

    def scores(self, crux: Crux) -> str:
        """Both scores with their ranges."""
        both = ((crux.a, self.range_a), (crux.b, self.range_b))
        return "".join(f"{bare_percent(one.plausibility):>6} {_range(one):<{length}}" for one, length in both)

    def share(self, share: float) -> str:
        """The share in points."""
        return f"{points(share, self.decimals):>{self.number}}"

    def bar(self, share: float) -> str:
        """A bar as long as the share is large."""
        eighths = round(abs(share) / self.largest * BAR * 8) if self.largest else 0
        full, rest = divmod(eighths, 8)
        return ("█" * full + (_PARTS[rest] if rest else "")).ljust(BAR)

    def so_far(self, part: float | None) -> str:
        """What part of the whole the cruxes down to this one make."""
        return f"{NONE if part is None else f'{signed(part * 100, 0)} %':>7}"

    def vod(self, crux: Crux) -> str:
        """The value of discrimination, where it has a column."""
        if not self.with_vod:
            return ""
        return f"{NONE if crux.vod is None else signed(crux.vod, 4):>9}"


def signed(number: float, decimals: int) -> str:
    """The number with a real minus sign; zero has none."""
    shown = f"{abs(number):.{decimals}f}"
    return MINUS + shown if number < 0 and float(shown) else shown


def _range(judgement: Judgement) -> str:
    return span(judgement.range) if judgement.range else ""
