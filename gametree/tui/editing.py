"""Editing on screen, what needs no typing: moving branches about, second parents, deleting, duplicating, copying."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from gametree.errors import BadEdit, GametreeError, NothingToDo
from gametree.files.editing.edits import (
    DuplicateNode,
    Edit,
    Link,
    MoveNode,
    RemoveNode,
    RenameNode,
    SetKeys,
    Unlink,
)
from gametree.files.tree_editor import Step
from gametree.model.branches import beneath_alone, is_beneath, new_id
from gametree.model.kinds import LOOKS
from gametree.model.outline import Row
from gametree.model.text import Clean, clean, clean_line, quoted
from gametree.model.tree import KINDS, QUESTION, Kind, Node, Tree
from gametree.session import Session
from gametree.session.tree_copy import copy_tree_to, suggested_copy
from gametree.tui.choice import ChoiceScreen
from gametree.tui.confirm import ConfirmScreen
from gametree.tui.line_prompt import LinePrompt
from gametree.tui.node_picker import NodePicker

if TYPE_CHECKING:
    from gametree.tui.actions import Action
    from gametree.tui.explore import ExploreScreen


class Editing:
    """The part of the main screen that edits the tree at a key."""

    def __init__(self, screen: ExploreScreen) -> None:
        self.screen = screen
        self._cut: Row | None = None

    @property
    def session(self) -> Session:
        """The sitting."""
        return self.screen.session

    @property
    def tree(self) -> Tree:
        """The tree as it is now."""
        return self.session.tree

    def do(self, change: Edit | Step, seen: Tree | None = None, parent: str | None = None) -> None:
        """Make an edit and show it; the cursor goes to the node edited, beneath `parent` where it has several."""
        self.screen.following.parent = parent
        try:
            self.session.edit(change, seen)
        finally:
            self.screen.show_changes()
            self.screen.keeping.say_edits_left()

    def may_begin(self, action: Action) -> bool:
        """Whether the tree can be edited where it is; where it cannot, a copy is offered."""
        if self.screen.cruxes.panel.has_focus:
            self.screen.cruxes.go_to(self.screen.node_id)
        if action.id == "copy-tree" or not self.session.editing.read_only:
            return True
        self.offer_copy(action)
        return False

    # places

    def action_move(self, step: int) -> None:
        """Up (-1) or down (1) among its siblings."""
        row = self._row()
        siblings = self._siblings(row)
        at = siblings.index(row.node_id) + step
        if not 0 <= at < len(siblings):
            raise NothingToDo(f"it is the {'first' if step < 0 else 'last'} one here already")
        before, after = (siblings[at], None) if step < 0 else (None, siblings[at])
        self.do(MoveNode(row.node_id, before=before, after=after), parent=row.parent_id)
        if self._siblings(row) == siblings:
            raise NothingToDo("the two stand far apart in the file, and among other nodes; move them there")

    def action_indent(self) -> None:
        """Beneath the sibling above it."""
        row = self._row()
        siblings = self._siblings(row)
        at = siblings.index(row.node_id)
        if at == 0:
            raise NothingToDo("there is no sibling above it to go beneath")
        self._move_beneath(row, siblings[at - 1])

    def action_outdent(self) -> None:
        """Beside its parent, right below it."""
        row = self._row()
        if row.parent_id == QUESTION:
            raise NothingToDo("it stands at the top level already")
        view = self.screen.tree_pane.view
        above = view.outline.rows[view.outline.parents[view.index]]
        self._move_beneath(row, above.parent_id, after=row.parent_id)

    def action_cut(self) -> None:
        """Take a branch up, to put it down elsewhere; nothing changes before that."""
        self._cut = self._row()
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
        self.screen.run_worker(self._move_to(self._row()))

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
        self.do(MoveNode(node.id, parents, after=after), parent=parent)

    def _replaced(self, node: Node, old: str, new: str) -> Sequence[str]:
        """The parents of a node with another in the place of one of them."""
        return [new if parent == old else parent for parent in node.parents] if node.parents else [new]

    # parents

    def action_link(self) -> None:
        """One more parent, picked by its name."""
        self.screen.run_worker(self._link(self._row()))

    async def _link(self, row: Row) -> None:
        node = self.tree.nodes[row.node_id]
        if not node.parents:
            self.screen.say("it stands at the top level, beneath nothing else; move it beneath a node first")
            return
        asked = Clean(f"Beneath which node to put {quoted(node.id)} as well?")
        chosen = await self._pick(asked, row, set(node.parents))
        if chosen is not None:
            await self.screen.attempt(partial(self.do, Link(node.id, chosen), parent=chosen))

    async def _pick(self, asked: Clean, row: Row, but: set[str], first: Sequence[tuple[str, Clean]] = ()) -> str | None:
        beneath = _all_beneath(self.tree, row.node_id)
        nodes = [node for node in self.tree.nodes.values() if node.id not in beneath and node.id not in but]
        return await self.screen.app.push_screen_wait(NodePicker(asked, nodes, first))

    def action_unlink(self) -> None:
        """Away from the parent under which the cursor sees it."""
        row = self._row()
        if len(self.tree.nodes[row.node_id].parents) < 2:
            key = self.screen.keymap.key("delete")
            raise NothingToDo(f"it has no other parent; {key} deletes it, and the keys that move it move it")
        self.do(Unlink(row.node_id, row.parent_id))

    # whole branches

    def action_delete(self) -> None:
        """Delete the node and what lies beneath it alone."""
        self.screen.run_worker(self._delete(self._row()))

    async def _delete(self, row: Row) -> None:
        tree, node = self.tree, self.tree.nodes[row.node_id]
        gone = beneath_alone(tree, node.id)
        more = len(node.parents) - 1
        title = quoted(node.title)
        if more > 0:
            there = "1 other node" if more == 1 else f"{more} other nodes"
            choices = [
                f"only take it away from here; it stays beneath {there}",
                f"delete {_count(len(gone))} everywhere",
            ]
            chosen = await self.screen.app.push_screen_wait(
                ChoiceScreen(Clean(f"Delete {title}?"), [Clean(choice) for choice in choices])
            )
            if chosen == 0:
                await self.screen.attempt(partial(self.do, Unlink(node.id, row.parent_id)))
            if chosen != 1:
                return
        elif not await self._is_sure(title, node.id, gone):
            return
        await self.screen.attempt(partial(self.do, RemoveNode(node.id, recursive=True)))
        if node.id not in self.tree.nodes:
            self.screen.say(f"{_count(len(gone))} deleted; {self.screen.keymap.key('undo')} brings back what was there")

    async def _is_sure(self, title: Clean, node_id: str, gone: Sequence[str]) -> bool:
        beneath = len(gone) - 1
        asked = f"Delete {title}" + (f" and {_count(beneath)} beneath it?" if beneath else "?")
        stay = len(_all_beneath(self.tree, node_id)) - len(gone)
        assessment = self.session.assessment
        said = sum(name in assessment.judgements or name in assessment.notes for name in gone)
        parts = [
            f"{_count(stay)} beneath it {'stays' if stay == 1 else 'stay'}, for another parent" if stay else "",
            f"You scored or noted {said} of them; what you said stays in your assessment" if said else "",
        ]
        more = Clean("\n".join(filter(None, parts)))
        is_sure: bool = await self.screen.app.push_screen_wait(ConfirmScreen(Clean(asked), more, "delete"))
        return is_sure

    def action_duplicate(self) -> None:
        """A copy of the branch, right below it."""
        row = self._row()
        names: dict[str, str] = {}
        for node_id in beneath_alone(self.tree, row.node_id):
            names[node_id] = new_id(self.tree, f"{node_id}-copy", names.values())
        self.do(DuplicateNode(row.node_id, names), parent=row.parent_id)
        self.screen.tree_pane.change(lambda view: view.go_to_node(names[row.node_id]))

    # single keys of a node

    def action_kind(self) -> None:
        """Another kind, from a list."""
        self.screen.run_worker(self._ask_kind(self._row().node_id, self.tree))

    async def _ask_kind(self, node_id: str, seen: Tree) -> None:
        kind = seen.nodes[node_id].kind
        shown = [Clean(f"{'✓' if other == kind else ' '} {LOOKS[other].glyph} {LOOKS[other].word}") for other in KINDS]
        chosen = await self.screen.app.push_screen_wait(ChoiceScreen(Clean("Which kind?"), shown))
        if chosen is not None and KINDS[chosen] != kind:
            await self.screen.attempt(partial(self.do, SetKeys(node_id, {"kind": KINDS[chosen]}), seen))

    def action_refinement(self) -> None:
        """From any of the ways beneath to all of them, or back."""
        node = self.tree.nodes[self._row().node_id]
        self.do(SetKeys(node.id, {"refinement": "all" if node.refinement == "any" else None}))
        now = self.tree.nodes[node.id].refinement
        self.screen.say(
            "all of the ways beneath it must work" if now == "all" else "any of the ways beneath it will do"
        )

    def action_rename(self) -> None:
        """Another id."""
        self.screen.run_worker(self._rename(self._row().node_id))

    async def _rename(self, node_id: str) -> None:
        hint = Clean("letters a to z, digits and hyphens; every reference and every assessment follows")

        def rename(typed: str) -> None:
            if typed.strip() != node_id:
                self.do(RenameNode(node_id, typed.strip()))

        await self.ask_line(Clean(f"Which id for {quoted(node_id)}?"), hint, clean_line(node_id), rename)

    async def ask_line(self, asked: Clean, hint: Clean, typed: Clean, take: Callable[[str], None]) -> None:
        """Ask until the answer can be taken, or the person leaves it; what was typed stays there."""
        fault: Clean | None = None
        while True:
            answer = await self.screen.app.push_screen_wait(LinePrompt(asked, hint, typed, fault))
            if answer is None:
                return
            try:
                take(answer)
            except GametreeError as error:
                typed, fault = clean_line(answer), clean(str(error))
            else:
                return

    # a tree that cannot be edited where it is

    def offer_copy(self, action: Action | None = None) -> None:
        """Offer to copy the tree, because it cannot be edited here; then do there what was asked for."""
        self.screen.run_worker(self._offer_copy(action), exclusive=True, group="copy")

    def action_copy_tree(self) -> None:
        """Copy the tree to a file of one's own, and go on with it."""
        self.offer_copy()

    async def _offer_copy(self, action: Action | None) -> None:
        session = self.session
        why = f"{session.tree.name} {session.editing.read_only}. " if session.editing.read_only else ""
        asked = Clean(f"{clean_line(why)}Copy it where?")
        hint = Clean("your scores and notes go along; from then on each goes its own way")
        await self.ask_line(asked, hint, clean_line(str(suggested_copy(session))), partial(self._copy, action=action))

    def _copy(self, typed: str, action: Action | None) -> None:
        if not typed.strip():
            raise NothingToDo("name a file, such as ./my-tree.toml")
        self.session.close()
        copied = copy_tree_to(self.session, Path(typed.strip()).expanduser())
        self.screen.post_message(self.screen.CopyMade(copied, action))

    # within

    def _row(self) -> Row:
        """The row under the cursor; raises NothingToDo on the question."""
        row = self.screen.tree_pane.view.row
        if row.node_id == QUESTION:
            raise NothingToDo("this is the question; its words can be edited, but it stays where it is")
        return row

    def _siblings(self, row: Row) -> list[str]:
        return list(self.tree.children.get(row.parent_id, ()))


def _all_beneath(tree: Tree, node_id: str) -> set[str]:
    found, waiting = {node_id}, [node_id]
    while waiting:
        new = set(tree.children.get(waiting.pop(), ())) - found
        found |= new
        waiting += new
    return found


def _count(nodes: int) -> str:
    return "1 node" if nodes == 1 else f"{nodes} nodes"


def kinds_that_fit(tree: Tree, parent: str, default: Kind | None = None) -> list[Kind]:
    """The kinds that a new child of a node, or of the question, could have, the likeliest first."""
    siblings = [tree.nodes[child].kind for child in tree.children.get(parent, ())]
    if parent == QUESTION:
        fitting = list(KINDS)
    else:
        side = tree.nodes[parent].side
        fitting = [kind for kind in KINDS if kind != "architecture"]
        fitting.sort(key=lambda kind: (Node(id="x", kind=kind, title="x").side is side, KINDS.index(kind)))
    first = default if default in fitting else max(siblings, key=siblings.count) if siblings else fitting[0]
    return [first, *(kind for kind in fitting if kind != first)]
