"""What the outlook costs, beside a bare pass: a loop that multiplies all scores."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from itertools import cycle
from pathlib import Path
from random import Random

from gametree.evaluation.outlook import Outlooks, outlook_of
from gametree.files.tree_file import parse_tree
from gametree.model.assessment import Assessment, Judgement
from gametree.model.tree import Tree
from tests.benchmarks.shapes import common_risks, grown

SIZES = (100, 1_000, 10_000, 100_000)


def outlook_columns(runs: int, sizes: Sequence[int] = SIZES) -> dict[str, dict[str, str]]:
    """Trees without shared nodes, a large one with hundreds of them, and one with 15 of them as people have them."""
    texts = {f"{size:,}": grown(size, shared=False) for size in sizes}
    texts |= {"10,000, tangled": grown(10_000)} if len(sizes) == len(SIZES) else {}
    texts["15 shared"] = common_risks(15)
    return {name: outlook_figures(tree_of(text), runs) for name, text in texts.items()}


def outlook_figures(tree: Tree, runs: int) -> dict[str, str]:
    """Milliseconds, the best of several runs, and in brackets the ratio to the bare pass."""
    assessment = _scored(tree)
    outlooks = outlook_of(tree, assessment)
    formula, scores = outlooks.formula, list(outlooks.scores)
    low, high = [score * 0.9 for score in scores], [score * 0.9 + 0.1 for score in scores]
    measured: dict[str, Callable[[], object]] = {
        "bare pass (floor)": lambda: _bare_pass(scores),
        "everything anew": lambda: outlook_of(tree, assessment),
        "point values": lambda: formula.outlooks(scores),
        "all gradients": lambda: formula.gradient(scores),
        "all ranges": lambda: (formula.outlooks(low), formula.outlooks(high)),
        "one changed score": _changes(outlooks, assessment),
    }
    took = {name: best(act, runs) for name, act in measured.items()}
    floor = took["bare pass (floor)"]
    return {name: f"{in_milliseconds(seconds)} ({seconds / floor:.0f})" for name, seconds in took.items()}


def in_milliseconds(seconds: float) -> str:
    """With as many digits as say something."""
    return f"{1000 * seconds:.{0 if seconds > 0.1 else 1 if seconds > 0.001 else 4}f}"


def _bare_pass(scores: Sequence[float]) -> float:
    product = 1.0
    for score in scores:
        product *= score
    return product


def _changes(outlooks: Outlooks, assessment: Assessment) -> Callable[[], object]:
    """Take in another score for the last node, and for one in the middle, by turns."""
    ids = list(outlooks.number)
    others = cycle(
        Assessment("bench", judgements={**assessment.judgements, node_id: Judgement(score)})
        for node_id in (ids[-1], ids[len(ids) // 2])
        for score in (0.25, 0.35)
    )
    outlooks.follow(next(others))  # the first change teaches it what rests on what
    return lambda: outlooks.follow(next(others))


def _scored(tree: Tree) -> Assessment:
    random = Random(1)
    return Assessment("bench", judgements={node_id: Judgement(random.uniform(0.05, 0.95)) for node_id in tree.nodes})


def tree_of(text: str) -> Tree:
    """The tree of a text without a fault."""
    tree = parse_tree(text, Path("benchmark.toml")).tree
    assert tree
    return tree


def best(act: Callable[[], object], runs: int) -> float:
    """Seconds; what is over in no time is repeated."""
    times = []
    for _ in range(runs):
        gc.collect()
        began = time.perf_counter()
        act()
        times.append(time.perf_counter() - began)
    while sum(times) < 0.01 and len(times) < 1_000:
        began = time.perf_counter()
        act()
        times.append(time.perf_counter() - began)
    return min(times)
