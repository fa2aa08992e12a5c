"""Trees for tests: from their text, and by the hundred at random."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from hypothesis import strategies as st

from gametree.files.tree_file import parse_tree
from gametree.model.tree import KINDS, Header, Node, Tree

HEAD = '[tree]\ntitle = "A tree"\nquestion = "Does it work?"\n'


def tree_of(text: str) -> Tree:
    """The tree of a text without its header; a node may leave out its title."""
    blocks = [block if "title = " in block else f'{block}\ntitle = "-"' for block in dedent(text).split("\n[")[1:]]
    reading = parse_tree("\n[".join([HEAD, *blocks]), Path("a-tree.toml"))
    assert reading.tree is not None, reading.findings
    return reading.tree


@st.composite
def dags(draw: st.DrawFn, most: int = 12) -> Tree:
    """Trees without cycles, in which any node may have any earlier ones as parents, and stand anywhere in the file."""
    nodes = []
    for number in range(draw(st.integers(0, most))):
        earlier = [f"n{other}" for other in range(number)]
        parents = draw(st.lists(st.sampled_from(earlier), unique=True, max_size=3)) if earlier else []
        kind = draw(st.sampled_from(KINDS[1:]))
        nodes.append(Node(id=f"n{number}", kind=kind, title=f"Title {number}", parents=tuple(parents)))
    return Tree("random", Header(title="T"), {}, {node.id: node for node in draw(st.permutations(nodes))})
