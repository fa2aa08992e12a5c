"""Which node matters: how far the root moves with each score."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gametree.evaluation.information import entropy, voi
from gametree.evaluation.outlook import Outlooks
from gametree.model.assessment import Assessment

USUAL_WIDTH = 0.2
"""The width of the range that a score without one is taken to have: ten points either way."""


@dataclass(frozen=True, slots=True)
class Importance:
    """How much a node matters to the root.

    `birnbaum` is the derivative of the root by the score, in [-1, 1], the other scores held (Birnbaum 1969).
    `swing` is |birnbaum| times the width of the range, in [0, 1]. `voi` is the expected information about the root, in
    bans (log 10), if the node were settled, and `voi_share` its share of the most there is to learn; None where the
    root has no point.
    """

    node_id: str
    birnbaum: float
    width: float
    swing: float
    is_scored: bool
    has_range: bool
    voi: float | None
    voi_share: float | None


def rank_nodes(outlooks: Outlooks, assessment: Assessment) -> list[Importance]:
    """All nodes, the largest swing first; ties in file order."""
    return sorted(weigh_nodes(outlooks, assessment), key=lambda importance: -importance.swing)


def weigh_nodes(outlooks: Outlooks, assessment: Assessment) -> list[Importance]:
    """The importance of all nodes in file order, from one reverse pass."""
    root = outlooks.root.point
    most = entropy(root) if root is not None else 0.0
    return [_weigh(outlooks, assessment, node_id, slope, most) for node_id, slope in _slopes(outlooks)]


def next_to_score(outlooks: Outlooks, assessment: Assessment) -> list[str]:
    """The unscored nodes, those first whose score could move the root most; ties in file order."""
    unscored = [(node_id, slope) for node_id, slope in _slopes(outlooks) if node_id not in assessment.judgements]
    worth = {node_id: abs(slope) * _width(outlooks, assessment, node_id) for node_id, slope in unscored}
    return sorted(worth, key=lambda node_id: -worth[node_id])


def _slopes(outlooks: Outlooks) -> Iterable[tuple[str, float]]:
    return zip(outlooks.number, outlooks.gradient(), strict=True)


def _weigh(outlooks: Outlooks, assessment: Assessment, node_id: str, slope: float, most: float) -> Importance:
    judgement = assessment.judgements.get(node_id)
    width = _width(outlooks, assessment, node_id)
    learned = _voi(outlooks, node_id, slope)
    return Importance(
        node_id=node_id,
        birnbaum=slope,
        width=width,
        swing=abs(slope) * width,
        is_scored=judgement is not None,
        has_range=judgement is not None and judgement.range is not None,
        voi=learned,
        voi_share=learned / most if learned is not None and most > 0 else None,
    )


def _width(outlooks: Outlooks, assessment: Assessment, node_id: str) -> float:
    """How wide the range of a score is; an unscored node may be anything that is left for it."""
    judgement = assessment.judgements.get(node_id)
    if judgement is None:
        return outlooks.room(node_id)
    if judgement.range:
        return judgement.range[1] - judgement.range[0]
    return min(1.0, judgement.plausibility + USUAL_WIDTH / 2) - max(0.0, judgement.plausibility - USUAL_WIDTH / 2)


def _voi(outlooks: Outlooks, node_id: str, slope: float) -> float | None:
    """Value of information of the node's own event c (Forecasting Research Institute 2023, log 10).

    P(c) is its score; P(U|c) and P(U|¬c) are the root with the score at 1 and at 0, the others held. None where the
    root has no point, or where an architecture at 1 beside the others as they are would put it above 1.
    """
    root = outlooks.root.point
    if root is None or not outlooks.formula.multilinear:
        return None
    score = outlooks.scores[outlooks.number[node_id]]
    if_so, if_not = root + (1 - score) * slope, root - score * slope
    if not (-1e-9 <= if_so <= 1 + 1e-9 and -1e-9 <= if_not <= 1 + 1e-9):
        return None
    return voi(root, score, min(1.0, max(0.0, if_so)), min(1.0, max(0.0, if_not)))
