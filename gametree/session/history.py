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
    """A note changed from one text to another; None is no note.

    `note` is the key of the record that held it at first: `History.key_of` knows which one holds it now.
    """

    node: str
    note: str
    before: str | None
    after: str | None


Step = JudgementStep | NoteStep


@dataclass
class History:
    """Steps done and steps undone, latest last."""

    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)
    _holders: dict[str, str] = field(default_factory=dict)

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

    def redid(self) -> None:
        """The last undone step was taken again."""
        self.done.append(self.undone.pop())

    # a note keeps its identity while undo and redo move it from record to record

    def key_of(self, note: str) -> str:
        """The key of the record that holds a note now."""
        return self._holders.get(note, note)

    def note_of(self, key: str) -> str:
        """The note that a record holds."""
        return next((note for note, holder in self._holders.items() if holder == key), key)

    def now_holds(self, note: str, key: str) -> None:
        """Another record holds the note from now on."""
        self._holders[note] = key
