"""Which nodes of a file lie beneath which, and which stand together."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set
from functools import cached_property
from typing import Any

from gametree.model.tree import Tree

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


class Kin:
    """The nodes of a file, and who among them names whom; where they make up a tree without faults, it knows."""

    def __init__(self, nodes: Nodes, tree: Tree | None = None) -> None:
        self.nodes, self.tree = nodes, tree

    @cached_property
    def children(self) -> Mapping[str, Sequence[str]]:
        """The nodes that name each as a parent, in file order."""
        return self.tree.children if self.tree else _namers(self.nodes, "parent")

    @cached_property
    def linked(self) -> Mapping[str, Sequence[str]]:
        """The nodes that name each in `see`, in file order."""
        return self.tree.linked if self.tree else _namers(self.nodes, "see")

    def naming(self, ids: Set[str], key: str) -> list[str]:
        """The nodes that name one of some ids in `parent` or `see`, in file order."""
        namers = self.children if key == "parent" else self.linked
        if len(ids) == 1:
            return list(namers.get(next(iter(ids)), ()))
        return self.in_order({name for node_id in ids for name in namers.get(node_id, ())})

    def beneath_alone(self, node_id: str) -> tuple[str, ...]:
        """A node and all that lies beneath nothing else, in file order."""
        found, waiting = {node_id}, [node_id]
        while waiting:
            for child in self.children.get(waiting.pop(), ()):
                if child not in found and found.issuperset(parents_of(self.nodes[child])):
                    found.add(child)
                    waiting.append(child)
        return tuple(self.in_order(found))

    def last_child_listed(self, node_id: str) -> str:
        """Behind which node a new last child of a node belongs."""
        listed = [child for child in self.children.get(node_id, ()) if parents_of(self.nodes[child])[0] == node_id]
        return last_listed_beneath(self.nodes, listed[-1] if listed else node_id)

    def in_order(self, ids: Set[str]) -> list[str]:
        """Some of the nodes, as they stand in the file."""
        return [node_id for node_id in self.nodes if node_id in ids] if len(ids) > 1 else list(ids)


def _namers(nodes: Nodes, key: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node_id, table in nodes.items():
        if key in table:
            for name in dict.fromkeys(names_in(table[key])):
                found.setdefault(name, []).append(node_id)
    return found


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


def _behind(nodes: Nodes, node_id: str) -> Sequence[str]:
    order = list(nodes)
    return order[order.index(node_id) + 1 :]
