"""What is read plainly is what the rules make of it; whatever has a fault is not read plainly."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from gametree.files.plain_tree import plain_tree, read_plainly
from gametree.files.tree_file import build_tree
from gametree.model.shape import SHAPES
from gametree.model.tree import Header, Node, Source
from tests.benchmarks.shapes import grown

TREE = """
[tree]
title = "T"

[source.s]
title = "S"

[node.a]
kind = "claim"
title = "A"
"""
KEYS = [*(field.name for kind in (Header, Source, Node) for field in fields(kind)), "parent", "colour"]
VALUES = st.sampled_from(
    ["", " \n", "A", "claim", "all", "problem ", [], ["a"], ["a", "b"], ["a", 1], [["a"]], 1, 0.5, True, {}, ("a",)]
)


@pytest.mark.parametrize("kind", [Header, Source, Node])
@given(table=st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=6), right=st.booleans())
def test_a_plain_table_is_what_the_rules_make_of_it(kind: Any, table: dict[str, Any], right: bool):
    table = table | ({"title": "T", "kind": "claim"} if right else {})
    known = {"id": "n"} if kind is Node else {}
    value = read_plainly(kind, table, **known)
    try:
        shape: Any = SHAPES[kind].model_validate(table)
    except ValidationError:
        assert value is None
        return
    if value is None:
        assert any(type(given) is tuple for given in table.values())  # not out of TOML
    else:
        assert asdict(value) == known | shape.model_dump()


def test_a_plain_tree_is_read_and_its_kinds_are_one_string_each():
    tree = plain_tree(grown(2_000), "large")
    assert tree
    assert tree == build_tree(tomli.loads(grown(2_000)), "large")[0]
    assert len({id(node.kind) for node in tree.nodes.values()}) == 4


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('title = "A"', "title = 1"),
        ('title = "A"', 'titel = "A"'),
        ('title = "A"', ""),
        ('kind = "claim"', 'kind = "clam"'),
        ("[node.a]", "[[node.a]]"),
        ("[node.a]", "[node]"),
        ("[source.s]", "[[source]]"),
        ("[source.s]", "[sources.s]"),
        ("[tree]", "[[tree]]"),
        ("[tree]", "[trees]"),
        ("[tree]", "[tree"),
    ],
)
def test_a_tree_with_a_fault_is_left_to_the_rules(right: str, wrong: str):
    assert plain_tree(TREE, "t")
    assert plain_tree(TREE.replace(right, wrong, 1), "t") is None
