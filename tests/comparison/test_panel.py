"""Several people over one tree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametree.comparison.panel import PanelRow, compare_panel, root_differences
from gametree.model.assessment import Assessment, Judgement
from tests.model.trees import tree_of

TREE = tree_of("""
[node.debate]
kind = "strategy"

[node.collusion]
kind = "failure-mode"
parent = "debate"

[node.monitors]
kind = "strategy"
parent = "collusion"
""")


def panel(**scores: dict[str, float]) -> dict[str, PanelRow]:
    """The rows in their order, by node."""
    people = {
        name: Assessment(name, judgements={node: Judgement(value) for node, value in theirs.items()})
        for name, theirs in scores.items()
    }
    return {row.node: row for row in compare_panel(TREE, people)}


def test_a_row_holds_the_middle_and_the_distance():
    row = panel(ada={"debate": 0.2}, bob={"debate": 0.5}, cy={"debate": 0.8}, dee={})["debate"]
    assert row.scores == {"ada": 0.2, "bob": 0.5, "cy": 0.8}
    assert (row.median, row.odds_mean, row.ends) == (0.5, pytest.approx(0.5), (0.2, 0.8))
    assert (row.spread, row.deviation) == pytest.approx((0.6, 0.06**0.5))


def test_of_an_even_number_the_median_is_between_the_two_in_the_middle():
    row = panel(ada={"debate": 0.2}, bob={"debate": 0.4})["debate"]
    assert row.median == pytest.approx(0.3)
    assert row.odds_mean == pytest.approx(1 / (1 + 6**0.5))  # odds of 1/4 and 2/3


def test_who_has_not_scored_a_node_does_not_disagree_about_it():
    rows = panel(ada={"debate": 0.9, "collusion": 0.5}, bob={"collusion": 0.5})
    assert list(rows) == ["collusion", "debate", "monitors"]
    assert (rows["collusion"].spread, rows["collusion"].deviation) == (0, 0)
    assert (rows["debate"].median, rows["debate"].spread, rows["debate"].deviation) == (0.9, None, None)
    nothing = rows["monitors"]
    assert (nothing.median, nothing.odds_mean, nothing.ends, nothing.spread) == (None, None, None, None)


def test_the_largest_spread_comes_first_and_a_split_before_an_outlier():
    rows = panel(
        ada={"debate": 0.5, "collusion": 0.1, "monitors": 0.1},
        bob={"debate": 0.6, "collusion": 0.1, "monitors": 0.1},
        cy={"debate": 0.5, "collusion": 0.1, "monitors": 0.9},
        dee={"debate": 0.5, "collusion": 0.9, "monitors": 0.9},
    )
    assert list(rows) == ["monitors", "collusion", "debate"]


@pytest.mark.parametrize(("scores", "odds_mean"), [((0, 1), None), ((0, 0.5), 0.0), ((1, 0.5), 1.0)])
def test_certainty_in_both_directions_has_no_mean_of_odds(scores: tuple[float, float], odds_mean: float | None):
    row = panel(ada={"debate": scores[0]}, bob={"debate": scores[1]})["debate"]
    assert row.odds_mean == odds_mean
    assert row.median == sum(scores) / 2


def test_a_root_that_is_missing_differs_from_none():
    assert root_differences({"ada": 0.75, "bob": None, "cy": 0.5}) == (
        (0.0, None, 0.25), (None, None, None), (-0.25, None, 0.0))  # fmt: skip


@given(
    st.dictionaries(st.text("abcd", min_size=1), st.dictionaries(st.sampled_from(list(TREE.nodes)), st.floats(0, 1)))
)
def test_every_node_has_one_row_and_the_middle_lies_between_the_ends(scores: dict[str, dict[str, float]]):
    rows = panel(**scores)
    assert set(rows) == set(TREE.nodes)
    for row in rows.values():
        low, high = row.ends or (0, 1)
        assert row.median is None or low <= row.median <= high
        assert row.spread is None or row.spread >= row.deviation - 1e-12
    spreads = [row.spread for row in rows.values() if row.spread is not None]
    assert spreads == sorted(spreads, reverse=True)
