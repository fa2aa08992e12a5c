"""Two assessments of a small tree that differ in every way there is."""

from __future__ import annotations

from gametree.comparison.assessment_diff import AssessmentDiff, diff_assessments
from gametree.files.journal import parse_journal
from gametree.model.assessment import sum_up
from gametree.model.tree import Tree
from tests.model.trees import tree_of

TREE = """
[node.debate]
kind = "strategy"
title = "Two models debate, and a person judges who is right"
short = "Debate"

[node.collusion]
kind = "failure-mode"
parent = "debate"
title = "They \\u001b[31mcollude"

[node.checks]
kind = "strategy"
parent = "collusion"
title = "=Random checks | *often*"

[node.cost]
kind = "problem"
parent = "debate"
title = "It costs too much"
"""
ADA = """
t20261120T100000Z-a = { node = "debate", plausibility = 0.8, range = [0.7, 0.9], note = "Works in every\\u001b trial." }
t20261120T100000Z-b = { node = "collusion", plausibility = 0.5, digest = "000000-000000" }
t20261120T100000Z-c = { node = "checks", plausibility = 0.25 }
t20261120T100000Z-d = { node = "gone", plausibility = 0.1, note = "A node that was." }
t20261120T100000Z-e = { node = "question", plausibility = 0.4 }
"""
BOB = """
t20261121T100000Z-a = { node = "debate", plausibility = 0.4, note = "Judges\\ntire." }
t20261121T100000Z-b = { node = "collusion", plausibility = 0.75 }
"""


def difference() -> tuple[Tree, AssessmentDiff]:
    """The tree, and how ada and bob differ on it; neither has scored the cost."""
    tree = tree_of(TREE)
    a, b = (sum_up(name, parse_journal(text.encode()).records) for name, text in (("ada", ADA), ("bob", BOB)))
    return tree, diff_assessments(tree, a, b)


def agreement() -> tuple[Tree, AssessmentDiff]:
    """Ada and herself."""
    tree = tree_of(TREE)
    ada = sum_up("ada", parse_journal(ADA.encode()).records)
    return tree, diff_assessments(tree, ada, ada)
