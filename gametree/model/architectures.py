"""Architectures exclude one another: what a person gives them comes to 1 at most, and can be scaled to that."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import floor, log10

from gametree.model.assessment import Assessment, Judgement
from gametree.model.finding import Finding, Severity
from gametree.model.tree import Tree

MOST_IN_SUM = 1 + 1e-9
"""The most that the plausibilities of all architectures may come to."""
_FEWEST_DECIMALS, _MOST_DECIMALS = 4, 15


def sum_of_architectures(tree: Tree, assessment: Assessment) -> float:
    """What the plausibilities of the scored architectures come to."""
    return sum(judgement.plausibility for judgement in _scored(tree, assessment).values())


def find_excess(tree: Tree, assessment: Assessment) -> Finding | None:
    """`architectures-exceed` (warning): architectures that come to more than 1, so that the question has no outlook."""
    total = sum_of_architectures(tree, assessment)
    if total <= MOST_IN_SUM:
        return None
    message = (
        f"the architectures exclude one another but come to {total * 100:.10g} %, so the question has no outlook; "
        "lower some of them, or scale all of them to fit"
    )
    return Finding("architectures-exceed", message, severity=Severity.WARNING)


def scaled_to_fit(tree: Tree, assessment: Assessment) -> Mapping[str, Judgement]:
    """The architectures' judgements, scaled to come to 1, by id; none where they do not exceed it.

    All shrink by the same factor, their ranges too. They are rounded to hundredths of a percent, or finer where the
    smallest would lose its second digit; what rounding leaves goes to the largest remainders, so that the sum is 1.
    Each keeps its digest, for nobody has looked at the node again.
    """
    if find_excess(tree, assessment) is None:
        return {}
    scored = {node_id: one for node_id, one in _scored(tree, assessment).items() if one.plausibility > 0}
    total = sum((Fraction(judgement.plausibility) for judgement in scored.values()), Fraction())
    shares = [Fraction(judgement.plausibility) / total for judgement in scored.values()]
    decimals = min(_MOST_DECIMALS, max(_FEWEST_DECIMALS, 1 - floor(log10(float(min(shares)) or 1e-300))))
    return {
        node_id: _scaled(judgement, plausibility, total, decimals)
        for (node_id, judgement), plausibility in zip(scored.items(), _rounded(shares, decimals), strict=True)
    }


def _scored(tree: Tree, assessment: Assessment) -> dict[str, Judgement]:
    judgements = assessment.judgements
    return {node.id: judgements[node.id] for node in tree.architectures if node.id in judgements}


def _rounded(shares: list[Fraction], decimals: int) -> list[float]:
    """The shares as whole units that come to what the shares come to, by largest remainders; none becomes 0."""
    unit = 10**decimals
    units = [floor(share * unit) for share in shares]
    left = unit - sum(units)
    by_remainder = sorted(range(len(shares)), key=lambda index: units[index] - shares[index] * unit)
    for index in by_remainder[:left]:
        units[index] += 1
    return [count / unit if count else float(share) for count, share in zip(units, shares, strict=True)]


def _scaled(judgement: Judgement, plausibility: float, total: Fraction, decimals: int) -> Judgement:
    if judgement.range is None:
        return Judgement(plausibility, None, judgement.digest)
    low, high = (
        plausibility if end == judgement.plausibility else round(float(Fraction(end) / total), decimals)
        for end in judgement.range
    )
    return Judgement(plausibility, (min(low, plausibility), max(high, plausibility)), judgement.digest)
