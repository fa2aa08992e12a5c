"""A tree's file as it is on disk at a moment: the tree, or what keeps it from being read."""

from __future__ import annotations

from dataclasses import dataclass

from gametree.errors import UnreadableFile
from gametree.files.appending import Stamp, stamp_of
from gametree.files.locations import TreePlace
from gametree.files.reading import read_bytes
from gametree.files.tree_file import parse_tree_bytes, unreadable_finding
from gametree.model.finding import Finding
from gametree.model.tree import Tree


@dataclass(frozen=True)
class FreshTree:
    """What was in the file when it had the stamp."""

    stamp: Stamp | None
    data: bytes = b""
    tree: Tree | None = None
    findings: tuple[Finding, ...] = ()
    """Why there is no tree in it."""


def read_fresh(place: TreePlace) -> FreshTree:
    """The file as it is now, whatever is in it."""
    stamp = stamp_of(place.path)
    try:
        data = read_bytes(place.path)
    except UnreadableFile as error:
        return FreshTree(stamp, findings=(unreadable_finding(error),))
    reading = parse_tree_bytes(data, place.path, place.name, warns=False)
    if reading.tree is None:
        return FreshTree(stamp, data, findings=tuple(finding for finding in reading.findings if finding.is_error))
    return FreshTree(stamp, data, reading.tree)
