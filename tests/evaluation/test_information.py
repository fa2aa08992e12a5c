"""KL, VOI, VOD: the published medians, known values, and laws down to exact 0 and 1."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Iterator
from decimal import Decimal, localcontext
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from gametree.evaluation.information import entropy, implied_if_not, kl, pooled, symmetric_kl, vod, voi

DATA = Path(__file__).parent.parent / "data" / "fri"
RENAMED = {"Luke policies": "Muehlhauser policies"}

probabilities = st.one_of(st.floats(0, 1), st.sampled_from([0.0, 1.0, 5e-324, 1e-300, 1e-17, 0.5, 1 - 2**-53]))


class Forecast(NamedTuple):
    root: float
    p_c: float
    root_if: float
    root_if_not: float


def table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def forecasts(crux: str, camp: str) -> Iterator[Forecast]:
    """Those that count in the published figures; see README.txt beside the data."""
    for row in table("FORECASTS.csv"):
        figures = [row[name] for name in ("PU", "Pc", "PUc")]
        if (RENAMED.get(row["ID"], row["ID"]), row["Camp"]) == (crux, camp) and "NA" not in figures:
            root, p_c, root_if = map(float, figures)
            root_if_not = implied_if_not(root, p_c, root_if)
            if root_if_not is not None and 0 < root_if_not < 1:
                yield Forecast(root, p_c, root_if, root_if_not)


def lower_median(values: Iterable[float]) -> float:
    ordered = sorted(values)
    return ordered[(len(ordered) - 1) // 2]


def test_the_data_leave_out_what_their_readme_says():
    rows = [[row[name] for name in ("PU", "Pc", "PUc")] for row in table("FORECASTS.csv")]
    complete = [tuple(map(float, row)) for row in rows if "NA" not in row]
    implied = [implied_if_not(*row) for row in complete]
    assert (len(rows), len(rows) - len(complete)) == (651, 4)
    assert (implied.count(None), implied.count(0.0) + implied.count(1.0)) == (6, 7)


@pytest.mark.parametrize("camp", ["Concerned", "Skeptical"])
@pytest.mark.parametrize("published", table("VOI_medians.csv"), ids=lambda row: row["ID"])
def test_voi_and_its_share_of_the_maximum_are_the_published_medians(published: dict[str, str], camp: str):
    found = list(forecasts(published["ID"], camp))
    figure, share = float(published[f"medianVOI_{camp}"]), float(published[f"medianPercentMaxVOI_{camp}"])
    # the figures carry the noise of doubles near 1; a share is divided by an entropy of 1e-7 or more
    assert lower_median(voi(*each) for each in found) == pytest.approx(figure, rel=1e-9, abs=2e-16)
    assert lower_median(voi(*each) / entropy(each.root) for each in found) == pytest.approx(share, rel=1e-9, abs=2e-9)


@pytest.mark.parametrize("published", table("VOD_medians.csv"), ids=lambda row: row["ID"])
def test_vod_and_its_share_of_the_maximum_are_the_published_medians(published: dict[str, str]):
    worths, shares = [], []
    for one in forecasts(published["ID"], "Concerned"):
        for other in forecasts(published["ID"], "Skeptical"):
            worth = vod(one.root, other.root, one[1:], other[1:])
            assert worth is not None
            worths.append(worth)
            shares.append(worth / symmetric_kl(one.root, other.root))
    assert lower_median(worths) == pytest.approx(float(published["median_VoD"]), rel=1e-9, abs=1e-15)
    assert lower_median(shares) == pytest.approx(float(published["median_VoD_pom"]), rel=1e-9, abs=1e-15)


def test_figures_that_can_be_worked_out_by_hand():
    assert kl(0.5, 0.05) == pytest.approx(0.5 * math.log10(10) + 0.5 * math.log10(0.5 / 0.95))
    assert entropy(0.5) == pytest.approx(math.log10(2))
    assert pooled(0.1, 0.9) == pytest.approx(0.5)
    assert pooled(0.2, 0.2, 0.2) == pytest.approx(0.2)
    assert pooled(1 / 2, 4 / 5) == pytest.approx(2 / 3)  # odds of 1 and 4, hence 2
    assert implied_if_not(0.3, 0.5, 0.4) == pytest.approx(0.2)
    assert voi(0.5, 0.5, 1.0, 0.0) == pytest.approx(entropy(0.5))


@pytest.mark.parametrize(
    ("p", "q", "far"),
    [(0, 0, 0.0), (1, 1, 0.0), (0, 1, math.inf), (1, 0, math.inf), (0.5, 0, math.inf), (0.5, 1, math.inf),
     (0, 0.5, math.log10(2)), (1, 0.5, math.log10(2)), (5e-324, 1, math.inf), (1, 5e-324, 323.306215)],
)  # fmt: skip
def test_the_ends_of_the_scale(p: float, q: float, far: float):
    assert kl(p, q) == pytest.approx(far)


@pytest.mark.parametrize(
    ("plausibilities", "together"),
    [((), None), ((0, 1), None), ((0, 0.5, 1), None), ((0, 0.9), 0.0), ((1, 0.1), 1.0), ((0, 0), 0.0), ((1, 1), 1.0)],
)
def test_a_certain_one_decides_the_pool_unless_another_is_certain_of_the_opposite(plausibilities, together):
    assert pooled(*plausibilities) == together


@pytest.mark.parametrize(
    ("figures", "implied"),
    [((1e-9, 0.001, 0.001), None), ((0.9, 0.5, 0.1), None), ((0.5, 1.0, 0.5), None), ((0.3, 0.0, 0.9), 0.3),
     ((1e-9, 1e-5, 1e-4), 0.0), ((0.6, 0.5, 0.2), 1.0), ((0.001, 0.1, 0.01), 0.0)],
)  # fmt: skip
def test_contradictory_figures_imply_nothing(figures: tuple[float, float, float], implied: float | None):
    assert implied_if_not(*figures) == implied


@pytest.mark.parametrize(
    ("root_a", "root_b", "c_a", "c_b"),
    [
        (0.0, 0.5, (0.5, 0.0, 0.0), (0.5, 0.5, 0.5)),  # already infinitely apart
        (0.3, 0.5, (0.5, 0.6, 0.0), (0.5, 0.5, 0.5)),  # infinitely apart if c is false
        (0.3, 0.5, (0.0, 0.6, 0.3), (1.0, 0.5, 0.5)),  # each is certain of the opposite
    ],
)
def test_where_vod_is_infinite_or_undefined_there_is_none(root_a, root_b, c_a, c_b):
    assert vod(root_a, root_b, c_a, c_b) is None


def test_an_answer_that_cannot_come_does_not_count():
    assert vod(0.3, 0.5, (1.0, 0.3, 0.0), (1.0, 0.5, 0.9)) == pytest.approx(0.0, abs=1e-16)


def test_an_answer_that_settles_everything_is_worth_the_whole_disagreement():
    certain = (0.9, 1.0, 0.0), (0.2, 1.0, 0.0)
    assert vod(0.9, 0.2, *certain) == pytest.approx(symmetric_kl(0.9, 0.2))


@given(probabilities, probabilities)
@example(5e-324, 0.5)
def test_a_divergence_is_never_negative_and_zero_only_of_equals(p: float, q: float):
    assert kl(p, q) >= 0
    assert kl(p, p) == 0
    assert symmetric_kl(p, q) == symmetric_kl(q, p)


@given(st.floats(1e-12, 1 - 1e-12), st.floats(1e-12, 1 - 1e-12))
@example(1e-8, 1e-7)
@example(0.3, 0.3 + 1e-9)
def test_a_divergence_keeps_its_digits_where_terms_cancel(p: float, q: float):
    with localcontext() as context:
        context.prec = 60
        true = sum(
            (a * (a / b).log10() for a, b in ((Decimal(p), Decimal(q)), (1 - Decimal(p), 1 - Decimal(q)))), Decimal(0)
        )
    # an input in doubles is known to 1e-16 of itself, and so is its distance from another
    known_to = 1e-12 + 1e-14 * max(p, q) / abs(p - q) if p != q else 1
    assert kl(p, q) == pytest.approx(float(true), rel=known_to, abs=1e-28)


@given(probabilities, probabilities, probabilities)
def test_voi_lies_between_nothing_and_the_entropy_of_the_root(p_c: float, root_if: float, root_if_not: float):
    root = min(1.0, p_c * root_if + (1 - p_c) * root_if_not)
    assert 0 <= voi(root, p_c, root_if, root_if_not) <= entropy(root)


@given(st.tuples(*[probabilities] * 4))
def test_voi_is_a_number_even_of_figures_that_do_not_belong_together(figures: tuple[float, float, float, float]):
    assert 0 <= voi(*figures) < math.inf


@given(probabilities, probabilities, probabilities)
def test_what_is_implied_completes_the_mixture(p_c: float, root_if: float, root_if_not: float):
    assume(p_c <= 0.999)
    implied = implied_if_not(p_c * root_if + (1 - p_c) * root_if_not, p_c, root_if)
    if implied is not None:  # rounding may have made the three contradict one another by a hair
        assert implied == pytest.approx(root_if_not, abs=1e-12)


@given(st.lists(probabilities, min_size=1, max_size=5), st.randoms())
def test_a_pool_lies_between_its_ends_in_any_order(plausibilities: list[float], random):
    together = pooled(*plausibilities)
    shuffled = random.sample(plausibilities, len(plausibilities))
    assert pooled(*shuffled) == together
    if together is not None:
        assert min(plausibilities) * (1 - 1e-12) <= together <= max(plausibilities) * (1 + 1e-12)


@given(probabilities, probabilities, st.tuples(*[probabilities] * 3), st.tuples(*[probabilities] * 3))
def test_vod_is_the_same_either_way_and_at_most_the_disagreement(root_a, root_b, c_a, c_b):
    worth = vod(root_a, root_b, c_a, c_b)
    assert worth == vod(root_b, root_a, c_b, c_a)
    assert worth is None or worth <= symmetric_kl(root_a, root_b)


@given(probabilities, st.tuples(*[probabilities] * 3))
def test_people_who_agree_on_everything_cannot_come_closer(root: float, c: tuple[float, float, float]):
    assert vod(root, root, c, c) == 0.0
