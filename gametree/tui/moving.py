"""Moving branches on screen: among siblings, in and out, far away, beneath a second parent."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from gametree.errors import BadEdit, NothingToDo
from gametree.files.editing.edits import Link, MoveNode, Unlink
from gametree.model.branches import all_beneath, is_beneath
from gametree.model.outline import Row
from gametree.model.text import Clean, quoted
from gametree.model.tree import QUESTION, Node, Tree

if TYPE_CHECKING:
    from gametree.tui.explore import ExploreScreen


class Moving:
    """The part of the main screen that moves branches."""

    def __init__(self, screen: ExploreScreen) -> None:
        self.screen = screen
        self._cut: Row | None = None

    @property
    def tree(self) -> Tree:
        """The tree as it is now."""
        return self.screen.session.tree

    def action_move(self, step: int) -> None:
        """Up (-1) or down (1) among its siblings."""
        row = self.screen.editing.row()
        siblings = self._siblings(row)
        at = siblings.index(row.node_id) + step
        if not 0 <= at < len(siblings):
            raise NothingToDo(f"it is the {'first' if step < 0 else 'last'} one here already")
        before, after = (siblings[at], None) if step < 0 else (None, siblings[at])
        self.screen.editing.do(MoveNode(row.node_id, before=before, after=after), parent=row.parent_id)
        if self._siblings(row) == siblings:
            raise NothingToDo("the two stand far apart in the file, and among other nodes; move them there")

    def action_indent(self) -> None:
        """Beneath the sibling above it."""
        row = self.screen.editing.row()
        siblings = self._siblings(row)
        at = siblings.index(row.node_id)
        if at == 0:
            raise NothingToDo("there is no sibling above it to go beneath")
        self._move_beneath(row, siblings[at - 1])

    def action_outdent(self) -> None:
        """Beside its parent, right below it."""
        row = self.screen.editing.row()
        if row.parent_id == QUESTION:
            raise NothingToDo("it stands at the top level already")
        view = self.screen.tree_pane.view
        above = view.outline.rows[view.outline.above(view.index)]
        self._move_beneath(row, above.parent_id, after=row.parent_id)

    def action_cut(self) -> None:
        """Take a branch up, to put it down elsewhere; nothing changes before that."""
        self._cut = self.screen.editing.row()
        keys = self.screen.keymap.key("paste"), self.screen.keymap.key("paste-after")
        self.screen.say(f"{quoted(self._cut.node_id)}: {keys[0]} puts it beneath another node, {keys[1]} beside one")

    def action_paste(self, beside: str = "") -> None:
        """Put down what was taken up: beneath the node under the cursor, or right below it."""
        cut, row = self._cut, self.screen.tree_pane.view.row
        if cut is None or cut.node_id not in self.tree.nodes:
            raise NothingToDo(f"nothing was taken up; {self.screen.keymap.key('cut')} takes up a branch")
        if beside and row.node_id == QUESTION:
            raise NothingToDo("nothing stands beside the question")
        self._move_beneath(cut, row.parent_id if beside else row.node_id, row.node_id if beside else None)
        self._cut = None

    def action_move_to(self) -> None:
        """Put it beneath another node, picked by its name."""
        self.screen.run_worker(self._move_to(self.screen.editing.row()))

    async def _move_to(self, row: Row) -> None:
        question = [] if row.parent_id == QUESTION else [(QUESTION, Clean("the question itself: the top level"))]
        asked = Clean(f"Beneath which node to move {quoted(row.node_id)}?")
        chosen = await self._pick(asked, row, {row.parent_id}, question)
        if chosen is not None:
            await self.screen.attempt(partial(self._move_beneath, row, chosen))

    def _move_beneath(self, row: Row, parent: str, after: str | None = None) -> None:
        """Another parent in the place of the one that a row stands under."""
        node = self.tree.nodes[row.node_id]
        if is_beneath(self.tree, parent, node.id):
            raise BadEdit("a node cannot go beneath itself")
        others = [other for other in node.parents if other not in (row.parent_id, parent)]
        if parent == QUESTION and others:
            raise BadEdit(f"it stands beneath {quoted(others[0])} as well; take it away from there first")
        parents = () if parent == QUESTION else tuple(dict.fromkeys([*self._replaced(node, row.parent_id, parent)]))
        if after is None:
            last = [child for child in self.tree.children.get(parent, ()) if child != node.id][-1:]
            after = last[0] if last else None if parent == QUESTION else parent
        if after is not None and is_beneath(self.tree, after, node.id):
            after = None
        self.screen.editing.do(MoveNode(node.id, parents, after=after), parent=parent)

    def _replaced(self, node: Node, old: str, new: str) -> Sequence[str]:
        """The parents of a node with another in the place of one of them."""
        return [new if parent == old else parent for parent in node.parents] if node.parents else [new]

    # parents

    def action_link(self) -> None:
        """One more parent, picked by its name."""
        self.screen.run_worker(self._link(self.screen.editing.row()))

    async def _link(self, row: Row) -> None:
        node = self.tree.nodes[row.node_id]
        if not node.parents:
            self.screen.say("it stands at the top level, beneath nothing else; move it beneath a node first")
            return
        asked = Clean(f"Beneath which node to put {quoted(node.id)} as well?")
        chosen = await self._pick(asked, row, set(node.parents))
        if chosen is not None:
            await self.screen.attempt(partial(self.screen.editing.do, Link(node.id, chosen), parent=chosen))

    async def _pick(self, asked: Clean, row: Row, but: set[str], first: Sequence[tuple[str, Clean]] = ()) -> str | None:
        from gametree.tui.node_picker import NodePicker

        beneath = all_beneath(self.tree, row.node_id)
        nodes = [node for node in self.tree.nodes.values() if node.id not in beneath and node.id not in but]
        return await self.screen.app.push_screen_wait(NodePicker(asked, nodes, first))

    def action_unlink(self) -> None:
        """Away from the parent under which the cursor sees it."""
        row = self.screen.editing.row()
        if len(self.tree.nodes[row.node_id].parents) < 2:
            key = self.screen.keymap.key("delete")
            raise NothingToDo(f"it has no other parent; {key} deletes it, and the keys that move it move it")
        self.screen.editing.do(Unlink(row.node_id, row.parent_id))

    # within

    def _siblings(self, row: Row) -> list[str]:
        return list(self.tree.children.get(row.parent_id, ()))
