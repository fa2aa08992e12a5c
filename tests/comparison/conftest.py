"""A published disagreement."""

from __future__ import annotations

from pathlib import Path

import pytest

from gametree.files.journal import read_journal
from gametree.files.tree_file import load_tree
from gametree.model.assessment import Assessment, sum_up
from gametree.model.tree import Tree

DATA = Path(__file__).parent.parent / "data"


@pytest.fixture
def six_premises() -> tuple[Tree, Assessment, Assessment]:
    """Six premises all of which must hold, as Carlsmith and as the superforecasters saw them."""
    tree = load_tree(DATA / "six-premises.toml")
    names = "carlsmith", "superforecasters"
    a, b = (sum_up(name, read_journal(DATA / "six-premises.assessments" / f"{name}.toml").records) for name in names)
    return tree, a, b
