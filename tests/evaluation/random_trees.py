"""Random trees with everything in them that bears on an outlook, and random scores for them."""

from __future__ import annotations

from hypothesis import strategies as st

from gametree.model.assessment import Assessment, Judgement
from gametree.model.tree import QUESTION, Header, Kind, Node, Tree

OURS: tuple[Kind, ...] = ("strategy", "claim")
THEIRS: tuple[Kind, ...] = ("problem", "failure-mode", "objection")
TINY = 5e-324  # the least number above 0
NUMBERS = st.one_of(st.sampled_from([0.0, 1.0, 0.5, TINY, 1e-300, 1 - 2**-53]), st.floats(0, 1))
INNER = st.floats(0.02, 0.98)


@st.composite
def trees(draw: st.DrawFn, most: int = 9, shared: bool = True, kinds: tuple[Kind, ...] = OURS + THEIRS) -> Tree:
    """Nodes in any order in the file; beside architectures only moves of theirs stand at the top level."""
    architectures = [f"a{number}" for number in range(draw(st.sampled_from([0, 0, 1, 2, 3])))]
    nodes = [
        Node(id=node_id, kind="architecture", title="-", refinement=draw(_REFINEMENTS)) for node_id in architectures
    ]
    for number in range(draw(st.integers(0 if nodes else 1, most - len(nodes)))):
        kind = draw(st.sampled_from(kinds))
        above = [node.id for node in nodes]
        at_top = not above or ((kind in THEIRS or not architectures) and draw(st.integers(0, 3)) == 0)
        size = 3 if shared else 1
        parents = [] if at_top else draw(st.lists(st.sampled_from(above), unique=True, min_size=1, max_size=size))
        nodes.append(Node(id=f"n{number}", kind=kind, title="-", parents=tuple(parents), refinement=draw(_REFINEMENTS)))
    return Tree("random", Header(title="T"), {}, {node.id: node for node in draw(st.permutations(nodes))})


_REFINEMENTS = st.sampled_from(["any", "all"])


@st.composite
def scores(draw: st.DrawFn, tree: Tree, numbers: st.SearchStrategy[float] = NUMBERS) -> list[float]:
    """One number for every node; those of architectures come to 1 at most."""
    room = len(tree.architectures)
    return [draw(numbers) / (room if node.kind == "architecture" else 1) for node in tree.nodes.values()]


@st.composite
def assessments(draw: st.DrawFn, tree: Tree, fitting: bool = True) -> Assessment:
    """Some nodes scored, some of them with a range, at times the question too."""
    room = max(1, len(tree.architectures)) if fitting else 1
    judgements = {}
    for node_id in (*tree.nodes, QUESTION):
        part = room if node_id in tree.nodes and tree.nodes[node_id].kind == "architecture" else 1
        low, middle, high = (number / part for number in sorted(draw(st.tuples(NUMBERS, NUMBERS, NUMBERS))))
        if draw(st.booleans()):
            judgements[node_id] = Judgement(middle, draw(st.sampled_from([None, (low, high)])))
    return Assessment("ada", judgements=judgements)
