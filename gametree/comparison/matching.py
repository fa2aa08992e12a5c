"""Which node of one tree is which of another: by id, and by the former ids where a node was renamed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gametree.model.tree import Tree


def match_nodes(old: Tree, new: Tree) -> dict[str, str]:
    """New id to old id, in the order of the new tree, for every node that both have; each old node is given once."""
    return match_ids(
        {node_id: node.formerly for node_id, node in old.nodes.items()},
        {node_id: node.formerly for node_id, node in new.nodes.items()},
    )


def match_ids(old: Mapping[str, Sequence[str]], new: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """New id to old id, from the former ids of each.

    A node that bears the same id is the same. Else one is the other where either knows the other's id as a former
    one, or both share a former id (two branches that renamed one node).
    """
    matched = {node_id: node_id for node_id in new if node_id in old}
    left = {node_id: former for node_id, former in old.items() if node_id not in matched}
    strangers = [node_id for node_id in new if node_id not in matched]
    if not left or not strangers:
        return matched
    known_as = {name: node_id for node_id, former in left.items() for name in (*former, node_id)}
    for node_id in strangers:
        names = (node_id, *reversed(new[node_id]))  # the latest name first
        found = next((known_as[name] for name in names if known_as.get(name) in left), None)
        if found is not None:
            matched[node_id] = found
            del left[found]
    return {node_id: matched[node_id] for node_id in new if node_id in matched}
