"""The best line of play for both sides, as far as the tree knows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gametree.evaluation.gates import by_side
from gametree.evaluation.outlook import Outlooks
from gametree.model.tree import QUESTION


@dataclass(frozen=True, slots=True)
class Move:
    """One step of the line, and the outlook that it was chosen for, in [0, 1]; None where nothing is scored there."""

    node_id: str
    outlook: float | None


def principal_line(outlooks: Outlooks) -> tuple[Move, ...]:
    """From the question to a leaf, by the points (or what they would be): every node stands beneath the one before it.

    First the architecture that adds most to the root, or our best top-level move. A side whose move has refinements
    plays the best of them on and on; then the other side plays the countermeasure with the highest outlook against any
    node of that stretch. Ties go to the deeper node, then to file order.
    """
    line: list[str] = []
    stretch = _ways_down(outlooks, _first(outlooks))
    while stretch:
        reply, at = _strongest_reply(outlooks, stretch)
        line += stretch if reply is None else stretch[: at + 1]
        stretch = _ways_down(outlooks, reply)
    return tuple(Move(node_id, outlooks.node(node_id).point) for node_id in line)


def _first(outlooks: Outlooks) -> str | None:
    tree, scores = outlooks.tree, outlooks.scores
    if not tree.architectures:
        return _best(outlooks, by_side(tree, QUESTION)[0])
    worth = {node.id: scores[outlooks.number[node.id]] * outlooks.presumed(node.id) for node in tree.architectures}
    return max(worth, key=lambda node_id: worth[node_id])


def _ways_down(outlooks: Outlooks, node_id: str | None) -> list[str]:
    """The node, the best way to have it, the best way to have that, and so on."""
    found = []
    while node_id is not None:
        found.append(node_id)
        node_id = _best(outlooks, by_side(outlooks.tree, node_id)[0])
    return found


def _strongest_reply(outlooks: Outlooks, stretch: list[str]) -> tuple[str | None, int]:
    """The countermeasure with the highest outlook, and which node of the stretch it counters."""
    found: tuple[float, str | None, int] = (-1.0, None, 0)
    for at in range(len(stretch) - 1, -1, -1):
        reply = _best(outlooks, by_side(outlooks.tree, stretch[at])[1])
        if reply is not None and outlooks.presumed(reply) > found[0]:
            found = outlooks.presumed(reply), reply, at
    return found[1], found[2]


def _best(outlooks: Outlooks, node_ids: Iterable[str]) -> str | None:
    return max(node_ids, key=outlooks.presumed, default=None)
