"""The checks on an edit of a faultless tree, made on those nodes alone that it can have put at fault.

Where these have no fault, the whole tree has none; where they seem to have one, the whole tree has to be looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from graphlib import CycleError, TopologicalSorter
from itertools import islice
from typing import Any

from gametree.files.editing.branches import Nodes, names_in, parents_of
from gametree.files.editing.changes import Data, Difference, arranged
from gametree.files.tree_file import build_tree
from gametree.model.tree import QUESTION, Tree

_STAND_IN = {"kind": "problem", "title": "a node that others name"}
_MATTER_TO_OTHERS: tuple[tuple[str | int, ...], ...] = ((), ("kind",), ("parent",), ("formerly",))


def tree_after(tree: Tree, after: Data, differs: Difference, moved: Set[str] = frozenset()) -> Tree | None:
    """The faultless tree of a document that differs from a faultless tree's so; None where it may have a fault.

    All nodes but those that come, those that go and the `moved` ones stand in the order in which they stood.
    """
    nodes = after.get("node", {})
    if tree.sources.keys() - after.get("source", {}).keys() or ("node",) in differs:
        return None
    paths = [path for path in differs if path[0] == "node"]
    changed = dict.fromkeys(str(path[1]) for path in paths)
    touched = [node_id for node_id in changed if node_id in nodes]
    at_stake = {str(path[1]) for path in paths if path[2:] in _MATTER_TO_OTHERS and path[1] in nodes}
    wanted = {*touched, *_those_concerned(at_stake, nodes, tree)} or {*islice(nodes, 1)}
    near, findings = build_tree({**after, "node": _with_all_named(wanted, nodes)}, tree.name)
    if any(finding.is_error for finding in findings):
        return None
    gone = changed.keys() - touched
    if _is_still_named(gone, changed, tree) or _has_cycle(at_stake, nodes, tree):
        return None
    new = {node_id: near.nodes[node_id] for node_id in touched}
    known = arranged(tree.nodes, new, gone, moved, nodes)
    return tree.followed_by(Tree(tree.name, near.header, near.sources, known), changed, moved)


def _those_concerned(at_stake: Set[str], nodes: Nodes, tree: Tree) -> Iterator[str]:
    """Who shares an id of today or of former days with one of the nodes; and those whom a node at the top may not suit:
    without faults there are architectures, or other moves of ours, and one of them stands for all."""
    if at_stake:
        tops = [top for top in tree.children.get(QUESTION, ()) if top in nodes and top not in at_stake]
        yield from [top for top in tops if nodes[top]["kind"] == "architecture"][:1]
        yield from [top for top in tops if nodes[top]["kind"] in ("strategy", "claim")][:1]
    for node_id in at_stake:
        for name in (node_id, *names_in(nodes[node_id].get("formerly"))):
            yield tree.renamed.get(name, name)


def _with_all_named(wanted: Iterable[str], nodes: Nodes) -> dict[str, Mapping[str, Any]]:
    """The tables of nodes, with stand-ins for all others that they name and that there are."""
    near = {node_id: nodes[node_id] for node_id in wanted if node_id in nodes}
    named = {name for table in near.values() for key in ("parent", "see") for name in names_in(table.get(key))}
    return near | {name: _STAND_IN for name in named if name in nodes and name not in near}


def _is_still_named(gone: Set[str], changed: Collection[str], tree: Tree) -> bool:
    """Whether a node that did not change names one that is there no longer."""
    namers = (name for node_id in gone for of in (tree.children, tree.linked) for name in of.get(node_id, ()))
    return any(name not in changed for name in namers)


def _has_cycle(at_stake: Set[str], nodes: Nodes, tree: Tree) -> bool:
    """Whether a node lies beneath itself: on the way round there is one with other parents, and it has children."""
    hung = {name: parents_of(nodes[name]) for name in at_stake}
    hung = {name: parents for name, parents in hung.items() if parents != _parents_before(tree, name)}
    with_new_children = {parent for parents in hung.values() for parent in parents}
    waiting = [name for name in hung if name in tree.children or name in with_new_children]
    above: dict[str, tuple[str, ...]] = {}
    while waiting:
        name = waiting.pop()
        if name not in above:
            above[name] = parents_of(nodes[name])
            waiting += above[name]
    try:
        TopologicalSorter(above).prepare()
    except CycleError:
        return True
    return False


def _parents_before(tree: Tree, node_id: str) -> tuple[str, ...] | None:
    return tree.nodes[node_id].parents if node_id in tree.nodes else None
