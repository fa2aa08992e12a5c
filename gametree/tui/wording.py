"""The words of a node on screen: in a form, or in the person's own editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametree.errors import GametreeError, NotEdited, NothingToDo
from gametree.files.drafts import Draft, draft_of
from gametree.files.editing.edits import SetKeys
from gametree.model.text import Clean, clean
from gametree.model.tree import QUESTION, Tree
from gametree.tui.choice import ChoiceScreen
from gametree.tui.node_form import Form, NodeForm
from gametree.tui.note_editor import edit_outside

if TYPE_CHECKING:
    from gametree.tui.explore import ExploreScreen


class Wording:
    """The part of the main screen that takes the words of the tree."""

    def __init__(self, screen: ExploreScreen) -> None:
        self.screen = screen

    @property
    def tree(self) -> Tree:
        """The tree as it is now."""
        return self.screen.session.tree

    # the form

    def action_form(self, at: str) -> None:
        """All of a node's words in a form that begins at one of them."""
        self.screen.run_worker(self._fill_in(self.screen.tree_pane.node_id, at))

    async def _fill_in(self, node_id: str, at: str) -> None:
        seen, draft = self.tree, self._draft(node_id, "form")
        fault = Clean("")
        while True:
            form = Form.of(seen, node_id)
            values = await self.screen.app.push_screen_wait(NodeForm(form, seen, draft, at, fault))
            if values is None:
                self.screen.say("put aside as a draft; the form goes on with it" if draft.read() else "no change")
                return
            try:
                self._take_in(node_id, values, seen)
            except NothingToDo as error:
                draft.drop()
                self.screen.say(str(error))
                return
            except GametreeError as error:
                fault, seen = clean(str(error)), self.tree
                if node_id != QUESTION and node_id not in seen.nodes:
                    self.screen.say(f"{fault}; what you wrote is in {draft.path}", "warning")
                    return
            else:
                draft.drop()
                return

    def _take_in(self, node_id: str, values: dict[str, str | tuple[str, ...]], seen: Tree) -> None:
        if not values:
            raise NothingToDo("no change")
        standing = seen.header.text if node_id == QUESTION else seen.nodes[node_id].text
        text = values.get("text")
        if isinstance(text, str):
            values["text"] = self._ending(text, standing)
        without = {"refinement": None} if values.get("refinement") == "any" else {}
        self.screen.editing.do(SetKeys(node_id, {**values, **without}), seen)

    def _ending(self, text: str, standing: str) -> str:
        """A text that ends as the one before it did; a new one as others in the file do."""
        if not standing:
            return self.screen.session.editing.fitting_text(text)
        body = text.rstrip("\n")
        return f"{body}\n" if body and standing.endswith("\n") else body

    # the person's own editor

    def action_text_outside(self) -> None:
        """The text of the node, or of the tree, in the person's own editor."""
        node_id, seen = self.screen.tree_pane.node_id, self.tree
        standing = seen.header.text if node_id == QUESTION else seen.nodes[node_id].text
        draft = self._draft(node_id, "text")
        self._say_if_drafted(draft)
        text = edit_outside(self.screen.app, draft.read() or standing, draft)
        try:
            self._take_in(node_id, {"text": text}, seen)
        except NothingToDo:
            self.screen.say("nothing was changed")
        draft.drop()

    def action_lines_outside(self) -> None:
        """The lines of the node as they stand in the file, in the person's own editor."""
        self.screen.run_worker(self._lines_outside(self.screen.tree_pane.node_id))

    async def _lines_outside(self, node_id: str) -> None:
        draft = self._draft(node_id, "lines")
        self._say_if_drafted(draft)
        try:
            seen = self.screen.session.editing.block(node_id)
            while True:
                block = edit_outside(self.screen.app, draft.read() or seen, draft)
                fault = self._splice(node_id, seen, block)
                if fault is None:
                    draft.drop()
                    return
                seen = self.screen.session.editing.block(node_id)
                choices = [
                    Clean("back to the editor, with what you wrote"),
                    Clean("leave it; the same key goes on with it"),
                ]
                chosen = await self.screen.app.push_screen_wait(ChoiceScreen(fault, choices))
                if chosen != 0:
                    return
        except (NotEdited, GametreeError) as error:
            self.screen.say(str(error), "warning")

    def _splice(self, node_id: str, seen: str, block: str) -> Clean | None:
        """Put the lines in; what is wrong with them, if they cannot be."""
        try:
            step = self.screen.session.editing.block_step(node_id, seen, block)
            self.screen.editing.do(step)
        except NothingToDo:
            self.screen.say("nothing was changed")
        except GametreeError as error:
            return clean(str(error))
        return None

    def _say_if_drafted(self, draft: Draft) -> None:
        if draft.read():
            self.screen.say("the editor began with your draft of last time, not with what the file says", "warning")

    def _draft(self, node_id: str, what: str) -> Draft:
        return draft_of(self.screen.session.place.path, node_id, f"tree {what}")
