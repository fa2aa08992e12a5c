"""Three people over a small tree: one without a root, one with a name that steers terminals."""

from __future__ import annotations

from gametree.comparison.panel import Panel, panel_of
from gametree.files.journal import parse_journal
from gametree.model.assessment import sum_up
from gametree.model.tree import Tree
from tests.model.trees import tree_of

TREE = """
[node.debate]
kind = "strategy"
title = "Two models | debate, and a person judges who is right"

[node.collusion]
kind = "failure-mode"
parent = "debate"
title = "They \\u001b[31mcollude"

[node.cost]
kind = "problem"
parent = "debate"
title = "It costs too much"
"""
SAID = {
    "ada": """
        t1 = { node = "debate", plausibility = 0.8 }
        t2 = { node = "collusion", plausibility = 0.5 }
        t3 = { node = "question", plausibility = 0.4 }
        """,
    "b\x1bb": """
        t1 = { node = "debate", plausibility = 0.7 }
        t2 = { node = "collusion", plausibility = 0.1 }
        """,
    "cy": 't1 = { node = "debate", plausibility = 0.7 }\n',
}
ROOTS = {"ada": 0.25, "b\x1bb": None, "cy": 0.3}


def panel(*names: str) -> tuple[Tree, Panel]:
    """The tree, and these people over it, or all three; nobody has scored the cost."""
    tree = tree_of(TREE)
    records = {name: parse_journal(SAID[name].encode()).records for name in names or SAID}
    return tree, panel_of(tree, {name: sum_up(name, found) for name, found in records.items()}, ROOTS)
