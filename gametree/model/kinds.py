"""What each kind of node looks like, and what a person is asked about it."""

from __future__ import annotations

from dataclasses import dataclass

from gametree.model.text import Clean, clean_line
from gametree.model.tree import QUESTION, Kind, Node, Side, Tree


@dataclass(frozen=True, slots=True)
class Look:
    """A kind's glyph, one cell wide, its word, and the verb its question turns on."""

    glyph: str
    word: str
    ask: str
    unless: str


LOOKS: dict[Kind, Look] = {
    "architecture": Look("◆", "architecture", "is AGI built this way", ""),
    "strategy": Look("▲", "strategy", "does this work", "interferes"),
    "claim": Look("■", "claim", "is this true", "speaks against it"),
    "problem": Look("●", "problem", "does this bite", "answers it"),
    "failure-mode": Look("✖", "failure mode", "does this happen", "prevents it"),
    "objection": Look("⊘", "objection", "does this hold good", "answers it"),
}


def label(node: Node) -> Clean:
    """The node's short label, else its title, on one line."""
    return clean_line(node.short or node.title)


def relation(tree: Tree, node: Node, parent_id: str) -> str:
    """How a node stands to one of its parents: a verb that the parent's title completes."""
    if parent_id == QUESTION:
        return "bears on the question itself"
    if tree.nodes[parent_id].side is node.side:
        return "is one way to have" if tree.nodes[parent_id].refinement == "any" else "is one part of"
    return "counters" if node.side is Side.OPPONENT else "answers"


def conditional_question(tree: Tree, node: Node) -> Clean:
    """What a plausibility of this node states, as a question: how likely it holds if nothing beneath interferes."""
    look = LOOKS[node.kind]
    if node.kind == "architecture":
        return Clean(f"How likely {look.ask}?")
    scenarios = architectures_above(tree, node)
    opening = f"Assuming {' or '.join(scenarios)}: how likely" if scenarios else "How likely"
    return Clean(f"{opening} {look.ask}{_given(tree, node)}, if nothing listed beneath it {look.unless}?")


def _given(tree: Tree, node: Node) -> str:
    if not tree.has_ways_beneath(node.id):
        return ""
    how_many = "all" if node.refinement == "all" else "at least one"
    verb = "hold" if node.refinement == "all" else "holds"
    return f", given that {how_many} of the ways beneath it {verb}"


def architectures_above(tree: Tree, node: Node) -> list[Clean]:
    """Labels of the architectures that the node lies under, in file order."""
    seen: set[str] = set()
    waiting = list(node.parents)
    while waiting:
        parent = waiting.pop()
        if parent not in seen:
            seen.add(parent)
            waiting += tree.nodes[parent].parents
    return [label(other) for other in tree.architectures if other.id in seen]
