"""An outlook in few cells."""

from __future__ import annotations

import pytest

from gametree.evaluation.outlook import Outlook
from gametree.tui.outlook_cells import bar, figure, gauge, two_figures, whole_percent


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.0, "0"), (0.124, "12"), (1.0, "100"), (0.004, "0.4"), (0.0001, "<0.1"), (0.999, ">99"), (0.0096, "1")],
)
def test_a_percentage_is_short_and_never_reads_as_certain_where_it_is_not(value: float, shown: str) -> None:
    assert whole_percent(value) == shown


@pytest.mark.parametrize(
    ("outlook", "shown"),
    [
        (Outlook(0.12, 0.03, 0.41), "12 %"),
        (Outlook(0.12, 0.03, 0.41, assumed=True), "~12 %"),
        (Outlook(None, 0.0, 1.0, assumed=True), "0–100"),
    ],
)
def test_a_figure_says_what_is_assumed_and_is_a_range_where_nothing_is_scored(outlook: Outlook, shown: str) -> None:
    assert figure(outlook) == shown


@pytest.mark.parametrize(
    ("real", "imagined", "shown"),
    [
        (Outlook(0.12, 0, 1), Outlook(0.2, 0, 1), "12 → 20 %"),
        (Outlook(0.12, 0, 1, True), Outlook(0.2, 0, 1, True), "12 → ~20 %"),
        (Outlook(0.121, 0, 1), Outlook(0.124, 0, 1), "12.1 → 12.4 %"),
        (Outlook(0.12, 0, 1), Outlook(0.12001, 0, 1), "12 %"),
        (Outlook(None, 0, 1), Outlook(0.2, 0, 1), "·· → 20 %"),
        (Outlook(0.2, 0, 1), Outlook(None, 0, 1), "20 → ·· %"),
    ],
)
def test_two_figures_stand_side_by_side_where_they_differ(real: Outlook, imagined: Outlook, shown: str) -> None:
    assert two_figures(real, imagined) == shown


@pytest.mark.parametrize(
    ("outlook", "shown"),
    [
        (Outlook(0.5, 0.5, 0.5), "████    "),
        (Outlook(0.5, 0.2, 0.9), "████░░░ "),
        (Outlook(0.3, 0.3, 0.3), "██▍     "),
        (Outlook(1.0, 1.0, 1.0), "████████"),
        (Outlook(0.999, 0.999, 1.0), "███████▉"),
        (Outlook(0.0001, 0.0, 0.001), "▏       "),
        (Outlook(0.0, 0.0, 0.0), "        "),
        (Outlook(None, 0.0, 1.0), "░░░░░░░░"),
        (Outlook(None, 0.25, 0.5), "  ░░    "),
    ],
)
def test_a_bar_fills_by_eighths_and_is_open_up_to_the_best_case(outlook: Outlook, shown: str) -> None:
    assert "".join(bar(outlook, 8)) == shown


@pytest.mark.parametrize(
    ("low", "point", "high", "shown"),
    [(0.0, 0.5, 1.0, "├──●──┤"), (0.0, 0.0, 1.0, "●─────┤"), (0.2, 0.8, 0.8, "├─────●"), (0.5, None, 0.5, "├─────┤")],
)
def test_a_gauge_shows_where_between_its_ends_the_point_lies(
    low: float, point: float | None, high: float, shown: str
) -> None:
    assert gauge(low, point, high, 7) == shown
