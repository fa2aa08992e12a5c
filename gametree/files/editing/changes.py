"""What an edit comes to, table by table and key by key, and the data that should come out of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

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
                document["node"] = {new if name == old else name: node for name, node in document["node"].items()}
            case Insert(word, tables, beside):
                document[word] = _inserted(document.get(word, {}), tables, beside)
            case Remove(ids):
                document["node"] = _without(document["node"], ids)
            case Move(ids, beside):
                moved = {node_id: document["node"][node_id] for node_id in ids}
                document["node"] = _inserted(_without(document["node"], ids), moved, beside)
    return document


def _without(tables: Data, ids: Iterable[str]) -> dict[str, Any]:
    gone = set(ids)
    return {name: table for name, table in tables.items() if name not in gone}


def _inserted(tables: Data, new: Data, beside: Beside) -> dict[str, Any]:
    if beside.id is None:
        return {**tables, **new}
    found: dict[str, Any] = {}
    for name, table in tables.items():
        if name == beside.id and not beside.behind:
            found |= new
        found[name] = table
        if name == beside.id and beside.behind:
            found |= new
    return found


def reads_as_intended(read: Data, intended: Data, wanted: Difference) -> bool:
    """Whether a document read from a file is the intended one, with nodes and sources in the same order.

    Types are looked at where `wanted` says that something should differ: no splice changes any other.
    """
    if any(order_of(read, word) != order_of(intended, word) for word in ("node", "source")):
        return False
    return says_the_same(read, intended, wanted)


def order_of(document: Data, word: str) -> list[str]:
    """The ids of nodes, or of sources, in the order of the file."""
    tables = document.get(word)
    return list(tables) if isinstance(tables, dict) else []


def says_the_same(read: Data, intended: Data, wanted: Difference) -> bool:
    """As `reads_as_intended`, in whatever order."""
    if read != intended:  # so are two of the same when there is a nan in them
        return _is_same(read, intended)
    return all(_is_same(_value(read, path), after) for path, (_, after) in wanted.items())


def _value(document: Data, path: Path) -> Any:
    value: Any = document
    for step in path:
        value = value.get(step) if isinstance(value, dict) else None
    return value


def _changed_keys(before: Data, after: Data) -> list[str]:
    """The keys whose values are not the same objects in two documents of which one was made of the other."""
    gone = [key for key in before if key not in after]
    return [key for key, value in after.items() if before.get(key) is not value] + gone


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


def difference(before: Data, after: Data) -> Difference:
    """What differs between two documents; None stands for nothing, which TOML cannot say.

    It is quick where they share what they have in common.
    """
    found: dict[Path, tuple[Any, Any]] = {}
    _differ((), before, after, found)
    return found


def _differ(path: Path, one: Any, other: Any, found: dict[Path, tuple[Any, Any]]) -> None:
    if one is other:
        return
    if len(path) < _KEY_DEPTH and isinstance(one, dict) and isinstance(other, dict):
        for name in _changed_keys(one, other):
            _differ((*path, name), one.get(name), other.get(name), found)
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
