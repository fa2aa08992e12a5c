"""What an edit comes to, table by table and key by key, and the data that should come out of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import compress
from typing import Any, TypeVar

from gametree.files.spans import Path

Table = tuple[str, ...]
"""`("tree",)`, or `("node", id)`, or `("source", id)`."""


@dataclass(frozen=True, slots=True)
class Put:
    """A key with its value, new or other than it was: words, or a list of words."""

    table: Table
    key: str
    value: str | list[str]


@dataclass(frozen=True, slots=True)
class Drop:
    """A key fewer."""

    table: Table
    key: str


@dataclass(frozen=True, slots=True)
class Rename:
    """Another id for a node; the other changes of the same edit still call it by the old one."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Beside:
    """A place in the file: right before or right behind a node or a source; no id: at the end."""

    id: str | None
    behind: bool = True


@dataclass(frozen=True, slots=True)
class Insert:
    """New nodes or sources, one behind the other."""

    word: str
    tables: Mapping[str, Mapping[str, str | list[str]]]
    beside: Beside


@dataclass(frozen=True, slots=True)
class Remove:
    """Nodes fewer."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """Nodes that follow one another in the file at another place of it."""

    ids: tuple[str, ...]
    beside: Beside


_T = TypeVar("_T")
_FEW = 8
_KEY_DEPTH = 3  # of ("node", id, key)

Change = Put | Drop | Rename | Insert | Remove | Move
Data = Mapping[str, Any]


class _Copy:
    """A document to change, which shares with the one it is made of all tables that are left alone."""

    def __init__(self, data: Data) -> None:
        self.document = dict(data)
        self._own: set[Path] = set()

    def table(self, path: Path) -> dict[str, Any]:
        """The table at a path, to be changed."""
        table: dict[str, Any] = self.document
        for length, step in enumerate(path, 1):
            if path[:length] not in self._own:
                table[str(step)] = dict(table.get(str(step), {}))
                self._own.add(path[:length])
            table = table[str(step)]
        return table


def apply_changes(data: Data, changes: Iterable[Change]) -> dict[str, Any]:
    """The document as it should be after the changes; tables that they leave alone are the same objects."""
    copy = _Copy(data)
    document = copy.document
    for change in sorted(changes, key=lambda change: isinstance(change, Rename)):
        match change:
            case Put(table, key, value):
                copy.table(table)[key] = value
            case Drop(table, key):
                copy.table(table).pop(key, None)
            case Rename(old, new):
                document["node"] = _renamed(document["node"], old, new)
            case Insert(word, tables, beside):
                document[word] = _inserted(document.get(word, {}), tables, beside)
            case Remove(ids):
                document["node"] = _without(document["node"], ids)
            case Move(ids, beside):
                moved = {node_id: document["node"][node_id] for node_id in ids}
                document["node"] = _inserted(_without(document["node"], ids), moved, beside)
    return document


def _without(tables: Data, ids: Iterable[str]) -> dict[str, Any]:
    left = dict(tables)
    for name in ids:
        left.pop(name, None)
    return left


def _renamed(tables: Data, old: str, new: str) -> dict[str, Any]:
    names = list(tables)
    names[names.index(old)] = new
    return dict(zip(names, tables.values(), strict=True))


def _inserted(tables: Data, new: Data, beside: Beside) -> dict[str, Any]:
    if beside.id is None:
        return {**tables, **new}
    if beside.id not in tables:
        return dict(tables)
    names, values = list(tables), list(tables.values())
    at = names.index(beside.id) + beside.behind
    names[at:at], values[at:at] = new, new.values()
    return dict(zip(names, values, strict=True))


def nodes_in(changes: Iterable[Change]) -> set[str]:
    """The nodes whose tables the changes may make other ones, by their ids before and after."""
    found: set[str] = set()
    for change in changes:
        match change:
            case Put(table) | Drop(table):
                found.add(table[-1])
            case Rename(old, new):
                found |= {old, new}
            case Insert(_, tables):
                found |= tables.keys()
            case Remove(ids) | Move(ids):
                found.update(ids)
    return found


def reads_as_intended(read: Data, intended: Data, wanted: Difference) -> bool:
    """Whether a document read from a file is the intended one, with nodes and sources in the same order.

    Types are looked at where `wanted` says that something should differ: no splice changes any other.
    """
    if order_of(read, "source") != order_of(intended, "source"):
        return False
    return says_the_same(read, intended, wanted)


def order_of(document: Data, word: str) -> list[str]:
    """The ids of nodes, or of sources, in the order of the file."""
    tables = document.get(word)
    return list(tables) if isinstance(tables, dict) else []


def says_the_same(read: Data, intended: Data, wanted: Difference, apart: Set[str] = frozenset()) -> bool:
    """As `reads_as_intended`, with sources in any order, and those nodes that are set apart."""
    one, other = (_split(document, apart) for document in (read, intended))
    if one.order != other.order:
        return False
    equal = (one.tables, one.apart, one.rest) == (other.tables, other.apart, other.rest)
    if not equal and not _is_same(read, intended):  # two with a nan in them are not equal
        return False
    return all(_is_same(_value(read, path), after) for path, (_, after) in wanted.items())


@dataclass(frozen=True, slots=True)
class _Split:
    """A document taken apart in order to be compared: two lists are ten times as quick as two tables of tables."""

    order: Sequence[str]
    tables: Sequence[Any]
    apart: Mapping[str, Any]
    rest: Mapping[str, Any]


def _split(document: Data, apart: Set[str]) -> _Split:
    nodes = document.get("node")
    if not isinstance(nodes, dict):
        return _Split((), (), {}, document)
    rest = {word: value for word, value in document.items() if word != "node"}
    if not apart:
        return _Split(list(nodes), list(nodes.values()), {}, rest)
    stays = [name not in apart for name in nodes]
    there = {name: nodes[name] for name in apart if name in nodes}
    return _Split(list(compress(nodes, stays)), list(compress(nodes.values(), stays)), there, rest)


def left_alone(data: Data, wanted: Difference) -> Mapping[str, Any]:
    """The tables of the nodes that stay as they are in a document, where others differ."""
    nodes = data.get("node")
    if not isinstance(nodes, dict) or ("node",) in wanted:
        return {}
    return _without(nodes, {str(path[1]) for path in wanted if path[0] == "node"})


def arranged(
    before: Mapping[str, _T], new: Mapping[str, _T], gone: Set[str], moved: Set[str], order: Iterable[str]
) -> dict[str, _T]:
    """What there was by id, with new ones and without those gone, in an order.

    All but the new, the gone and the moved ones must stand in it as they stood before.
    """
    known = {**before, **new}
    for name in gone:
        del known[name]
    apart = {name: known.pop(name) for name in {*moved, *new} if name in moved or name not in before}
    if not apart:
        return known
    names, values = list(known), list(known.values())
    for place, name in _places(apart, list(order)):
        names.insert(place, name)
        values.insert(place, apart[name])
    return dict(zip(names, values, strict=True))


def _places(some: Mapping[str, Any], order: list[str]) -> list[tuple[int, str]]:
    """Where some names stand, in order."""
    if len(some) <= _FEW:
        return sorted((order.index(name), name) for name in some)
    return [(place, name) for place, name in enumerate(order) if name in some]


def _value(document: Data, path: Path) -> Any:
    value: Any = document
    for step in path:
        value = value.get(step) if isinstance(value, dict) else None
    return value


def _changed_keys(before: Data, after: Data, among: Iterable[str] | None) -> list[str]:
    """The keys whose values are not the same objects in two documents of which one was made of the other, in order."""
    if among is None:
        gone = [key for key in before if key not in after]
        return [key for key, value in after.items() if before.get(key) is not value] + gone
    changed = {key for key in among if before.get(key) is not after.get(key)}
    if len(changed) < 2:
        return list(changed)
    return [key for key in after if key in changed] + [key for key in before if key in changed and key not in after]


Difference = Mapping[Path, tuple[Any, Any]]
"""What differs between two documents, before and after, by path: keys of the tables of both, whole tables of one."""


def _is_same(one: Any, other: Any) -> bool:
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(_is_same(value, other[key]) for key, value in one.items())
    if isinstance(one, list):
        return len(one) == len(other) and all(map(_is_same, one, other))
    return bool(one == other) or (one != one and other != other)  # noqa: PLR0124  # nan


def difference(before: Data, after: Data, among: Set[str] | None = None) -> Difference:
    """What differs between two documents; None stands for nothing, which TOML cannot say.

    It is quick where they share what they have in common, and where it is known among which nodes to look.
    """
    found: dict[Path, tuple[Any, Any]] = {}
    _differ((), before, after, found, among)
    return found


def _differ(path: Path, one: Any, other: Any, found: dict[Path, tuple[Any, Any]], among: Set[str] | None) -> None:
    if one is other:
        return
    if len(path) < _KEY_DEPTH and isinstance(one, dict) and isinstance(other, dict):
        for name in _changed_keys(one, other, among if path == ("node",) else None):
            _differ((*path, name), one.get(name), other.get(name), found, among)
    elif not _is_same(one, other):
        found[path] = (one, other)


def with_difference(data: Data, wanted: Difference) -> dict[str, Any] | None:
    """The document after such a difference; None where it does not hold what the difference begins with."""
    copy = _Copy(data)
    for path, (before, after) in wanted.items():
        *table, key = map(str, path)
        if not isinstance(_value(copy.document, tuple(table)), dict) or not _is_same(_value(data, path), before):
            return None
        there = copy.table(tuple(table))
        if after is None:
            there.pop(key, None)
        else:
            there[key] = after
    return copy.document
