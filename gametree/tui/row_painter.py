"""One row of the tree as coloured cells: fold mark, glyph, title, plausibility, range, marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style

from gametree.model.assessment import Assessment
from gametree.model.digest import staleness
from gametree.model.kinds import LOOKS, label
from gametree.model.outline import Row
from gametree.model.plausibility import bare_percent, span
from gametree.model.text import clean_line
from gametree.model.tree import QUESTION, Node, Tree
from gametree.tui.tree_view import TreeView

Styles = Callable[[str], Style]
"""From the name of a part of a row to its style."""


@dataclass(frozen=True, slots=True)
class Light:
    """What a search is for, and the rows that hold it, be it in their text."""

    pattern: re.Pattern[str]
    rows: frozenset[int]


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths in cells of the columns of a tree that is `width` cells wide; 0 where there is no room."""

    title: int
    score: int
    range: int
    marks: int

    @classmethod
    def of(cls, width: int, range_width: int = 0) -> Columns:
        """Titles first; the range takes what the widest needs and gives way below 56 cells, the marks below 34."""
        score = 8
        marks = 5 if width >= 34 else 0
        range_ = range_width + 2 if range_width and width >= 56 else 0
        return cls(max(1, width - score - range_ - marks), score, range_, marks)


class RowPainter:
    """Draws rows of one tree with one person's scores."""

    def __init__(self, tree: Tree, assessment: Assessment) -> None:
        self.tree, self.assessment = tree, assessment

    def columns(self, width: int) -> Columns:
        """The columns of a tree that is `width` cells wide."""
        widest = max((cell_len(span(j.range)) for j in self.assessment.judgements.values() if j.range), default=0)
        return Columns.of(width, max(widest, len("range")) if widest else 0)

    def heads(self, columns: Columns) -> str:
        """The line above the rows, naming the columns."""
        return (
            " " * (columns.title - 2)
            + "plausible".rjust(columns.score + 1)
            + "  range".ljust(columns.range)[: columns.range]
            + " " * columns.marks
        )

    def segments(
        self, view: TreeView, line: int, columns: Columns, style: Styles, light: Light | None = None
    ) -> Iterator[Segment]:
        """The cells of a visible line, from left to right; what a search found is marked."""
        index = view.visible[line]
        row = view.outline.rows[index]
        yield Segment("›" if line == view.line else " ", style("cursor-mark"))
        if row.node_id == QUESTION:
            yield from self._question(columns, style)
            return
        node = self.tree.nodes[row.node_id]
        folded = view.is_folded(index)
        mark = "↗" if row.again else "▸" if folded else "▾" if view.outline.has_branch(index) else " "
        room = columns.title - 1
        indent = "  " * min(row.depth - 1, max(0, (room - 24) // 2))
        after = " (all of:)" if node.refinement == "all" and not row.again else ""
        after += f" ({view.outline.branch_size(index)})" if folded else ""
        opening = f"{indent}{mark} "
        left = room - cell_len(opening) - 2 - len(after)
        title = _title(node, left)
        yield Segment(opening, style("fold"))
        yield Segment(f"{LOOKS[node.kind].glyph} ", style(node.kind))
        plain = style(self._part(row, view, index))
        yield from _lit(title, plain, style("lit"), light, light is not None and index in light.rows)
        used = cell_len(opening) + 2 + cell_len(title) + len(after)
        yield Segment(after + " " * max(0, room - used), style("dim"))
        yield from self._scores(node.id, columns, style)

    def _part(self, row: Row, view: TreeView, index: int) -> str:
        """Which part of the style sheet a title is drawn by."""
        if view.matched is not None and index not in view.matched:
            return "dim"
        node = self.tree.nodes[row.node_id]
        return "again" if row.again else f"title-{node.side}" if node.parents else "title-top"

    def _question(self, columns: Columns, style: Styles) -> Iterator[Segment]:
        whole = columns.title + columns.score + columns.range + columns.marks - 1
        yield Segment(_fit(clean_line(self.tree.question), whole).ljust(0), style("question"))
        used = cell_len(_fit(clean_line(self.tree.question), whole))
        yield Segment(" " * max(0, whole - used), style("dim"))

    def _scores(self, node_id: str, columns: Columns, style: Styles) -> Iterator[Segment]:
        judgement = self.assessment.judgements.get(node_id)
        if judgement is None:
            yield Segment("·· %".rjust(columns.score), style("dim"))
            yield Segment(" " * columns.range, style("dim"))
        else:
            yield Segment(f"{bare_percent(judgement.plausibility)} %".rjust(columns.score), style("score"))
            ends = f"  {span(judgement.range)}" if judgement.range else ""
            yield Segment(ends.ljust(columns.range)[: columns.range], style("range"))
        stale = judgement is not None and staleness(self.tree, node_id, judgement.digest) is not None
        yield Segment(self._marks(node_id, stale).ljust(columns.marks)[: columns.marks], style("marks"))

    def _marks(self, node_id: str, stale: bool) -> str:
        notes = len(self.assessment.notes.get(node_id, ()))
        written = f"✎{notes if notes > 1 else ''}" if notes else ""
        return " " + " ".join(filter(None, (written, "⚑" if stale else "")))


def _lit(title: str, plain: Style, lit: Style, light: Light | None, is_match: bool) -> Iterator[Segment]:
    """The title with what was searched for marked; underlined whole where only the node's text holds it."""
    matches = list(light.pattern.finditer(title)) if light else []
    if is_match and not matches:
        plain += Style(underline=True)
    at = 0
    for match in matches:
        yield Segment(title[at : match.start()], plain)
        yield Segment(match[0], lit)
        at = match.end()
    yield Segment(title[at:], plain)


def _title(node: Node, room: int) -> str:
    """The title where it fits, else the short label, cut if need be."""
    title = clean_line(node.title)
    return title if cell_len(title) <= room else _fit(label(node), room)


def _fit(text: str, room: int) -> str:
    """The text in at most `room` cells, with an ellipsis where it was cut."""
    if cell_len(text) <= room:
        return text
    return set_cell_size(text, max(0, room - 1)).rstrip() + "…" if room > 0 else ""
