"""The checks on an edit of a faultless tree, made on those nodes alone that it can have put at fault.

Where these have no fault, the whole tree has none; where they seem to have one, the whole tree has to be looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from gametree.files.editing.branches import Nodes, names_in, naming, parents_of
from gametree.files.editing.changes import Data, Difference
from gametree.files.tree_file import build_tree
from gametree.model.tree import Tree

_STAND_IN = {"kind": "problem", "title": "a node that others name"}


def tree_after(tree: Tree, after: Data, differs: Difference) -> Tree | None:
    """The faultless tree of a document that differs from a faultless tree's so; None where it may have a fault."""
    nodes = after.get("node", {})
    changed = dict.fromkeys(str(path[1]) for path in differs if path[0] == "node" and len(path) > 1)
    gone = {node_id for node_id in changed if node_id not in nodes}
    if tree.sources.keys() - after.get("source", {}).keys() or ("node",) in differs:
        return None
    touched = [node_id for node_id in changed if node_id not in gone]
    wanted = {*touched, *(_at_stake(touched, nodes, tree) if _hang_otherwise(differs) else ())}
    near, findings = build_tree({**after, "node": _with_all_named(wanted, nodes)}, tree.name)
    if any(finding.is_error for finding in findings) or _still_named(gone, nodes):
        return None
    known = {**tree.nodes, **{node_id: near.nodes[node_id] for node_id in touched}}
    if list(known) != list(nodes):
        known = {node_id: known[node_id] for node_id in nodes}
    return Tree(tree.name, near.header, near.sources, known)


def _hang_otherwise(differs: Difference) -> bool:
    """Whether nodes come, go, change sides or parents, or answer to other former ids."""
    return any(len(path) < 3 or path[2] in ("kind", "parent", "formerly") for path in differs)


def _at_stake(touched: Iterable[str], nodes: Nodes, tree: Tree) -> Iterator[str]:
    """The nodes at the top, those above the touched ones, and whoever shares a former id with one."""
    yield from (node_id for node_id, table in nodes.items() if "parent" not in table)
    for node_id in touched:
        for name in (node_id, *names_in(nodes[node_id].get("formerly"))):
            yield tree.renamed.get(name, name)
    waiting, seen = [*touched], set(touched)
    while waiting:
        above = [parent for parent in parents_of(nodes[waiting.pop()]) if parent in nodes and parent not in seen]
        yield from above
        waiting += above
        seen.update(above)


def _with_all_named(wanted: Iterable[str], nodes: Nodes) -> dict[str, Mapping[str, Any]]:
    """The tables of nodes, with stand-ins for all others that they name and that there are."""
    near = {node_id: nodes[node_id] for node_id in wanted if node_id in nodes}
    named = {name for table in near.values() for key in ("parent", "see") for name in names_in(table.get(key))}
    return near | {name: _STAND_IN for name in named if name in nodes and name not in near}


def _still_named(gone: set[str], nodes: Nodes) -> bool:
    """Whether a node names one that is there no longer."""
    return bool(gone) and any(naming(nodes, gone, key) for key in ("parent", "see"))
