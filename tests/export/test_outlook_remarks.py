"""What a semantics cannot say of a tree is said beside it."""

from __future__ import annotations

import pytest

from gametree.evaluation.outlook import outlook_of
from gametree.evaluation.semantics import SEMANTICS
from gametree.export.outlook_remarks import semantics_remarks
from gametree.model.assessment import Assessment
from tests.model.trees import tree_of

NEEDS_ALL = "".join(
    f'\n[node.s{n}]\nkind = "strategy"\nrefinement = "all"'
    f'\n[node.a{n}]\nkind = "claim"\nparent = "s{n}"\n[node.b{n}]\nkind = "claim"\nparent = "s{n}"'
    for n in range(7)
)
PLAIN = '\n[node.s]\nkind = "strategy"'


def remarks(text: str, semantics: str) -> list[str]:
    return list(semantics_remarks(outlook_of(tree_of(text), Assessment("ada"), semantics)))


@pytest.mark.parametrize("semantics", SEMANTICS)
def test_lenses_say_which_nodes_they_misread_and_the_others_say_nothing(semantics: str):
    said = [remark for remark in remarks(NEEDS_ALL, semantics) if "cannot say" in remark]
    is_lens = semantics in ("dfquad", "quadratic-energy", "euler-based")
    named = "it reads s0, s1, s2, s3, s4 and 2 more as if any one of the ways beneath were enough"
    assert said == ([f'{semantics} cannot say "all": {named}'] if is_lens else [])


@pytest.mark.parametrize("semantics", SEMANTICS)
def test_only_the_lens_that_is_stuck_says_so(semantics: str):
    stuck = any("no score moves the question" in remark for remark in remarks(PLAIN, semantics))
    assert stuck == (semantics == "euler-based")
