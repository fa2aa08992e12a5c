"""Where a person was in a tree: the cursor and the folds, kept between sittings in the user's state folder."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from gametree.errors import UnreadableFile
from gametree.files.locations import place_file
from gametree.files.private import write_private
from gametree.files.reading import read_bytes


@dataclass(frozen=True, slots=True)
class Place:
    """The cursor's node, the parent it is shown under, and the folded nodes."""

    node: str
    parent: str
    folded: frozenset[str]


def recall_place(tree: Path) -> Place | None:
    """The last place in a tree; None where nobody has been, or nothing can be made of what is kept."""
    try:
        kept = json.loads(read_bytes(_file_of(tree)))
        return Place(str(kept["node"]), str(kept["parent"]), frozenset(map(str, kept["folded"])))
    except (UnreadableFile, ValueError, KeyError, TypeError, RecursionError):
        return None


def keep_place(tree: Path, place: Place) -> bool:
    """Keep the place for next time; whether that could be done. Losing one loses nothing that was typed."""
    text = json.dumps({"node": place.node, "parent": place.parent, "folded": sorted(place.folded)})
    try:
        write_private(_file_of(tree), text.encode())
    except OSError:
        return False
    return True


def _file_of(tree: Path) -> Path:
    from hashlib import sha256

    return place_file(sha256(os.fsencode(os.path.realpath(tree))).hexdigest()[:16])
