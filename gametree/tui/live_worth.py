"""What a comparison comes to, which keeps up with every change: at once where that is quick, else by a thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Thread
from time import thread_time

from gametree.comparison.beside import Beside
from gametree.session.comparison import Comparison, Worth

AT_ONCE = 0.02
"""Seconds that a key may spend on shares."""
FEW = 300
"""Nodes; what so few come to may be tried at once."""


class _Superseded(Exception):
    """Nobody waits any more for what is being worked out."""


@dataclass(frozen=True)
class _Found:
    """What the thread worked out, of what; None where something newer was wanted meanwhile."""

    beside: Beside
    worth: Worth | None
    cost: float  # seconds


class LiveWorth:
    """Follows one comparison. One thread works on what is slow and calls `ready` at its end; `take` takes it in.

    The thread does not outlive the program, and gives up soon where something newer is wanted.
    """

    def __init__(self, comparison: Comparison, ready: Callable[[], None]) -> None:
        self.comparison, self.ready = comparison, ready
        self.worth: Worth | None = None
        """What is known: of what is wanted, or, until that is settled, of a moment ago."""
        self.is_settled = False
        self.cost = 0.0 if len(comparison.session.tree.nodes) <= FEW else 1.0
        """Seconds that the last one took."""
        self._wanted: Beside | None = None
        self._found: _Found | Exception | None = None
        self._is_busy = False

    @property
    def is_quick(self) -> bool:
        """Whether the next one will be there at once, as far as one can tell."""
        return self.cost <= AT_ONCE and not self._is_busy

    def forget(self) -> None:
        """What was known is about something else."""
        self.worth = None

    def follow(self, beside: Beside) -> None:
        """Work out what this comes to."""
        self._wanted, self.is_settled = beside, False
        if self._is_busy:
            return  # the thread will see that something newer is wanted
        if self.is_quick:
            start = thread_time()
            self.worth, self.is_settled = self.comparison.work_out(beside), True
            self.cost = thread_time() - start
        else:
            self._send(beside)

    def stop(self) -> None:
        """Nothing is wanted any more."""
        self._wanted = None

    def take(self) -> bool:
        """Take in what the thread found, if it is what is wanted; raises what it failed with."""
        found, self._found = self._found, None
        if found is None:
            return False
        self._is_busy = False
        if isinstance(found, Exception):
            raise found
        if found.worth is None or found.beside is not self._wanted:
            if self._wanted is not None:
                self.follow(self._wanted)
            return self.is_settled
        self.worth, self.is_settled, self.cost = found.worth, True, found.cost
        return True

    def _send(self, beside: Beside) -> None:
        self._is_busy = True
        Thread(target=self._work, args=(beside,), name="shares", daemon=True).start()

    def _work(self, beside: Beside) -> None:
        def go_on(_: float) -> None:
            if self._wanted is not beside:
                raise _Superseded

        start = thread_time()
        try:
            worth = self.comparison.work_out(beside, go_on)
            self._found = _Found(beside, worth, thread_time() - start)
        except _Superseded:
            self._found = _Found(beside, None, 0.0)
        except Exception as error:  # raised again where it is taken in
            self._found = error
        self.ready()
