"""Notes on screen: writing, changing and taking back, with drafts that outlive the program."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from gametree.errors import GametreeError, NothingToDo
from gametree.files.drafts import Draft, draft_of
from gametree.model.assessment import Note
from gametree.model.text import Clean, quoted

if TYPE_CHECKING:
    from gametree.tui.explore import ExploreScreen


class Noting:
    """The part of the main screen that takes notes."""

    def __init__(self, screen: ExploreScreen) -> None:
        self.screen = screen
        self._finished: list[Draft] = []  # of notes in the journal, or on their way to it

    def action_note(self) -> None:
        """Write a note."""
        self.screen.run_worker(self._ask(self.screen.node_id))

    def action_write_outside(self) -> None:
        """Write a note in the person's own editor; it opens with the draft there is."""
        from gametree.tui.note_editor import edit_outside

        node_id = self.screen.node_id
        draft = self._draft(node_id)
        before = draft.read()
        text = edit_outside(self.screen.app, before, draft.write)
        if text.strip() and text == before:
            raise NothingToDo("nothing was changed; your draft stays, a goes on with it")
        self._keep_new(node_id, text, draft)

    def action_notes(self) -> None:
        """Show the notes of the node, to change or take back."""
        node_id = self.screen.node_id
        if not self._notes(node_id):
            raise NothingToDo(f"there is no note on {quoted(node_id)} yet; {self.screen.keymap.key('note')} writes one")
        self.screen.run_worker(self._go_through(node_id))

    def drop_finished_drafts(self) -> None:
        """Forget the drafts of notes that are on disk."""
        while self._finished and self.screen.session.state.is_saved:
            self._finished.pop().drop()

    async def _ask(self, node_id: str) -> None:
        from gametree.tui.note_editor import NoteEditor

        draft = self._draft(node_id)
        if not draft.read():  # what was to become of a note that was taken back elsewhere is a new one
            draft = next(self._drafted_before(node_id, None), draft)
        text = await self.screen.app.push_screen_wait(NoteEditor(self.screen.title_of(node_id), draft))
        if text is None:
            going_on = f"{self.screen.keymap.key('note')} goes on with it"
            self.screen.say(f"put aside as a draft; {going_on}" if draft.read() else "no note")
        else:
            self._keep_new(node_id, text, draft)

    def _keep_new(self, node_id: str, text: str, draft: Draft) -> None:
        if not text.strip():
            self.screen.say("an empty note is no note")
            return
        self.screen.session.note(node_id, text)
        self._finished.append(draft)
        self.screen.show_changes()

    async def _go_through(self, node_id: str) -> None:
        """The list of notes, again and again until the person leaves it or no note is left."""
        from gametree.tui.notes_list import NotesList

        at = 0
        while notes := self._notes(node_id):
            wish = await self.screen.app.push_screen_wait(NotesList(self.screen.title_of(node_id), notes, at))
            if wish is None:
                return
            what, note = wish
            at = notes.index(note)
            if what == "edit":
                await self._change(node_id, note)
            elif self._done(partial(self.screen.session.retract_note, node_id, note.key)):
                self.screen.say("taken back; u brings it back")

    async def _change(self, node_id: str, note: Note) -> None:
        from gametree.tui.note_editor import NoteEditor

        draft, since = self._draft_of_change(node_id, note)
        editor = NoteEditor(self.screen.title_of(node_id), draft, note.text, since)
        text = await self.screen.app.push_screen_wait(editor)
        if text is None:
            self.screen.say("put aside as a draft; changing the note goes on with it" if draft.read() else "no change")
        elif not text.strip():
            self.screen.say("an empty note is no note; x takes the note back")
        elif note in self._notes(node_id):
            if self._done(partial(self.screen.session.edit_note, node_id, note.key, text)):
                self._finished.append(draft)
        else:
            self.screen.say("the note was taken back elsewhere meanwhile; what you wrote is a new note", "warning")
            self._keep_new(node_id, text, draft)

    def _done(self, act: Callable[[], None]) -> bool:
        """Whether it could be done; if not, the reason is said."""
        try:
            act()
        except GametreeError as error:
            self.screen.say(str(error))
            return False
        self.screen.show_changes()
        return True

    def _notes(self, node_id: str) -> list[Note]:
        """The notes of a node, newest first."""
        return [*reversed(self.screen.session.assessment.notes.get(node_id, ()))]

    def _draft_of_change(self, node_id: str, note: Note) -> tuple[Draft, Clean]:
        """Where a change to a note is drafted; and what is to be said where it was begun on other words of the note."""
        own = self._draft(node_id, note.key)
        if not own.read():
            for earlier in self._drafted_before(node_id, note.key):
                return earlier, Clean(f"the note was changed since: it says {quoted(note.text)} now")
        return own, Clean("")

    def _drafted_before(self, node_id: str, now: str | None) -> Iterator[Draft]:
        """Drafts of changes to a note as it was before: it is in the record `now`, or None where it was taken back."""
        records = self.screen.session.assessment.histories.get(node_id, ())
        standing = {note.key for note in self._notes(node_id)}
        became = {record.retract: record.key for record in records if record.retract and record.note is not None}
        for key in (record.key for record in records if record.note is not None and record.key not in standing):
            last, seen = key, {key}
            while became.get(last) not in {None, *seen}:
                last = became[last]
                seen.add(last)
            draft = self._draft(node_id, key)
            if (last if last in standing else None) == now and draft.read():
                yield draft

    def _draft(self, node_id: str, note_key: str = "") -> Draft:
        """Where a note is drafted: not over the draft of one whose way to the disk is not over."""
        self.drop_finished_drafts()
        draft = self._oldest(node_id, note_key)
        while draft in self._finished or (not draft.read() and draft.next().read()):
            draft = draft.next()
        return draft

    def _oldest(self, node_id: str, note_key: str) -> Draft:
        """The draft by the node's id, be it a former one."""
        session = self.screen.session
        former = [old for old, new in session.tree.renamed.items() if new == node_id]
        drafts = [draft_of(session.journal.path, name, note_key) for name in (node_id, *former)]
        return next((draft for draft in drafts if draft.read()), drafts[0])
