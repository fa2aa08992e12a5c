"""Nodes that lie beneath themselves."""

from __future__ import annotations

import networkx
from hypothesis import given
from hypothesis import strategies as st

from gametree.comparison.circles import in_circles

GRAPHS = st.dictionaries(st.integers(0, 7), st.lists(st.integers(0, 7), max_size=2), max_size=8)


@given(GRAPHS)
def test_those_in_a_circle_are_found_and_nobody_above_or_below_them_all(parents):
    graph = networkx.DiGraph([(p, who) for who, names in parents.items() for p in names if p in parents])
    knots = networkx.strongly_connected_components(graph)
    circling = {who for knot in knots for who in knot if len(knot) > 1 or graph.has_edge(who, who)}
    between = {who for who in graph if any(networkx.has_path(graph, a, who) for a in circling)
               and any(networkx.has_path(graph, who, b) for b in circling)}  # fmt: skip
    assert set(in_circles(parents)) == between
