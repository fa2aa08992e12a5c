"""The tree, drawn: a flat list of visible rows on the Line API; only what is on screen is ever drawn."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from gametree.model.assessment import Assessment
from gametree.model.tree import Side, Tree
from gametree.tui.columns import Columns
from gametree.tui.row_painter import Cell, Light, RowPainter
from gametree.tui.standing import Standing
from gametree.tui.tree_view import TreeView

_PARTS = (
    *("cursor-mark", "fold", "title-top", "title-proponent", "title-opponent", "again", "question", "dim", "lit"),
    *("score", "range", "marks", "architecture", "strategy", "claim", "problem", "failure-mode", "objection"),
    *("line", "imagined", "outlook", "wrong", "bar-open", "bar-rest"),
    *(f"bar-{side}-{weight}" for side in Side for weight in range(3)),
)
_MOST_DRAWN = 1_000  # rows to remember; a screen has fewer
_CONTEXT = 1  # rows kept in sight above and below the cursor


class FlatTree(ScrollView, can_focus=True):
    """Shows a `TreeView`, with what is known of its nodes."""

    COMPONENT_CLASSES = {"flat-tree--cursor", *(f"flat-tree--{part}" for part in _PARTS)}

    class ColumnsMoved(Message):
        """The columns stand elsewhere, or there is another size for them to stand in."""

    def __init__(self, tree: Tree, assessment: Assessment, view: TreeView, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.painter = RowPainter(tree, Standing(assessment))
        self.view = view
        self.light: Light | None = None
        self.gap: int | None = None
        """The line before which there is an empty row, for a node that is being typed."""
        self.columns = Columns.of(80)
        """Where the columns stand at the present width."""
        self.covered = 0
        """How many of the lowest rows on screen have something over them."""
        self._drawn: dict[int, tuple[Cell, ...]] = {}  # what is on screen, by row

    @property
    def node_id(self) -> str:
        """The node the cursor is on; `question` on the first row."""
        return self.view.row.node_id

    def show_standing(self, standing: Standing, line: frozenset[int] = frozenset()) -> None:
        """Draw the scores and what follows from them anew, with the rows of the principal line lit."""
        self.painter = RowPainter(self.painter.tree, standing, line)
        self._lay_out_columns()
        top, height = self.scroll_offset.y, self.size.height
        for row in range(top, min(len(self.view.visible) + (self.gap is not None), top + height)):
            if self._drawn.get(row) != self._cells(row):
                self.refresh_line(row)

    def show_tree(self, tree: Tree, view: TreeView) -> None:
        """Show another tree, or another version of it; nothing is known yet of what follows in it."""
        self.painter = RowPainter(tree, Standing(self.painter.standing.assessment))
        self.view = view
        self._lay_out_columns()
        self._rows_changed()
        self.keep_cursor_in_sight()

    def show_gap(self, line: int | None) -> None:
        """Leave an empty row before a line, or none."""
        self.gap = line
        self._rows_changed()

    def make_room_beneath(self, rows: int) -> None:
        """Keep the cursor in sight while something lies over so many of the lowest rows; over none, once it is gone."""
        is_hidden = self.view.line - self.scroll_offset.y >= self.size.height - rows
        covered = rows if rows > 0 and is_hidden else 0
        if covered != self.covered:
            self.covered = covered
            self._rows_changed()
            self.keep_cursor_in_sight()

    def bring_into_sight(self, line: int) -> None:
        """Scroll, if need be, until a line can be seen, be it the one behind the last."""
        self.scroll_to_region(Region(0, line, 1, 1), animate=False, force=True, x_axis=False)

    def text_of(self, line: int) -> str:
        """What is drawn in a line of the tree, without its style."""
        return "".join(words for words, _ in self.painter.cells(self.view, line, self.columns))

    def show_light(self, light: Light | None) -> None:
        """Mark what a search found."""
        self.light = light
        self.refresh()

    def keep_cursor_in_sight(self) -> None:
        """Scroll, if need be, until the cursor and a row about it can be seen."""
        top = max(0, self.view.line - _CONTEXT)
        bottom = min(len(self.view.visible), self.view.line + _CONTEXT + 1) + self.covered
        self.scroll_to_region(Region(0, top, 1, bottom - top), animate=False, force=True, x_axis=False)

    # drawing

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        width, row = self.size.width, y + self.scroll_offset.y
        if len(self._drawn) > _MOST_DRAWN:
            self._drawn.clear()
        self._drawn[row] = cells = self._cells(row)
        if not cells:
            return Strip.blank(width, self.rich_style)
        base = self.rich_style
        if self._line_in(row) == self.view.line:
            cursor = self.get_component_rich_style("flat-tree--cursor")
            base += Style(bgcolor=cursor.bgcolor, reverse=cursor.reverse, underline=cursor.underline)
        segments = [Segment(words, self._style(base, part)) for words, part in cells]
        return Strip(segments).adjust_cell_length(width, base)

    def _line_in(self, row: int) -> int:
        """The line of the tree that is drawn in a row; one behind the last where the row is empty."""
        if self.gap is None or row < self.gap:
            return row
        return row - 1 if row > self.gap else len(self.view.visible)

    def _cells(self, row: int) -> tuple[Cell, ...]:
        line = self._line_in(row)
        if line >= len(self.view.visible):
            return ()
        return tuple(self.painter.cells(self.view, line, self.columns, self.light))

    def _style(self, base: Style, part: str) -> Style:
        own = self.get_component_rich_style(f"flat-tree--{part.rstrip('+')}")  # whole, for a partial one is not blended
        if base.reverse:  # a colour would become the ground
            style = Style(bold=own.bold, italic=own.italic, reverse=not own.reverse)
        else:
            ground = own.bgcolor if part.startswith("bar") else None
            style = Style(color=own.color, bgcolor=ground, bold=own.bold, italic=own.italic, reverse=own.reverse)
        return base + style + Style(underline=True) if part.endswith("+") else base + style

    def on_mount(self) -> None:
        """Take the height of the rows there are."""
        self._rows_changed()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the columns out anew."""
        self._lay_out_columns()
        self._rows_changed()
        self.keep_cursor_in_sight()
        self.post_message(self.ColumnsMoved())

    def _lay_out_columns(self) -> None:
        columns = self.painter.columns(self.size.width)
        if columns != self.columns:
            self.columns = columns
            self.refresh()
            self.post_message(self.ColumnsMoved())

    def _rows_changed(self) -> None:
        self.virtual_size = Size(self.size.width, len(self.view.visible) + (self.gap is not None) + self.covered)
        self.refresh()
