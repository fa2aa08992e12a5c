"""The difference between two assessments as a table, a node a line."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from gametree.comparison.assessment_diff import AssessmentDiff
from gametree.model.assessment import Judgement
from gametree.model.text import clean_line
from gametree.model.tree import Tree

COLUMNS = (
    "node", "title", "what", "a", "a_low", "a_high", "b", "b_low", "b_high", "share", "so_far", "vod", "a_since",
    "b_since",
)  # fmt: skip
"""`what` is crux, only-a, only-b, stale or removed; `so_far` is the part of the difference down to this crux."""


def assessment_diff_as_csv(tree: Tree, diff: AssessmentDiff, top: int | None = None) -> Iterator[str]:
    """The lines, header first: cruxes by the size of their share (`top` at most), then what else is to be told.

    Plausibilities, shares and parts are fractions, in full; an empty cell is where there is none.
    """
    for row in (COLUMNS, *_rows(tree, diff, top)):
        line = _Line()
        csv.writer(line, lineterminator="").writerow(row)
        yield line.text


class _Line:
    text = ""

    def write(self, text: str) -> None:
        self.text += text


def _rows(tree: Tree, diff: AssessmentDiff, top: int | None) -> Iterator[tuple[object, ...]]:
    changed = {one.node: (one.a or "", one.b or "") for one in diff.stale}

    def row(what: str, node: str, a: Judgement | None, b: Judgement | None, *worth: object) -> tuple[object, ...]:
        title = clean_line(tree.nodes[node].title) if node in tree.nodes else ""
        numbers = (*_numbers(a), *_numbers(b), *(worth or ("", "", "")))
        return clean_line(node), title, what, *numbers, *changed.get(node, ("", ""))

    for crux, so_far in zip(diff.cruxes[:top], diff.cumulative(), strict=False):
        yield row("crux", crux.node, crux.a, crux.b, crux.share, _cell(so_far), _cell(crux.vod))
    for lone in diff.only_a:
        yield row("only-a", lone.node, lone.judgement, None)
    for lone in diff.only_b:
        yield row("only-b", lone.node, None, lone.judgement)
    told = {crux.node for crux in diff.cruxes} | {lone.node for lone in (*diff.only_a, *diff.only_b)}
    for stale in diff.stale:
        if stale.node not in told:
            yield row("stale", stale.node, None, None)
    for removed in diff.removed:
        yield row("removed", removed.node, removed.a, removed.b)


def _numbers(judgement: Judgement | None) -> tuple[object, object, object]:
    if judgement is None:
        return "", "", ""
    return judgement.plausibility, *(judgement.range or ("", ""))


def _cell(number: float | None) -> object:
    return "" if number is None else number
