"""The tables of nodes that an edit names, and what their parents come to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gametree.errors import BadEdit, UnknownNode
from gametree.files.editing.branches import Nodes, parents_of
from gametree.files.editing.changes import Change, Drop, Put
from gametree.model.text import quoted, suggestion


def find_table(nodes: Nodes, node_id: str) -> Mapping[str, Any]:
    """The table of a node; raises UnknownNode."""
    if node_id not in nodes:
        raise UnknownNode(quoted(node_id), suggestion(node_id, nodes))
    return nodes[node_id]


def refuse_known(tables: Mapping[str, Any], new_id: str, what: str = "node") -> None:
    """Raise BadEdit where an id that should be new is there."""
    if new_id in tables:
        raise BadEdit(f"there is a {what} {quoted(new_id)} already; choose another id")


def parent_value(parents: Sequence[str], old: Any, nodes: Nodes) -> str | list[str]:
    """One parent is a word, several are a list; one in a list where the file has it so."""
    if len(parents) > 1:
        return list(parents)
    if old is None:
        old = next((table["parent"] for table in nodes.values() if len(parents_of(table)) == 1), "")
    return list(parents) if isinstance(old, list) and len(old) == 1 else parents[0]


def set_parents(node_id: str, parents: Sequence[str], nodes: Nodes) -> Iterator[Change]:
    """Other parents for a node, or none; nothing where it has these."""
    table = find_table(nodes, node_id)
    held = table.get("parent", ())
    if not isinstance(held, str) and len(parents_of(table)) != len(held):
        raise BadEdit(f"the parents of {quoted(node_id)} are not all ids; mend that first, `gametree check` says where")
    if tuple(parents) == parents_of(table) and ("parent" in table) == bool(parents):
        return
    if not parents:
        yield Drop(("node", node_id), "parent")
    else:
        yield Put(("node", node_id), "parent", parent_value(parents, table.get("parent"), nodes))
