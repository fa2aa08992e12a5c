"""Reading a tree's file anew: once for each time it changed, and ahead of time where somebody can wait."""

from __future__ import annotations

from threading import Lock

from gametree.errors import FaultyTree
from gametree.files.appending import stamp_of
from gametree.files.fresh_tree import FreshTree, read_fresh
from gametree.files.locations import TreePlace
from gametree.files.placing import place_all
from gametree.files.tree_store import StoredTree, read_stored_tree
from gametree.model.tree import Tree
from gametree.session.at_rest import large_at_rest


class FreshReader:
    """Reads the file once for each time it changed, be it asked for in a thread, ahead of time, or when needed."""

    def __init__(self, place: TreePlace) -> None:
        self.place = place
        self._turn = Lock()
        self._read: FreshTree | None = None

    @large_at_rest()
    def read(self) -> FreshTree:
        """The file as it is now; waits for a thread that reads it just now."""
        with self._turn:
            stamp = stamp_of(self.place.path)
            if self._read is None or self._read.stamp != stamp:
                self._read = read_fresh(self.place)
            return self._read

    @property
    def is_read(self) -> bool:
        """Whether the file was read as it is now."""
        return self._read is not None and self._read.stamp == stamp_of(self.place.path)

    def forget(self) -> None:
        """What was read is taken in, and no longer needed here."""
        self._read = None


def read_whole(place: TreePlace, known: Tree | None = None, ahead: StoredTree | None = None) -> StoredTree:
    """A tree file with its tree; raises FaultyTree, UnreadableFile.

    `known` is the tree, where it was read before, and `ahead` the file, where that was read since.
    """
    stored = ahead if known and ahead else read_stored_tree(place.path, place.name)
    if known is not None:
        vars(stored.text)["tree"] = known
    elif stored.text.tree is None:
        raise FaultyTree(place.path, tuple(place_all(list(stored.text.errors), stored.text.bare)))
    return stored
