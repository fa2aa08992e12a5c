"""Everyone else who has assessed the tree of a sitting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from gametree.errors import GametreeError
from gametree.files.locations import SHUT, assessors_of, find_journal, journal_place, shut_folder
from gametree.model.assessment import as_of, sum_up
from gametree.model.moment import is_moment, parse_moment
from gametree.session.session import Session
from gametree.session.versions import Version, read_version


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A journal that could not be read, or a folder of them, and why."""

    name: str
    reason: str


def others_of(session: Session) -> Iterator[Version | Unreadable]:
    """The assessments of this tree beside it and in the user's folder, but for the sitting's own; by name.

    A folder that cannot be looked into comes last.
    """
    taken: set[str] = {session.assessor}
    for stem in assessors_of(session.place):
        path = find_journal(session.place, stem).path.absolute()
        if path == session.journal.path.absolute():
            continue
        try:
            version = read_version(session.tree, session.place, str(path), session.clock())
        except GametreeError as error:
            yield Unreadable(stem, str(error))
            continue
        yield version if version.name not in taken else replace(version, name=stem)  # two files may name one person
        taken.add(version.name)
    if shut := shut_folder(session.place):
        yield Unreadable(shut.name, SHUT)


def earlier(session: Session, age: str) -> Version:
    """The sitting's own assessment as it stood at a moment, such as `30d` or `2026-03-01`; raises BadMoment."""
    moment = parse_moment(age, session.clock())
    records = as_of(session.assessment.records, moment)
    assessment = sum_up(session.assessor, records, session.tree.renamed)
    return Version(f"{session.assessor}@{age.strip()}", "", assessment, moment)


def other_meant(session: Session, typed: str) -> Version:
    """Whom a person means: a moment of their own, else all that `gametree diff` takes; raises what that raises."""
    typed = typed.strip()
    if is_moment(typed, session.clock()):
        return earlier(session, typed)
    return read_version(session.tree, session.place, typed, session.clock())


def read_again(session: Session, other: Version) -> Version:
    """The same as it is on disk now; raises UnreadableFile and what else reading raises."""
    age = other.name.rpartition("@")[2] if other.moment else ""
    if age and not other.source:
        return earlier(session, age)
    typed = f"{other.source}@{age}" if age else other.source
    return replace(read_version(session.tree, session.place, typed, session.clock()), name=other.name)


def place_for_others(session: Session) -> Path:
    """The folder where a colleague's journal on this tree would be found."""
    return journal_place(session.place, "x").path.parent
