"""What a sitting should come to, worked out in the plainest way: nodes as dicts, a journal as a list of entries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import tomli

from gametree.files.editing.edits import AddSource, Edit, SetKeys
from gametree.model.assessment import UNSCORED, Assessment, Record
from gametree.model.digest import Staleness
from gametree.model.tree import QUESTION, Tree
from tests.files.edit_laws import expected, listed

Document = dict[str, dict[str, Any]]
"""Nodes by id; the `[tree]` table as `question`, sources as `source x`."""
Words = tuple[Any, ...]
Score = tuple[float, tuple[float, float] | None, tuple[Words, Words] | None]
"""A plausibility, its range, and what the node said and where it stood when that was judged."""

_LISTS = ("parent", "sources", "tags", "see", "formerly", "authors")


def document_of(text: str) -> Document:
    """What a tree file's text says."""
    data = tomli.loads(text.removeprefix("\ufeff"))
    sources = {f"source {name}": table for name, table in data.get("source", {}).items()}
    return normal({QUESTION: data["tree"], **data["node"], **sources})


def document_shown(tree: Tree) -> Document:
    """What a sitting shows of a tree."""
    nodes = {
        name: {"kind": node.kind, "title": node.title, "text": node.text, "parent": node.parents, "short": node.short,
               "refinement": node.refinement, "sources": node.sources, "tags": node.tags, "see": node.see,
               "formerly": node.formerly}
        for name, node in tree.nodes.items()
    }  # fmt: skip
    header = asdict(tree.header)
    return normal({QUESTION: header, **nodes, **{f"source {name}": asdict(s) for name, s in tree.sources.items()}})


def normal(document: Mapping[str, Mapping[str, Any]]) -> Document:
    """A document without what says nothing."""
    return {name: _normal_table(table) for name, table in document.items()}


def _normal_table(table: Mapping[str, Any]) -> dict[str, Any]:
    lists = {key: listed(value) for key, value in table.items() if key in _LISTS and value}
    rest = {key: value for key, value in table.items() if key not in _LISTS and value}
    return lists | {key: value for key, value in rest.items() if (key, value) != ("refinement", "any")}


def nodes_of(document: Document) -> Document:
    return {name: table for name, table in document.items() if name != QUESTION and " " not in name}


def edited(edit: Edit, document: Document) -> Document:
    """The document after an edit that makes sense."""
    if isinstance(edit, AddSource):
        return normal({**document, f"source {edit.id}": edit.fields})
    if isinstance(edit, SetKeys) and edit.id == QUESTION:
        return normal({**document, QUESTION: {**document[QUESTION], **edit.values}})
    nodes = {name: {"parent": [], **table} for name, table in nodes_of(document).items()}
    rest = {name: table for name, table in document.items() if name == QUESTION or " " in name}
    return normal({**rest, **expected(edit, nodes).nodes})


Difference = dict[tuple[str, str | None], tuple[Any, Any]]


def difference(one: Document, other: Document) -> Difference:
    """What differs, key by key, and by whole tables where one lacks them."""
    found: Difference = {}
    for name in {*one, *other}:
        a, b = one.get(name), other.get(name)
        if a is None or b is None:
            found[name, None] = (a, b)
        else:
            found |= {(name, key): (a.get(key), b.get(key)) for key in {*a, *b} if a.get(key) != b.get(key)}
    return found


def with_difference(document: Document, wanted: Difference) -> Document | None:
    """The document with it; None where it does not hold what the difference begins with."""
    found = {name: dict(table) for name, table in document.items()}
    for (name, key), (before, after) in wanted.items():
        if key is None:
            if document.get(name) != before:
                return None
            found.pop(name, None)
            found |= {} if after is None else {name: after}
        elif name not in document or document[name].get(key) != before:
            return None
        else:
            found[name][key] = after
    return normal(found)


def renamed(document: Document) -> dict[str, str]:
    return {old: name for name, table in document.items() for old in table.get("formerly", [])}


def as_judged(document: Document, node: str) -> tuple[Words, Words]:
    """What a judgement of the node rests on: its words, and its place."""
    table = document[node]
    if node == QUESTION:
        return (table.get("question") or table["title"], table.get("text")), ()
    parents = sorted(document.get(name, {}).get("formerly", [name])[0] for name in table.get("parent", []))
    return (table["kind"], table["title"], table.get("text")), (table.get("refinement"), *parents)


def stale(document: Document, node: str, score: Score) -> Staleness | None:
    if node not in document:
        return Staleness.GONE
    if score[2] is None:
        return None
    words, place = (then == now for then, now in zip(score[2], as_judged(document, node), strict=True))
    same = {(True, True): None, (True, False): Staleness.PLACE, (False, True): Staleness.WORDS}
    return same.get((words, place), Staleness.BOTH)


@dataclass(frozen=True)
class Entry:
    """A record as it was meant."""

    key: str
    node: str
    score: Score | str | None = None
    note: str | None = None
    retract: str | None = None

    def is_held_by(self, record: Record) -> bool:
        """Whether a record says just this."""
        plausibility, ends, judged = self.score if isinstance(self.score, tuple) else (self.score, None, None)
        if (record.digest is None) != (judged is None):
            return False
        said = (record.key, record.node, record.plausibility, record.range, record.note, record.retract)
        return said == (self.key, self.node, plausibility, ends, self.note, self.retract)


@dataclass
class Sum:
    """What entries come to."""

    scores: dict[str, Score] = field(default_factory=dict)
    notes: dict[str, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Iterable[Entry], renamed: Mapping[str, str]) -> Sum:
        total, gone = cls(), set()
        for entry in sorted(entries, key=lambda entry: entry.key.partition("-")[0]):
            node = renamed.get(entry.node, entry.node)
            if entry.score == UNSCORED:
                total.scores.pop(node, None)
            elif isinstance(entry.score, tuple):
                total.scores[node] = entry.score
            if entry.note is not None:
                total.notes.setdefault(node, {})[entry.key] = entry.note
            gone.add(entry.retract)
        for node, notes in list(total.notes.items()):
            total.notes[node] = {key: note for key, note in notes.items() if key not in gone}
        total.notes = {node: notes for node, notes in total.notes.items() if notes}
        return total

    def assert_shown(self, said: Assessment) -> None:
        judged = {node: (j.plausibility, j.range) for node, j in said.judgements.items()}
        assert judged == {node: score[:2] for node, score in self.scores.items()}
        noted = {node: {note.key: note.text for note in notes} for node, notes in said.notes.items()}
        assert noted == self.notes
