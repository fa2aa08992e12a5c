"""What a judgement was made of: short digests of a node's words and of its place in the tree."""

from __future__ import annotations

from enum import StrEnum

from gametree.model.tree import Node, Tree


class Staleness(StrEnum):
    """Which half of a node has changed since it was judged."""

    WORDS = "reworded"
    PLACE = "moved"
    BOTH = "reworded and moved"
    GONE = "removed"


def digest(tree: Tree, node: Node) -> str:
    """`words-place`: six hex digits of kind, title and text, six of parents and refinement.

    A parent counts under its oldest id, so that renaming it leaves the judgements beneath it fresh.
    """
    words = _hash(node.kind, node.title, node.text)
    place = _hash(node.refinement, *sorted(_oldest_id(tree, parent) for parent in node.parents))
    return f"{words}-{place}"


def staleness(tree: Tree, node_id: str, judged: str | None) -> Staleness | None:
    """What has changed since a node was judged under the digest `judged`; None where nothing did, or nobody knows."""
    node = tree.nodes.get(node_id)
    if node is None:
        return Staleness.GONE
    if judged is None:
        return None
    (words, place), (words_now, place_now) = judged.split("-"), digest(tree, node).split("-")
    if words == words_now:
        return None if place == place_now else Staleness.PLACE
    return Staleness.WORDS if place == place_now else Staleness.BOTH


def _oldest_id(tree: Tree, node_id: str) -> str:
    node = tree.nodes.get(node_id)
    return node.formerly[0] if node and node.formerly else node_id


def _hash(*parts: str) -> str:
    from hashlib import sha256

    framed = "".join(f"{len(part)}:{part}" for part in parts)
    return sha256(framed.encode("utf-8", "surrogatepass")).hexdigest()[:6]
