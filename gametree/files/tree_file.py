"""A tree file: its text as a Tree, and every finding at its place."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import tomli

from gametree.errors import FaultyTree, UnreadableFile
from gametree.files.placing import Lines, encoding_finding, header_key, place_all, syntax_finding, type_name
from gametree.files.plain_tree import plain_tree, read_plainly
from gametree.files.reading import read_bytes
from gametree.model.checks import check_tree
from gametree.model.finding import Finding, Part
from gametree.model.text import nearest, quoted, suggestion
from gametree.model.tree import Header, Node, Source, Tree

_TABLES = ("tree", "source", "node")
_TABLE_OF_CHECK = {"unknown-parent": "node", "unknown-see": "node", "unknown-source": "source", "empty-tree": "node"}
_LARGE = 4 * 2**20  # bytes
_Value = TypeVar("_Value", Header, Node, Source)


@dataclass(frozen=True)
class TreeReading:
    """What came of reading a tree file: the tree, unless a finding is an error."""

    path: Path
    tree: Tree | None
    findings: tuple[Finding, ...]


def takes_long(path: Path) -> bool:
    """Whether a file is so large that reading it can be noticed: about a third of a second."""
    try:
        return path.stat().st_size > _LARGE
    except (OSError, ValueError):  # reading it will say what is wrong
        return False


def load_tree(path: Path) -> Tree:
    """The tree of a file; raises FaultyTree where it has errors, UnreadableFile where it cannot be read."""
    reading = parse_tree_bytes(read_bytes(path), path, warns=False)
    if reading.tree is None:
        raise FaultyTree(path, reading.findings)
    return reading.tree


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Reading makes many values and drops none: looking for garbage among them is a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def read_tree(path: Path) -> TreeReading:
    """The tree of a file with all findings at once; raises UnreadableFile where there is nothing to read."""
    return parse_tree_bytes(read_bytes(path), path)


@collector_at_rest()
def parse_tree_bytes(data: bytes, path: Path, name: str | None = None, *, warns: bool = True) -> TreeReading:
    """The tree of a file's content; `path` is what findings call the file, `name` the tree's name if not its stem.

    Without `warns` a tree that has no errors has no findings: to know where each stands, the text is read once more.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return TreeReading(path, None, (encoding_finding(error.object, error),))
    return parse_tree(text.removeprefix("\ufeff"), path, name, warns=warns)


def parse_tree(text: str, path: Path, name: str | None = None, *, warns: bool = True) -> TreeReading:
    """The tree of a text without a byte-order mark; `path` gives it its name, unless `name` does."""
    name = path.stem if name is None else name
    marker = conflict_in_words(text)
    tree = None if marker else plain_tree(text, name)
    if tree:
        findings = check_tree(tree)
    else:
        try:
            document = tomli.loads(text)
        except (ValueError, RecursionError) as error:
            return TreeReading(path, None, (syntax_finding(text, error),))
        if marker:
            return TreeReading(path, None, (marker,))
        tree, findings = build_tree(document, name)
    if not any(warns or finding.is_error for finding in findings):
        return TreeReading(path, tree, ())
    placed = tuple(place_all(findings, text))
    return TreeReading(path, None if any(finding.is_error for finding in placed) else tree, placed)


def unreadable_finding(error: UnreadableFile) -> Finding:
    """An unreadable file as a finding, for reports on many files."""
    return Finding(error.check, error.reason)


def conflict_in_words(text: str) -> Finding | None:
    """A conflict within a multi-line text is valid TOML, and yet not what anybody wrote."""
    if "<<<<<<< " not in text:
        return None
    start, end = (re.search(f"^{mark} ", text, re.MULTILINE) for mark in ("<{7}", ">{7}"))
    if not start or not end:
        return None
    from gametree.files.syntax import CONFLICT_ADVICE

    return Finding("syntax", CONFLICT_ADVICE, place=Lines(text).place((start.start(), start.start() + 7)))


