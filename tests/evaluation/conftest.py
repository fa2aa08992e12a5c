"""A tree from the docstring of a test, and what scores imply there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gametree.evaluation.outlook import Outlooks, outlook_of
from gametree.model.tree import Tree
from tests.evaluation.assessing import Score, scored
from tests.model.trees import tree_of


@pytest.fixture
def tree(request: pytest.FixtureRequest) -> Tree:
    """The tree in the docstring of the test."""
    return tree_of(request.function.__doc__)


@pytest.fixture
def outlooks(tree: Tree) -> Callable[..., Outlooks]:
    """The outlook of scores given by id (with _ for -), among them that of the question."""

    def work_out(semantics: str = "prob", assume: float = 0.5, **scores: Score) -> Outlooks:
        return outlook_of(tree, scored(**scores), semantics, assume)

    return work_out
