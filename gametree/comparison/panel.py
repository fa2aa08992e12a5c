"""What several people think of each node: their middle, how far they are apart, and where most so."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

from gametree.evaluation.information import pooled
from gametree.model.assessment import Assessment
from gametree.model.tree import QUESTION, Tree


@dataclass(frozen=True, slots=True)
class PanelRow:
    """One node: the plausibilities of those who scored it, by name. Who did not is not counted in anything."""

    node: str
    scores: Mapping[str, float]
    median: float | None
    """The middle plausibility, or the mean of the two in the middle; None where nobody scored the node."""
    odds_mean: float | None
    """The geometric mean of odds, as a plausibility; None also where both 0 and 1 are among the scores."""
    spread: float | None
    """The largest minus the smallest plausibility; None where fewer than two scored the node."""
    deviation: float | None
    """The standard deviation of these people, who are no sample of others; None as for the spread."""

    @property
    def ends(self) -> tuple[float, float] | None:
        """The smallest and the largest plausibility."""
        return (min(self.scores.values()), max(self.scores.values())) if self.scores else None


@dataclass(frozen=True, slots=True)
class Person:
    """One of the panel: the point at the root, None where there is none; what is stated outright; nodes scored."""

    name: str
    root: float | None
    stated: float | None
    scored: int
    assumed: bool
    """Whether the root rests on nodes that this person has not scored."""


@dataclass(frozen=True)
class Panel:
    """People over one tree; `rows` as `compare_panel` ranks them, `differences` as `root_differences` has them."""

    people: tuple[Person, ...]
    rows: tuple[PanelRow, ...]
    differences: tuple[tuple[float | None, ...], ...]

    @property
    def compared(self) -> tuple[PanelRow, ...]:
        """The nodes that at least two have scored."""
        return tuple(row for row in self.rows if row.spread is not None)


def panel_of(tree: Tree, assessments: Mapping[str, Assessment], roots: Mapping[str, float | None]) -> Panel:
    """The panel of all who have an assessment, in the order given, with the points at their roots."""
    people = tuple(_person(tree, name, assessment, roots.get(name)) for name, assessment in assessments.items())
    differences = root_differences({person.name: person.root for person in people})
    return Panel(people, compare_panel(tree, assessments), differences)


def _person(tree: Tree, name: str, assessment: Assessment, root: float | None) -> Person:
    scored = sum(node_id in assessment.judgements for node_id in tree.nodes)
    stated = assessment.judgements.get(QUESTION)
    return Person(name, root, stated.plausibility if stated else None, scored, scored < len(tree.nodes))


def compare_panel(tree: Tree, assessments: Mapping[str, Assessment]) -> tuple[PanelRow, ...]:
    """A row for every node, the largest disagreement first; nodes with fewer than two scores come last.

    Disagreement is the spread; of equal spreads the larger deviation comes first, then the order of the file.
    """
    rows = [_row(node_id, assessments) for node_id in tree.nodes]
    return tuple(sorted(rows, key=_by_agreement))


def _row(node_id: str, assessments: Mapping[str, Assessment]) -> PanelRow:
    judgements = {name: assessment.judgements.get(node_id) for name, assessment in assessments.items()}
    scores = {name: judgement.plausibility for name, judgement in judgements.items() if judgement}
    values = list(scores.values())
    several = len(values) > 1
    return PanelRow(
        node=node_id,
        scores=scores,
        median=median(values) if values else None,
        odds_mean=pooled(*values),
        spread=max(values) - min(values) if several else None,
        deviation=_deviation(values) if several else None,
    )


def _deviation(values: list[float]) -> float:
    mean = math.fsum(values) / len(values)
    return math.sqrt(math.fsum((value - mean) ** 2 for value in values) / len(values))


def _by_agreement(row: PanelRow) -> tuple[bool, float, float, bool]:
    return row.spread is None, -(row.spread or 0.0), -(row.deviation or 0.0), not row.scores


def root_differences(roots: Mapping[str, float | None]) -> tuple[tuple[float | None, ...], ...]:
    """How much higher the root of each row's person is than that of each column's; None where either has none."""
    values = roots.values()
    return tuple(tuple(None if one is None or other is None else one - other for other in values) for one in values)
