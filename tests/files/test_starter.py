"""The tree that a person starts from."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametree.files.starter import ATTRIBUTES_LINE, SCHEMA_NAME, starter_tree
from gametree.files.tree_file import parse_tree
from gametree.model.tree import Tree


def started(name: str) -> Tree:
    reading = parse_tree(starter_tree(Path(name)), Path("t.toml"))
    assert reading.tree is not None
    assert reading.findings == ()
    return reading.tree


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("my-tree.toml", "My tree"), ("AGI_risk.toml", "AGI risk"), ("-.toml", "A new tree"), ('".toml', "A new tree"),
        ("a\\b.toml", "A b"), ("強化.toml", "強化"), ("a\x1b\u202eb.toml", "A  b"), ("\udcff.toml", "A new tree"),
        ("100%.toml", "100%"), ("folder/deep.toml", "Deep"),
    ],
)  # fmt: skip
def test_it_takes_its_title_from_its_file(name: str, title: str):
    assert started(name).title == title


@given(st.text(st.characters(exclude_characters="/\0"), min_size=1, max_size=8))
def test_under_any_name_it_is_a_tree_with_nothing_to_mend(name: str):
    assert list(started(f"{name}.toml").nodes) == [
        "trained-end-to-end", "oversight", "too-much-to-check", "checked-by-models"]  # fmt: skip


def test_editors_are_led_to_the_schema_beside_it():
    assert starter_tree(Path("t.toml")).startswith(f"#:schema ./{SCHEMA_NAME}\n")


def test_git_joins_journals_and_never_trees():
    pattern, *attributes = ATTRIBUTES_LINE.split()
    assert pattern.endswith(".assessments/*.toml")
    assert attributes == ["merge=union", "-text"]
