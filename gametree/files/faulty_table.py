"""What is wrong with a table, key by key, by the rules of `model.shape`; imported only where something is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING
from typing import Any, TypeVar, get_type_hints

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from gametree.files.placing import header_key, type_name
from gametree.model.finding import Finding, Part
from gametree.model.shape import SHAPES, keys_of, name_in_file
from gametree.model.text import nearest, quoted, suggestion
from gametree.model.tree import KINDS, Header, NameOrNames, Names, Node, Source

_Value = TypeVar("_Value", Header, Node, Source)
_STAND_INS = {"kind": "claim", "title": "?"}


def explain_table(
    kind: type[_Value], path: tuple[str, ...], table: Mapping[str, Any], known: Mapping[str, str]
) -> tuple[_Value, list[Finding]]:
    """What is left of the table without its faults, beside what is `known` of it already, and a finding for each."""
    try:
        return _checked(kind, table, known), []
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=True)
    misspelt = {nearest(str(fault["loc"][0]), _keys(kind)) for fault in faults if _is_unknown_key(fault)}
    findings = [
        _finding(kind, path, fault)
        for fault in faults
        if not (fault["type"] == "missing" and fault["loc"][0] in misspelt)
    ]
    faulty = {fault["loc"][0] for fault in faults if fault["loc"]}
    needed = {name_in_file(key): _STAND_INS[key.name] for key in keys_of(kind) if key.default is MISSING}
    left = needed | {key: value for key, value in table.items() if key not in faulty}
    return _checked(kind, left, known), findings


def _checked(kind: type[_Value], table: Mapping[str, Any], known: Mapping[str, str]) -> _Value:
    """The table as a value; raises ValidationError."""
    shape = SHAPES[kind].model_validate(table)
    found: dict[str, Any] = {**known, **{key.name: getattr(shape, key.name) for key in keys_of(kind)}}
    return kind(**found)


def _keys(kind: type[_Value]) -> list[str]:
    return [name_in_file(key) for key in keys_of(kind)]


def _is_unknown_key(fault: ErrorDetails) -> bool:
    return fault["type"] == "extra_forbidden"


def _finding(kind: type[_Value], path: tuple[str, ...], fault: ErrorDetails) -> Finding:
    owner = f"{path[0]} {quoted(path[-1])}" if len(path) > 1 else "[tree]"
    where = (*path, *fault["loc"])
    key = str(fault["loc"][0]) if fault["loc"] else ""
    kind_of_fault, given = fault["type"], fault["input"]
    if _is_unknown_key(fault):
        return Finding("unknown-key", _unknown_key(kind, path, key, given), where, Part.KEY)
    if kind_of_fault == "missing":
        advice = f"choose from {', '.join(KINDS)}" if key == "kind" else f'add {key} = "…"'
        return Finding("missing-key", f"{owner} has no {key}; {advice}", path, Part.TABLE)
    if kind_of_fault == "blank":
        advice = "write some words" if key == "title" else "write some words, or leave the key out"
        return Finding("blank", f"{key} of {owner} is empty; {advice}", where)
    if kind_of_fault == "literal_error" and isinstance(given, str):
        words = list(KINDS) if key == "kind" else ["any", "all"]
        advice = suggestion(given, words) or f"; choose from {', '.join(words)}"
        return Finding(f"unknown-{key}", f"{quoted(given)} is not a {key}{advice}", where)
    return Finding("wrong-type", f"{key} of {owner} {_wanted(kind, key, fault)}", where)


def _unknown_key(kind: type[_Value], path: tuple[str, ...], key: str, given: Any) -> str:
    a_table = {Header: "the [tree] table", Source: "a source", Node: "a node"}[kind]
    known = _keys(kind)
    hint = suggestion(key, known)
    if not hint and path[0] == "node" and isinstance(given, dict):
        hint = f"; a node has a table of its own, such as [node.{header_key(key)}], with parent = {quoted(path[-1])}"
    return f"{quoted(key)} is not a key of {a_table}{hint or '; its keys are ' + ', '.join(known)}"


def _wanted(kind: type[_Value], key: str, fault: ErrorDetails) -> str:
    given = type_name(fault["input"])
    if len(fault["loc"]) > 1:
        return f"holds {given}; every item must be a string"
    types = {name_in_file(field): get_type_hints(kind, include_extras=True)[field.name] for field in keys_of(kind)}
    if types[key] not in (Names, NameOrNames):
        return f"is {given}; it must be a string"
    example = f", such as [{quoted(fault['input'])}]" if isinstance(fault["input"], str) else ""
    return f"is {given}; it must be {'a string or ' if types[key] == NameOrNames else ''}an array of strings{example}"
