"""The trees of the benchmarks are trees without a fault."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gametree.files.tree_file import parse_tree
from tests.benchmarks.shapes import chain, common_risks, diamonds, fan, grown, much_shared


@pytest.mark.parametrize(
    ("shape", "size", "nodes"),
    [
        (grown, 20, 20),
        (grown, 2000, 2000),
        (chain, 30, 30),
        (fan, 30, 31),
        (diamonds, 5, 10),
        (much_shared, 30, 31),
        (common_risks, 15, 30 * 9 + 15),
    ],
)
def test_every_shape_is_a_tree_of_its_size(shape: Callable[[int], str], size: int, nodes: int) -> None:
    reading = parse_tree(shape(size), Path("shape.toml"))
    assert reading.tree
    assert not reading.findings
    assert len(reading.tree.nodes) == nodes
