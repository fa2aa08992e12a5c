"""Architectures that exceed 100 % are found, and scaled to exactly that."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametree.model.architectures import MOST_IN_SUM, find_excess, scaled_to_fit, sum_of_architectures
from gametree.model.assessment import Assessment, Judgement
from gametree.model.tree import Header, Node, Tree

MOST = 12
TREE = Tree(
    "t",
    Header(title="T"),
    {},
    {f"a{n}": Node(id=f"a{n}", kind="architecture", title=f"A{n}") for n in range(MOST)}
    | {"doom": Node(id="doom", kind="problem", title="Doom")},
)


def assessed(*plausibilities: float, **others: Judgement) -> Assessment:
    scored = {f"a{n}": Judgement(value) for n, value in enumerate(plausibilities)}
    return Assessment("ada", judgements={**scored, **others})


def scaled(*plausibilities: float) -> list[float]:
    return [one.plausibility for one in scaled_to_fit(TREE, assessed(*plausibilities)).values()]


@pytest.mark.parametrize("fitting", [(), (0.4,), (1.0,), (0.6, 0.4), (0.1,) * 10, (1.0, 1e-10), (0.0, 0.0)])
def test_what_fits_is_no_finding_and_is_not_scaled(fitting: tuple[float, ...]):
    found = assessed(*fitting, doom=Judgement(1.0))
    assert find_excess(TREE, found) is None
    assert scaled_to_fit(TREE, found) == {}


@pytest.mark.parametrize(
    ("given", "said"), [((0.7, 0.6), "130 %"), ((1.0, 2e-9), "100.0000002 %"), ((1,) * 12, "1200 %")]
)
def test_the_finding_says_the_sum_and_is_no_error(given: tuple[float, ...], said: str):
    finding = find_excess(TREE, assessed(*given))
    assert finding is not None
    assert f"come to {said}, so the question has no outlook" in finding.message
    assert (finding.check, finding.is_error) == ("architectures-exceed", False)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ((0.6, 0.6), [0.5, 0.5]),
        ((0.7, 0.6), [0.5385, 0.4615]),
        ((1.0, 1.0, 1.0), [0.3334, 0.3333, 0.3333]),
        ((1.0, 1.0, 1e-5), [0.4999975, 0.4999975, 0.000005]),
    ],
)
def test_shares_are_rounded_to_what_people_write(given: tuple[float, ...], wanted: list[float]):
    assert scaled(*given) == wanted


@given(st.lists(st.floats(0, 1, allow_subnormal=False), min_size=1, max_size=MOST))
def test_scaled_architectures_come_to_1_in_their_old_order_and_none_vanishes(given: list[float]):
    before = assessed(*given)
    after = Assessment("ada", judgements={**before.judgements, **scaled_to_fit(TREE, before)})
    if find_excess(TREE, before) is None:
        assert after == before
        return
    assert 1 - 1e-9 < sum_of_architectures(TREE, after) <= MOST_IN_SUM
    pairs = [(old.plausibility, after.judgements[name].plausibility) for name, old in before.judgements.items()]
    assert all((new > 0) == (old > 0) for old, new in pairs)
    assert all(abs(new - old / sum(given)) <= 1.0001e-4 for old, new in pairs)
    ranked = [new for _, new in sorted(pairs)]
    assert ranked == sorted(ranked)


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1)).map(sorted), min_size=2, max_size=MOST))
def test_a_scaled_range_holds_its_plausibility_and_shrinks_with_it(given: list[list[float]]):
    judged = {f"a{n}": Judgement(middle, (low, high), "5f1c9a-07be42") for n, (low, middle, high) in enumerate(given)}
    total = sum(middle for _, middle, _ in given)
    for name, after in scaled_to_fit(TREE, Assessment("ada", judgements=judged)).items():
        before = judged[name]
        assert after.range is not None and before.range is not None
        assert 0 <= after.range[0] <= after.plausibility <= after.range[1] <= 1
        assert all(abs(new - old / total) <= 1.5001e-4 for old, new in zip(before.range, after.range, strict=True))
        assert after.digest == before.digest
