"""One key that two people may have changed."""

from __future__ import annotations

import pytest

from gametree.comparison.field_merge import Outcome, is_same, merge_values

S, J, C = Outcome.SETTLED, Outcome.JOINED, Outcome.CLASH


@pytest.mark.parametrize(
    ("key", "base", "ours", "theirs", "merged"),
    [
        ("title", "a", "b", "a", ("b", S)),
        ("title", "a", "a", "b", ("b", S)),
        ("title", "a", "b", "b", ("b", S)),
        ("title", "a", "b", "c", ("b", C)),
        ("short", "a", None, "c", ("c", C)),
        ("short", "a", "b", None, ("b", C)),
        ("short", "a", None, "a", (None, S)),
        ("short", None, "b", "c", ("b", C)),
        ("text", "1\n2\n3\n", "x\n2\n3\n", "1\n2\ny\n", ("x\n2\ny\n", J)),
        ("text", "1\n", "x\n", "y\n", ("x\n", C)),
        ("text", None, "", None, ("", S)),
        ("refinement", None, "any", "all", ("all", S)),
        ("tags", ["a", "b"], ["a", "b", "c"], ["b", "d"], (["b", "c", "d"], J)),
        ("tags", None, ["a"], ["b"], (["a", "b"], J)),
        ("parent", "a", ["a"], "b", ("b", S)),
        ("parent", "a", ["a", "b"], ["a", "c"], (["a", "b", "c"], J)),
        ("parent", "a", "b", "c", ("b", C)),
        ("parent", None, "b", "c", ("b", C)),
        ("parent", "a", ["b", "a"], ["a", "c"], (["b", "a"], C)),
        ("parent", ["a", "b"], ["a"], ["a", "b", "c"], (["a"], C)),
    ],
)
def test_a_value_is_that_of_who_changed_it_and_both_where_they_fit_together(key, base, ours, theirs, merged):
    assert merge_values(key, base, ours, theirs) == merged


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [(1, True, False), (1, 1.0, False), (1, 1, True), (float("nan"), float("nan"), True), ([1], [True], False),
     ({"a": 1, "b": 2}, {"b": 2, "a": 1}, True), ({"a": 1}, {"a": 1, "b": 1}, False)],
)  # fmt: skip
def test_values_are_the_same_as_toml_takes_them(one, other, same):
    assert is_same(one, other) is same
