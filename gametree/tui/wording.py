"""The words of a node on screen: in a form, or in the person's own editor."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from gametree.errors import GametreeError, NotEdited, NothingToDo
from gametree.files.editing.edits import SetKeys
from gametree.files.tree_drafts import Spot, TreeDraft, What, Words
from gametree.model.text import Clean, clean
from gametree.model.tree import QUESTION, Tree
from gametree.session.seen import changed_since, keys_of

if TYPE_CHECKING:
    from gametree.tui.explore import ExploreScreen
    from gametree.tui.form import Values


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
        from gametree.tui.form import Form
        from gametree.tui.node_form import NodeForm

        draft = self._draft(node_id, "form")
        words = draft.read() or Words({})
        fault, words = self._since(node_id, words), self._with_seen(node_id, words)
        while True:
            form = NodeForm(Form.of(self.tree, node_id), self.tree, draft, words, at, fault)
            values = await self.screen.app.push_screen_wait(form)
            words = form.words
            if values is None:
                self.screen.say(f"put aside as a draft; {self._going_on(draft)}" if words.typed else "no change")
                return
            try:
                self._take_in(node_id, values, words.seen)
            except NothingToDo as error:
                draft.drop()
                self.screen.say(str(error))
                return
            except GametreeError as error:
                if not self._is_there(node_id):
                    self.screen.say(f"{error}; {self._going_on(draft)}", "warning")
                    return
                fault, words = clean(str(error)), self._with_seen(node_id, Words(words.typed))
                draft.write(words)
            else:
                self.screen.drafting.finish(draft)
                return

    def _with_seen(self, node_id: str, words: Words) -> Words:
        """The words, to be put over what the fields hold now, but for those begun on something else."""
        return Words(words.typed, {**keys_of(self.tree, node_id), **words.seen})

    def _since(self, node_id: str, words: Words) -> Clean:
        """What others changed since the words were begun, if anything."""
        return clean(changed_since(self.tree, node_id, words.seen))

    def _going_on(self, draft: TreeDraft) -> str:
        return self.screen.drafting.going_on(draft)

    def _is_there(self, node_id: str) -> bool:
        return node_id == QUESTION or node_id in self.tree.nodes

    def _take_in(self, node_id: str, values: Values, seen: Mapping[str, object]) -> None:
        if not values:
            raise NothingToDo("no change")
        text = values.get("text")
        if isinstance(text, str):
            values["text"] = self._ending(text, str(seen["text"]))
        without = {"refinement": None} if values.get("refinement") == "any" else {}
        self.screen.editing.do(SetKeys(node_id, {**values, **without}), seen)
        if "title" in values:
            self.screen.editing.say_if_not_in_row(node_id)

    def _ending(self, text: str, standing: str) -> str:
        """A text that ends as the one before it did; a new one as others in the file do."""
        if not standing:
            return self.screen.session.editing.fitting_text(text)
        body = text.rstrip("\n")
        return f"{body}\n" if body and standing.endswith("\n") else body

    # the person's own editor

    def action_text_outside(self) -> None:
        """The text of the node, or of the tree, in the person's own editor."""
        from gametree.tui.note_editor import edit_outside

        node_id, draft = self.screen.tree_pane.node_id, self._draft(self.screen.tree_pane.node_id, "text")
        drafted = draft.read()
        seen = {**keys_of(self.tree, node_id, ["text"]), **(drafted.seen if drafted else {})}
        self._say_if_drafted(drafted, self._since(node_id, drafted) if drafted else Clean(""))
        begun = drafted.typed.get("text", "") if drafted else str(seen["text"])
        text = edit_outside(self.screen.app, begun, lambda text: draft.write(Words({"text": text}, seen)))
        try:
            self._take_in(node_id, {"text": text}, seen)
        except NothingToDo:
            self.screen.say("nothing was changed")
        except GametreeError as error:
            now = keys_of(self.tree, node_id, ["text"]) if self._is_there(node_id) else seen
            draft.write(Words({"text": text}, now))
            raise NotEdited(f"{error}; {self._going_on(draft)}") from error
        self.screen.drafting.finish(draft)

    def action_lines_outside(self) -> None:
        """The lines of the node as they stand in the file, in the person's own editor."""
        self.screen.run_worker(self._lines_outside(self.screen.tree_pane.node_id))

    async def _lines_outside(self, node_id: str) -> None:
        from gametree.tui.choice import ChoiceScreen
        from gametree.tui.note_editor import edit_outside

        draft = self._draft(node_id, "lines")
        drafted = draft.read()
        try:
            now = self.screen.session.editing.block(node_id)
            seen = str(drafted.seen.get("lines", now)) if drafted else now
            self._say_if_drafted(drafted, Clean("" if seen == now else "its lines were changed since"))
            lines = drafted.typed.get("lines", "") if drafted else now
            while True:
                keep = partial(_keep_lines, draft, seen)
                lines = edit_outside(self.screen.app, lines, keep)
                fault = self._splice(node_id, seen, lines)
                if fault is None:
                    self.screen.drafting.finish(draft)
                    return
                seen = self.screen.session.editing.block(node_id)
                _keep_lines(draft, seen, lines)
                choices = [
                    Clean("back to the editor, with what you wrote"),
                    Clean("leave it; the same key goes on with it"),
                ]
                chosen = await self.screen.app.push_screen_wait(ChoiceScreen(fault, choices))
                if chosen != 0:
                    return
        except (NotEdited, GametreeError) as error:
            going_on = f"; {self._going_on(draft)}" if draft.read() else ""
            self.screen.say(f"{error}{going_on}", "warning")

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

    def _say_if_drafted(self, drafted: Words | None, since: Clean) -> None:
        if drafted:
            began = "the editor began with your draft of last time, not with what the file says"
            self.screen.say(f"{began}; {since}" if since else began, "warning")

    def _draft(self, node_id: str, what: What) -> TreeDraft:
        return self.screen.drafting.draft(Spot(what, node_id))


def _keep_lines(draft: TreeDraft, seen: str, lines: str) -> bool:
    return draft.write(Words({"lines": lines}, {"lines": seen}))
