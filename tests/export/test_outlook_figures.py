"""An outlook in a few characters."""

from __future__ import annotations

import pytest

from gametree.evaluation.outlook import Outlook, RootOutlook
from gametree.export.outlook_figures import bar, ends, in_points, painted, point, root_in_words


def root(point: float | None = 0.25, assumed: int = 0, stated: float | None = None, excess: float = 0.0) -> RootOutlook:
    low, high = (None, None) if excess else (0.1, 0.5)
    return RootOutlook(point, low, high, point, stated, assumed, None, excess, 0.0)


@pytest.mark.parametrize(
    ("outlook", "shown", "range_"),
    [
        (Outlook(0.452, 0.125, 0.87), "45.2", "12.5–87"),
        (Outlook(0.5, 0.0, 1.0, assumed=True), "~50", "0–100"),
        (Outlook(None, 0.0, 1.0, assumed=True), "··", "0–100"),
        (Outlook(0.00001, 0.0, 0.99999), "<0.1", "0–>99.9"),
    ],
)
def test_a_point_is_marked_where_something_is_assumed_and_never_rounds_to_certainty(outlook, shown, range_):
    assert (point(outlook), ends(outlook)) == (shown, range_)


@pytest.mark.parametrize(
    ("outlook", "words"),
    [
        (root(), "outlook 25 %, worst to best case 10–50 %"),
        (root(assumed=3, stated=0.05), "outlook ~25 %, worst to best case 10–50 %, stated 5 %"),
        (root(None, 3), "outlook ··, worst to best case 10–50 %"),
        (root(None, excess=0.3), "outlook ··, for the architectures come to 130 %"),
    ],
)
def test_the_root_is_a_line_of_words(outlook, words):
    assert root_in_words(outlook) == words


@pytest.mark.parametrize(
    ("share", "drawn"), [(0.0, "    "), (1.0, "████"), (0.5, "██  "), (0.28125, "█▏  "), (None, "    "), (7.0, "████")]
)
def test_a_bar_is_as_long_as_the_share(share, drawn):
    assert bar(share, 4) == drawn


@pytest.mark.parametrize(
    ("apart", "words"),
    [
        (0.123, "12.3 points"),
        (-0.05, "5 points"),
        (0.01, "1 point"),
        (0.000314, "0.031 points"),
        (0.01804, "1.8 points"),
    ],
)
def test_a_distance_in_points_has_two_digits_at_least_and_no_sign(apart, words):
    assert in_points(apart) == words


def test_colour_is_only_where_it_is_wanted_and_something_is_to_be_seen():
    assert painted("x", "heading", colour=True) == "\x1b[1mx\x1b[m"
    assert painted("x", "heading", colour=False) == "x"
    assert painted("  ", "faint", colour=True) == "  "
