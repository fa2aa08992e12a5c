"""The columns of the tree, by its width."""

from __future__ import annotations

from dataclasses import astuple
from itertools import pairwise

import pytest
from rich.cells import cell_len

from gametree.tui.columns import Columns


@pytest.mark.parametrize("imagined", [False, True])
@pytest.mark.parametrize("width", [1, 10, 33, 34, 41, 42, 55, 56, 72, 83, 84, 100, 200])
def test_the_columns_fill_the_width(width: int, imagined: bool) -> None:
    columns = Columns.of(width, 9, imagined)
    assert columns.title >= 1
    assert sum(astuple(columns)) == max(width, columns.score + 1)
    assert cell_len(columns.heads) <= max(width, columns.score + 1)


@pytest.mark.parametrize(
    ("width", "there"),
    [
        (33, "plausible"), (41, "plausible"), (42, "plausible outlook"), (55, "plausible outlook"),
        (56, "plausible bar outlook"), (83, "plausible bar outlook"), (84, "plausible range bar outlook"),
        (99, "plausible range bar outlook"), (100, "plausible range bar outlook worst–best"),
    ],
)  # fmt: skip
def test_as_the_tree_gets_narrower_the_bar_goes_before_the_figure(width: int, there: str) -> None:
    columns = Columns.of(width, 5)
    widths = {
        "plausible": columns.score, "range": columns.range, "bar": columns.bar, "outlook": columns.outlook,
        "worst–best": columns.span,
    }  # fmt: skip
    assert " ".join(name for name, cells in widths.items() if cells) == there


def test_ranges_have_a_column_only_where_somebody_gave_one() -> None:
    assert Columns.of(200).range == 0
    assert "range" not in Columns.of(200).heads
    assert Columns.of(200, 9).range > 9


def test_in_a_what_if_an_outlook_has_room_for_two_figures_which_the_title_gives() -> None:
    real, imagined = Columns.of(80), Columns.of(80, imagined=True)
    assert imagined.outlook > len("12 → ~20 %") > real.outlook
    assert imagined.title - real.title == real.outlook - imagined.outlook


def test_a_wider_tree_never_loses_a_column() -> None:
    there = [{place for place, cells in enumerate(astuple(Columns.of(width, 5))) if cells} for width in range(1, 130)]
    assert all(narrow <= wide for narrow, wide in pairwise(there))


def test_every_head_stands_over_the_end_of_its_column() -> None:
    columns = Columns.of(120, 5)
    assert columns.heads.index("plausible") + len("plausible") == columns.title + columns.score
    assert columns.heads.index("range") == columns.title + columns.score + 2
    assert columns.heads.index("worst") == 120 - columns.marks - columns.span + 2
