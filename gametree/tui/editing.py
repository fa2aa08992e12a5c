"""Editing on screen at a key: deleting, duplicating, renaming, another kind; and what all edits have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from gametree.errors import GametreeError, NothingToDo
from gametree.files.editing.edits import (
    DuplicateNode,
    Edit,
    RemoveNode,
    RenameNode,
    SetKeys,
    Unlink,
)
from gametree.files.tree_drafts import Spot, TreeDraft
from gametree.model.branches import all_beneath, beneath_alone, new_id
from gametree.model.kinds import LOOKS
from gametree.model.outline import Row
from gametree.model.text import Clean, clean, clean_line, quoted
from gametree.model.tree import KINDS, QUESTION, Tree
from gametree.session import Session

if TYPE_CHECKING:
    from gametree.files.tree_editor import Step
    from gametree.session.seen import Seen
    from gametree.tui.actions import Action
    from gametree.tui.explore import ExploreScreen


class Editing:
    """The part of the main screen that edits the tree at a key."""

    def __init__(self, screen: ExploreScreen) -> None:
        self.screen = screen

    @property
    def session(self) -> Session:
        """The sitting."""
        return self.screen.session

    @property
    def tree(self) -> Tree:
        """The tree as it is now."""
        return self.session.tree

    def do(self, change: Edit | Step, seen: Seen | None = None, parent: str | None = None) -> None:
        """Make an edit and show it; the cursor goes to the node edited, beneath `parent` where it has several."""
        self.screen.following.parent = parent
        try:
            self.session.edit(change, seen)
        finally:
            self.screen.show_changes()
            self.screen.keeping.say_edits_left()

    def say_if_not_in_row(self, node_id: str) -> None:
        """Say that a title was changed, where the row under the cursor has no room to show it."""
        pane, node = self.screen.tree_pane, self.tree.nodes.get(node_id)
        if node is None or pane.node_id != node_id:
            return
        if clean_line(node.title) not in pane.text_of(pane.view.line):
            instead = f"its short label {quoted(node.short)}" if node.short else "its beginning"
            self.screen.say(f"title changed; the row shows {instead}")

    def may_begin(self, action: Action) -> bool:
        """Whether the tree can be edited where it is; the cursor goes to the node that is meant."""
        if self.screen.cruxes.panel.has_focus:
            self.screen.cruxes.go_to(self.screen.node_id)
        if not self.screen.tree_copying.may_edit(action):
            return False
        self.session.editing.expect_edit()
        return True

    def row(self) -> Row:
        """The row under the cursor; raises NothingToDo on the question."""
        row = self.screen.tree_pane.view.row
        if row.node_id == QUESTION:
            raise NothingToDo("this is the question; its words can be edited, but it stays where it is")
        return row

    # whole branches

    def action_delete(self) -> None:
        """Delete the node and what lies beneath it alone, if there is anything else."""
        row = self.row()
        if len(beneath_alone(self.tree, row.node_id)) == len(self.tree.nodes):
            raise NothingToDo("no node would be left; a tree keeps at least one")
        self.screen.run_worker(self._delete(row))

    async def _delete(self, row: Row) -> None:
        from gametree.tui.choice import ChoiceScreen

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
        from gametree.tui.confirm import ConfirmScreen

        beneath = len(gone) - 1
        asked = f"Delete {title}" + (f" and {_count(beneath)} beneath it?" if beneath else "?")
        stay = len(all_beneath(self.tree, node_id)) - len(gone)
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
        row = self.row()
        names: dict[str, str] = {}
        for node_id in beneath_alone(self.tree, row.node_id):
            names[node_id] = new_id(self.tree, f"{node_id}-copy", names.values())
        self.do(DuplicateNode(row.node_id, names), parent=row.parent_id)
        self.screen.tree_pane.change(lambda view: view.go_to_node(names[row.node_id]))

    # single keys of a node

    def action_kind(self) -> None:
        """Another kind, from a list."""
        self.screen.run_worker(self._ask_kind(self.row().node_id, self.tree))

    async def _ask_kind(self, node_id: str, seen: Tree) -> None:
        from gametree.tui.choice import ChoiceScreen

        kind = seen.nodes[node_id].kind
        shown = [Clean(f"{'✓' if other == kind else ' '} {LOOKS[other].glyph} {LOOKS[other].word}") for other in KINDS]
        chosen = await self.screen.app.push_screen_wait(ChoiceScreen(Clean("Which kind?"), shown))
        if chosen is not None and KINDS[chosen] != kind:
            await self.screen.attempt(partial(self.do, SetKeys(node_id, {"kind": KINDS[chosen]}), seen))

    def action_refinement(self) -> None:
        """From any of the ways beneath to all of them, or back."""
        node = self.tree.nodes[self.row().node_id]
        self.do(SetKeys(node.id, {"refinement": "all" if node.refinement == "any" else None}))
        now = self.tree.nodes[node.id].refinement
        self.screen.say(
            "all of the ways beneath it must work" if now == "all" else "any of the ways beneath it will do"
        )

    def action_rename(self) -> None:
        """Another id."""
        self.screen.run_worker(self._rename(self.row().node_id))

    async def _rename(self, node_id: str) -> None:
        hint = Clean("letters a to z, digits and hyphens; every reference and every assessment follows")
        draft = self.screen.drafting.draft(Spot("id", node_id))

        def rename(typed: str) -> None:
            if typed.strip() != node_id:
                self.do(RenameNode(node_id, typed.strip()))

        await self.ask_line(Clean(f"Which id for {quoted(node_id)}?"), hint, clean_line(node_id), rename, draft)

    async def ask_line(
        self, asked: Clean, hint: Clean, typed: Clean, take: Callable[[str], None], draft: TreeDraft | None = None
    ) -> None:
        """Ask until the answer can be taken, or the person leaves it; what was typed stays there, and in the draft."""
        from gametree.tui.line_prompt import LinePrompt

        fault: Clean | None = None
        offered, words = typed, draft.read() if draft else None
        if words:
            typed = clean_line(words.typed.get("line", typed))
            hint = Clean(f"{hint}; these are your words of last time")
        while True:
            answer = await self.screen.app.push_screen_wait(LinePrompt(asked, hint, typed, fault, draft, offered))
            if answer is not None:
                try:
                    take(answer)
                except GametreeError as error:
                    typed, fault = clean_line(answer), clean(str(error))
                    continue
            if draft and answer is not None:
                self.screen.drafting.finish(draft)
            return


def _count(nodes: int) -> str:
    return "1 node" if nodes == 1 else f"{nodes} nodes"
