"""Courses of numbers drawn in text: each cell is two dots wide and four high (braille)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

Course = Sequence[tuple[float, float | None]]
"""Points (x, y), both in [0, 1] and in the order of x; each y holds until the next x. None where there is nothing."""

_BLANK = 0x2800
_DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))  # by column, then row from the top


def plot(course: Course, width: int, height: int) -> list[str]:
    """The course as steps in so many cells, the top line first; the last value holds to the right edge."""
    cells = [[0] * width for _ in range(height)]
    for x, y in _dots(course, 2 * width, 4 * height):
        cells[y // 4][x // 2] |= _DOTS[x % 2][y % 4]
    return ["".join(chr(_BLANK + cell) if cell else " " for cell in line) for line in cells]


def _dots(course: Course, columns: int, rows: int) -> Iterator[tuple[int, int]]:
    """The dots of the steps: along each value, and up or down to the next."""
    steps = [(round(x * (columns - 1)), None if y is None else _row(y, rows)) for x, y in course]
    for (x, y), (next_x, next_y) in pairwise([*steps, (columns - 1, steps[-1][1] if steps else None)]):
        if y is None:
            continue
        for column in range(x, next_x + 1):
            yield column, y
        if next_y is not None:
            for row in range(min(y, next_y), max(y, next_y) + 1):
                yield next_x, row


def _row(y: float, rows: int) -> int:
    return round((1 - min(1.0, max(0.0, y))) * (rows - 1))
