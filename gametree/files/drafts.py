"""Notes that are still being written, kept in the user's state folder until they are in the journal."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from gametree.errors import UnreadableFile
from gametree.files.locations import draft_place
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
        beside = self.path.with_suffix(".new")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(text, encoding="utf-8", errors="replace")
            beside.replace(self.path)
        except OSError:
            return False
        return True

    def drop(self) -> bool:
        """Forget the text; whether that could be done."""
        try:
            self.path.unlink(missing_ok=True)
        except OSError:
            return False
        return True


def draft_of(journal: Path, node_id: str) -> Draft:
    """The draft of the next note on a node in a journal."""
    from hashlib import sha256

    mark = sha256(os.fsencode(os.path.realpath(journal)) + b"\0" + node_id.encode()).hexdigest()[:16]
    return Draft(draft_place(mark))
