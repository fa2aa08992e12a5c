"""Branches as they are edited: what lies beneath a node alone, and ids for new nodes."""

from __future__ import annotations

import re
from collections.abc import Collection

from gametree.model.text import slug
from gametree.model.tree import QUESTION, Tree

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


def is_beneath(tree: Tree, node_id: str, above: str) -> bool:
    """Whether a node is another one, or lies beneath it in any way; everything lies beneath the question."""
    seen, waiting = {node_id}, [node_id]
    while waiting:
        at = waiting.pop()
        if above in (at, QUESTION):
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
