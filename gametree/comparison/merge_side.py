"""One of the files of a three-way merge, its nodes known by who they are in all of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from gametree.comparison.field_merge import meaning
from gametree.comparison.matching import match_ids
from gametree.comparison.merged import Data

ID_KEY = "\0id"
"""The key under which a node's own id is merged with its other keys."""


class Who(NamedTuple):
    """What a node is across all three files: the one of that id in the base, or a new one, or one nobody has."""

    origin: str
    id: str


class Side:
    """One of the three files, its nodes known by who they are."""

    def __init__(self, document: Data, base: Side | None = None) -> None:
        self.nodes: Mapping[str, Data] = document.get("node", {})
        self.sources: Mapping[str, Data] = document.get("source", {})
        self.former = {node_id: former_ids(node) if "formerly" in node else () for node_id, node in self.nodes.items()}
        if base is None:
            self.who = {node_id: Who("base", node_id) for node_id in self.nodes}
        else:
            matched = match_ids(base.former, self.former)
            self.who = {
                node_id: base.who[matched[node_id]] if node_id in matched else Who("new", node_id)
                for node_id in self.nodes
            }
        self.id_of = {who: node_id for node_id, who in self.who.items()}

    def fields(self, who: Who) -> dict[str, Any]:
        """The node's keys, with whom it refers to instead of ids, and its own id as one more."""
        node_id = self.id_of.get(who)
        if node_id is None:
            return {}
        found = {key: self._referring(key, value) for key, value in self.nodes[node_id].items()}
        return {**found, ID_KEY: node_id}

    def _referring(self, key: str, value: Any) -> Any:
        if key not in ("parent", "see") or not is_names(value):
            return value
        return [self.who.get(name, Who("lost", name)) for name in meaning(key, value)]


def former_ids(node: Data) -> tuple[str, ...]:
    """The ids that a node had, as far as they are ids."""
    names = meaning("formerly", node.get("formerly"))
    return tuple(name for name in names if isinstance(name, str)) if isinstance(names, list) else ()


def is_names(value: Any) -> bool:
    """Whether a value is an id, or a list of ids."""
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(name, str) for name in value))


def names_none_but(known: set[str], node: Data) -> bool:
    """Whether a node names no others; one with former ids may name any."""
    values = [node[key] for key in ("parent", "see") if key in node]
    return "formerly" not in node and all(is_names(v) and known.issuperset(meaning("see", v)) for v in values)
