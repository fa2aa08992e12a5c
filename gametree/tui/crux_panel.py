"""The list of cruxes as a widget: what could move the answer, in rows that keep their node when the ranks change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from gametree.model.kinds import LOOKS
from gametree.model.plausibility import bare_percent, span
from gametree.model.tree import Node, Tree
from gametree.tui.columns import BAR
from gametree.tui.outlook_cells import NO_FIGURE, eighths
from gametree.tui.outlook_text import signed
from gametree.tui.row_painter import fit, short_enough
from gametree.tui.standing import Standing

if TYPE_CHECKING:
    from gametree.evaluation.importance import Importance

_PARTS = ("cursor", "rank", "title", "score", "dim", "heads", "bar-proponent", "bar-opponent", "rest",
          "architecture", "strategy", "claim", "problem", "failure-mode", "objection")  # fmt: skip
_WAITING = "working out what matters …"
_NOTHING = "no single score moves the answer as things stand; several would have to change together"


@dataclass(frozen=True, slots=True)
class _Columns:
    """Widths in cells; 0 where there is no room."""

    rank: int
    title: int
    score: int
    within: int
    bar: int
    swing: int
    slope: int

    @classmethod
    def of(cls, width: int, count: int) -> _Columns:
        rank = len(str(count)) + 2
        score = 8 if width >= 30 else 0
        swing = 8 if width >= 38 else 0
        slope = 9 if width >= 48 else 0
        bar = BAR + 2 if width >= 60 else 0
        within = 9 if width >= 72 else 0
        title = max(1, width - rank - score - within - bar - swing - slope - 1)
        return cls(rank, title, score, within, bar, swing, slope)

    @property
    def heads(self) -> str:
        swing = "  swing".ljust(self.bar + self.swing) if self.bar else "swing".rjust(self.swing)
        return (
            " " * self.rank
            + "plausible".rjust(self.title + self.score) * bool(self.score)
            + "within".rjust(self.within) * bool(self.within)
            + swing
            + "10 more".rjust(self.slope) * bool(self.slope)
        )


class CruxPanel(ScrollView, can_focus=True):
    """Draws only the rows in sight, for there may be as many as the tree has nodes."""

    COMPONENT_CLASSES = {f"crux-panel--{part}" for part in _PARTS}

    class Moved(Message):
        """The cursor is on another node."""

        def __init__(self, node_id: str) -> None:
            super().__init__()
            self.node_id = node_id

    class Chosen(Message):
        """The person wants to go to a node."""

        def __init__(self, node_id: str) -> None:
            super().__init__()
            self.node_id = node_id

    def __init__(self, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.nodes: Mapping[str, Node] = {}
        self.standing: Standing | None = None
        self.rows: Sequence[Importance] = ()
        self.line = 0
        self.border_title = "Cruxes: what moves the answer most"

    @property
    def node_id(self) -> str:
        """The node the cursor is on; empty where none is listed."""
        return self.rows[self.line].node_id if self.rows else ""

    def show_standing(self, standing: Standing, tree: Tree) -> None:
        """List the nodes anew; the cursor stays on its node."""
        if not self.display:
            return
        at = self.node_id
        self.standing, self.nodes = standing, tree.nodes
        self.rows = standing.insight.cruxes if standing.insight else ()
        places = (line for line, row in enumerate(self.rows) if row.node_id == at)
        self.line = next(places, min(self.line, max(0, len(self.rows) - 1)))
        self._lay_out()
        self._keep_cursor_in_sight()

    def _lay_out(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, len(self.rows) + 1)
        self.refresh()

    def on_resize(self) -> None:
        """Lay the rows out anew."""
        self._lay_out()
        self._keep_cursor_in_sight()

    # drawing

    def render_line(self, y: int) -> Strip:
        """The heads, which stay, and the rows beneath them."""
        width, line = self.scrollable_content_region.width, y - 1 + self.scroll_offset.y
        columns = _Columns.of(width, len(self.rows))
        if y == 0:
            cells = [Segment(self._heads(columns), self._style("heads"))]
        elif line < len(self.rows):
            cells = list(self._row(line, columns))
        else:
            cells = []
        base = self._style("cursor") if self.rows and y and line == self.line else self.rich_style
        return Strip(cells).adjust_cell_length(width, base)

    def _heads(self, columns: _Columns) -> str:
        if self.rows:
            return columns.heads
        is_known = self.standing and self.standing.insight
        return fit(f" {_NOTHING if is_known else _WAITING}", self.scrollable_content_region.width)

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"crux-panel--{part}")

    def _row(self, line: int, columns: _Columns) -> Iterator[Segment]:
        importance = self.rows[line]
        node = self.nodes[importance.node_id]
        ground = self._style("cursor") if line == self.line else self.rich_style

        def style(part: str) -> Style:
            own = self._style(part)
            if ground.reverse:
                return ground + Style(bold=own.bold)
            return ground + Style(color=own.color, bold=own.bold)

        title = short_enough(node, columns.title - 2)
        yield Segment(f"{line + 1:>{columns.rank - 1}} ", style("rank"))
        yield Segment(f"{LOOKS[node.kind].glyph} ", style(node.kind))
        yield Segment(title + " " * max(0, columns.title - 2 - cell_len(title)), style("title"))
        yield from self._numbers(importance, columns, style)

    def _numbers(self, importance: Importance, columns: _Columns, style: Callable[[str], Style]) -> Iterator[Segment]:
        assert self.standing
        judgement = self.standing.assessment.judgements.get(importance.node_id)
        shown = f"{bare_percent(judgement.plausibility)} %" if judgement else f"{NO_FIGURE} %"
        yield Segment(shown.rjust(columns.score)[: columns.score], style("score" if judgement else "dim"))
        within = span(judgement.range) if judgement and judgement.range else "±10" if judgement else "0–100"
        is_given = judgement and judgement.range
        yield Segment(within.rjust(columns.within)[: columns.within], style("score" if is_given else "dim"))
        if columns.bar:
            filled = eighths(importance.swing / self.rows[0].swing, BAR)
            side = self.nodes[importance.node_id].side
            yield Segment("  ", style("dim"))
            yield Segment(filled.ljust(BAR), style(f"bar-{side}"))
        points = f"{100 * importance.swing:.1f}"
        yield Segment(points.rjust(columns.swing)[: columns.swing], style("title"))
        yield Segment(signed(importance.birnbaum / 10).rjust(columns.slope)[: columns.slope], style("dim"))

    # moving

    def move_to(self, line: int) -> None:
        """Put the cursor on a row, or the nearest there is."""
        line = min(max(line, 0), len(self.rows) - 1)
        if not self.rows or line == self.line:
            return
        self.line = line
        self._keep_cursor_in_sight()
        self.refresh()
        self.post_message(self.Moved(self.node_id))

    def _keep_cursor_in_sight(self) -> None:
        height = max(1, self.scrollable_content_region.height - 1)
        top = self.scroll_offset.y
        if self.line < top:
            self.scroll_to(y=self.line, animate=False, force=True)
        elif self.line >= top + height:
            self.scroll_to(y=self.line - height + 1, animate=False, force=True)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row; a second click goes to its node."""
        at = event.get_content_offset(self)
        line = at.y - 1 + self.scroll_offset.y if at and at.y else -1  # the first line are the heads
        if not 0 <= line < len(self.rows):
            return
        self.move_to(line)
        if event.chain == 2:
            self.action_toggle_branch()

    def action_move(self, rows: int) -> None:
        """Move the cursor by rows."""
        self.move_to(self.line + rows)

    def action_page(self, pages: float) -> None:
        """Move the cursor by pages of the panel."""
        self.move_to(self.line + round(pages * max(1, self.scrollable_content_region.height - 2)))

    def action_edge(self, direction: int) -> None:
        """Move the cursor to the first (-1) or the last (1) row."""
        self.move_to(len(self.rows) if direction > 0 else 0)

    def action_toggle_branch(self) -> None:
        """Enter goes to the node."""
        if self.node_id:
            self.post_message(self.Chosen(self.node_id))
