"""The app: which screens there are, and what holds for all of them."""

from __future__ import annotations

import asyncio
import gc
import signal
import sys
import termios
import tty
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from rich.text import Text
from textual.app import App, SystemCommand
from textual.screen import Screen

from gametree.errors import GametreeError, NotWritten
from gametree.files.locations import TreePlace
from gametree.model.text import clean
from gametree.session import Session
from gametree.session.shelf import Shelf
from gametree.tui.actions import Action
from gametree.tui.crash import CRASHED, crash_message
from gametree.tui.dressed_app import DressedApp
from gametree.tui.explore import ExploreScreen, first_view
from gametree.tui.key_names import shown_key
from gametree.tui.settings import Settings

if TYPE_CHECKING:
    from textual.command import Provider

    from gametree.tui.loading import LoadingScreen, Unread
    from gametree.tui.picker import PickerScreen


def _node_commands() -> type[Provider]:
    from gametree.tui.node_commands import NodeCommands

    return NodeCommands


class GametreeApp(DressedApp):
    """Opens a tree, or the shelf of trees."""

    TITLE = "gametree"
    CSS_PATH = "gametree.tcss"
    COMMANDS = App.COMMANDS | {_node_commands}

    def __init__(
        self,
        opened: Session | Unread | None,
        open_tree: Callable[[TreePlace], Session],
        shelf: Shelf,
        settings: Settings = Settings(),  # noqa: B008  # frozen
    ) -> None:
        super().__init__(settings)
        self.opened, self.open_tree, self.shelf = opened, open_tree, shelf
        self.explorer: ExploreScreen | None = None
        """The screen of the present sitting."""
        self.failure: Exception | None = None
        """Why the tree could not be read."""

    def on_mount(self) -> None:
        """Show what was asked for; end in good order when told to."""
        for number in (signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(number, self.end, number)
        asyncio.get_running_loop().add_signal_handler(signal.SIGCONT, self._come_back)
        self.app_resume_signal.subscribe(self, self._draw_anew)
        if self.opened is None:
            self.choose_tree()
        elif isinstance(self.opened, Session):
            self.explore(self.opened)
        else:
            self._read(self.opened)

    def _read(self, unread: Unread) -> None:
        from gametree.tui.loading import LoadingScreen

        self.push_screen(LoadingScreen(unread))

    def _come_back(self) -> None:
        """Go on after a stop. One that came unasked, as by `kill -STOP`, Textual has not heard of: it would begin to
        read and write a second time, so that keys get lost and nobody could quit."""
        driver = self._driver
        if getattr(driver, "_must_signal_resume", False):
            driver.resume_application_mode()  # type: ignore[union-attr]
        elif getattr(driver, "_auto_restart", False):  # else an editor has the terminal
            self._take_terminal_again(driver)
            self.refresh(layout=True)

    def _take_terminal_again(self, driver: Any) -> None:
        """Set the terminal as Textual does: the shell may have set it otherwise meanwhile."""
        with suppress(termios.error, AttributeError):  # none, or not one of this kind
            modes = termios.tcgetattr(driver.fileno)
            modes[tty.IFLAG] = driver._patch_iflag(modes[tty.IFLAG])
            modes[tty.LFLAG] = driver._patch_lflag(modes[tty.LFLAG])
            termios.tcsetattr(driver.fileno, termios.TCSANOW, modes)
            driver._enable_bracketed_paste()

    def _draw_anew(self, _: App[None]) -> None:
        self.call_later(self.refresh, layout=True)  # Textual leaves the screen blank after fg

    def explore(self, session: Session) -> None:
        """Show a sitting."""
        self.explorer = ExploreScreen(session, first_view(session, self.size.height), self.settings.keymap)
        for points, extent in (
            (self.explorer.HORIZONTAL_BREAKPOINTS, self.size.width),
            (self.explorer.VERTICAL_BREAKPOINTS, self.size.height),
        ):
            self.explorer.add_class(max(point for point in points if point[0] <= extent)[1])  # else styled twice
        self.push_screen(self.explorer)
        self.call_after_refresh(_collect_only_what_comes)

    def on_loading_screen_loaded(self, event: LoadingScreen.Loaded) -> None:
        """The tree was read."""
        self.pop_screen()
        self.explore(event.session)

    def on_loading_screen_failed(self, event: LoadingScreen.Failed) -> None:
        """The tree could not be read; whoever started the app says why."""
        self.failure = event.error
        self.exit()

    def choose_tree(self) -> None:
        """Show the shelf, above the present tree if there is one."""
        from gametree.tui.picker import PickerScreen

        self.push_screen(PickerScreen(self.shelf))
        self.call_after_refresh(_collect_only_what_comes)

    def on_explore_screen_copy_made(self, event: ExploreScreen.CopyMade) -> None:
        """Go on with the copy, where one was in the tree it is of."""
        if self.explorer:
            self.explorer.keep_place(event.session.place.path)
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.explore(event.session)
        if self.explorer:
            self.explorer.begin_with(event.action)

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
        gc.unfreeze()  # what stayed with the tree before may go
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.explore(session)

    def close_sitting(self) -> None:
        """Wait until the present sitting is on disk; raises NotWritten where that fails."""
        if self.explorer:
            self.explorer.keep_place()
            self.explorer.session.close()

    def end_sitting(self) -> None:
        """As `close_sitting`, for good: edits of the tree that its disk does not take go into another file."""
        try:
            self.close_sitting()
        except NotWritten as error:
            if not self.explorer or not self.explorer.session.editing.waiting:
                raise
            path = self.explorer.session.editing.put_aside()
            kept = "; ".join(filter(None, [error.kept, f"the tree with your edits is in {path}"]))
            raise NotWritten(error.path, error.reason, kept) from error

    def save_drafts(self) -> None:
        """Put aside what is being typed."""
        for screen in self.screen_stack:
            save_draft = getattr(screen, "save_draft", None)  # only screens where words are typed have it
            if save_draft:
                save_draft()
        if self.explorer:
            self.explorer.titling.save_draft()

    def end(self, number: int) -> None:
        """A signal: keep what is being typed, let the writer finish, go."""
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
        self._return_code = CRASHED
        with suppress(Exception):  # the screen itself may be what failed
            self.save_drafts()
        self._close_messages_no_wait()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every action by name, and Textual's choice of themes."""
        if isinstance(screen, ExploreScreen):
            for action in screen.keymap.actions_in(screen.mode):
                keys = "  ".join(map(shown_key, action.keys))
                yield SystemCommand(action.does, f"{action.group}   {keys}", partial(self._perform, screen, action))
        yield SystemCommand("Theme", "Change the colours", self.action_change_theme)

    def _perform(self, explorer: ExploreScreen, action: Action) -> None:
        self.run_worker(explorer.perform(action))


def _collect_only_what_comes() -> None:
    """Spare the garbage collector what is there by now; to look through 100,000 nodes takes it a tenth of a second."""
    gc.freeze()
    gc.enable()
