"""How much an answer would tell: about the outcome (VOI), and about a difference between two people (VOD).

All logarithms are to base 10, as the Forecasting Research Institute's adversarial collaboration on AI risk has them
(Rosenberg et al. 2024, "Roots of Disagreement on AI Risk"). U is the outcome, c the event one might learn of.
"""

from __future__ import annotations

import math
import sys

Forecast = tuple[float, float, float]
"""P(c), P(U given c), P(U given not c)."""

_TEN = math.log(10)
_SLACK = 4 * sys.float_info.epsilon


def kl(p: float, q: float) -> float:
    """How far q is from p: Kullback and Leibler's divergence in bans; never negative, infinite where q rules p out."""
    return (_excess(p, q) + _excess(1 - p, 1 - q)) / _TEN


def _excess(p: float, q: float) -> float:
    """p·ln(p/q) − (p − q). It is never negative, so that the sum of two keeps its digits where p is close to q."""
    if p in (q, 0):
        return q - p
    if q == 0:
        return math.inf
    change = (p - q) / q
    # the quotient p/q is rounded, which is much where it is close to 1, and may overflow
    logarithm = math.log1p(change) if abs(change) < 0.5 else math.log(p) - math.log(q)
    return max(0.0, p * logarithm - (p - q))


def symmetric_kl(p: float, q: float) -> float:
    """How far two plausibilities of the same thing are apart, in bans: the disagreement S; may be infinite."""
    return kl(p, q) + kl(q, p)


def entropy(p: float) -> float:
    """The most that one can learn about an event of probability p, in bans: at most log 2; the maximum of `voi`."""
    return 0.0 if p in (0, 1) else -(p * math.log(p) + (1 - p) * math.log1p(-p)) / _TEN


def implied_if_not(root: float, p_c: float, root_if: float) -> float | None:
    """P(U given not c) from P(U), P(c) and P(U given c); None where they contradict one another, or c is certain."""
    held, missed = _rest(root, root_if * p_c), _rest(1 - root, (1 - root_if) * p_c)
    return None if min(held, missed) < 0 or p_c >= 1 else held / (held + missed)


def _rest(whole: float, part: float) -> float:
    """The difference; 0 where it is no more than rounding."""
    return 0.0 if abs(whole - part) <= _SLACK * whole else whole - part


def voi(root: float, p_c: float, root_if: float, root_if_not: float) -> float:
    """How much learning c is expected to tell about U, in bans: the value of information, from 0 to `entropy(root)`.

    The four must belong together: P(U) = P(c)·P(U given c) + P(not c)·P(U given not c).
    """
    if root in (0, 1) or root_if == root:
        return 0.0
    return min(kl(root_if, root) * p_c + kl(root_if_not, root) * (1 - p_c), entropy(root))


def pooled(*plausibilities: float) -> float | None:
    """The geometric mean of odds, as a plausibility; None of nothing, and of 0 together with 1."""
    certain = {plausibility for plausibility in plausibilities if plausibility in (0, 1)}
    if certain or not plausibilities:
        return float(certain.pop()) if len(certain) == 1 else None
    odds = math.fsum(math.log(p) - math.log1p(-p) for p in plausibilities) / len(plausibilities)
    return 1 / (1 + math.exp(-odds)) if odds > 0 else math.exp(odds) / (1 + math.exp(odds))


def vod(root_a: float, root_b: float, c_a: Forecast, c_b: Forecast) -> float | None:
    """How much closer a and b are expected to come by learning c, in bans: the value of discrimination.

    At most the present disagreement `symmetric_kl(root_a, root_b)`; negative where they would end further apart.
    None where it is infinite, or where one is certain of c and the other of not c.
    """
    chance = pooled(c_a[0], c_b[0])
    if chance is None:
        return None
    apart = symmetric_kl(root_a, root_b)
    expected = _weighed(chance, symmetric_kl(c_a[1], c_b[1])) + _weighed(1 - chance, symmetric_kl(c_a[2], c_b[2]))
    return apart - expected if math.isfinite(apart) and math.isfinite(expected) else None


def _weighed(weight: float, distance: float) -> float:
    return weight * distance if weight else 0.0  # what cannot happen counts for nothing, however far apart
