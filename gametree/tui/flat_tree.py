"""The tree widget: a flat list of visible rows on the Line API; only what is on screen is ever drawn."""

from __future__ import annotations

from collections.abc import Callable

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from gametree.errors import NothingToDo
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
    """Shows a `TreeView`, moves its cursor, folds its branches."""

    COMPONENT_CLASSES = {"flat-tree--cursor", *(f"flat-tree--{part}" for part in _PARTS)}

    class CursorMoved(Message):
        """The cursor is on another row."""

        def __init__(self, node_id: str) -> None:
            super().__init__()
            self.node_id = node_id

    class ColumnsMoved(Message):
        """The columns stand elsewhere."""

    def __init__(self, tree: Tree, assessment: Assessment, view: TreeView, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.painter = RowPainter(tree, Standing(assessment))
        self.view = view
        self.light: Light | None = None
        self.gap: int | None = None
        """The line before which there is an empty row, for a node that is being typed."""
        self.columns = Columns.of(80)
        """Where the columns stand at the present width."""
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

    def change(self, act: Callable[[TreeView], object]) -> bool:
        """Let `act` move the cursor or fold, then draw what that changed and no more; whether anything changed."""
        view = self.view
        rows, line, row = view.visible, view.line, view.row
        act(view)
        if view.visible is not rows:
            self._rows_changed()
        elif view.line != line:
            self.refresh_line(line)
            self.refresh_line(view.line)
        self.keep_cursor_in_sight()
        if view.row is not row:
            self.post_message(self.CursorMoved(view.row.node_id))
        return view.visible is not rows or view.line != line

    def _change_or_say(self, act: Callable[[TreeView], object], why_not: str) -> None:
        """As `change`; raises NothingToDo with the reason where nothing changed."""
        if not self.change(act):
            raise NothingToDo(why_not)

    def keep_cursor_in_sight(self) -> None:
        """Scroll, if need be, until the cursor and a row about it can be seen."""
        top = max(0, self.view.line - _CONTEXT)
        bottom = min(len(self.view.visible), self.view.line + _CONTEXT + 1)
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

    def _lay_out_columns(self) -> None:
        columns = self.painter.columns(self.size.width)
        if columns != self.columns:
            self.columns = columns
            self.refresh()
            self.post_message(self.ColumnsMoved())

    def _rows_changed(self) -> None:
        self.virtual_size = Size(self.size.width, len(self.view.visible) + (self.gap is not None))
        self.refresh()

    # mouse

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row; a second click, or one on its fold mark, folds or unfolds it."""
        line = event.y + self.scroll_offset.y
        if line >= len(self.view.visible) or self.gap is not None:
            return
        depth = self.view.outline.rows[self.view.visible[line]].depth
        on_mark = 1 <= event.x <= 2 * depth
        self.change(lambda view: view.move_to(line))
        if event.chain == 2 or on_mark:
            self.change(TreeView.toggle)

    # actions

    def action_move(self, rows: int) -> None:
        """Move the cursor by rows."""
        self.change(lambda view: view.move_to(view.line + rows))

    def action_page(self, pages: float) -> None:
        """Move the cursor by pages of the screen."""
        rows = round(pages * max(1, self.size.height - 1))
        self.change(lambda view: view.move_to(view.line + rows))

    def action_edge(self, direction: int) -> None:
        """Move the cursor to the first (-1) or the last (1) row."""
        self.change(lambda view: view.move_to(len(view.visible) if direction > 0 else 0))

    def action_parent(self) -> None:
        """Move the cursor to the parent."""
        self._change_or_say(TreeView.go_to_parent, "this is the question; nothing is above it")

    def action_sibling(self, step: int) -> None:
        """Move the cursor to a sibling."""
        which = "next" if step > 0 else "previous"
        self._change_or_say(lambda view: view.go_to_sibling(step), f"there is no {which} sibling")

    def action_fold_or_parent(self) -> None:
        """Fold, or go out."""
        self._change_or_say(TreeView.go_out, "this is the question; nothing is above it")

    def action_unfold_or_child(self) -> None:
        """Unfold, or go in."""
        self._change_or_say(TreeView.go_into, "nothing hangs from this node")

    def action_toggle_branch(self) -> None:
        """Fold or unfold; from a node shown again, go to its own row."""
        self._change_or_say(TreeView.toggle, "nothing hangs from this node that could be folded")

    def action_fold_branch(self) -> None:
        """Fold the branch and all beneath."""
        self.change(lambda view: view.fold(deep=True))

    def action_unfold_branch(self) -> None:
        """Unfold the branch and all beneath."""
        self.change(lambda view: view.unfold(deep=True))

    def action_fold_all(self) -> None:
        """Fold everything."""
        self.change(lambda view: view.fold_to(1))

    def action_unfold_all(self) -> None:
        """Unfold everything."""
        self.change(lambda view: view.refold(set()))

    def action_fold_others(self) -> None:
        """Fold all other branches."""
        self.change(TreeView.fold_others)

    def action_fold_to(self, level: int) -> None:
        """Show that many levels."""
        self.change(lambda view: view.fold_to(level))
