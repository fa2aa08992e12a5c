"""What the root would be if one took over a score of the other's."""

from __future__ import annotations

from collections.abc import Mapping

from gametree.comparison.common_ground import CommonGround, common_ground
from gametree.comparison.folding import fold
from gametree.comparison.shares import slopes_at
from gametree.evaluation.formula import Formula, formula_of
from gametree.evaluation.outlook import ASSUMED
from gametree.model.assessment import Assessment
from gametree.model.tree import Tree


def roots_if_taken(
    tree: Tree, mine: Assessment, theirs: Assessment, assume: float = ASSUMED, formula: Formula | None = None
) -> Mapping[str, float]:
    """By node that differs, my compared root with their score there and all my others; under `prob`, not clipped.

    The root is linear in every single score, so that one slope a node is enough. Without `formula` the tree is
    first cut down to what the comparison turns on, which is quicker for a large one.
    """
    ground, formula = _ground(tree, mine, theirs, assume, formula)
    pairs = list(zip(ground.filled_a, ground.filled_b, strict=True))
    differing = [number for number, (own, other) in enumerate(pairs) if own != other]
    if not differing:
        return {}
    now, slopes = formula.root(ground.filled_a), slopes_at(formula, [ground.filled_a], differing)[0]
    return {formula.ids[n]: now + slopes[n] * (pairs[n][1] - pairs[n][0]) for n in differing}


def compared_root(
    tree: Tree, mine: Assessment, theirs: Assessment, formula: Formula | None = None, assume: float = ASSUMED
) -> float:
    """My root with the scores that I lack filled in with theirs; under `prob`, not clipped."""
    ground, formula = _ground(tree, mine, theirs, assume, formula)
    return formula.root(ground.filled_a)


def _ground(
    tree: Tree, mine: Assessment, theirs: Assessment, assume: float, formula: Formula | None
) -> tuple[CommonGround, Formula]:
    if formula:
        return common_ground(tree, mine, theirs, assume), formula
    ground = fold(tree, mine, theirs, assume)
    return ground, formula_of(ground.tree)
