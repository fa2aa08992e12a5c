"""Numbers a person gives: reading them as typed, showing them as people write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from gametree.errors import BadPlausibility
from gametree.model.text import quoted

Range = tuple[float, float]
"""(low, high), both in [0, 1], low <= high."""

_NUMBER = re.compile(
    r"(?P<number>[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?)\s*(?P<percent>%)?", re.ASCII | re.IGNORECASE
)


def parse_plausibility(text: str) -> float:
    """`35%` or `0.35` as 0.35; anything else raises BadPlausibility with a sentence."""
    value, is_percent = _parse(text)
    return _in_range(value / 100 if is_percent else value, text, bare=not is_percent)


def parse_percent(text: str) -> float:
    """As typed where percent is meant: `35`, `35%`, `0.35` and `.35` are all 0.35; `0.5%` is 0.005, `1` is 0.01."""
    value, is_percent = _parse(text)
    is_fraction = not is_percent and "." in text and value <= 1
    return _in_range(value if is_fraction else value / 100, text, bare=False)


def _parse(text: str) -> tuple[Decimal, bool]:
    match = _NUMBER.fullmatch(text.strip())
    if not match:
        raise BadPlausibility(
            f"{quoted(text)} is not a plausibility; write a percentage such as 35% or a number such as 0.35"
        )
    try:
        return Decimal(match["number"]), match["percent"] is not None
    except InvalidOperation as error:  # pragma: no cover: the pattern admits decimals only
        raise BadPlausibility(f"{quoted(text)} is not a number") from error


def _in_range(value: Decimal, text: str, bare: bool) -> float:
    if 0 <= value <= 1:
        return float(value)
    hint = f"; did you mean {text.strip()}%?" if bare and 1 < value <= 100 else ""
    raise BadPlausibility(f"{quoted(text)} is outside 0 % to 100 %{hint}")


def check_range(low: float, high: float, plausibility: float) -> Range:
    """The range, or BadPlausibility where it is upside down or does not hold the plausibility."""
    if low > high:
        raise BadPlausibility(f"the range {percent(low)} to {percent(high)} is upside down; the low end comes first")
    if not low <= plausibility <= high:
        raise BadPlausibility(
            f"the range {percent(low)} to {percent(high)} does not hold the plausibility {percent(plausibility)}"
        )
    return low, high


def percent(value: float) -> str:
    """`35 %`; exactly as many decimals as the number has, four at most."""
    return f"{bare_percent(value, 4)} %"


def bare_percent(value: float, decimals: int = 1) -> str:
    """`35`, `12.5`, `<0.1`: percent without its sign; never rounds to 0 or 100 what is not."""
    shown = Decimal(repr(value)) * 100
    rounded = round(shown, decimals)
    step = Decimal(1).scaleb(-decimals)
    if rounded == 0 and shown > 0:
        return f"<{step}"
    if rounded == 100 and shown < 100:
        return f">{100 - step}"
    return f"{rounded.normalize():f}"


def span(ends: Sequence[float]) -> str:
    """`20–50`: a range in percent without its sign."""
    low, high = ends
    return f"{bare_percent(low)}–{bare_percent(high)}"
