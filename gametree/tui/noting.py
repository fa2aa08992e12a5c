"""Notes on screen: writing one, with a draft that outlives the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametree.files.drafts import Draft, draft_of
from gametree.tui.note_editor import NoteEditor

if TYPE_CHECKING:
    from gametree.tui.explore import ExploreScreen


class Noting:
    """The part of the main screen that takes notes."""

    def __init__(self, screen: ExploreScreen) -> None:
        self.screen = screen
        self._finished: list[Draft] = []  # of notes in the journal, or on their way to it

    def action_note(self) -> None:
        """Write a note."""
        self.screen.run_worker(self._ask(self.screen.node_to_judge()))

    async def _ask(self, node_id: str) -> None:
        draft = draft_of(self.screen.session.journal.path, node_id)
        text = await self.screen.app.push_screen_wait(NoteEditor(self.screen.title_of(node_id), draft))
        if text is None:
            self.screen.say("put aside as a draft; a goes on with it" if draft.read() else "no note")
        elif not text.strip():
            self.screen.say("an empty note is no note")
        else:
            self.screen.session.note(node_id, text)
            self._finished.append(draft)
            self.screen.show_changes()

    def drop_finished_drafts(self) -> None:
        """Forget the drafts of notes that are on disk."""
        while self._finished and self.screen.session.state.is_saved:
            self._finished.pop().drop()
