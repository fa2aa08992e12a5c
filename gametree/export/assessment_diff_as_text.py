"""The difference between two assessments as plain text of a given width; everything in it is clean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rich.cells import cell_len, set_cell_size

from gametree.comparison.assessment_diff import AssessmentDiff, Crux, LoneScore
from gametree.comparison.since_judged import RemovedNode, StaleNode
from gametree.export.as_text import wrap
from gametree.export.crux_columns import NARROWEST, NONE, CruxColumns, decimals_for, points
from gametree.export.notes_side_by_side import named, notes_side_by_side, side_by_side, titled
from gametree.model.kinds import label
from gametree.model.plausibility import bare_percent
from gametree.model.text import clean_line
from gametree.model.tree import Tree

Style = Literal["heading", "faint", "more", "less"]

_NARROWEST = 72  # cells that the columns need
_COLOURS: dict[Style, str] = {"heading": "1", "faint": "2", "more": "32", "less": "31"}


def assessment_diff_as_text(
    tree: Tree,
    diff: AssessmentDiff,
    names: tuple[str, str],
    width: int = 80,
    top: int | None = None,
    with_notes: bool = False,
    colour: bool = False,
) -> Iterator[str]:
    """The lines: both roots, the cruxes, what only one scored, what changed or went; `top` of every list."""
    page = _Page(tree, diff, (clean_line(names[0]), clean_line(names[1])), max(width, _NARROWEST), top, colour)
    yield from page.opening()
    yield ""
    yield from page.cruxes()
    yield from page.only("A", diff.only_a)
    yield from page.only("B", diff.only_b)
    yield from page.stale()
    yield from page.removed()
    if with_notes:
        yield from page.notes()
    yield from page.small_print()


@dataclass(frozen=True)
class _Page:
    tree: Tree
    diff: AssessmentDiff
    names: tuple[str, str]
    width: int
    top: int | None
    colour: bool

    def opening(self) -> Iterator[str]:
        """What was asked, and both answers."""
        yield from (self.paint(line, "heading") for line in wrap(clean_line(self.tree.title), self.width))
        yield from wrap(clean_line(self.tree.question), self.width)
        yield ""
        rows = [("", "", "root", "worst to best", "stated", "compared"), self._root(0), self._root(1)]
        if all(row[4] in ("stated", "") for row in rows):
            rows = [(*row[:4], *row[5:]) for row in rows]
        gap = max(0, *(cell_len(row[1]) - (self.width - 46) for row in rows))
        lines = list(_columns(rows, clip=(1, max(8, max(cell_len(row[1]) for row in rows) - gap))))
        yield self.paint(lines[0], "faint")
        yield from lines[1:]
        difference = f"{points(self.diff.difference, decimals_for(self.diff))} points"
        yield self.paint(f"difference {difference}".rjust(cell_len(lines[0]) + 7), _direction(self.diff.difference))

    def _root(self, which: int) -> tuple[str, ...]:
        standing = (self.diff.a, self.diff.b)[which]
        root, decimals = standing.root, decimals_for(self.diff)
        ends = "" if root.low is None or root.high is None else _span(root.low, root.high, decimals)
        about = "~" if root.assumed else ""
        point = NONE if root.point is None else f"{about}{bare_percent(root.point, decimals)} %"
        stated = "" if root.stated is None else f"{bare_percent(root.stated, decimals)} %"
        return "AB"[which], self.names[which], point, ends, stated, f"{bare_percent(standing.compared, decimals)} %"

    def cruxes(self) -> Iterator[str]:
        """One row a crux, the largest share first."""
        count = len(self.diff.cruxes)
        if not count:
            agreed = "They agree on every node that both have scored."
            yield agreed if self.diff.alike else "There is no node that both have scored."
            return
        differ = "1 node differs" if count == 1 else f"{count} nodes differ"
        said = f"{differ}; the share of each in the difference ({self.diff.attribution} value)"
        yield from wrap(said, self.width)
        yield ""
        shown = self.diff.cruxes[: self.top]
        if shown:
            yield from self._table(shown)
        rest = self.diff.cruxes[len(shown) :]
        if rest:
            together = points(sum(crux.share for crux in rest), decimals_for(self.diff))
            yield self.paint(f"… and {len(rest)} more, {together} points together", "faint")
        yield from self._closest()

    def _table(self, cruxes: Sequence[Crux]) -> Iterator[str]:
        columns = CruxColumns.fitting(cruxes, self.width, decimals_for(self.diff))
        yield self.paint(" " * columns.title + columns.head(), "faint")
        for crux, part in zip(cruxes, self.diff.cumulative(), strict=False):
            first, *rest = titled(self.tree, crux.node, columns.title)
            bar = self.paint(columns.bar(crux.share), _direction(crux.share))
            worth = f"{columns.share(crux.share)} {bar} {columns.so_far(part)}{columns.vod(crux)}"
            yield f"{set_cell_size(first, columns.title)}{columns.scores(crux)}  {worth}"
            yield from rest

    def _closest(self) -> Iterator[str]:
        """The node that would bring the two closest if it were settled."""
        worth = {crux.node: crux.vod for crux in self.diff.cruxes if crux.vod is not None and crux.vod > 0}
        best, apart = max(worth, key=lambda node: worth[node], default=None), self.diff.apart
        if best and apart:
            node = self.tree.nodes[best]
            said = f"{worth[best]:.2g}, {worth[best] / apart * 100:.0f} % of what divides them"
            yield ""
            yield from wrap(f"Settling “{label(node)}” would bring them closest: VOD {said}.", self.width)

    def only(self, letter: str, lone: Sequence[LoneScore]) -> Iterator[str]:
        """What one of the two scored and the other did not."""
        if lone:
            yield from self._heading(f"Only {letter} has scored these; the other is taken to agree")
            said = ((one.node, f"{bare_percent(one.judgement.plausibility)} %") for one in lone[: self.top])
            yield from self._listed(said, len(lone))

    def stale(self) -> Iterator[str]:
        """What was changed in the tree after it was judged."""
        stale = self.diff.stale
        if stale:
            yield from self._heading("Changed in the tree since the judgement")
            yield from self._listed(((one.node, _changes(one)) for one in stale[: self.top]), len(stale))

    def removed(self) -> Iterator[str]:
        """What the tree has no longer."""
        removed = self.diff.removed
        if removed:
            yield from self._heading("No longer in the tree")
            rows = [(clean_line(one.node), *_both_scores(one)) for one in removed[: self.top]]
            yield from (f"  {line}" for line in _columns(rows))
            yield from self._more(len(removed) - len(rows))

    def notes(self) -> Iterator[str]:
        """The notes of both, side by side; those on cruxes first."""
        if self.diff.notes:
            yield from self._heading("Notes")
            yield self.paint(side_by_side(*self.names, self.width), "faint")
        rank = {crux.node: number for number, crux in enumerate(self.diff.cruxes)}
        for beside in sorted(self.diff.notes, key=lambda beside: rank.get(beside.node, len(rank))):
            yield ""
            yield from (self.paint(line, "heading") for line in named(self.tree, beside.node, self.width))
            yield from notes_side_by_side(beside.a, beside.b, self.width)

    def small_print(self) -> Iterator[str]:
        """What was assumed, and what the comparison had to pass over."""
        remarks = [f"{clean_line(remark)}." for remark in self.diff.remarks]
        if self.diff.assumed:
            what = (
                "node that neither has scored counts"
                if self.diff.assumed == 1
                else "nodes that neither has scored count"
            )
            remarks.append(f"{self.diff.assumed} {what} as {bare_percent(self.diff.assume)} %.")
        if remarks:
            yield ""
        for remark in remarks:
            yield from (self.paint(line, "faint") for line in wrap(remark[0].upper() + remark[1:], self.width))

    def _heading(self, text: str) -> Iterator[str]:
        yield ""
        yield from (self.paint(line, "heading") for line in wrap(text, self.width))

    def _listed(self, items: Iterable[tuple[str, str]], count: int) -> Iterator[str]:
        """Nodes with a remark at the right."""
        shown = list(items)
        room = max((cell_len(said) for _, said in shown), default=0)
        title = max(NARROWEST, self.width - room - 4)
        for node, said in shown:
            first, *rest = named(self.tree, node, title)
            yield f"  {set_cell_size(first, title)}  {' ' * (room - cell_len(said))}{said}"
            yield from (f"  {line}" for line in rest)
        yield from self._more(count - len(shown))

    def _more(self, count: int) -> Iterator[str]:
        if count > 0:
            yield self.paint(f"  … and {count} more", "faint")

    def paint(self, text: str, style: Style) -> str:
        """The text in a style, on a terminal that has any."""
        return f"\x1b[{_COLOURS[style]}m{text}\x1b[m" if self.colour else text


def _direction(value: float) -> Style:
    return "more" if value >= 0 else "less"


def _span(low: float, high: float, decimals: int) -> str:
    return f"{bare_percent(low, decimals)}–{bare_percent(high, decimals)}"


def _changes(stale: StaleNode) -> str:
    return ", ".join(f"{name}: {change}" for name, change in (("A", stale.a), ("B", stale.b)) if change)


def _both_scores(removed: RemovedNode) -> tuple[str, ...]:
    return tuple(
        f"{name} {bare_percent(judgement.plausibility)} %" if judgement else f"{name} {NONE}"
        for name, judgement in (("A", removed.a), ("B", removed.b))
    )


def _columns(rows: Sequence[Sequence[str]], clip: tuple[int, int] | None = None) -> Iterator[str]:
    """Rows set in columns: the first two to the left, the others to the right."""
    widths = [max(cell_len(cell) for cell in column) for column in zip(*rows, strict=True)]
    if clip:
        widths[clip[0]] = min(widths[clip[0]], clip[1])
    for row in rows:
        cells = [
            set_cell_size(cell, width) if number < 2 else " " * (width - cell_len(cell)) + cell
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()
