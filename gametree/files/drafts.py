"""Notes that are still being written, kept in the user's state folder until they are in the journal."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gametree.errors import UnreadableFile
from gametree.files.locations import draft_place
from gametree.files.private import drop_private, keep_private
from gametree.files.reading import read_bytes


@dataclass(frozen=True, slots=True)
class Draft:
    """The draft of one note: the text typed so far, in a file of its own; no file where there is none."""

    path: Path

    def read(self) -> str:
        """The text, empty where there is none."""
        try:
            return read_bytes(self.path).decode("utf-8", "replace")
        except UnreadableFile:
            return ""

    def write(self, text: str) -> bool:
        """Keep the text, or nothing where it is blank; whether that could be done."""
        if not text.strip():
            return self.drop()
        return keep_private(self.path, text.encode("utf-8", "replace"))

    def drop(self) -> bool:
        """Forget the text; whether that could be done."""
        return drop_private(self.path)

    def next(self) -> Draft:
        """Where another draft goes while this one's text waits for the journal."""
        return Draft(self.path.with_stem(f"{self.path.stem}-"))


def draft_of(journal: Path, node_id: str, note_key: str = "") -> Draft:
    """The draft of the next note on a node in a journal, or of a change to the note of that key."""
    return Draft(draft_place(_mark(os.fsencode(os.path.realpath(journal)), node_id, note_key)))


def drafts_left(journal: Path, nodes: Iterable[str], notes: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """What there are drafts for: a next note on a node, with an empty key, or a change to a note, by node and key."""
    there = {path.stem.rstrip("-") for path in draft_place("").parent.glob("*.txt")}
    if not there:
        return
    real = os.fsencode(os.path.realpath(journal))
    yield from (asked for node_id in nodes if _mark(real, *(asked := (node_id, ""))) in there)
    yield from (asked for asked in notes if _mark(real, *asked) in there)


def _mark(journal: bytes, node_id: str, note_key: str) -> str:
    from hashlib import sha256

    marks = [node_id, note_key] if note_key else [node_id]
    return sha256(b"\0".join([journal, *(mark.encode() for mark in marks)])).hexdigest()[:16]
