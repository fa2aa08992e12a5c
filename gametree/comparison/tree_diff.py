"""What changed between two versions of a tree: one entry a node, matched by id and by former id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import NamedTuple

from gametree.comparison.matching import match_nodes
from gametree.comparison.sibling_order import moved_in, reading_order
from gametree.comparison.wording import Run, compare_words
from gametree.model.tree import QUESTION, Header, Node, Source, Tree

Value = str | tuple[str, ...] | None

_NODE_FIELDS = ("kind", "title", "short", "text", "parent", "refinement", "sources", "tags", "see", "formerly")
_HEADER_FIELDS = ("title", "question", "text", "authors")
_SOURCE_FIELDS = ("title", "author", "date", "url", "file")
_IN_WORDS = {
    "kind": "re-kinded",
    "title": "reworded",
    "short": "reworded",
    "text": "reworded",
    "parent": "moved",
    "refinement": "refinement changed",
    "sources": "re-sourced",
    "tags": "re-tagged",
    "see": "see changed",
    "formerly": "former ids changed",
}
WAYS = tuple(dict.fromkeys(("added", "removed", "renamed", "moved", "reordered", *_IN_WORDS.values())))
"""Every way a node can differ, in the order in which they are told."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One key of the file as it was and as it is; None where it is missing."""

    field: str
    old: Value
    new: Value

    @property
    def added(self) -> tuple[str, ...]:
        """Of a list, what is new in it."""
        return tuple(item for item in _items(self.new) if item not in _items(self.old))

    @property
    def removed(self) -> tuple[str, ...]:
        """Of a list, what it has lost."""
        return tuple(item for item in _items(self.old) if item not in _items(self.new))

    @property
    def is_list(self) -> bool:
        """Whether the key holds a list."""
        return isinstance(self.old, tuple) or isinstance(self.new, tuple)

    def runs(self) -> tuple[Run, ...]:
        """Of a text, its words as kept, removed and added ones."""
        return compare_words("".join(_items(self.old)), "".join(_items(self.new)))


class Reorder(NamedTuple):
    """A node that stands elsewhere among the children of `parent`: now and then behind these, None where first."""

    parent: str
    after: str | None
    was_after: str | None


@dataclass(frozen=True, slots=True)
class NodeChange:
    """All that changed in one node. An added one has no `old`, a removed one no `new`.

    The lists of nodes in `fields` are in the ids of the new tree, as far as they have one there.
    """

    old: Node | None
    new: Node | None
    fields: tuple[FieldChange, ...] = ()
    reordered: tuple[Reorder, ...] = ()

    @property
    def node(self) -> Node:
        """The node as it is, or as it was where it is gone."""
        node = self.new or self.old
        assert node is not None
        return node

    @property
    def renamed_from(self) -> str | None:
        """The id it had, where that is another one."""
        return self.old.id if self.old and self.new and self.old.id != self.new.id else None

    @property
    def ways(self) -> tuple[str, ...]:
        """How it differs, in words from `WAYS`."""
        if not (self.old and self.new):
            return ("added",) if self.new else ("removed",)
        found = {_IN_WORDS[change.field] for change in self.fields}
        found |= {way for way, so in (("renamed", self.renamed_from), ("reordered", self.reordered)) if so}
        return tuple(way for way in WAYS if way in found)


