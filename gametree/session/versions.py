"""Whose assessment is meant, and as of when: a person's, a journal file's, or that of a file in git."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath

from gametree.errors import BadMoment, GitRefused, UnknownAssessment, UnreadableFile, WhichTree
from gametree.files.appending import stamp_of
from gametree.files.journal import JournalReading, in_utf8, parse_journal, read_journal
from gametree.files.locations import (
    SHUT,
    TreePlace,
    assessor_name,
    assessors_of,
    bundled_trees,
    find_journal,
    find_tree,
    shut_folder,
    tree_beside,
    tree_path_beside,
    trees_in,
)
from gametree.files.revisions import is_revision, read_revision, split_revision
from gametree.files.tree_versions import load_version
from gametree.model.architectures import find_excess
from gametree.model.assessment import Assessment, as_of, sum_up
from gametree.model.finding import Finding, Place, Severity
from gametree.model.moment import is_moment, parse_moment
from gametree.model.text import quoted, slug, suggestion
from gametree.model.tree import Tree


@dataclass(frozen=True)
class Version:
    """An assessment as it stands, or stood at a moment; `name` tells it from another one of the same person."""

    name: str
    source: str
    assessment: Assessment
    moment: datetime | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What stands on a command line: who or which file, and up to when."""

    typed: str
    source: str
    moment: datetime | None = None
    age: str = ""

    @property
    def is_file(self) -> bool:
        return "/" in self.source or self.source.endswith(".toml")


def find_versions(
    typed: Sequence[str], tree: str | None, now: datetime, folder: Path | None = None
) -> tuple[Tree, tuple[Version, ...]]:
    """The assessments that a command line names, and the tree they are of.

    Each is an assessor's name, a journal file, or `REV:path`, with `@2026-03-01` or `@30d` for how it stood then.
    Without `tree` it is the one beside the first journal that has one, else the one that a journal names, in its own
    folder or a bundled one; where there is nothing but names, the only tree of `folder`. Raises WhichTree where none
    of these is there.
    """
    wanted = [_read_spec(one, now) for one in typed]
    spec = tree if tree is not None else _tree_of(wanted, folder)
    loaded = load_version(spec)
    versions = tuple(_version(loaded, spec, one) for one in wanted)
    return loaded, tuple(_told_apart(wanted, versions))


def read_version(tree: Tree, place: TreePlace, typed: str, now: datetime) -> Version:
    """One such assessment of a tree that is open already."""
    return _version(tree, str(place.path), _read_spec(typed, now))


def _read_spec(typed: str, now: datetime) -> _Wanted:
    source, at, moment = typed.rpartition("@")
    if at and source and is_moment(moment, now):
        return _Wanted(typed, source, parse_moment(moment, now), moment)
    return _Wanted(typed, typed)


def _tree_of(wanted: Sequence[_Wanted], folder: Path | None) -> str:
    """A command line's name for the tree that the assessments are of."""
    sources = [one.source for one in wanted if one.is_file or is_revision(one.source)]
    found = next(_trees_beside(sources), None) or next(_trees_in_headers(sources), None)
    if found:
        return found
    if sources:
        raise WhichTree(
            f"which tree is {quoted(sources[0], 200)} about? none lies beside it, and it names no bundled one; "
            "add --tree TREE"
        )
    here = trees_in(folder) if folder else []
    if len(here) == 1:
        return _as_argument(here[0])
    there = f"this folder has {', '.join(place.name for place in here)}" if here else "there is none in this folder"
    raise WhichTree(f"which tree? {there}; add --tree TREE, a bundled name or a file")


def _as_argument(place: TreePlace) -> str:
    """The tree as `find_tree` takes it: a path."""
    return str(place.path.absolute())


def _trees_beside(sources: Sequence[str]) -> Iterator[str]:
    for source in sources:
        if is_revision(source):
            revision, path = split_revision(source)
            beside = tree_path_beside(PurePosixPath(path))
            here = "./" if path.startswith("./") else ""
            if beside and _is_in_git(f"{revision}{here}{beside}"):
                yield f"{revision}{here}{beside}"
        elif place := tree_beside(Path(source)):
            yield _as_argument(place)


def _is_in_git(spec: str) -> bool:
    try:
        read_revision(spec)
    except GitRefused:
        return False
    return True


def _trees_in_headers(sources: Sequence[str]) -> Iterator[str]:
    """The tree that a journal names: one in the journal's own folder, or a bundled one."""
    bundled = {place.name for place in bundled_trees()}
    for source in sources:
        named = _read(source).tree
        beside = [] if is_revision(source) else trees_in(Path(source).absolute().parent)
        yield from (_as_argument(place) for place in beside if place.name == named)
        if named in bundled:
            yield str(named)


def _version(tree: Tree, spec: str, wanted: _Wanted) -> Version:
    """What the spec of the tree and the words for the assessment come to."""
    source = wanted.source if wanted.is_file or is_revision(wanted.source) else _journal_of(tree, spec, wanted)
    reading = _read(source)
    records = reading.records if wanted.moment is None else as_of(reading.records, wanted.moment)
    assessor = reading.assessor or slug(PurePosixPath(source).stem)
    assessment = sum_up(assessor, records, tree.renamed)
    name = f"{assessor}@{wanted.age}" if wanted.moment else assessor
    return Version(name, source, assessment, wanted.moment, tuple(_findings(tree, reading, assessment)))


def _journal_of(tree: Tree, spec: str, wanted: _Wanted) -> str:
    """The journal of a person on the tree; where the tree is one in git, the one beside it there."""
    name = assessor_name(wanted.source)
    if is_revision(spec):
        revision, path = split_revision(spec)
        return f"{revision}{path.removesuffix('.toml')}.assessments/{name}.toml"
    place = find_tree(spec)
    journal = find_journal(place, name).path
    if stamp_of(journal):
        return str(journal)
    if "@" in wanted.source:
        raise BadMoment(quoted(wanted.source.rpartition("@")[2]))
    if shut := shut_folder(place):
        raise UnreadableFile(shut, "file-unreadable", SHUT)
    names = assessors_of(place)
    raise UnknownAssessment(quoted(name), tree.name, suggestion(name, names), names)


def _read(source: str) -> JournalReading:
    if is_revision(source):
        reading = parse_journal(read_revision(source))
    else:
        reading = read_journal(Path(source))
        if reading.stamp is None:
            raise UnreadableFile(Path(source), "file-missing", "there is no such file")
    if reading.is_foreign:
        raise UnreadableFile(Path(source), "not-a-journal", "is no journal: there is not one record in it")
    return reading


def _findings(tree: Tree, reading: JournalReading, assessment: Assessment) -> Iterator[Finding]:
    yield from reading.findings
    for misfit in assessment.misfits:
        place = Place(misfit.record.line, 1, 0)
        yield Finding(misfit.check, misfit.message, severity=Severity.WARNING, place=place)
    if reading.tree is not None and reading.tree != in_utf8(tree.name):
        message = f"the journal says it is about the tree {quoted(reading.tree)}, not {quoted(tree.name)}"
        yield Finding("other-tree", message, severity=Severity.WARNING)
    excess = find_excess(tree, assessment)
    if excess:
        yield excess


def _told_apart(wanted: Sequence[_Wanted], versions: Sequence[Version]) -> Iterator[Version]:
    """The versions, under what was typed where a name would stand for two of them."""
    names = [version.name for version in versions]
    for one, version in zip(wanted, versions, strict=True):
        yield replace(version, name=one.typed) if names.count(version.name) > 1 else version
