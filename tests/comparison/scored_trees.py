"""Random trees with everything in them, each scored by two people."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from gametree.model.assessment import Assessment, Judgement
from gametree.model.tree import Header, Kind, Node, Tree

KINDS: tuple[Kind, ...] = ("strategy", "claim", "problem", "failure-mode")
SCORES = st.one_of(st.sampled_from([0.0, 1.0, 0.5]), st.floats(0, 1))


@dataclass(frozen=True)
class Case:
    tree: Tree
    a: Assessment
    b: Assessment


@st.composite
def cases(draw: st.DrawFn, most: int = 10) -> Case:
    """Shared nodes, either refinement, architectures or none; each person leaves some nodes out."""
    scenarios = draw(st.integers(0, 3))
    nodes = [Node(id=f"s{number}", kind="architecture", title="-") for number in range(scenarios)]
    for number in range(draw(st.integers(1, most - scenarios))):
        above = [node.id for node in nodes]
        parents = (
            draw(st.lists(st.sampled_from(above), unique=True, min_size=min(1, scenarios), max_size=3)) if above else []
        )
        kind = draw(st.sampled_from(KINDS))
        refinement = draw(st.sampled_from(["any", "all"]))
        nodes.append(Node(id=f"n{number}", kind=kind, title="-", parents=tuple(parents), refinement=refinement))
    tree = Tree("random", Header(title="T"), {}, {node.id: node for node in nodes})
    return Case(tree, draw(assessments(tree, "ada")), draw(assessments(tree, "bob")))


@st.composite
def assessments(draw: st.DrawFn, tree: Tree, assessor: str) -> Assessment:
    """Some plausibilities, some with ranges; those of architectures fit under 1."""
    room = max(1, len(tree.architectures))
    judgements = {}
    for node in tree.nodes.values():
        low, middle, high = sorted(draw(st.tuples(SCORES, SCORES, SCORES)))
        part = 1 / room if node.kind == "architecture" else 1.0
        ends = draw(st.sampled_from([None, (low * part, high * part)]))
        if draw(st.integers(0, 2)):
            judgements[node.id] = Judgement(middle * part, ends)
    return Assessment(assessor, judgements=judgements)
