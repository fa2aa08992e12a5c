"""The outlook over time: what a person's scores came to at each moment something changed, by the tree as it is now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from gametree.evaluation.formula import Formula
from gametree.evaluation.outlook import ASSUMED, Outlook, RootOutlook, outlook_of
from gametree.model.assessment import Assessment, ChangeOfMind, Judgement, Record, changes_of_mind
from gametree.model.tree import Tree

MOST = 200
"""Moments looked at; of more, some are passed over, spread evenly."""


@dataclass(frozen=True, slots=True)
class Moment:
    """How things stood from a moment on. `changed` are the nodes judged since the moment before it.

    `outlook` and `judgement` are those of the node that was asked about.
    """

    at: datetime
    root: RootOutlook
    changed: tuple[str, ...]
    outlook: Outlook | None = None
    judgement: Judgement | None = None


def outlook_over_time(
    tree: Tree,
    records: Iterable[Record],
    node_id: str = "",
    most: int = MOST,
    assume: float = ASSUMED,
    formula: Formula | None = None,
) -> Iterator[Moment]:
    """The moments at which a judgement changed, oldest first; a step costs what depends on what changed in it."""
    changes = list(changes_of_mind(records, tree.renamed))
    outlooks = outlook_of(tree, Assessment(""), assume=assume, formula=formula)
    standing: dict[str, Judgement] = {}
    for at, step in _steps(changes, most):
        for change in step:
            if change.judgement is None:
                standing.pop(change.node, None)
            else:
                standing[change.node] = change.judgement
        outlooks.follow(Assessment("", judgements=dict(standing)))
        outlook = outlooks.node(node_id) if node_id in tree.nodes else None
        changed = tuple(dict.fromkeys(change.node for change in step))
        yield Moment(at, outlooks.root, changed, outlook, standing.get(node_id))


def _steps(changes: Iterable[ChangeOfMind], most: int) -> Iterator[tuple[datetime, list[ChangeOfMind]]]:
    """The changes moment by moment; where these are too many, several moments as one, that of the last of them."""
    moments = [(at, list(group)) for at, group in groupby(changes, key=lambda change: change.at)]
    count = len(moments)
    steps = min(count, most)
    for number in range(steps):
        some = moments[number * count // steps : (number + 1) * count // steps]
        yield some[-1][0], [change for _, group in some for change in group]
