"""The figures on differences are there, each beside the floor."""

from __future__ import annotations

import re

from tests.benchmarks.diff import diff_columns


def test_every_column_has_every_figure_and_its_ratio_to_one_evaluation():
    columns = diff_columns(runs=1, sizes=(20, 60))
    assert list(columns) == ["20", "60", "15 shared"]
    for figures in columns.values():
        assert list(figures) == ["one evaluation (floor)", "twenty nodes differ", "every node differs"]
        assert figures["one evaluation (floor)"].endswith(" (1)")
        assert all(re.fullmatch(r"\d+(\.\d+)? \(\d+\)", figure) for figure in figures.values())
