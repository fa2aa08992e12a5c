"""One row of the tree as coloured cells: fold mark, glyph, title, plausibility, range, outlook, marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size

from gametree.model.assessment import Judgement
from gametree.model.digest import staleness
from gametree.model.kinds import LOOKS, label
from gametree.model.outline import Row
from gametree.model.plausibility import bare_percent, span
from gametree.model.text import Clean, clean_line
from gametree.model.tree import QUESTION, Node, Side, Tree
from gametree.tui.columns import BAR, Columns
from gametree.tui.outlook_cells import NO_FIGURE, Case, bar, figure, in_excess, two_figures, whole_span
from gametree.tui.standing import Standing
from gametree.tui.tree_view import TreeView

Cell = tuple[str, str]
"""Words, and the name of the part of the style sheet that they are drawn by; with `+` behind it, underlined."""


@dataclass(frozen=True, slots=True)
class Light:
    """What a search is for, and the rows that hold it, be it in their text."""

    pattern: re.Pattern[str]
    rows: frozenset[int]


class RowPainter:
    """Draws rows of one tree as things stand with one person; `line` are the rows of the principal line, where lit."""

    def __init__(self, tree: Tree, standing: Standing, line: frozenset[int] = frozenset()) -> None:
        self.tree, self.standing, self.line = tree, standing, line

    def columns(self, width: int) -> Columns:
        """The columns of a tree that is `width` cells wide."""
        judgements = self.standing.assessment.judgements.values()
        widest = max((cell_len(span(j.range)) for j in judgements if j.range), default=0)
        return Columns.of(width, max(widest, len("range")) if widest else 0, self.standing.real is not None)

    def cells(self, view: TreeView, line: int, columns: Columns, light: Light | None = None) -> Iterator[Cell]:
        """The cells of a visible line, from left to right; what a search found is marked."""
        index = view.visible[line]
        row = view.outline.rows[index]
        mark = "›" if line == view.line else "┃" if index in self.line else " "
        yield mark, "cursor-mark"
        if row.node_id == QUESTION:
            title = fit(clean_line(self.tree.question), columns.title - 2)
            yield title, "question"
            yield " " * max(0, columns.title - 1 - cell_len(title)), "dim"
        else:
            yield from self._title(view, index, columns.title - 1, light)
        yield from self._score(row.node_id, columns)
        yield from self._outlook(row.node_id, columns)
        yield self._marks(row.node_id).ljust(columns.marks)[: columns.marks], "marks"

    def _title(self, view: TreeView, index: int, room: int, light: Light | None) -> Iterator[Cell]:
        row = view.outline.rows[index]
        node = self.tree.nodes[row.node_id]
        folded = view.is_folded(index)
        mark = "↗" if row.again else "▸" if folded else "▾" if view.outline.has_branch(index) else " "
        indent = "  " * min(row.depth - 1, max(0, (room - 24) // 2))
        after = " (all)" if node.refinement == "all" and not row.again else ""
        after += f" ({view.outline.branch_size(index)})" if folded else ""
        opening = f"{indent}{mark} "
        left = room - cell_len(opening) - 2 - len(after)
        title = short_enough(node, left)
        yield opening, "fold"
        yield f"{LOOKS[node.kind].glyph} ", node.kind
        plain = self._part(row, view, index)
        yield from _lit(title, plain, light, light is not None and index in light.rows)
        used = cell_len(opening) + 2 + cell_len(title) + len(after)
        yield after + " " * max(0, room - used), "dim"

    def _part(self, row: Row, view: TreeView, index: int) -> str:
        """Which part of the style sheet a title is drawn by."""
        if index in self.line:
            return "line"
        if view.matched is not None and index not in view.matched:
            return "dim"
        node = self.tree.nodes[row.node_id]
        return "again" if row.again else f"title-{node.side}" if node.parents else "title-top"

    def _score(self, node_id: str, columns: Columns) -> Iterator[Cell]:
        judgement = self.standing.assessment.judgements.get(node_id)
        part = "dim" if judgement is None else "score"
        shown = "" if node_id == QUESTION else f"{NO_FIGURE} %"
        if judgement:
            shown = _score_in_cells(judgement, bool(columns.range))
        if self.standing.is_imagined(node_id):
            part, shown = "imagined", f"*{shown or NO_FIGURE}"
        yield shown.rjust(columns.score)[: columns.score], part
        ends = f"  {span(judgement.range)}" if judgement and judgement.range else ""
        yield ends.ljust(columns.range)[: columns.range], "range"

    def _outlook(self, node_id: str, columns: Columns) -> Iterator[Cell]:
        case = self.standing.case(node_id)
        if case is None:
            yield from self._no_outlook(node_id, columns)
            return
        if columns.bar:
            filled, still_open, rest = bar(case, BAR)
            yield " ", "dim"
            yield filled, f"bar-{self._side(node_id)}-{self.standing.weight(node_id)}"
            yield still_open, "bar-open"
            yield rest, "bar-rest"
        yield self._figure(node_id, case, columns.outlook)
        ends = "" if case.point is None else f"  {whole_span(case.low, case.high)}"
        yield ends.ljust(columns.span)[: columns.span], "range"

    def _figure(self, node_id: str, case: Case, width: int) -> Cell:
        real = self.standing.real.case(node_id) if self.standing.real else None
        shown = two_figures(real, case) if real else figure(case)
        part = "imagined" if "→" in shown else "dim" if case.point is None else "outlook"
        return shown.rjust(width)[:width], part

    def _no_outlook(self, node_id: str, columns: Columns) -> Iterator[Cell]:
        """Where nothing is known yet; on the question also where the architectures exceed 1."""
        outlooks = self.standing.outlooks
        room = columns.bar + columns.outlook + columns.span
        if outlooks is None or node_id != QUESTION:
            shown = NO_FIGURE.rjust(columns.bar + columns.outlook) if columns.outlook else ""
            yield shown.ljust(room), "dim"
            return
        shown = f"Σ {in_excess(outlooks.root)}".rjust(columns.bar + columns.outlook) if columns.outlook else ""
        yield shown.ljust(room)[:room], "wrong"

    def _side(self, node_id: str) -> Side:
        return Side.PROPONENT if node_id == QUESTION else self.tree.nodes[node_id].side

    def _marks(self, node_id: str) -> str:
        judgement = self.standing.assessment.judgements.get(node_id)
        stale = judgement is not None and staleness(self.tree, node_id, judgement.digest) is not None
        notes = len(self.standing.assessment.notes.get(node_id, ()))
        written = f"✎{notes if notes > 1 else ''}" if notes else ""
        return " " + " ".join(filter(None, (written, "⚑" if stale else "")))


def _score_in_cells(judgement: Judgement, has_range_beside: bool) -> str:
    """`35 %`, `35±15 %`, and `35± %` where the range is not even: its ends are among the words."""
    point = bare_percent(judgement.plausibility)
    if judgement.range is None or has_range_beside:
        return f"{point} %"
    down, up = judgement.plausibility - judgement.range[0], judgement.range[1] - judgement.plausibility
    either_way = bare_percent(round(up, 9)) if abs(up - down) < 1e-9 else ""
    even = f"{point}±{either_way} %"
    return even if len(even) < 8 else f"{point}± %"


def _lit(title: Clean, part: str, light: Light | None, is_match: bool) -> Iterator[Cell]:
    """The title with what was searched for marked; underlined whole where only the node's text holds it."""
    matches = list(light.pattern.finditer(title)) if light else []
    plain = f"{part}+" if is_match and not matches else part
    at = 0
    for match in matches:
        yield title[at : match.start()], plain
        yield match[0], "lit"
        at = match.end()
    yield title[at:], plain


def short_enough(node: Node, room: int) -> Clean:
    """The title where it fits, else the short label, cut if need be."""
    title = clean_line(node.title)
    return title if cell_len(title) <= room else Clean(fit(label(node), room))


def fit(text: str, room: int) -> str:
    """The text in at most `room` cells, with an ellipsis where it was cut."""
    if cell_len(text) <= room:
        return text
    return set_cell_size(text, max(0, room - 1)).rstrip() + "…" if room > 0 else ""
