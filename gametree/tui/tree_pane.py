"""The tree under a person's hands: its cursor moves and its branches fold, by key and by mouse."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.message import Message

from gametree.errors import NothingToDo
from gametree.tui.flat_tree import FlatTree
from gametree.tui.tree_view import TreeView


class TreePane(FlatTree):
    """Moves the cursor of its `TreeView`, folds its branches, and draws what that changes."""

    class CursorMoved(Message):
        """The cursor is on another row."""

        def __init__(self, node_id: str) -> None:
            super().__init__()
            self.node_id = node_id

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
