"""Edits that other nodes have to follow: calling one by another id, taking some out, copying some."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gametree.errors import BadEdit
from gametree.files.editing.branches import Kin, Nodes, last_listed_beneath, names_in, parents_of
from gametree.files.editing.changes import Beside, Change, Drop, Insert, Put, Remove, Rename
from gametree.files.editing.edits import DuplicateNode, RemoveNode, RenameNode
from gametree.files.editing.parents import find_table, refuse_known, set_parents
from gametree.model.text import quoted

_REFERENCES = ("parent", "see")


def rename_node(edit: RenameNode, kin: Kin) -> Iterator[Change]:
    """Another id, and everybody who names it."""
    nodes = kin.nodes
    table = find_table(nodes, edit.id)
    refuse_known(nodes, edit.new_id)
    former = [name for name in names_in(table.get("formerly")) if name not in (edit.id, edit.new_id)]
    yield Put(("node", edit.id), "formerly", [*former, edit.id])
    for key in _REFERENCES:
        for node_id in kin.naming({edit.id}, key):
            yield Put(("node", node_id), key, _with_renamed(nodes[node_id][key], edit))
    yield Rename(edit.id, edit.new_id)


def _with_renamed(value: Any, edit: RenameNode) -> Any:
    if isinstance(value, str):
        return edit.new_id
    return [edit.new_id if name == edit.id else name for name in value]


def remove_node(edit: RemoveNode, kin: Kin) -> Iterator[Change]:
    """Nodes fewer, and everybody who names one of them."""
    nodes = kin.nodes
    find_table(nodes, edit.id)
    gone = kin.beneath_alone(edit.id) if edit.recursive else (edit.id,)
    removed = set(gone)
    for key in _REFERENCES:
        for node_id in kin.naming(removed, key):
            if node_id in removed:
                continue
            left = [name for name in names_in(nodes[node_id][key]) if name not in removed]
            if key == "parent" and not left:
                raise BadEdit(_left_behind(edit.id, kin))
            yield from _without_references(node_id, key, left, nodes)
    if len(gone) == len(nodes):
        raise BadEdit("no node would be left; a tree keeps at least one")
    yield Remove(gone)


def _left_behind(node_id: str, kin: Kin) -> str:
    count = len(kin.beneath_alone(node_id)) - 1
    who = f"{count} nodes lie" if count > 1 else "1 node lies"
    return (
        f"{who} beneath {quoted(node_id)} alone; remove them with it (recursively), or give them another parent first"
    )


def _without_references(node_id: str, key: str, left: list[str], nodes: Nodes) -> Iterator[Change]:
    if key == "parent":
        yield from set_parents(node_id, left, nodes)
    else:
        yield Put(("node", node_id), key, left) if left else Drop(("node", node_id), key)


def duplicate_node(edit: DuplicateNode, kin: Kin) -> Iterator[Change]:
    """Copies behind the original, and the shared nodes beneath them."""
    nodes = kin.nodes
    find_table(nodes, edit.id)
    names = edit.names
    if edit.id not in names:
        raise BadEdit(f"the copy of {quoted(edit.id)} needs an id of its own")
    if len(set(names.values())) < len(names):
        raise BadEdit("two copies cannot have the same id")
    for old, new in names.items():
        find_table(nodes, old)
        refuse_known(nodes, new)
    copies = {names[old]: _copy(nodes[old], names) for old in kin.in_order(names.keys())}
    yield Insert("node", copies, Beside(last_listed_beneath(nodes, edit.id)))
    if len(names) > 1:
        yield from _share(kin, names)


def _copy(table: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    fields = {key: value for key, value in table.items() if key != "formerly"}
    for key in _REFERENCES:
        value = fields.get(key)
        if isinstance(value, str):
            fields[key] = names.get(value, value)
        elif isinstance(value, list):
            fields[key] = [names.get(name, name) for name in names_in(value)]
    return fields


def _share(kin: Kin, names: Mapping[str, str]) -> Iterator[Change]:
    shared = dict.fromkeys(child for old in names for child in kin.children.get(old, ()) if child not in names)
    for child in shared:
        parents = parents_of(kin.nodes[child])
        more = [names[parent] for parent in parents if parent in names]
        yield from set_parents(child, [*parents, *more], kin.nodes)
