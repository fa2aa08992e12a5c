"""What the difference of two assessments costs, beside one evaluation of the tree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from gametree.comparison.assessment_diff import diff_assessments
from gametree.evaluation.formula import formula_of
from gametree.model.assessment import Assessment, Judgement
from gametree.model.tree import Tree
from tests.benchmarks.outlook import best, in_milliseconds, tree_of
from tests.benchmarks.shapes import common_risks, grown

SIZES = (100, 1_000, 10_000)


def diff_columns(runs: int, sizes: Sequence[int] = SIZES) -> dict[str, dict[str, str]]:
    """Two people who differ on every node, and on twenty of them."""
    texts = {f"{size:,}": grown(size, shared=False) for size in sizes} | {"15 shared": common_risks(15)}
    return {name: diff_figures(tree_of(text), runs) for name, text in texts.items()}


def diff_figures(tree: Tree, runs: int) -> dict[str, str]:
    """Milliseconds, the best of several runs, and in brackets the ratio to the evaluation."""
    formula = formula_of(tree)
    ada, bob = _scored(tree, 1), _scored(tree, 2)
    near = Assessment("near", judgements={**ada.judgements, **dict(list(bob.judgements.items())[:20])})
    scores = [judgement.plausibility for judgement in ada.judgements.values()]
    measured: dict[str, Callable[[], object]] = {
        "one evaluation (floor)": lambda: formula.outlooks(scores),
        "twenty nodes differ": lambda: diff_assessments(tree, ada, near, formula=formula),
        "every node differs": lambda: diff_assessments(tree, ada, bob, formula=formula),
    }
    took = {name: best(act, runs) for name, act in measured.items()}
    floor = took["one evaluation (floor)"]
    return {name: f"{in_milliseconds(seconds)} ({seconds / floor:.0f})" for name, seconds in took.items()}


def _scored(tree: Tree, seed: int) -> Assessment:
    random = Random(seed)
    return Assessment("-", judgements={node_id: Judgement(random.uniform(0.05, 0.95)) for node_id in tree.nodes})
