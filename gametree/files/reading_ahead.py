"""A large tree file read while a person makes up an edit, so that saving it costs one look at the file and not two."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any

import tomli

from gametree.errors import UnreadableFile
from gametree.files.appending import stamp_of
from gametree.files.editing.changes import Data
from gametree.files.editing.checking import TreeText
from gametree.files.reading import read_bytes
from gametree.files.tree_file import collector_at_rest
from gametree.files.tree_store import StoredTree

_PIECE = 2**15  # characters: the parser lets nothing else run for 2 ms
_MOST_TRIES = 20


class ReadingAhead:
    """Reads a file that was read before, and found valid, in a thread which others hardly notice."""

    def __init__(self, path: Path, name: str) -> None:
        self.path, self.name = path, name
        self._found: StoredTree | None = None
        self._thread = Thread(target=self._read, name="reading ahead", daemon=True)
        self._thread.start()

    def result(self) -> StoredTree | None:
        """What is in the file, once it is read; None where that did not work out."""
        self._thread.join()
        return self._found

    @collector_at_rest()
    def _read(self) -> None:
        with suppress(UnreadableFile, ValueError, RecursionError):
            stamp = stamp_of(self.path)
            text = TreeText(read_bytes(self.path).decode("utf-8"), self.name)
            data = read_in_pieces(text.bare)
            if data is not None:
                vars(text)["data"] = data
                self._found = StoredTree(self.path, text, stamp)


def read_in_pieces(text: str) -> Data | None:
    """What tomli reads in a text of which it is known that it is valid; None where the pieces do not add up to it.

    A piece ends before a line that looks like a header. Where it is valid by itself, nothing is open there, and what
    follows begins with a header: so the pieces say what the text says, unless two of them speak of the same table.
    """
    found: dict[str, Any] = {}
    start = 0
    while start < len(text):
        read = _piece(text, start)
        if read is None or not _join(found, read[0]):
            return None
        start = read[1]
    return found


def _piece(text: str, start: int) -> tuple[dict[str, Any], int] | None:
    """What a piece says, and where it ends; it is made longer where it ends in the middle of something."""
    end = start + _PIECE
    for _ in range(_MOST_TRIES):
        end = text.find("\n[", end) + 1 or len(text)
        with suppress(ValueError):
            return tomli.loads(text[start:end]), end
    return None


def _join(found: dict[str, Any], piece: dict[str, Any]) -> bool:
    for word, value in piece.items():
        there = found.setdefault(word, value)
        if there is value:
            continue
        if not isinstance(there, dict) or not isinstance(value, dict) or not there.keys().isdisjoint(value):
            return False
        there |= value
    return True
