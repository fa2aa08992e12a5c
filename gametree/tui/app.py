"""The app: which screens there are, and what holds for all of them."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Iterable

from textual.app import App, SystemCommand
from textual.screen import Screen

from gametree.errors import GametreeError
from gametree.files.locations import TreePlace
from gametree.model.text import clean
from gametree.session import Session
from gametree.session.shelf import ShelfEntry
from gametree.tui.actions import ACTIONS
from gametree.tui.explore import ExploreScreen
from gametree.tui.note_editor import NoteEditor
from gametree.tui.picker import PickerScreen


class GametreeApp(App[None]):
    """Opens a tree, or the shelf of trees."""

    TITLE = "gametree"
    CSS_PATH = "gametree.tcss"
    BINDINGS = []

    def __init__(
        self,
        opened: Session | None,
        open_tree: Callable[[TreePlace], Session],
        survey: Callable[[], list[ShelfEntry]],
    ) -> None:
        super().__init__()
        self.opened, self.open_tree, self.survey = opened, open_tree, survey
        self.animation_level = "none"
        self.theme = "textual-dark"

    def on_mount(self) -> None:
        """Show what was asked for; end in good order when told to."""
        for number in (signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(number, self.end, number)
        if self.opened:
            self.explore(self.opened)
        else:
            self.push_screen(PickerScreen(self.survey()))

    def explore(self, session: Session) -> None:
        """Show a sitting."""
        self.push_screen(ExploreScreen(session, self.size.height))

    def on_explore_screen_other_tree_wanted(self) -> None:
        """Show the shelf above the present tree."""
        self.push_screen(PickerScreen(self.survey()))

    def on_picker_screen_picked(self, event: PickerScreen.Picked) -> None:
        """Open the chosen tree in place of the present one."""
        try:
            session = self.open_tree(event.place)
        except GametreeError as error:
            self.notify(clean(str(error)), severity="error", markup=False)
            return
        self.close_sitting()
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.explore(session)

    def close_sitting(self) -> None:
        """Wait until the present sitting is on disk."""
        for screen in self.screen_stack:
            if isinstance(screen, ExploreScreen):
                screen.session.close()

    def end(self, number: int) -> None:
        """A signal: keep the draft of a note, let the writer finish, go."""
        for screen in self.screen_stack:
            if isinstance(screen, NoteEditor):
                screen.save_draft()
        self.exit(return_code=128 + number)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every action by name, and Textual's own."""
        explore = next((s for s in self.screen_stack if isinstance(s, ExploreScreen)), None)
        if explore is not None:
            for action in ACTIONS:
                yield SystemCommand(action.does, f"{action.group} · {' '.join(action.keys)}",
                                    lambda action=action: self.run_worker(explore.perform(action)))  # fmt: skip
        yield SystemCommand("Theme", "Change the colours", self.action_change_theme)
