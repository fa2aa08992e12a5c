"""What a merge of two versions of a tree file comes to: its tables, and what a person should know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from gametree.comparison.field_merge import is_same

Data = Mapping[str, Any]
"""A tree file as tomli reads it; it may have faults."""

TableName = tuple[str, ...]
"""`("tree",)`, `("source", id)` or `("node", id)`."""


class Matter(StrEnum):
    """What a person should know of a merge."""

    CLASH = "clash"
    JOINED = "joined"
    KEPT = "kept"
    NEEDED = "needed"
    RENAMED = "renamed"
    TAKEN = "taken"
    CIRCLE = "circle"
    MOVED = "moved"


HARMLESS = (Matter.JOINED, Matter.MOVED)
"""What is only said; all else has to be settled by a person."""


@dataclass(frozen=True, slots=True)
class Report:
    """A place where both sides had a say: the table under its merged id, the key, and both values where they count."""

    matter: Matter
    table: TableName
    key: str = ""
    ours: Any = None
    theirs: Any = None

    @property
    def is_conflict(self) -> bool:
        """Whether a person has to settle it."""
        return self.matter not in HARMLESS


@dataclass(frozen=True, slots=True)
class MergedTable:
    """A table of the merged file with its keys, and the names under which base, ours and theirs have it."""

    name: TableName
    fields: Mapping[str, Any]
    base: TableName | None
    ours: TableName | None
    theirs: TableName | None


@dataclass(frozen=True)
class DocumentMerge:
    """The merged file as data, table by table: the tree, sources, nodes; and what a person should know."""

    tables: tuple[MergedTable, ...]
    others: Mapping[str, Any]
    reports: tuple[Report, ...]

    @property
    def document(self) -> dict[str, Any]:
        """As tomli should read it."""
        found: dict[str, Any] = dict(self.others)
        for table in self.tables:
            if len(table.name) == 1:
                found[table.name[0]] = dict(table.fields)
            else:
                found.setdefault(table.name[0], {})[table.name[1]] = dict(table.fields)
        return found

    def is_said_by(self, document: Data) -> bool:
        """Whether a file says just this, its nodes and its sources in this order."""
        intended = self.document
        return is_same(document, intended) and all(
            list(document.get(word, ())) == list(intended.get(word, ())) for word in ("source", "node")
        )


class NoTables(Exception):
    """A file whose `tree`, `source` or `node` is no table of tables."""
