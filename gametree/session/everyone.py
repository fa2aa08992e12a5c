"""Under which ids anybody has said something about a tree, in this sitting or in a journal beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gametree.errors import GametreeError
from gametree.files.journal import read_journal
from gametree.files.locations import TreePlace, assessors_of, find_journal
from gametree.model.assessment import Record, sum_up
from gametree.session.journal import Journal


def said_under(place: TreePlace, own: Journal) -> set[str]:
    """The ids, be they of nodes or not, under which a judgement or a note stands; what was taken back does not."""
    found = _standing(own.assessment.records)
    for records in _of_others(place, own):
        found |= _standing(records)
    return found


def _of_others(place: TreePlace, own: Journal) -> Iterator[Iterable[Record]]:
    for assessor in assessors_of(place):
        path = find_journal(place, assessor).path
        if path.absolute() != own.path.absolute():
            try:
                yield read_journal(path).records
            except GametreeError:  # whose journal cannot be read now finds its way when it can
                continue


def _standing(records: Iterable[Record]) -> set[str]:
    summed = sum_up("", records)
    return {*summed.judgements, *(node_id for node_id, notes in summed.notes.items() if notes)}
