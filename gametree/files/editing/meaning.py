"""From an edit to changes: what a person asked for, worked out on what the file says; no text is looked at here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gametree.errors import BadEdit
from gametree.files.editing.branches import Kin, Nodes, last_listed_beneath, names_in, parents_of, run_of
from gametree.files.editing.changes import Beside, Change, Data, Drop, Insert, Move, Put, Table
from gametree.files.editing.edits import (
    AddNode,
    AddSource,
    DuplicateNode,
    Edit,
    Link,
    MoveNode,
    RemoveNode,
    RenameNode,
    SetKeys,
    Unlink,
    Value,
)
from gametree.files.editing.following import duplicate_node, remove_node, rename_node
from gametree.files.editing.parents import find_table, parent_value, refuse_known, set_parents
from gametree.model.text import quoted
from gametree.model.tree import QUESTION, Tree

_NEVER_EMPTY = ("kind", "title")


def changes_of(edit: Edit, data: Data, tree: Tree | None = None) -> tuple[Change, ...]:
    """What the edit changes in a document; nothing where all is as asked. Raises BadEdit, UnknownNode.

    `tree` is the one that the document describes without a fault, if it does.
    """
    nodes = data["node"] if tree else _nodes(data)
    kin = Kin(nodes, tree)
    match edit:
        case AddNode():
            changes = _add(edit, kin)
        case SetKeys():
            changes = _set(edit, data, nodes)
        case MoveNode():
            changes = _move(edit, nodes)
        case Link():
            changes = _link(edit, nodes)
        case Unlink():
            changes = _unlink(edit, nodes)
        case RenameNode():
            changes = rename_node(edit, kin)
        case RemoveNode():
            changes = remove_node(edit, kin)
        case DuplicateNode():
            changes = duplicate_node(edit, kin)
        case AddSource():
            changes = _add_source(edit, data)
    return tuple(changes)


def _nodes(data: Data) -> Nodes:
    nodes = data.get("node", {})
    if not isinstance(nodes, dict) or not set(map(type, nodes.values())) <= {dict}:
        raise BadEdit("the file's nodes are not all tables; mend that first, `gametree check` says where")
    return nodes


def _add(edit: AddNode, kin: Kin) -> Iterator[Change]:
    nodes = kin.nodes
    refuse_known(nodes, edit.id)
    fields = {key: _written(value) for key, value in edit.fields.items() if value}
    parents = names_in(fields.pop("parent", None))
    if parents:
        fields["parent"] = parent_value(parents, None, nodes)
    yield Insert("node", {edit.id: fields}, _place(edit, parents, nodes) or _place_of_new(kin, parents))


def _place_of_new(kin: Kin, parents: Sequence[str]) -> Beside:
    if parents and parents[0] in kin.nodes:
        return Beside(kin.last_child_listed(parents[0]))
    return Beside(next(reversed(list(kin.nodes)), None))


def _place(edit: AddNode | MoveNode, parents: Sequence[str], nodes: Nodes, moved: Sequence[str] = ()) -> Beside | None:
    """Where in the file; behind a parent of its own it becomes the first child, not the next sibling."""
    if edit.before is not None and edit.after is not None:
        raise BadEdit("a node goes before one or after one, not both")
    neighbour = edit.after if edit.before is None else edit.before
    if neighbour is None:
        return None
    find_table(nodes, neighbour)
    if neighbour == edit.id:
        raise BadEdit(f"{quoted(neighbour)} cannot stand beside itself")
    if neighbour in moved:
        raise BadEdit(f"{quoted(neighbour)} lies beneath {quoted(edit.id)} and moves with it; name another place")
    if edit.before is not None:
        return Beside(neighbour, behind=False)
    return Beside(neighbour if neighbour in parents else last_listed_beneath(nodes, neighbour, moved))


def _written(value: Value) -> str | list[str]:
    return value if isinstance(value, str) else list(value)


def _set(edit: SetKeys, data: Data, nodes: Nodes) -> Iterator[Change]:
    is_tree = edit.id == QUESTION and QUESTION not in nodes
    table: Table = ("tree",) if is_tree else ("node", edit.id)
    there = data.get("tree") if is_tree else find_table(nodes, edit.id)
    if not isinstance(there, dict):
        raise BadEdit("the file has no [tree] table; begin it with [tree] and its title")
    for key, value in edit.values.items():
        if key == "parent":
            yield from set_parents(edit.id, names_in(_written(value or ())), nodes)
        elif not value and (value is None or key not in _NEVER_EMPTY):
            yield from [Drop(table, key)] if key in there else []
        elif there.get(key) != _written(value or ""):
            yield Put(table, key, _written(value or ""))


def _move(edit: MoveNode, nodes: Nodes) -> Iterator[Change]:
    table = find_table(nodes, edit.id)
    if edit.parents is not None:
        yield from set_parents(edit.id, edit.parents, nodes)
    run = run_of(nodes, edit.id)
    parents = parents_of(table) if edit.parents is None else edit.parents
    beside = _place(edit, parents, nodes, run)
    if beside is not None and not _stands_there(nodes, run, beside):
        yield Move(run, beside)


def _stands_there(nodes: Nodes, run: Sequence[str], beside: Beside) -> bool:
    order = list(nodes)
    start = order.index(run[0])
    if beside.behind:
        return start > 0 and order[start - 1] == beside.id
    return order[start + len(run) : start + len(run) + 1] == [beside.id]


def _link(edit: Link, nodes: Nodes) -> Iterator[Change]:
    parents = parents_of(find_table(nodes, edit.id))
    if edit.parent == QUESTION:
        raise BadEdit(f"nothing lies beneath the question and a node at once; move {quoted(edit.id)} to the top level")
    find_table(nodes, edit.parent)
    if edit.parent in parents:
        raise BadEdit(f"{quoted(edit.parent)} is a parent of {quoted(edit.id)} already")
    yield from set_parents(edit.id, (*parents, edit.parent), nodes)


def _unlink(edit: Unlink, nodes: Nodes) -> Iterator[Change]:
    parents = parents_of(find_table(nodes, edit.id))
    if edit.parent not in parents:
        known = f"; its parents are {', '.join(map(quoted, parents))}" if parents else "; it has none"
        raise BadEdit(f"{quoted(edit.parent)} is no parent of {quoted(edit.id)}{known}")
    yield from set_parents(edit.id, [parent for parent in parents if parent != edit.parent], nodes)


def _add_source(edit: AddSource, data: Data) -> Iterator[Change]:
    sources = data.get("source", {})
    if not isinstance(sources, dict):
        raise BadEdit("the file's sources are not tables; mend that first, `gametree check` says where")
    refuse_known(sources, edit.id, "source")
    fields: dict[str, str | list[str]] = {key: value for key, value in edit.fields.items() if value}
    yield Insert("source", {edit.id: fields}, Beside(next(reversed(list(sources)), None)))
