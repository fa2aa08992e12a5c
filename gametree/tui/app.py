"""The app: which screens there are, and what holds for all of them."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable, Iterable
from functools import partial

from rich.text import Text
from textual.app import App, SystemCommand
from textual.screen import Screen

from gametree.errors import GametreeError
from gametree.files.locations import TreePlace
from gametree.model.text import clean
from gametree.session import Session
from gametree.session.shelf import ShelfEntry
from gametree.tui.actions import ACTIONS, Action, shown_key
from gametree.tui.crash import crash_message
from gametree.tui.explore import ExploreScreen
from gametree.tui.note_editor import NoteEditor
from gametree.tui.picker import PickerScreen


class GametreeApp(App[None]):
    """Opens a tree, or the shelf of trees."""

    TITLE = "gametree"
    CSS_PATH = "gametree.tcss"

    def __init__(
        self, opened: Session | None, open_tree: Callable[[TreePlace], Session], survey: Callable[[], list[ShelfEntry]]
    ) -> None:
        super().__init__()
        self.opened, self.open_tree, self.survey = opened, open_tree, survey
        self.animation_level = "none"
        self.theme = "tokyo-night"

    @property
    def explorer(self) -> ExploreScreen | None:
        """The screen of the present sitting."""
        return next((screen for screen in self.screen_stack if isinstance(screen, ExploreScreen)), None)

    def on_mount(self) -> None:
        """Show what was asked for; end in good order when told to."""
        for number in (signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(number, self.end, number)
        if self.opened:
            self.explore(self.opened)
        else:
            self.choose_tree()

    def explore(self, session: Session) -> None:
        """Show a sitting."""
        self.push_screen(ExploreScreen(session, self.size.height))

    def choose_tree(self) -> None:
        """Show the shelf, above the present tree if there is one."""
        self.push_screen(PickerScreen(self.survey()))

    def on_explore_screen_other_tree_wanted(self) -> None:
        """From tree to shelf."""
        self.choose_tree()

    def on_picker_screen_picked(self, event: PickerScreen.Picked) -> None:
        """Open the chosen tree in place of the present one."""
        try:
            self.close_sitting()
            session = self.open_tree(event.place)
        except GametreeError as error:
            self.notify(clean(str(error)), severity="error", markup=False)
            return
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.explore(session)

    def close_sitting(self) -> None:
        """Wait until the present sitting is on disk; raises NotWritten where that fails."""
        if self.explorer:
            self.explorer.session.close()

    def save_drafts(self) -> None:
        """Put aside the note that is being written."""
        for screen in self.screen_stack:
            if isinstance(screen, NoteEditor):
                screen.save_draft()

    def end(self, number: int) -> None:
        """A signal: keep the draft of a note, let the writer finish, go."""
        self.save_drafts()
        self.exit(return_code=128 + number)

    async def action_quit(self) -> None:
        """Quit in good order, whatever is open."""
        self.save_drafts()
        if self.explorer:
            self.explorer.keeping.action_leave()
        else:
            self.exit()

    def _fatal_error(self) -> None:
        """A crash in a few words: Textual would print the values of variables, and with them notes."""
        self._exit_renderables.append(Text(crash_message(sys.exception())))
        self._close_messages_no_wait()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every action by name, and Textual's choice of themes."""
        if isinstance(screen, ExploreScreen):
            for action in ACTIONS:
                keys = "  ".join(map(shown_key, action.keys))
                yield SystemCommand(action.does, f"{action.group}   {keys}", partial(self._perform, screen, action))
        yield SystemCommand("Theme", "Change the colours", self.action_change_theme)

    def _perform(self, explorer: ExploreScreen, action: Action) -> None:
        self.run_worker(explorer.perform(action))
