"""A panel as a table for other programs."""

from __future__ import annotations

import csv

from gametree.comparison.panel import Panel
from gametree.export.panel_as_csv import panel_as_csv
from tests.export.panels import panel


def rows(top: int | None = None) -> list[dict[str, str]]:
    return list(csv.DictReader(panel_as_csv(panel()[1], top)))


def test_a_node_is_a_row_and_the_largest_disagreement_comes_first():
    assert [row["node"] for row in rows()] == ["collusion", "debate", "cost"]
    assert [row["node"] for row in rows(top=1)] == ["collusion"]


def test_figures_are_in_full_and_everybody_has_a_column():
    first = rows()[0]
    assert float(first.pop("deviation")) == 0.2
    assert first == {
        "node": "collusion", "n": "2", "median": "0.3", "odds_mean": "0.25", "low": "0.1", "high": "0.5",
        "spread": "0.4", "ada": "0.5", "b\x1bb": "0.1", "cy": "",
    }  # fmt: skip


def test_where_nobody_has_scored_a_node_everything_is_empty_and_not_zero():
    last = rows()[-1]
    assert (last.pop("node"), last.pop("n")) == ("cost", "0")
    assert set(last.values()) == {""}


def test_a_panel_of_nobody_is_the_heads():
    assert list(panel_as_csv(Panel((), (), ()))) == ["node,n,median,odds_mean,low,high,spread,deviation\n"]
