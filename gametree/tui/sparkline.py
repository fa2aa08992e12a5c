"""A course of numbers in a few cells of one line."""

from __future__ import annotations

from collections.abc import Sequence

_STEPS = "▁▂▃▄▅▆▇█"


def sparkline(values: Sequence[float], most: int) -> str:
    """Numbers from 0 to 1, a cell each, on one scale; of more than `most` every so many-th, the last one always."""
    if not values:
        return ""
    count = min(len(values), most)
    some = [values[(number + 1) * len(values) // count - 1] for number in range(count)]
    return "".join(_STEPS[min(len(_STEPS) - 1, int(min(1.0, max(0.0, value)) * len(_STEPS)))] for value in some)
