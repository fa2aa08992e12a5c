"""What a judgement was made of: short digests of a node's words and of its place in the tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from hashlib import sha256

from gametree.model.tree import QUESTION, Node, Tree


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
    return f"{_words(node)}-{_place(tree, node)}"


def digest_of(tree: Tree, node_id: str) -> str:
    """The digest of a node by its id, or of the question: of its words and of the tree's text, for it has no place."""
    if node_id == QUESTION:
        return f"{_hash(QUESTION, tree.question, tree.header.text)}-{_hash()}"
    return digest(tree, tree.nodes[node_id])


def digests(tree: Tree, ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The digests of some nodes, each behind its id; sooner than one by one, for siblings have the same place."""
    places: dict[tuple[str, ...], str] = {}
    for node_id in ids:
        node = tree.nodes[node_id]
        key = (node.refinement, *node.parents)
        place = places.get(key)
        if place is None:
            place = places[key] = _place(tree, node)
        yield node_id, f"{_words(node)}-{place}"


def staleness(tree: Tree, node_id: str, judged: str | None) -> Staleness | None:
    """What has changed since a node was judged under the digest `judged`; None where nothing did, or nobody knows."""
    if node_id not in tree.nodes and node_id != QUESTION:
        return Staleness.GONE
    return change_between(judged, digest_of(tree, node_id)) if judged else None


def change_between(judged: str | None, now: str) -> Staleness | None:
    """What has changed between two digests of a node; None where nothing did, or nobody knows."""
    if judged is None or judged == now:
        return None
    (words, place), (words_now, place_now) = judged.split("-"), now.split("-")
    if words == words_now:
        return None if place == place_now else Staleness.PLACE
    return Staleness.WORDS if place == place_now else Staleness.BOTH


def _words(node: Node) -> str:
    return _hash(node.kind, node.title, node.text)


def _place(tree: Tree, node: Node) -> str:
    return _hash(node.refinement, *sorted(_oldest_id(tree, parent) for parent in node.parents))


def _oldest_id(tree: Tree, node_id: str) -> str:
    node = tree.nodes.get(node_id)
    return node.formerly[0] if node and node.formerly else node_id


def _hash(*parts: str) -> str:
    framed = "".join([f"{len(part)}:{part}" for part in parts])
    return sha256(framed.encode("utf-8", "surrogatepass")).hexdigest()[:6]
