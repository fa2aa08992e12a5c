"""A bar on the terminal for what takes longer than a second."""

from __future__ import annotations

import sys
from threading import Event, Thread
from time import monotonic
from types import TracebackType

_PATIENCE = 1.0  # seconds before anything shows
_EVERY = 0.1  # seconds
_WIDTH = 30  # cells
_ERASE = "\r\x1b[K"


class Progress:
    """Shows on stderr, if that is a terminal, what is being done and how much of it, and takes it away in the end."""

    def __init__(self, doing: str) -> None:
        self.doing = doing
        self.fraction: float | None = None
        self._began = monotonic()
        self._ended = Event()
        self._thread = Thread(target=self._draw, daemon=True)

    def __enter__(self) -> Progress:
        if sys.stderr is not None and sys.stderr.isatty():
            self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join()

    def now(self, doing: str) -> None:
        """Something else is being done; how much of it there is nobody knows yet."""
        self.doing, self.fraction = doing, None

    def told(self, fraction: float) -> None:
        """How much is done, from 0 to 1."""
        self.fraction = fraction

    def _draw(self) -> None:
        if self._ended.wait(_PATIENCE):
            return
        while True:
            sys.stderr.write(f"{_ERASE}{bar(self.doing, self.fraction, monotonic() - self._began)}")
            sys.stderr.flush()
            if self._ended.wait(_EVERY):
                break
        sys.stderr.write(_ERASE)
        sys.stderr.flush()


def bar(doing: str, fraction: float | None, seconds: float) -> str:
    """`comparing ████████░░░░ 60 %`, or how long it has taken where nobody knows how much there is."""
    if fraction is None:
        return f"{doing} … {seconds:.0f} s"
    done = round(fraction * _WIDTH)
    return f"{doing} {'█' * done}{'░' * (_WIDTH - done)} {fraction * 100:.0f} %"
