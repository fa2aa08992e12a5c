"""What is on disk, on screen: saying so, trying again, putting back, and leaving."""

from __future__ import annotations

from asyncio import to_thread
from typing import TYPE_CHECKING

from gametree.errors import GametreeError, NothingToDo, NotWritten
from gametree.files.tree_file import takes_long
from gametree.model.text import clean

if TYPE_CHECKING:
    from gametree.tui.explore import ExploreScreen


class Keeping:
    """The part of the main screen that looks after the disk."""

    def __init__(self, screen: ExploreScreen) -> None:
        self.screen = screen
        self._is_reading = False

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
        if session.journal.lost:
            what = f"{session.journal.loss_in_words()} not in {session.journal.path}"
            ways = f"{key('put-back')} puts back what was there, {key('let-go')} leaves the file as it is"
            self.screen.say(f"{what}; {ways}", "warning")
        return bool(session.journal.lost)

    def look_at_tree(self) -> None:
        """Take in what somebody else did to the tree's file, or say why it cannot be read now.

        A large file is read in a thread first.
        """
        session = self.screen.session
        if not session.editing.has_changed() and not session.editing.waiting:
            return
        if takes_long(session.place.path) and not session.editing.is_read_ahead and session.editing.has_changed():
            self.screen.run_worker(self._read_ahead(), group="reading")
            return
        before, tree = session.editing.findings, session.tree
        if not session.reload_tree_if_changed():
            return
        self._show_findings()
        if session.tree is not tree:
            self.screen.show_changes()
            self.screen.say("the tree was changed elsewhere; this is what it says now")
            self.screen.titling.follow_tree()
        elif before and not session.editing.findings:
            self.screen.say("the file is whole again")
        self.say_edits_left()

    async def _read_ahead(self) -> None:
        """Read a large file, and lay it out, while the screen goes on; then take it in."""
        if self._is_reading:
            return
        self._is_reading = True
        try:
            await to_thread(self._prepare)
        finally:
            self._is_reading = False
        self.look_at_tree()

    def _prepare(self) -> None:
        tree = self.screen.session.editing.read_ahead()
        if tree is not None:
            self.screen.following.prepare(tree)

    def say_edits_left(self) -> None:
        """Say where edits went that did not fit what others wrote, and why the last one is not on disk."""
        editing = self.screen.session.editing
        self._show_findings()
        self.screen.drafting.drop_finished()
        if editing.left_in:
            why = "what you edited does not fit what was written to the file meanwhile"
            self.screen.say(f"{why}; the tree with it is in {editing.left_in}", "error")
            editing.left_in = None
        elif editing.failure:
            self.say_failure()

    def _show_findings(self) -> None:
        """Say why the file cannot be read as it is now, and what can be done where it was taken away."""
        editing, name = self.screen.session.editing, self.screen.session.place.path.name
        offer = f"{self.screen.keymap.key('put-back')} writes it again" if editing.is_gone else ""
        self.screen.edit_strip.show_findings(name, editing.findings, offer)

    def say_failure(self) -> None:
        """Say that the last attempt to write failed, if it did."""
        session = self.screen.session
        if session.state.failure:
            key = self.screen.keymap.key("retry")
            failure = f"{session.state.path} cannot be written: {session.state.failure}"
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
        """Write again what somebody took out of the journal, or the tree's whole file."""
        if self.screen.session.editing.is_gone:
            self._write_again()
            return
        if not self.screen.session.journal.lost:
            raise NothingToDo("nothing is missing from the file")
        count = self.screen.session.journal.put_back()
        self.screen.say(f"{count} put back")
        self.screen.show_changes()

    def _write_again(self) -> None:
        path = self.screen.session.place.path
        try:
            self.screen.session.edits.write_again()
        finally:
            self.look_at_tree()
        self.screen.show_changes()
        self.say_edits_left()
        self.screen.say(f"{path} is written again, as it was")

    def action_let_go(self) -> None:
        """Leave the file as it is, without what somebody took out of it; then go through words for nodes gone."""
        from gametree.tui.stranded import go_through

        if not self.screen.session.journal.lost:
            self.screen.run_worker(self.screen.attempt(lambda: go_through(self.screen)))
            return
        count = self.screen.session.journal.let_go()
        self.screen.say(f"the file stays as it is, without {count} {'change' if count == 1 else 'changes'}")
        self.screen.show_changes()

    def action_leave(self) -> None:
        """Quit once everything is on disk; where that fails, ask."""
        self.screen.run_worker(self._leave(), exclusive=True, group="leave")

    async def _leave(self) -> None:
        from gametree.tui.unsaved import UnsavedScreen

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
            choice = await self.screen.app.push_screen_wait(UnsavedScreen(session.state))
            if choice == "stay" or (choice == "aside" and self._put_aside()):
                return

    def _put_aside(self) -> bool:
        """Keep what is not on disk in another file and quit; whether that could be done.

        The exit code says that it is not where it belongs.
        """
        from rich.text import Text

        journal, editing, said = self.screen.session.journal, self.screen.session.editing, []
        try:
            if journal.unsaved:
                failure, kept = journal.state.failure, journal.kept or "its lines can be added to the assessment"
                said.append(NotWritten(journal.path, failure, f"what you said is in {journal.put_aside()}; {kept}"))
            if editing.waiting:
                failure, path = editing.failure, self.screen.session.place.path
                said.append(NotWritten(path, failure, f"the tree with your edits is in {editing.put_aside()}"))
        except NotWritten as error:
            self.screen.say(str(error), "error")
            return False
        lines = Text(clean("\n".join(f"gametree: {error}" for error in said)))  # in which Textual reads no markup
        self.screen.app.exit(return_code=NotWritten.exit_code, message=lines)
        return True
