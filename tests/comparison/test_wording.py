"""Two wordings, word by word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametree.comparison.wording import Mark, Run, compare_words

WORDS = st.lists(st.sampled_from(["one", "two", " ", " ", "\n", "\n\n", ".", "Ü", "three words here"]), max_size=40)


def marked(old: str, new: str) -> str:
    around = {Mark.KEPT: "{}", Mark.REMOVED: "[-{}-]", Mark.ADDED: "{{+{}+}}"}
    return "".join(around[mark].format(text) for mark, text in compare_words(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Any goal gets gamed", "Any proxy gets gamed", "Any [-goal-]{+proxy+} gets gamed"),
        ("A judge.", "A human judge.", "A {+human +}judge."),
        ("", "new", "{+new+}"),
        ("gone", "", "[-gone-]"),
        ("same", "same", "same"),
        ("one two three", "four five six", "[-one two three-]{+four five six+}"),
        ("A first. Last.", "A first. A second. Last.", "A first. {+A second. +}Last."),
        ("One.\n", "One.\n\nTwo.\n", "One.\n{+\nTwo.\n+}"),
    ],
)
def test_words_are_marked_and_what_lies_between_is_kept(old: str, new: str, expected: str):
    assert marked(old, new) == expected


@given(WORDS, WORDS)
def test_the_runs_add_up_to_both_texts(one: list[str], other: list[str]):
    old, new = "".join(one), "".join(other)
    runs = compare_words(old, new)
    assert "".join(text for mark, text in runs if mark is not Mark.ADDED) == old
    assert "".join(text for mark, text in runs if mark is not Mark.REMOVED) == new
    assert all(run.text for run in runs)


def test_long_texts_are_compared_line_by_line_and_longer_ones_as_a_whole():
    old = "\n".join(f"a line {number} of some words" for number in range(2000))
    new = "\n".join(f"a LINE {number} of some words" for number in range(2000))
    assert compare_words(old, new) == (Run(Mark.REMOVED, old), Run(Mark.ADDED, new))
    assert [run.mark for run in compare_words(old, old.replace("line 1000 ", "row 1000 "))] == [
        Mark.KEPT, Mark.REMOVED, Mark.ADDED, Mark.KEPT,
    ]  # fmt: skip
