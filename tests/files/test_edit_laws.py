"""Laws of editing, on random trees in random spellings and on every valid file of the TOML project."""

from __future__ import annotations

from collections import Counter
from pathlib import Path as File
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gametree.errors import BadEdit, GametreeError
from gametree.files.editing.changes import Change, Drop, Put
from gametree.files.editing.checking import TreeText
from gametree.files.editing.edits import DuplicateNode
from gametree.files.editing.splices import apply_splices, inverted
from gametree.files.spans import Path, scan
from gametree.files.tree_editor import plan_edit, plan_unchecked, take_step
from gametree.files.tree_file import parse_tree
from tests.files.corpus import corpus
from tests.files.edit_laws import lawful_edits, plain, random_edit, read
from tests.files.spellings import spelt_tree

VALID = corpus("valid")
SEEDS = st.integers(0, 2**32)


@given(SEEDS)
def test_an_edit_does_what_was_asked_and_nothing_else_and_can_be_undone(seed):
    assert set(lawful_edits(seed, 10)) <= {"changed", "unchanged", "senseless", "refused"}


def test_hardly_an_edit_is_refused_for_the_way_in_which_a_file_is_written():
    outcomes = Counter(outcome for seed in range(100) for outcome in lawful_edits(seed, 10))
    assert outcomes["refused"] <= 10
    assert outcomes["changed"] >= 600


@given(SEEDS)
def test_the_tree_after_an_edit_is_the_one_that_its_file_gives(seed):
    random = Random(seed)
    text = TreeText(spelt_tree(random).text, "x")
    assert text.tree is not None
    for _ in range(4):
        try:
            text = plan_edit(text, random_edit(random, dict(text.data))).after
        except GametreeError:
            continue
        tree = parse_tree(text.bare, File("x.toml")).tree
        assert text.tree == tree is not None
        assert text.data == read(text.text)
        assert list(text.tree.nodes) == list(text.data["node"]) == list(tree.nodes)
        assert (text.tree.children, text.tree.renamed) == (tree.children, tree.renamed)


@given(SEEDS)
def test_an_edit_is_undone_beneath_another_one_or_not_at_all(seed):
    random = Random(seed)
    text = TreeText(spelt_tree(random).text)
    one, other = (random_edit(random, dict(text.data)) for _ in range(2))
    assume(not isinstance(other, DuplicateNode))  # it copies what the other one did
    try:
        first = plan_edit(text, one)
        second = plan_edit(first.after, other)
        alone = plan_edit(text, other)
        undone = take_step(second.after, first.back).after
    except GametreeError:
        return
    assume(first.forth.difference.keys().isdisjoint(alone.forth.difference))  # else both may have meant the same
    nodes = plain(read(undone.text)["node"])
    assert nodes == plain(read(alone.after.text)["node"])


def tables(value: object, path: Path = ()) -> list[Path]:
    if not isinstance(value, dict):
        return []
    return [path, *(inner for key, item in value.items() for inner in tables(item, (*path, key)))]


def assert_spliced(text: TreeText, change: Change) -> str:
    try:
        plan = plan_unchecked(text, [change])
    except BadEdit:
        return "refused"
    new = plan.after.text
    assert apply_splices(new, inverted(plan.splices, new)) == text.text
    if isinstance(change, Put) and (*change.table, change.key) in scan(text.bare).values:
        start, end = scan(text.bare).values[*change.table, change.key]
        assert new.startswith(text.text[:start])
        assert new.endswith(text.bare[end:])
    kept = iter(new)
    if not isinstance(change, Drop) and plan.splices and not any(splice.before for splice in plan.splices):
        assert all(character in kept for character in text.text)
    return "done"


def outcomes(data: bytes) -> Counter[str]:
    """A key more in every table, every value another one, every key away; what became of it."""
    text = TreeText(data.decode("utf-8"))
    found: Counter[str] = Counter()
    for table in tables(text.data):
        here = text.data
        for step in table:
            here = here[step]
        if table:
            found[assert_spliced(text, Put(table, "a new key", "new"))] += 1
        for key, value in here.items() if table else ():
            if not isinstance(value, dict):
                found[assert_spliced(text, Put(table, key, 'new "words"'))] += 1
                found[assert_spliced(text, Drop(table, key))] += 1
    return found


@pytest.mark.parametrize("name", VALID)
def test_every_key_of_a_valid_file_can_be_added_set_and_dropped_or_nothing_is(name):
    outcomes(VALID[name])


def test_few_keys_of_valid_files_cannot():
    total = sum((outcomes(data) for data in VALID.values()), Counter())
    assert total["done"] > 500
    assert total["refused"] < 0.2 * total["done"]
