"""How much closer two people would be expected to come if a node were settled: its value of discrimination."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gametree.comparison.shares import Root, slopes_at
from gametree.evaluation.information import Forecast, vod

_MOST_WORK = 2 * 10**7  # scores times evaluations, where no slope tells what a settled score would do


def settle(root: Root, a: Sequence[float], b: Sequence[float], which: Sequence[int]) -> Mapping[int, float | None]:
    """The value of discrimination of the scores that differ, by number, in bans.

    None where it is infinite, where a root beyond 0 or 1 leaves it without meaning (architectures above 1), and for
    all where a root that is no polynomial would have to be worked out too often.
    """
    if not root.multilinear and len(a) * len(which) > _MOST_WORK:
        return dict.fromkeys(which)
    roots = _tidy(root.root(a)), _tidy(root.root(b))
    forecasts_a, forecasts_b = _forecasts(root, (a, b), roots, which)
    return {
        number: vod(*roots, of_a, of_b) if _are_fractions(*roots, *of_a, *of_b) else None
        for number, of_a, of_b in zip(which, forecasts_a, forecasts_b, strict=True)
    }


def _forecasts(
    root: Root, both: Sequence[Sequence[float]], now: Sequence[float], which: Sequence[int]
) -> list[list[Forecast]]:
    """For each score of each of the two, the root if it were 1 and if it were 0, the others held."""
    if not root.multilinear:
        return [[_forecast(root, scores, number) for number in which] for scores in both]
    return [
        [_on_the_line(scores[number], at, slopes[number]) for number in which]
        for scores, at, slopes in zip(both, now, slopes_at(root, both, which), strict=True)
    ]


def _on_the_line(score: float, now: float, slope: float) -> Forecast:
    return score, _tidy(now + (1 - score) * slope), _tidy(now - score * slope)


def _forecast(root: Root, scores: Sequence[float], number: int) -> Forecast:
    return scores[number], root.root(_with(scores, number, 1.0)), root.root(_with(scores, number, 0.0))


def _with(scores: Sequence[float], number: int, value: float) -> list[float]:
    changed = list(scores)
    changed[number] = value
    return changed


def _tidy(value: float) -> float:
    """The number without what rounding took it beyond 0 or 1."""
    nearest = min(1.0, max(0.0, value))
    return nearest if abs(value - nearest) < 1e-12 else value


def _are_fractions(*numbers: float) -> bool:
    return all(0 <= number <= 1 for number in numbers)
