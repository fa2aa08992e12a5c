"""The questions the app asks in a line: an exact plausibility, a range."""

from __future__ import annotations

import re

from gametree.errors import BadPlausibility
from gametree.model.assessment import Judgement
from gametree.model.plausibility import Range, bare_percent, check_range, parse_percent, percent, span
from gametree.model.text import Clean
from gametree.tui.number_prompt import NumberPrompt

PointAndRange = tuple[float, Range]

_BETWEEN = re.compile(r"[\s,;–]+|(?<=[\d%])-")


def score_prompt(title: Clean, left: float | None = None) -> NumberPrompt[float]:
    """Asks for a plausibility; `left` is what other architectures leave of 1 for one, below 0 where they exceed it."""
    hint = "in percent: 35, 12.5 or 0.5%"
    if left is None:
        return NumberPrompt(Clean(f"How plausible? {title}"), hint, parse_percent, percent)
    hint += f"; the other architectures leave {percent(max(0.0, left))}"
    return NumberPrompt(Clean(f"How plausible? {title}"), hint, parse_percent, lambda value: _beside(value, left))


def answer_prompt(question: Clean) -> NumberPrompt[float]:
    """Asks for the answer to the tree's question."""
    hint = "in percent, as you would answer outright: 35, 12.5 or 0.5%"
    return NumberPrompt(question, hint, parse_percent, percent)


def _beside(value: float, left: float) -> str:
    """A plausibility, and what it leaves of 1 or exceeds it by."""
    rest = round(left - value, 9)
    if rest < 0:
        return f"{percent(value)}, {percent(round(-rest, 6))} more than the others leave"
    return f"{percent(value)}, which leaves {percent(round(rest, 6))}"


def range_prompt(title: Clean, standing: Judgement | None) -> NumberPrompt[PointAndRange]:
    """Asks for low and high, or for low, plausibility and high; the node's present range is there to change."""
    hint = "low and high in percent, such as 20 50" if standing else "low, plausibility and high, such as 20 35 50"
    typed = " ".join(map(bare_percent, standing.range)) if standing and standing.range else ""
    return NumberPrompt(
        Clean(f"How low, how high? {title}"),
        hint,
        lambda text: parse_point_and_range(text, standing),
        lambda answer: f"{percent(answer[0])}, range {span(answer[1])} %",
        typed,
    )


def parse_point_and_range(text: str, standing: Judgement | None) -> PointAndRange:
    """Two numbers about the standing plausibility, or three with a plausibility in the middle."""
    numbers = [parse_percent(part) for part in _BETWEEN.split(text.strip()) if part]
    if len(numbers) == 3:
        low, point, high = numbers
    elif len(numbers) == 2 and standing:
        (low, high), point = numbers, standing.plausibility
    elif standing:
        raise BadPlausibility("write two numbers, low and high, such as 20 50")
    else:
        raise BadPlausibility("not scored yet: write three numbers, low, plausibility and high, such as 20 35 50")
    return point, check_range(low, high, point)
