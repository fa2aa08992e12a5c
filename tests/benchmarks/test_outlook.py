"""The figures on the outlook are there, each beside the floor."""

from __future__ import annotations

import re

from tests.benchmarks.outlook import outlook_columns


def test_every_column_has_every_figure_and_its_ratio_to_the_bare_pass():
    columns = outlook_columns(runs=1, sizes=(20, 120))
    assert list(columns) == ["20", "120", "15 shared"]
    for figures in columns.values():
        assert list(figures) == [
            "bare pass (floor)", "everything anew", "point values", "all gradients", "all ranges", "one changed score",
        ]  # fmt: skip
        assert figures["bare pass (floor)"].endswith(" (1)")
        assert all(re.fullmatch(r"\d+(\.\d+)? \(\d+\)", figure) for figure in figures.values())