@dataclass(frozen=True, slots=True)
class SourceChange:
    """A source that was added, removed or changed."""

    id: str
    old: Source | None
    new: Source | None
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True)
class TreeDiff:
    """All that changed between two trees; nodes in the order of the new outline, removed ones at their old place."""

    old: Tree
    new: Tree
    header: tuple[FieldChange, ...]
    sources: tuple[SourceChange, ...]
    nodes: tuple[NodeChange, ...]

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.header or self.sources or self.nodes)

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many nodes changed in each way, in the order of `WAYS`; only what occurs."""
        counted = Counter(way for change in self.nodes for way in change.ways)
        return {way: counted[way] for way in WAYS if counted[way]}


def diff_trees(old: Tree, new: Tree) -> TreeDiff:
    """The difference of two trees without cycles; O(n log n) in their nodes, beside the words of what was reworded."""
    matched = match_nodes(old, new)
    today = {was: now for now, was in matched.items() if was != now}
    reordered = _reordered(old, new, matched)
    changes = {}
    for node in new.nodes.values():
        change = _node_change(old.nodes.get(matched.get(node.id, "")), node, today, reordered.get(node.id, ()))
        if change:
            changes[node.id, True] = change
    gone = old.nodes.keys() - matched.values()
    changes |= {(node.id, False): NodeChange(node, None) for node in old.nodes.values() if node.id in gone}
    order = reading_order(old, new, matched) if changes else {}
    nodes = sorted(changes.items(), key=lambda change: order.get(change[0], len(order)))
    return TreeDiff(old, new, _header_changes(old.header, new.header), tuple(_source_changes(old, new)),
                    tuple(change for _, change in nodes))  # fmt: skip


def _items(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if value else ()


def _node_change(
    old: Node | None, new: Node, today: Mapping[str, str], reordered: tuple[Reorder, ...]
) -> NodeChange | None:
    if old is None:
        return NodeChange(None, new)
    if not reordered and not today and old == new:
        return None
    fields = tuple(_field_changes(_fields_of(old, today, new.id), _fields_of(new, {}, new.id), _NODE_FIELDS))
    if not fields and not reordered and old.id == new.id:
        return None
    return NodeChange(old, new, fields, reordered)


def _fields_of(node: Node, today: Mapping[str, str], is_now: str) -> dict[str, Value]:
    """The node's fields with references in the ids of today; a renamed node's former ids as they follow from that."""
    return {
        "kind": node.kind,
        "title": node.title,
        "short": node.short,
        "text": node.text or None,
        "parent": tuple(today.get(parent, parent) for parent in node.parents),
        "refinement": node.refinement,
        "sources": node.sources,
        "tags": node.tags,
        "see": tuple(today.get(other, other) for other in node.see),
        "formerly": _formerly(node, is_now),
    }


def _formerly(node: Node, is_now: str) -> tuple[str, ...]:
    """The former ids that a node should have under an id; one that it had before takes it back to then."""
    names = (*node.formerly, node.id)
    return names[: names.index(is_now)] if is_now in names else names


def _field_changes(old: Mapping[str, Value], new: Mapping[str, Value], fields: Iterable[str]) -> Iterator[FieldChange]:
    return (FieldChange(name, old[name], new[name]) for name in fields if old[name] != new[name])


def _header_changes(old: Header, new: Header) -> tuple[FieldChange, ...]:
    return tuple(_field_changes(_header_fields(old), _header_fields(new), _HEADER_FIELDS))


def _header_fields(header: Header) -> dict[str, Value]:
    return {"title": header.title, "question": header.question, "text": header.text or None, "authors": header.authors}


def _source_changes(old: Tree, new: Tree) -> Iterator[SourceChange]:
    for name in (*new.sources, *(name for name in old.sources if name not in new.sources)):
        before, after = old.sources.get(name), new.sources.get(name)
        if before is None or after is None:
            yield SourceChange(name, before, after)
        elif before != after:
            fields = _field_changes(asdict(before), asdict(after), _SOURCE_FIELDS)
            yield SourceChange(name, before, after, tuple(fields))


def _reordered(old: Tree, new: Tree, matched: Mapping[str, str]) -> dict[str, tuple[Reorder, ...]]:
    """By new id, where a node stands elsewhere among the siblings that it had before and still has."""
    found: dict[str, list[Reorder]] = {}
    for parent, children in new.children.items():
        former = old.children.get(QUESTION if parent == QUESTION else matched.get(parent, ""), ())
        if len(children) < 2 or children == former:
            continue
        place = {child: index for index, child in enumerate(former)}
        stayed = [child for child in children if matched.get(child) in place]
        places = [place[matched[child]] for child in stayed]
        before = dict(zip(children, (None, *children), strict=False))
        for index in sorted(moved_in(places)):
            was_after = former[places[index] - 1] if places[index] else None
            found.setdefault(stayed[index], []).append(Reorder(parent, before[stayed[index]], was_after))
    return {child: tuple(reorders) for child, reorders in found.items()}
