"""Undo and redo: what was done in this sitting, as steps that can be taken back and forth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from gametree.errors import NothingToDo, TreeChanged


@dataclass(frozen=True, slots=True)
class Step:
    """Something that was done; each way says what was done by going it.

    A way that raises NothingToDo is barred for now, one that raises TreeChanged for good.
    """

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
        """Take the last step back; says what that came to. Raises NothingToDo, TreeChanged."""
        if not self.done:
            raise NothingToDo("nothing to undo in this sitting")
        said = _go(self.done[-1].back, self.done)
        self.undone.append(self.done.pop())
        return said

    def redo(self) -> str:
        """Take the last step undone again; says what that came to. Raises NothingToDo, TreeChanged."""
        if not self.undone:
            raise NothingToDo("nothing to redo")
        said = _go(self.undone[-1].forth, self.undone)
        self.done.append(self.undone.pop())
        return said


def _go(way: Callable[[], str], steps: list[Step]) -> str:
    try:
        return way()
    except TreeChanged:
        steps.pop()
        raise
