"""What stands on screen while a large tree is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Thread

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from gametree.model.text import clean_line
from gametree.session import Session
from gametree.tui.posting import post_from_thread

_PATIENCE = 0.3  # seconds: what is read sooner needs no bar
_STEP = 0.1  # seconds
_BAR, _PART = 24, 6  # cells: the bar, and what moves along it


@dataclass(frozen=True)
class Unread:
    """A tree still to be read: the name it goes by, and what reads it."""

    name: str
    read: Callable[[], Session]


class LoadingScreen(Screen[None]):
    """Reads in a thread and says so; after a moment a bar shows that it lives."""

    BINDINGS = [Binding("q,ctrl+c,ctrl+q,escape", "leave", show=False)]

    class Loaded(Message):
        """The tree was read."""

        def __init__(self, session: Session) -> None:
            super().__init__()
            self.session = session

    class Failed(Message):
        """The tree could not be read."""

        def __init__(self, error: Exception) -> None:
            super().__init__()
            self.error = error

    def __init__(self, unread: Unread) -> None:
        super().__init__()
        self.unread = unread
        self._steps = 0

    def compose(self) -> ComposeResult:
        """Which file, and the bar."""
        yield Static(Content(f" Reading {clean_line(self.unread.name)} …"), markup=False, id="status")
        yield Static(markup=False, id="bar")

    def on_mount(self) -> None:
        """Read once this is on screen: the parser lets nothing else run while it works."""
        self.call_after_refresh(Thread(target=self._read, name="tree reader", daemon=True).start)
        self.set_timer(_PATIENCE, self._show_bar)

    def _read(self) -> None:
        try:
            message: Message = self.Loaded(self.unread.read())
        except Exception as error:  # whatever it is, it is raised again where the app was started
            message = self.Failed(error)
        post_from_thread(self, message)

    def _show_bar(self) -> None:
        self.set_interval(_STEP, self._move_bar)

    def _move_bar(self) -> None:
        start = self._steps % (_BAR - _PART + 1)
        self._steps += 1
        bar = "─" * start + "━" * _PART + "─" * (_BAR - _PART - start)
        self.query_one("#bar", Static).update(Content.styled(f" {bar}", "$text-accent"))

    def action_leave(self) -> None:
        """Never mind; the thread ends with the program."""
        self.app.exit()
