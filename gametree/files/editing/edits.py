"""The edits a person can make to a tree, each a value; `question` stands for the tree itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Value = str | tuple[str, ...]
"""What a key holds: words, or a list of words. One parent may be given as a word."""


@dataclass(frozen=True, slots=True)
class AddNode:
    """A new node with its keys (`parent` among them), before a node or after one and what lies beneath it.

    Without a place it becomes the last child of its first parent, or the last node of the file; after a parent of its
    own it becomes the first child.
    """

    id: str
    fields: Mapping[str, Value]
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class SetKeys:
    """Other values for keys of a node, or of the `[tree]` table for the id `question`; None takes a key away."""

    id: str
    values: Mapping[str, Value | None]


@dataclass(frozen=True, slots=True)
class MoveNode:
    """Other parents (None: as they are; none: top level), another place in the file, or both.

    A place is meant as in `AddNode`. It moves the node with those that directly follow it in the file and lie beneath
    it alone; those listed elsewhere stay.
    """

    id: str
    parents: tuple[str, ...] | None = None
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """One more parent."""

    id: str
    parent: str


@dataclass(frozen=True, slots=True)
class Unlink:
    """One parent fewer."""

    id: str
    parent: str


@dataclass(frozen=True, slots=True)
class RenameNode:
    """Another id; the old one goes into `formerly`, and every `parent` and `see` that names it follows."""

    id: str
    new_id: str


@dataclass(frozen=True, slots=True)
class RemoveNode:
    """A node less, and, if `recursive`, all that lies beneath it alone.

    Children with another parent stay and lose this one; `see` links to what goes are taken away.
    """

    id: str
    recursive: bool = False


@dataclass(frozen=True, slots=True)
class DuplicateNode:
    """Copies of a node and of those beneath it that `names` gives a new id, after the original.

    A copy's parents are copies where there are any. Where more than the node itself is copied, what lies beneath the
    copied ones without being copied, because it is shared, lies beneath the copies as well.
    """

    id: str
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AddSource:
    """A new source, after the others."""

    id: str
    fields: Mapping[str, str]


Edit = AddNode | SetKeys | MoveNode | Link | Unlink | RenameNode | RemoveNode | DuplicateNode | AddSource
