"""Undo and redo: what was done in this sitting, as steps that can be taken back and forth."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gametree.errors import NothingToDo
from gametree.model.assessment import Judgement

if TYPE_CHECKING:
    from gametree.files.tree_editor import Step as TextStep


@dataclass(frozen=True, slots=True)
class JudgementStep:
    """A node's judgement changed from one to another; None is unscored."""

    node: str
    before: Judgement | None
    after: Judgement | None


@dataclass(frozen=True, slots=True)
class ScalingStep:
    """The architectures were scaled to fit: several judgements changed, which go back and forth together."""

    changes: tuple[JudgementStep, ...]


@dataclass(frozen=True, slots=True)
class NoteStep:
    """A note changed from one text to another; None is no note.

    `note` is the key of the record that held it at first: `History.key_of` knows which one holds it now.
    """

    node: str
    note: str
    before: str | None
    after: str | None


@dataclass
class TreeStep:
    """An edit of the tree, in words; `other_way` leads to its other side: back where it is done, else forth."""

    said: str
    other_way: TextStep


Step = JudgementStep | ScalingStep | NoteStep | TreeStep


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

    def forget_done(self) -> None:
        """The last step cannot be taken back any more."""
        self.done.pop()

    def forget_undone(self) -> None:
        """The last undone step cannot be taken again any more."""
        self.undone.pop()

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
