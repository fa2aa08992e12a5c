"""The trees there are to open, each with how much of it a person has scored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from gametree.errors import GametreeError
from gametree.files.locations import TreePlace, bundled_trees, default_assessor, find_journal
from gametree.session.session import open_session


@dataclass(frozen=True, slots=True)
class ShelfEntry:
    """A tree one could open; `fault` says why one cannot."""

    place: TreePlace
    title: str
    nodes: int = 0
    scored: int = 0
    fault: str = ""

    @property
    def name(self) -> str:
        """The name to open it by."""
        return self.place.name

    def count_in_words(self) -> str:
        """`15 nodes, 3 scored`, or what is wrong."""
        return self.fault or f"{self.nodes} {'node' if self.nodes == 1 else 'nodes'}, {self.scored} scored"

    def as_json(self) -> dict[str, Any]:
        """For scripts."""
        return {"name": self.name, "title": self.title, "nodes": self.nodes, "scored": self.scored}


def survey_bundled(assessor: str | None = None) -> list[ShelfEntry]:
    """The bundled trees as this assessor knows them."""
    assessor = assessor or default_assessor()
    return [_look_at(place, assessor) for place in bundled_trees()]


def _look_at(place: TreePlace, assessor: str) -> ShelfEntry:
    try:
        session = open_session(place, find_journal(place, assessor), assessor)
    except GametreeError as error:
        return ShelfEntry(place, place.name, fault=str(error))
    return ShelfEntry(place, session.tree.title, len(session.tree.nodes), session.scored_count())
