"""One row while comparing: mine, theirs, the gap, and the share in the difference at the root."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size

from gametree.comparison.assessment_diff import Crux
from gametree.comparison.beside import Beside, Relation
from gametree.export.crux_columns import decimals_for, points
from gametree.model.assessment import Judgement
from gametree.model.plausibility import bare_percent
from gametree.model.text import clean_line
from gametree.model.tree import QUESTION
from gametree.session.comparison import Worth
from gametree.tui.columns import Columns
from gametree.tui.outlook_cells import NO_FIGURE, eighths
from gametree.tui.row_painter import Cell, RowPainter, fit
from gametree.tui.standing import Standing

BAR = 6  # cells of the longest bar
UNSEEN = "??"
"""Stands for a score that is kept from one."""
_LONGEST_NAME = 8


@dataclass(frozen=True, slots=True)
class CompareColumns(Columns):
    """Widths in cells, the gap before a column included; 0 where there is no room. The bar is the base's."""

    mine: int = 0
    theirs: int = 0
    gap: int = 0
    share: int = 0
    names: tuple[str, str] = ("", "")
    whole: str = ""

    @classmethod
    def beside(cls, width: int, names: tuple[str, str], share: int, whole: str) -> CompareColumns:
        """Titles first. As the tree gets narrower the bar goes, then the marks, the gap and the share."""
        mine, theirs = (min(_LONGEST_NAME, max(5, cell_len(name))) + 1 for name in names)
        marks = 4 if width >= 40 else 0
        gap = 7 if width >= 48 else 0
        share = share + 2 if width >= 36 else 0
        bar = BAR + 1 if width >= 64 else 0
        title = max(1, width - mine - theirs - gap - bar - share - marks)
        return cls(title, 0, 0, bar, 0, 0, marks, mine, theirs, gap, share, names, whole)

    @property
    def heads(self) -> str:
        """The line above the rows, naming the columns."""
        widths = zip(self.names, (self.mine, self.theirs), strict=True)
        people = "".join(" " * (w - cell_len(short)) + short for name, w in widths for short in (fit(name, w - 1),))
        share = f"share of {self.whole}" if self.whole and self.bar else "share"
        room = self.bar + self.share
        return " " * self.title + people + "gap".rjust(self.gap) * bool(self.gap) + share.rjust(room)[:room]


class ComparePainter(RowPainter):
    """Draws rows of what two people think; `worth` are the shares as far as they are worked out."""

    def __init__(self, beside: Beside, worth: Worth | None, names: tuple[str, str], taken: frozenset[str]) -> None:
        super().__init__(beside.tree, Standing(beside.mine))
        self.beside, self.worth, self.taken = beside, worth, taken
        self.names = (clean_line(names[0]), clean_line(names[1]))
        self.decimals = decimals_for(worth.diff) if worth else 1

    def columns(self, width: int) -> CompareColumns:
        """The columns of a tree that is `width` cells wide."""
        # they all have a sign and as many decimals, so that the largest is the longest
        largest = self.worth.diff.cruxes[:1] if self.worth else ()
        share = max([5, *(len(points(crux.share, self.decimals)) for crux in largest)])
        whole = bare_percent(abs(self.worth.diff.difference), self.decimals) if self.worth else ""
        return CompareColumns.beside(width, self.names, share, whole)

    def _score(self, node_id: str, columns: Columns) -> Iterator[Cell]:
        assert isinstance(columns, CompareColumns)
        if node_id == QUESTION:
            yield from self._roots(columns)
            return
        mine, theirs = (one.judgements.get(node_id) for one in (self.beside.mine, self.beside.theirs))
        relation = self.beside.relation(node_id)
        both = relation in (Relation.DIFFER, Relation.ALIKE)
        was_taken = node_id in self.taken
        own = f"←{_score(mine)}" if was_taken else _score(mine)
        yield own.rjust(columns.mine), ("imagined" if was_taken else "score" if both else "dim")
        others = UNSEEN if relation is Relation.HIDDEN else _score(theirs)
        yield others.rjust(columns.theirs), "score" if both else "dim"
        gap = self.beside.gap(node_id)
        shown = "" if gap is None else points(gap, 1).removesuffix(".0") if gap else "="
        yield shown.rjust(columns.gap)[: columns.gap], "outlook" if gap else "dim"

    def _roots(self, columns: CompareColumns) -> Iterator[Cell]:
        """Both roots, on the row of the question."""
        if self.worth is None:
            yield " " * (columns.mine + columns.theirs + columns.gap), "dim"
            return
        diff = self.worth.diff
        for value, width in ((diff.a.compared, columns.mine), (diff.b.compared, columns.theirs)):
            yield in_percent(value, 1).rjust(width), "score"
        gap = points(diff.difference, self.decimals)
        yield gap.rjust(columns.gap)[: columns.gap], "outlook"

    def _outlook(self, node_id: str, columns: Columns) -> Iterator[Cell]:
        assert isinstance(columns, CompareColumns)
        room = columns.bar + columns.share
        crux = self.worth.crux(node_id) if self.worth else None
        relation = self.beside.relation(node_id)
        if node_id == QUESTION:
            yield " " * room, "dim"
        elif relation is Relation.DIFFER and crux and self.worth:
            yield from self._share(crux, columns)
        else:
            words = "…" if relation is Relation.DIFFER else self._lone(relation)
            yield set_cell_size(fit(f" {words}", room), room), "dim"

    def _lone(self, relation: Relation) -> str:
        mine, theirs = self.names
        return {Relation.ONLY_MINE: f"only {mine}", Relation.ONLY_THEIRS: f"only {theirs}",
                Relation.HIDDEN: "hidden"}.get(relation, "")  # fmt: skip

    def _share(self, crux: Crux, columns: CompareColumns) -> Iterator[Cell]:
        assert self.worth
        if columns.bar:
            full = max(abs(self.worth.diff.cruxes[0].share), abs(self.worth.diff.difference))
            filled = eighths(abs(crux.share) / full, BAR) if crux.share else ""
            along = crux.share * self.worth.diff.difference >= 0
            yield " ", "dim"
            yield filled, "bar-share" if along else "bar-against"
            yield " " * (BAR - len(filled)), "bar-rest"
        yield points(crux.share, self.decimals).rjust(columns.share), "outlook"

    def _marks(self, node_id: str) -> str:
        notes = any(node_id in one.notes for one in (self.beside.mine, self.beside.theirs))
        return " " + " ".join(filter(None, ("✎" if notes else "", "⚑" if self.beside.is_stale(node_id) else "")))


def in_percent(value: float, decimals: int) -> str:
    """`12.0`: percent without its sign, always with so many decimals; never rounds to 0 or 100 what is not."""
    shown = bare_percent(value, decimals)
    return shown if shown[0] in "<>" else f"{100 * value:.{decimals}f}"


def _score(judgement: Judgement | None) -> str:
    return bare_percent(judgement.plausibility) if judgement else NO_FIGURE
