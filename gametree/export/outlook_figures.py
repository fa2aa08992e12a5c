"""An outlook in a few characters: its number, its range, its bar; and the colours of a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from gametree.model.plausibility import bare_percent, span
from gametree.model.text import Clean
from gametree.model.tree import Side

if TYPE_CHECKING:
    from gametree.evaluation.outlook import Outlook, RootOutlook

NONE: Final = "··"
"""Stands where there is no number."""
_PARTS = " ▏▎▍▌▋▊▉"

Style = Literal["heading", "faint", "proponent", "opponent"]
_COLOURS: dict[Style, str] = {"heading": "1", "faint": "2", "proponent": "32", "opponent": "31"}


def point(outlook: Outlook | RootOutlook) -> str:
    """`~45.2`: the point in percent without its sign, marked where something is assumed."""
    if outlook.point is None:
        return NONE
    return f"{'~' if outlook.assumed else ''}{bare_percent(outlook.point)}"


def ends(outlook: Outlook | RootOutlook) -> str:
    """`12.5–87`: the worst and the best case in percent without its sign."""
    return NONE if outlook.low is None or outlook.high is None else span((outlook.low, outlook.high))


def root_in_words(root: RootOutlook) -> Clean:
    """`outlook ~20 %, worst to best case 0–40 %, stated 5 %`: the answer to the question on one line."""
    if root.excess:
        said = [f"outlook {NONE}, for the architectures come to {(1 + root.excess) * 100:.10g} %"]
    else:
        said = [f"outlook {in_percent(point(root))}", f"worst to best case {in_percent(ends(root))}"]
    if root.stated is not None:
        said.append(f"stated {in_percent(bare_percent(root.stated))}")
    return Clean(", ".join(said))


def in_percent(number: str) -> str:
    """The number with its sign, where there is one."""
    return number if number == NONE else f"{number} %"


def bar(share: float | None, cells: int) -> str:
    """A bar as long as the share of 1, in eighths of a cell; blank where there is no number."""
    eighths = round(min(1.0, share or 0.0) * cells * 8)
    full, rest = divmod(eighths, 8)
    return ("█" * full + (_PARTS[rest] if rest else "")).ljust(cells)


def in_points(difference: float) -> str:
    """`4.2 points`: how far two plausibilities are apart, without a sign, in two digits at least."""
    apart = abs(difference) * 100
    shown = f"{apart:.1f}".removesuffix(".0") if apart >= 1 else f"{apart:.2g}"
    return f"{shown} {'point' if shown == '1' else 'points'}"


def painted(text: str, style: Style | Side, colour: bool) -> str:
    """The text in a style, where there are colours."""
    return f"\x1b[{_COLOURS[str(style)]}m{text}\x1b[m" if colour and text.strip() else text  # type: ignore[index]
