"""An outlook in few cells: a figure, a bar, a gauge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from gametree.model.plausibility import bare_percent

if TYPE_CHECKING:
    from gametree.evaluation.outlook import RootOutlook

NO_FIGURE = "··"
_EIGHTHS = " ▏▎▍▌▋▊▉"


class Case(Protocol):
    """An outlook's numbers, in [0, 1]; `point` is None where nothing is scored."""

    @property
    def point(self) -> float | None:
        """The point."""

    @property
    def low(self) -> float:
        """The worst case."""

    @property
    def high(self) -> float:
        """The best case."""

    @property
    def assumed(self) -> bool:
        """Whether something the point rests on is not scored."""


@dataclass(frozen=True, slots=True)
class RootCase:
    """The question's outlook, where it has one."""

    point: float | None
    low: float
    high: float
    assumed: bool

    @classmethod
    def of(cls, root: RootOutlook) -> RootCase | None:
        """None where the architectures exceed 1."""
        if root.low is None or root.high is None:
            return None
        return cls(root.point, root.low, root.high, root.assumed > 0)


def whole_percent(value: float) -> str:
    """`12`, `0.4`, `>99`: percent without its sign, as short as tells it from 0 and from 100."""
    return bare_percent(value, 1 if value < 0.0095 else 0)


def whole_span(low: float, high: float) -> str:
    """`3–41`."""
    return f"{whole_percent(low)}–{whole_percent(high)}"


def in_excess(root: RootOutlook) -> str:
    """`120 %`: what architectures come to that exceed 1; rounded so that it never reads 100."""
    return f"{max(101, round(100 + 100 * root.excess))} %"


def figure(case: Case) -> str:
    """`~12 %`; the range where there is no point."""
    if case.point is None:
        return whole_span(case.low, case.high)
    return f"{'~' if case.assumed else ''}{whole_percent(case.point)} %"


def two_figures(real: Case, imagined: Case) -> str:
    """`12 → ~20 %`, with a decimal where they are close; one figure where the two are the same."""
    for decimals in (0, 1):
        before, after = _in_decimals(real, decimals), _in_decimals(imagined, decimals)
        if before != after:
            return f"{before} → {'~' if imagined.assumed and imagined.point is not None else ''}{after} %"
    return figure(imagined)


def _in_decimals(case: Case, decimals: int) -> str:
    return NO_FIGURE if case.point is None else bare_percent(case.point, decimals)


def eighths(share: float, cells: int) -> str:
    """A bar for a share of the cells, exact to an eighth of one; full or empty only where the share is 1 or 0."""
    count = round(share * cells * 8)
    if 0 < share < 1:
        count = min(max(count, 1), cells * 8 - 1)
    whole, part = divmod(count, 8)
    return "█" * whole + (_EIGHTHS[part] if part else "")


def bar(case: Case, cells: int) -> tuple[str, str, str]:
    """A bar in three parts: up to the point, from there to the best case, and the rest.

    Without a point it begins where the worst case ends.
    """
    best = round(case.high * cells)
    if case.point is None:
        worst = round(case.low * cells)
        return " " * worst, "░" * (best - worst), " " * (cells - best)
    filled = eighths(case.point, cells)
    still_open = "░" * max(0, best - len(filled))
    return filled, still_open, " " * (cells - len(filled) - len(still_open))


def gauge(low: float, point: float | None, high: float, cells: int) -> str:
    """`├──●──────┤`: where the point lies between the ends, which stand beside it in figures."""
    line = ["─"] * cells
    line[0], line[-1] = "├", "┤"
    if point is not None:
        share = (point - low) / (high - low) if high > low else 0.5
        line[round(min(1.0, max(0.0, share)) * (cells - 1))] = "●"
    return "".join(line)
