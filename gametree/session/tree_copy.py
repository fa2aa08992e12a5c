"""A copy of a tree that cannot be edited where it is, for this person to go on with."""

from __future__ import annotations

from pathlib import Path

from gametree.files.locations import TreePlace, current_folder, find_journal
from gametree.files.read_only import is_taken
from gametree.files.spool import append_kept
from gametree.files.tree_store import copy_tree
from gametree.session.session import Session, open_session


def suggested_copy(session: Session) -> Path:
    """A path for a copy where there is nothing yet: in the folder the program was started in."""
    folder = current_folder() or Path()
    path, number = folder / f"{session.tree.name}.toml", 1
    while is_taken(path):
        number += 1
        path = folder / f"{session.tree.name}-{number}.toml"
    return path


def copy_tree_to(session: Session, path: Path) -> Session:
    """A sitting at a copy of the tree, byte for byte, at a path where there is nothing yet.

    The assessment is copied too, with its history: from then on each goes its own way. A journal that is at its
    place already is left as it is. Raises NotWritten, UnreadableFile; nothing of the present sitting changes.
    """
    copy_tree(session.place, path)
    place = TreePlace(path, bundled=False)
    journal = find_journal(place, session.assessor)
    records = session.assessment.records
    if records and not is_taken(journal.path):
        append_kept(journal.path, records, place.name, session.assessor)
    return open_session(place, journal, session.assessor, session.clock)
