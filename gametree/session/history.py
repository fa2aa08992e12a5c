"""Undo and redo: what was done in this sitting, as steps that can be taken back and forth."""

from __future__ import annotations

from dataclasses import dataclass, field

from gametree.errors import NothingToDo
from gametree.model.assessment import Judgement


@dataclass(frozen=True, slots=True)
class JudgementStep:
    """A node's judgement changed from one to another; None is unscored."""

    node: str
    before: Judgement | None
    after: Judgement | None


@dataclass(frozen=True, slots=True)
class NoteStep:
    """A note was added; `key` is the record that holds it."""

    node: str
    text: str
    key: str


Step = JudgementStep | NoteStep


@dataclass
class History:
    """Steps done and steps undone, latest last."""

    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)

    def add(self, step: Step) -> None:
        """Something new was done; what was undone before can no longer be redone."""
        self.done.append(step)
        self.undone.clear()

    def last_done(self) -> Step:
        """The step that undo takes back."""
        if not self.done:
            raise NothingToDo("nothing to undo in this sitting")
        return self.done[-1]

    def last_undone(self) -> Step:
        """The step that redo takes."""
        if not self.undone:
            raise NothingToDo("nothing to redo")
        return self.undone[-1]

    def undid(self) -> None:
        """The last step was taken back."""
        self.undone.append(self.done.pop())

    def redid(self, step: Step) -> None:
        """The last undone step was taken again, as `step`."""
        self.undone.pop()
        self.done.append(step)
