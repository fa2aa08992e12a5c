"""Trees wherever a command line finds them: a bundled name, a path, or `REV:path` in git."""

from __future__ import annotations

import re
from pathlib import Path

from gametree.errors import FaultyTree, GametreeError
from gametree.files.locations import find_tree
from gametree.files.reading import read_bytes
from gametree.files.revisions import is_revision, read_revision, revision_name
from gametree.files.tree_file import TreeReading, parse_tree_bytes, read_tree
from gametree.model.tree import Tree

_TREE_TABLE = re.compile(rb"^[ \t]*(\[[ \t]*)?(tree[ \t]*[].]|node[ \t]*[].])", re.MULTILINE)
_JOURNAL = re.compile(rb"(\xef\xbb\xbf)?#:gametree journal\b")


def looks_like_tree(spec: str) -> bool:
    """Whether an argument leads to a tree, faulty or not, rather than to a journal, a person or nothing.

    Raises GitRefused for a `REV:path` that git does not have.
    """
    if is_revision(spec):
        return content_looks_like_tree(read_revision(spec))
    try:
        return content_looks_like_tree(read_bytes(find_tree(spec).path))
    except GametreeError:
        return False


def content_looks_like_tree(data: bytes) -> bool:
    """Whether a file's content has the tables of a tree, and does not begin as a journal does."""
    return not _JOURNAL.match(data) and _TREE_TABLE.search(data) is not None


def load_version(spec: str) -> Tree:
    """The tree that an argument means.

    Raises FaultyTree where it has errors, UnreadableFile, GitRefused or UnknownTree where there is none.
    """
    reading = read_version(spec)
    if reading.tree is None:
        raise FaultyTree(reading.path, reading.findings)
    return reading.tree


def read_version(spec: str) -> TreeReading:
    """The tree that an argument means, with all findings; raises where there is nothing to read."""
    if is_revision(spec):
        return parse_tree_bytes(read_revision(spec), Path(spec), revision_name(spec))
    return read_tree(find_tree(spec).path)
