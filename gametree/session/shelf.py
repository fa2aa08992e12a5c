"""The trees there are to open, each with how much of it a person has scored."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gametree.errors import GametreeError
from gametree.files.locations import TreePlace, bundled_trees, default_assessor, find_journal, trees_in
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


@dataclass(frozen=True, slots=True)
class Shelf:
    """The bundled trees and, where a folder is given, the trees in it, as one assessor knows them."""

    assessor: str
    folder: Path | None = None

    def places(self) -> list[TreePlace]:
        """Which trees there are; quick, for none is read whole."""
        return [*bundled_trees(), *(trees_in(self.folder) if self.folder else ())]

    def look_at(self, place: TreePlace) -> ShelfEntry:
        """One of them, read."""
        try:
            session = open_session(place, find_journal(place, self.assessor), self.assessor)
        except GametreeError as error:
            return ShelfEntry(place, place.name, fault=str(error))
        return ShelfEntry(place, session.tree.title, len(session.tree.nodes), session.scored_count())


def survey_bundled(assessor: str | None = None) -> list[ShelfEntry]:
    """The bundled trees as this assessor knows them."""
    shelf = Shelf(assessor or default_assessor())
    return [shelf.look_at(place) for place in shelf.places()]
