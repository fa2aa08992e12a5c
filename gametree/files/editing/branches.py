"""Which nodes of a file lie beneath which, and which stand together."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set
from typing import Any

Nodes = Mapping[str, Mapping[str, Any]]
"""Tables of nodes by id, in file order, as tomli reads them; they may have faults."""


def parents_of(table: Mapping[str, Any]) -> tuple[str, ...]:
    """The parents that a node names, in whatever form."""
    return names_in(table.get("parent"))


def names_in(value: Any) -> tuple[str, ...]:
    """The ids in the value of `parent` or `see`."""
    if isinstance(value, str):
        return (value,)
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def naming(nodes: Nodes, ids: Set[str], key: str) -> list[str]:
    """The nodes that name one of some ids in `parent` or `see`, in file order."""
    return [node_id for node_id, table in nodes.items() if key in table and _names_one(table[key], ids)]


def _names_one(value: Any, ids: Set[str]) -> bool:
    if isinstance(value, str):
        return value in ids
    try:
        return not ids.isdisjoint(value)
    except TypeError:  # a fault: not a list, or not of words alone
        return not ids.isdisjoint(names_in(value))


def children_of(nodes: Nodes, node_id: str) -> list[str]:
    """The children of a node in file order."""
    return naming(nodes, {node_id}, "parent")


def beneath_alone(nodes: Nodes, node_id: str) -> tuple[str, ...]:
    """A node and all that lies beneath nothing else, in file order."""
    children: dict[str, list[str]] = {}
    for child, table in nodes.items():
        value = table.get("parent")
        for parent in (value,) if isinstance(value, str) else names_in(value):
            children.setdefault(parent, []).append(child)
    found, waiting = {node_id}, [node_id]
    while waiting:
        for child in children.get(waiting.pop(), ()):
            if child not in found and found.issuperset(parents_of(nodes[child])):
                found.add(child)
                waiting.append(child)
    return tuple(other for other in nodes if other in found)


def run_of(nodes: Nodes, node_id: str) -> tuple[str, ...]:
    """A node and those right behind it in the file that lie beneath these alone."""
    run = {node_id: None}
    for other in _behind(nodes, node_id):
        parents = parents_of(nodes[other])
        if not parents or not all(parent in run for parent in parents):
            break
        run[other] = None
    return tuple(run)


def last_listed_beneath(nodes: Nodes, node_id: str, but: Collection[str] = ()) -> str:
    """The last of the nodes right behind a node that are listed beneath it: by their first parents."""
    run, last = {node_id}, node_id
    for other in _behind(nodes, node_id):
        if other in but:
            continue
        if not run.issuperset(parents_of(nodes[other])[:1] or ("",)):
            break
        run.add(other)
        last = other
    return last


def last_child_listed(nodes: Nodes, node_id: str) -> str:
    """Behind which node a new last child of a node belongs."""
    listed = [child for child in children_of(nodes, node_id) if parents_of(nodes[child])[0] == node_id]
    return last_listed_beneath(nodes, listed[-1] if listed else node_id)


def _behind(nodes: Nodes, node_id: str) -> Sequence[str]:
    order = list(nodes)
    return order[order.index(node_id) + 1 :]
