"""Whether a tree can be edited where it is, and if not, why."""

from __future__ import annotations

import os
from pathlib import Path

from gametree.files.locations import TreePlace


def why_read_only(place: TreePlace) -> str:
    """Why the tree is not edited where it is, to follow its name in a sentence; empty where it can be."""
    if place.bundled:
        return "came with gametree and is not edited where it is"
    if os.path.lexists(place.path) and not os.access(place.path, os.W_OK):
        return "cannot be written: you have no permission"
    return ""


def is_taken(path: Path) -> bool:
    """Whether there is something at a path, be it a link that leads nowhere."""
    return os.path.lexists(path)
