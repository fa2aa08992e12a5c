"""The line above the keys: the principal line, what to score next, and that a what-if is a what-if."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

_PAUSE = 0.08  # seconds, as for the words beside the tree


class InsightStrip(Static):
    """Two halves; the left one gives way where there is no room for both."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002
        super().__init__(markup=False, id=id)
        self.left = self.right = Content("")
        self._timer: Timer | None = None

    def follow(self, words: Callable[[], tuple[Content, Content]]) -> None:
        """Say something once the cursor rests."""
        if self._timer:
            self._timer.stop()
        self._timer = self.set_timer(_PAUSE, lambda: self.say(*words()))

    def say(self, left: Content, right: Content) -> None:
        """Show these; draws only where they are others than before."""
        if (left, right) != (self.left, self.right):
            self.left, self.right = left, right
            self.refresh()

    def render(self) -> Content:
        """The line."""
        room = self.size.width - 2
        half = room // 2 if self.left else room
        right = self.right.truncate(max(half, room - self.left.cell_length - 3), ellipsis=True)
        left = self.left.truncate(max(0, room - right.cell_length - 3 * bool(right)), ellipsis=True)
        return Content.assemble(" ", left, " " * max(0, room - left.cell_length - right.cell_length), right)