def build_tree(document: Mapping[str, Any], name: str) -> tuple[Tree, list[Finding]]:
    """The tree that a parsed document describes, and every finding, still without its place.

    Where there are errors the tree is what could be saved of it, good for finding more of them.
    """
    findings = [_unknown_table(key) for key in document if key not in _TABLES]
    meant = {nearest(str(finding.path[0]), _TABLES) for finding in findings}
    header = _read_header(document, findings, "tree" in meant)
    sources = {
        key: _read_table(Source, ("source", key), table, findings)
        for key, table in _tables(document, "source", findings)
    }
    nodes: dict[str, Node] = {}
    unsure: set[str] = set()
    for key, table in _tables(document, "node", findings):
        count = len(findings)
        nodes[key] = _read_node(key, table, findings)
        if len(findings) > count and not _kind_and_parents_are_sure(table, findings[count:]):
            unsure.add(key)
    tree = Tree(name, header, sources, nodes)
    checked = [finding for finding in check_tree(tree, unsure) if not _follows(finding, document, meant)]
    errors = any(finding.is_error for finding in findings)
    return tree, findings + [finding for finding in checked if finding.is_error or not errors]


def _unknown_table(key: str) -> Finding:
    hint = suggestion(key, _TABLES) or "; there are [tree], [source.<id>] and [node.<id>]"
    return Finding("unknown-key", f"{quoted(key)} is not a table of a tree file{hint}", (key,), Part.KEY)


def _kind_and_parents_are_sure(table: Mapping[str, Any], faults: list[Finding]) -> bool:
    """Whether faults of a node leave no doubt on what it is and where it stands."""
    if any(fault.path[2:3] in (("kind",), ("parent",)) or fault.check == "missing-key" for fault in faults):
        return False
    return "parent" in table or all(fault.check != "unknown-key" for fault in faults)


def _follows(finding: Finding, document: Mapping[str, Any], meant: Set[str | None]) -> bool:
    """Whether a finding is no more than a consequence of a faulty table, which has a finding of its own."""
    word = _TABLE_OF_CHECK.get(finding.check)
    if word is None:
        return False
    if word not in document:
        return word in meant
    table = document[word]
    if not isinstance(table, dict):
        return True
    return bool(table) if finding.check == "empty-tree" else _word(document, finding.path) in table


def _word(document: Mapping[str, Any], path: tuple[str | int, ...]) -> Any:
    value: Any = document
    for step in path:
        value = value if isinstance(value, str) else value[step]  # a lone parent stands without brackets
    return value


def _tables(document: Mapping[str, Any], word: str, findings: list[Finding]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    tables = document.get(word, {})
    if not isinstance(tables, dict):
        message = f"`{word}` is {type_name(tables)}; write one table for each {word}, such as [{word}.my-{word}]"
        findings.append(Finding("wrong-type", message, (word,), Part.KEY))
        return
    for key, table in tables.items():
        if isinstance(table, dict):
            yield key, table
        else:
            message = (
                f"{word} {quoted(key)} is {type_name(table)}; write it as a table, such as [{word}.{header_key(key)}]"
            )
            findings.append(Finding("wrong-type", message, (word, key), Part.VALUE))


def _read_header(document: Mapping[str, Any], findings: list[Finding], misspelt: bool) -> Header:
    table = document.get("tree")
    if table is None and misspelt:
        return Header(title="?")
    if table is None:
        message = "the file has no [tree] table; begin with [tree] and its title"
        findings.append(Finding("missing-key", message, (), Part.TABLE))
    elif not isinstance(table, dict):
        findings.append(
            Finding("wrong-type", f"`tree` is {type_name(table)}; write [tree] as a table", ("tree",), Part.KEY)
        )
    else:
        return _read_table(Header, ("tree",), table, findings)
    return Header(title="?")


def _read_node(node_id: str, table: Mapping[str, Any], findings: list[Finding]) -> Node:
    path = ("node", node_id)
    if "id" in table:
        message = f'"id" is not a key of a node; its id is {quoted(node_id)}, from its table\'s name'
        findings.append(Finding("unknown-key", message, (*path, "id"), Part.KEY))
        table = {key: value for key, value in table.items() if key != "id"}
    return _read_table(Node, path, table, findings, id=node_id)


def _read_table(
    kind: type[_Value], path: tuple[str, ...], table: Mapping[str, Any], findings: list[Finding], **known: str
) -> _Value:
    """The table as a value; where it has faults, they join `findings` and what is left of it counts."""
    value = read_plainly(kind, table, **known)
    if value is None:
        from gametree.files.faulty_table import explain_table

        value, faults = explain_table(kind, path, table, known)
        findings += faults
    return value
