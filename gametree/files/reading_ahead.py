"""A large tree file read while a person makes up an edit, so that saving it costs one look at the file and not two."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from threading import Thread

from gametree.errors import UnreadableFile
from gametree.files.appending import stamp_of
from gametree.files.editing.checking import TreeText
from gametree.files.reading import read_bytes
from gametree.files.slices import read_in_slices
from gametree.files.tree_file import collector_at_rest
from gametree.files.tree_store import StoredTree


class ReadingAhead:
    """Reads a file in a thread that others hardly notice: tomli holds them up for a slice, never for the whole."""

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
            vars(text)["data"] = read_in_slices(text.bare)
            self._found = StoredTree(self.path, text, stamp)
