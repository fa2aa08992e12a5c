"""The best line of play for both sides, as far as the tree knows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gametree.evaluation.outlook import Outlooks


@dataclass(frozen=True, slots=True)
class Move:
    """One step of the line, and the outlook that it was chosen for, in [0, 1]; None where nothing is scored there."""

    node_id: str
    outlook: float | None


def principal_line(outlooks: Outlooks) -> tuple[Move, ...]:
    """From the question to a leaf, by the points (or what they would be): every node stands beneath the one before it.

    First the architecture that adds most to the root, or our best top-level move (where there is none, theirs). A side
    whose move has refinements plays the best of them on and on; then the other side plays the countermeasure with the
    highest outlook against any node of that stretch. Ties go to the deeper node, then to file order.
    """
    line: list[int] = []
    stretch = _ways_down(outlooks, _first(outlooks))
    while stretch:
        reply, at = _strongest_reply(outlooks, stretch)
        line += stretch if reply is None else stretch[: at + 1]
        stretch = _ways_down(outlooks, reply)
    ids = (outlooks.formula.ids[number] for number in line)
    return tuple(Move(node_id, outlooks.node(node_id).point) for node_id in ids)


def _first(outlooks: Outlooks) -> int | None:
    skeleton, scores = outlooks.skeleton, outlooks.scores
    if not skeleton.architectures:
        return _best(outlooks, skeleton.ways[-1] or skeleton.replies[-1])
    return max(skeleton.architectures, key=lambda number: scores[number] * outlooks.presumed(number))


def _ways_down(outlooks: Outlooks, number: int | None) -> list[int]:
    """The node, the best way to have it, the best way to have that, and so on."""
    found = []
    while number is not None:
        found.append(number)
        number = _best(outlooks, outlooks.skeleton.ways[number])
    return found


def _strongest_reply(outlooks: Outlooks, stretch: list[int]) -> tuple[int | None, int]:
    """The countermeasure with the highest outlook, and which node of the stretch it counters."""
    found: tuple[float, int | None, int] = (-1.0, None, 0)
    for at in range(len(stretch) - 1, -1, -1):
        reply = _best(outlooks, outlooks.skeleton.replies[stretch[at]])
        if reply is not None and outlooks.presumed(reply) > found[0]:
            found = outlooks.presumed(reply), reply, at
    return found[1], found[2]


def _best(outlooks: Outlooks, numbers: Iterable[int]) -> int | None:
    return max(numbers, key=outlooks.presumed, default=None)
