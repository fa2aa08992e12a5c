"""Undo and redo: what was done in this sitting, as steps that can be taken back and forth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from gametree.errors import BadEdit, FaultyEdit, NothingToDo, StepBarred, TreeChanged, UnknownNode

_FOR_GOOD = (NothingToDo, TreeChanged, BadEdit, FaultyEdit, UnknownNode)
"""Why a step leaves the history: what it would go back to, or on to, is another by now."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that was done, in words such as `adding debate`; each way says what was done by going it."""

    what: str
    back: Callable[[], str]
    forth: Callable[[], str]


@dataclass
class History:
    """Steps done and steps undone, latest last."""

    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)

    def add(self, step: Step) -> None:
        """Something new was done; what was undone before can no longer be redone."""
        self.done.append(step)
        self.undone.clear()

    def undo(self) -> str:
        """Take the last step back; says what that came to. Raises NothingToDo where there is none.

        Raises StepBarred where others changed what it is about: then it goes, and the one before it is next.
        """
        if not self.done:
            raise NothingToDo("nothing to undo in this sitting")
        said = _go(self.done[-1].back, self.done, "undone")
        self.undone.append(self.done.pop())
        return said

    def redo(self) -> str:
        """Take the last step undone again; says what that came to. Raises NothingToDo, StepBarred, as `undo` does."""
        if not self.undone:
            raise NothingToDo("nothing to redo")
        said = _go(self.undone[-1].forth, self.undone, "done again")
        self.done.append(self.undone.pop())
        return said


def _go(way: Callable[[], str], steps: list[Step], done: str) -> str:
    try:
        return way()
    except _FOR_GOOD as error:
        barred = steps.pop()
        rest = f"next is {steps[-1].what}" if steps else "no step is left"
        raise StepBarred(f"{barred.what} can no longer be {done}: {error}; {rest}") from error
