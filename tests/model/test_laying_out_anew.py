"""An outline made of the one before it is the one that is laid out from the beginning."""

from __future__ import annotations

import os
from dataclasses import replace
from itertools import pairwise
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from gametree.model import laying_out_anew
from gametree.model.laying_out_anew import lay_out_anew
from gametree.model.outline import lay_out
from gametree.model.tree import Tree

from .trees import dags

CASES = int(os.environ.get("GAMETREE_CASES", "200"))


@st.composite
def versions(draw: st.DrawFn) -> list[Tree]:
    """A tree, and what became of it: nodes hung elsewhere, renamed, taken out, added, moved in the file."""
    found = [draw(dags(20))]
    for _ in range(draw(st.integers(1, 4))):
        found.append(draw(later(found[-1])))
    return found


@st.composite
def later(draw: st.DrawFn, tree: Tree) -> Tree:
    nodes = dict(tree.nodes)
    rank = {name: at for at, name in enumerate(_parents_first(tree))}
    for name in draw(st.lists(st.sampled_from(sorted(nodes)), max_size=3, unique=True)) if nodes else ():
        earlier = sorted(other for other in nodes if rank[other] < rank[name])
        parents = draw(st.lists(st.sampled_from(earlier), unique=True, max_size=3)) if earlier else []
        nodes[name] = nodes[name].changed(parents=tuple(parents))
    for name in draw(st.lists(st.sampled_from(sorted(nodes)), max_size=2, unique=True)) if nodes else ():
        new = draw(st.sampled_from([None, f"{name}-b"]))
        moved = [node.changed(id=new or node.id) if node.id == name else node for node in nodes.values()]
        moved = [node.changed(parents=_without(node.parents, name, new)) for node in moved if new or node.id != name]
        nodes = {node.id: node if node != tree.nodes.get(node.id) else tree.nodes[node.id] for node in moved}
    if nodes and draw(st.booleans()):
        order = draw(st.permutations(sorted(nodes)))
        nodes = {name: nodes[name] for name in order}
    return Tree(tree.name, tree.header, {}, nodes)


def _without(names: tuple[str, ...], gone: str, new: str | None) -> tuple[str, ...]:
    return tuple(new if name == gone else name for name in names if new or name != gone)  # type: ignore[misc]


def _parents_first(tree: Tree) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < len(tree.nodes):
        found |= dict.fromkeys(name for name, node in tree.nodes.items() if found.keys() >= {*node.parents})
    return list(found)


def _changed(one: Tree, other: Tree) -> set[str]:
    return {name for name in one.nodes.keys() | other.nodes.keys() if one.nodes.get(name) != other.nodes.get(name)}


def _moved(one: Tree, other: Tree) -> list[str]:
    first, second = ([name for name in a.nodes if name in b.nodes] for a, b in ((one, other), (other, one)))
    return first if first != second else []


@given(versions(), st.booleans())
@settings(max_examples=CASES, deadline=None)
def test_an_outline_made_of_the_one_before_is_the_one_laid_out_from_the_beginning(trees, is_told):
    outline = lay_out(trees[0])
    for before, after in pairwise(trees):
        if is_told:  # what changed, as an edit tells
            before.followed_by(after, _changed(before, after), _moved(before, after))
            assert after.children == replace(after).children
        with patch.object(laying_out_anew, "_MOST", 0):
            outline, expected = lay_out_anew(outline, before, after), lay_out(after)
        assert outline == expected
        assert (outline.first, outline.index) == (expected.first, expected.index)
