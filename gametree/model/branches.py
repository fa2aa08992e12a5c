"""Branches as they are edited: what lies beneath what, and ids and kinds for new nodes."""

from __future__ import annotations

import re
from collections.abc import Collection

from gametree.model.text import slug
from gametree.model.tree import KINDS, PROPONENT_KINDS, QUESTION, Kind, Node, Tree

_LONGEST = 48  # characters of an id made from a title


def beneath_alone(tree: Tree, node_id: str) -> tuple[str, ...]:
    """A node and all that lies beneath nothing else, in file order."""
    found, waiting = {node_id}, [node_id]
    while waiting:
        for child in tree.children.get(waiting.pop(), ()):
            if child not in found and found.issuperset(tree.nodes[child].parents):
                found.add(child)
                waiting.append(child)
    return tuple(other for other in tree.nodes if other in found)


def all_beneath(tree: Tree, node_id: str) -> set[str]:
    """A node and all that lies beneath it, shared or not."""
    found, waiting = {node_id}, [node_id]
    while waiting:
        new = set(tree.children.get(waiting.pop(), ())) - found
        found |= new
        waiting += new
    return found


def is_beneath(tree: Tree, node_id: str, above: str) -> bool:
    """Whether a node is another one, or lies beneath it in any way; everything lies beneath the question."""
    if QUESTION in (above, node_id):
        return above == QUESTION
    seen, waiting = {node_id}, [node_id]
    while waiting:
        at = waiting.pop()
        if at == above:
            return True
        new = set(tree.nodes[at].parents) - seen
        seen |= new
        waiting += new
    return False


def new_id(tree: Tree, words: str, taken: Collection[str] = ()) -> str:
    """A kebab-case id from a title, or from another id, that no node of the tree has or had."""
    plain = re.sub(r"[^a-z0-9]+", "-", slug(words)).strip("-")
    if len(plain) > _LONGEST:
        plain = plain[: _LONGEST + 1].rpartition("-")[0] or plain[:_LONGEST]
    plain = plain or "node"
    found, number = plain, 1
    while found in tree.nodes or found in tree.renamed or found in taken or found == QUESTION:
        number += 1
        found = f"{plain}-{number}"
    return found


def kinds_that_fit(tree: Tree, parent: str, default: Kind | None = None) -> list[Kind]:
    """The kinds that a new child of a node, or of the question, could have, the likeliest first."""
    siblings = [tree.nodes[child].kind for child in tree.children.get(parent, ())]
    if parent == QUESTION:
        ours = ("architecture",) if tree.architectures else PROPONENT_KINDS
        without = () if tree.architectures or not siblings else ("architecture",)
        fitting = [kind for kind in KINDS if (kind in ours or kind not in PROPONENT_KINDS) and kind not in without]
    else:
        side = tree.nodes[parent].side
        fitting = [kind for kind in KINDS if kind != "architecture"]
        fitting.sort(key=lambda kind: (Node(id="x", kind=kind, title="x").side is side, KINDS.index(kind)))
    first = default if default in fitting else max(siblings, key=siblings.count) if siblings else fitting[0]
    return [first, *(kind for kind in fitting if kind != first)]
