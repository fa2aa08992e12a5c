"""What is on disk, on screen: saying so, trying again, putting back, and leaving."""

from __future__ import annotations

from asyncio import to_thread
from typing import TYPE_CHECKING

from gametree.errors import GametreeError, NothingToDo, NotWritten
from gametree.tui.unsaved import UnsavedScreen

if TYPE_CHECKING:
    from gametree.tui.explore import ExploreScreen


class Keeping:
    """The part of the main screen that looks after the disk."""

    def __init__(self, screen: ExploreScreen) -> None:
        self.screen = screen

    def look_at_disk(self) -> None:
        """Take in what somebody else changed in the tree and in the journal."""
        session = self.screen.session
        self.look_at_tree()
        try:
            changed = session.reload_if_changed()
        except GametreeError as error:
            self.screen.say(str(error), "warning")
            return
        if not changed:
            return
        self.screen.show_changes()
        if not self.say_loss():
            self.screen.say("the assessment was changed elsewhere; this is what it says now")

    def say_loss(self) -> bool:
        """Say what is no longer in the journal, and what can be done; whether there is such a thing."""
        session, key = self.screen.session, self.screen.keymap.key
        if session.lost:
            what = f"{session.loss_in_words()} not in {session.journal.path}"
            ways = f"{key('put-back')} puts back what was there, {key('let-go')} leaves the file as it is"
            self.screen.say(f"{what}; {ways}", "warning")
        return bool(session.lost)

    def look_at_tree(self) -> None:
        """Take in what somebody else did to the tree's file, or say why it cannot be read now."""
        session, strip = self.screen.session, self.screen.edit_strip
        before, tree = session.editing.findings, session.tree
        if not session.reload_tree_if_changed():
            return
        strip.show_findings(session.place.path.name, session.editing.findings)
        if session.tree is not tree:
            self.screen.show_changes()
            self.screen.say("the tree was changed elsewhere; this is what it says now")
        elif before and not session.editing.findings:
            self.screen.say("the file is whole again")
        self.say_edits_left()

    def say_edits_left(self) -> None:
        """Say where edits went that did not fit what others wrote, and why the last one is not on disk."""
        editing = self.screen.session.editing
        self.screen.edit_strip.show_findings(self.screen.session.place.path.name, editing.findings)
        if editing.left_in:
            why = "what you edited does not fit what was written to the file meanwhile"
            self.screen.say(f"{why}; the tree with it is in {editing.left_in}", "error")
            editing.left_in = None
        elif editing.failure:
            self.say_failure()

    def say_failure(self) -> None:
        """Say that the last attempt to write failed, if it did."""
        session = self.screen.session
        if session.state.failure:
            key = self.screen.keymap.key("retry")
            failure = f"{session.unwritten} cannot be written: {session.state.failure}"
            self.screen.say(f"{failure}; {key} tries again", "error")

    def action_retry(self) -> None:
        """Try again to write."""
        if self.screen.session.state.is_saved:
            raise NothingToDo("everything is on disk")
        self.screen.session.retry()
        self.screen.show_changes()
        self.say_edits_left()
        if self.screen.session.editing.failure:
            self.say_failure()

    def action_put_back(self) -> None:
        """Write again what somebody took out of the file."""
        if not self.screen.session.lost:
            raise NothingToDo("nothing is missing from the file")
        count = self.screen.session.put_back()
        self.screen.say(f"{count} put back")
        self.screen.show_changes()

    def action_let_go(self) -> None:
        """Leave the file as it is, without what somebody took out of it."""
        if not self.screen.session.lost:
            raise NothingToDo("nothing is missing from the file")
        count = self.screen.session.let_go()
        self.screen.say(f"the file stays as it is, without {count} {'change' if count == 1 else 'changes'}")
        self.screen.show_changes()

    def action_leave(self) -> None:
        """Quit once everything is on disk; where that fails, ask."""
        self.screen.run_worker(self._leave(), exclusive=True, group="leave")

    async def _leave(self) -> None:
        session = self.screen.session
        if not await self.screen.imagining.settle():
            return
        while True:
            try:
                await to_thread(session.close)
            except NotWritten:
                pass
            else:
                self.screen.app.exit()
                return
            choice = await self.screen.app.push_screen_wait(UnsavedScreen(str(session.unwritten), session.state))
            if choice == "stay" or (choice == "aside" and self._put_aside()):
                return

    def _put_aside(self) -> bool:
        """Keep what is not on disk in another file and quit; whether that could be done."""
        session, said = self.screen.session, []
        try:
            if session.unsaved:
                path = session.put_aside()
                said.append(f"What could not be saved is in {path}; its lines can be added to the assessment.")
            if session.editing.waiting:
                said.append(f"The tree with your edits is in {session.editing.put_aside()}.")
        except NotWritten as error:
            self.screen.say(str(error), "error")
            return False
        self.screen.app.exit(message="\n".join(said))
        return True
