"""What scores imply, by definition: every way in which 2^n independent events may turn out, weighed and added up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from gametree.model.tree import QUESTION, Tree


@dataclass(frozen=True)
class Enumerated:
    """The outlook of every node by id, the root, and how likely each scenario succeeds by itself."""

    outlooks: dict[str, float]
    root: float
    successes: dict[str, float]


def enumerate_worlds(tree: Tree, scores: Sequence[float]) -> Enumerated:
    """Nothing here is shared with the engine: each world is played out from the leaves up."""
    score_of = dict(zip(tree.nodes, scores, strict=True))
    architectures = [node.id for node in tree.architectures]
    chancy = [node_id for node_id in tree.nodes if node_id not in architectures]
    holding = dict.fromkeys(tree.nodes, 0.0)
    successes = dict.fromkeys(architectures, 0.0)
    root = 0.0
    for outcome in product([True, False], repeat=len(chancy)):
        occurs = dict(zip(chancy, outcome, strict=True)) | dict.fromkeys(architectures, True)
        chance = prod(score_of[node_id] if occurs[node_id] else 1 - score_of[node_id] for node_id in chancy)
        if not chance:
            continue
        holds = _holds(tree, occurs)
        for node_id in tree.nodes:
            holding[node_id] += chance * holds[node_id]
        unopposed = not any(holds[child] for child in _children(tree, QUESTION) if _is_theirs(tree, child))
        for node_id in architectures:
            successes[node_id] += chance * (holds[node_id] and unopposed)
        ours = [holds[child] for child in _children(tree, QUESTION) if not _is_theirs(tree, child)]
        root += chance * (unopposed and (any(ours) or not ours))
    if architectures:
        root = sum(score_of[node_id] * success for node_id, success in successes.items())
    return Enumerated(holding, root, successes)


def _holds(tree: Tree, occurs: dict[str, bool]) -> dict[str, bool]:
    found: dict[str, bool] = {}

    def look(node_id: str) -> bool:
        if node_id not in found:
            theirs = _is_theirs(tree, node_id)
            ways = [look(child) for child in _children(tree, node_id) if _is_theirs(tree, child) == theirs]
            replies = [look(child) for child in _children(tree, node_id) if _is_theirs(tree, child) != theirs]
            works = all(ways) if tree.nodes[node_id].refinement == "all" else any(ways) or not ways
            found[node_id] = occurs[node_id] and works and not any(replies)
        return found[node_id]

    return {node_id: look(node_id) for node_id in tree.nodes}


def _is_theirs(tree: Tree, node_id: str) -> bool:
    return tree.nodes[node_id].kind in ("problem", "failure-mode", "objection")


def _children(tree: Tree, node_id: str) -> list[str]:
    return [node.id for node in tree.nodes.values() if node_id in (node.parents or (QUESTION,))]
