"""Words put aside on disk once the fingers rest: in a thread, so that no key waits for a flush."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock, Thread
from typing import Generic, TypeVar

from textual.timer import Timer
from textual.widget import Widget

_PAUSE = 0.3  # seconds without a key
_Words = TypeVar("_Words")


class DraftTimer(Generic[_Words]):
    """Puts aside what a widget holds, the latest last, however long the disk takes."""

    def __init__(self, widget: Widget, read: Callable[[], _Words], write: Callable[[_Words], bool]) -> None:
        self._widget, self._read, self._write = widget, read, write
        self._timer: Timer | None = None
        self._asked = self._written = 0
        self._turn = Lock()

    def rest(self) -> None:
        """A key was pressed: put the words aside a moment after the last one."""
        self._stop()
        self._timer = self._widget.set_timer(_PAUSE, self._begin)

    def save(self) -> bool:
        """Put the words aside now; whether that could be done."""
        self._stop()
        return self._save(self._next(), self._read())

    def end(self) -> None:
        """From now on nothing is put aside, not even what is on its way."""
        self._stop()
        with self._turn:
            self._written = self._next()

    def _stop(self) -> None:
        if self._timer:
            self._timer.stop()

    def _begin(self) -> None:
        Thread(target=self._save, args=(self._next(), self._read()), name="draft", daemon=True).start()

    def _next(self) -> int:
        self._asked += 1
        return self._asked

    def _save(self, number: int, words: _Words) -> bool:
        with self._turn:
            if number < self._written:  # words of later were quicker
                return True
            self._written = number
            return self._write(words)
