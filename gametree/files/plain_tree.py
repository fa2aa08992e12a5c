"""A tree file in which every table is as it should be, read at once; `files.faulty_table` explains every other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, fields
from typing import Any, TypeVar, get_args, get_type_hints

from gametree.files.slices import documents_in
from gametree.model.tree import Header, Kind, NameOrNames, Names, Node, Refinement, Source, Tree, Words

_Value = TypeVar("_Value", Header, Source, Node)
_Read = Callable[[Any], Any]


def plain_tree(text: str, name: str) -> Tree | None:
    """The tree of a text, not checked as a whole; None where a table has a fault or an oddity, or it is no TOML."""
    header: Header | None = None
    sources: dict[str, Source] = {}
    nodes: dict[str, Node] = {}
    try:
        for document in documents_in(text):
            header = header or read_plainly(Header, document.pop("tree", None))
            are_plain = _add(document.pop("source", {}), sources, lambda _, table: read_plainly(Source, table))
            are_plain &= _add(document.pop("node", {}), nodes, lambda key, table: read_plainly(Node, table, id=key))
            if not (header and are_plain) or document:
                return None
    except (ValueError, RecursionError):
        return None
    return Tree(name, header, sources, nodes) if header else None


def _add(tables: Any, values: dict[str, Any], read: Callable[[str, Any], Any]) -> bool:
    """Read tables into values; whether all of them were plain."""
    if type(tables) is not dict:
        return False
    for key, table in tables.items():
        values[key] = value = read(key, table)
        if value is None:
            return False
    return True


def read_plainly(kind: type[_Value], table: Any, **known: str) -> _Value | None:
    """The table as a value, beside what is `known` of it already; None where anything about it is unusual."""
    if type(table) is not dict:
        return None
    keys, needed = _KEYS[kind]
    found: dict[str, Any] = known
    for key, value in table.items():
        field = keys.get(key)
        if field is None:
            return None
        name, read = field
        found[name] = read(value)
        if found[name] is None:
            return None
    return kind(**found) if needed <= found.keys() else None


def _text(value: Any) -> str | None:
    return value if type(value) is str else None


def _words(value: Any) -> str | None:
    return value if type(value) is str and value and not value.isspace() else None


def _names(value: Any) -> tuple[str, ...] | None:
    return tuple(value) if type(value) is list and all(type(name) is str for name in value) else None


def _name_or_names(value: Any) -> tuple[str, ...] | None:
    return (value,) if type(value) is str else _names(value)


def _one_of(words: tuple[str, ...]) -> _Read:
    ours = {word: word for word in words}  # 100,000 nodes share six strings
    return lambda value: ours.get(value) if type(value) is str else None


_READ: dict[Any, _Read] = {
    str: _text,
    str | None: _text,
    Words: _words,
    Words | None: _words,
    Names: _names,
    NameOrNames: _name_or_names,
    Kind: _one_of(get_args(Kind)),
    Refinement: _one_of(get_args(Refinement)),
}


def _keys_of(kind: type[Header | Source | Node]) -> tuple[dict[str, tuple[str, _Read]], frozenset[str]]:
    """What each key in the file is read into, and the fields that no table goes without."""
    types = get_type_hints(kind, include_extras=True)
    keys = {field.metadata["key"] or field.name: field.name for field in fields(kind) if field.metadata}
    needed = frozenset(field.name for field in fields(kind) if field.default is MISSING)
    return {key: (name, _READ[types[name]]) for key, name in keys.items()}, needed


_KEYS = {kind: _keys_of(kind) for kind in (Header, Source, Node)}
