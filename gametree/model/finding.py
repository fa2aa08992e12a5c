"""A fault in a person's file, from a named check; collected, never raised."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters: an error stops the tree from opening, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Part(StrEnum):
    """Which part of the entry at a path a finding points to."""

    KEY = "key"
    VALUE = "value"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file: line and column from 1, in characters, and the line itself."""

    line: int = 1
    column: int = 1
    width: int = 0
    source_line: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: which check found it, the sentence, and the path of keys it concerns."""

    check: str
    message: str
    path: tuple[str | int, ...] = ()
    part: Part = Part.VALUE
    severity: Severity = Severity.ERROR
    place: Place = Place()

    @property
    def is_error(self) -> bool:
        """Whether it stops the tree from being used."""
        return self.severity is Severity.ERROR
