"""Splices: small, in order, and found again in a text that has changed elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametree.errors import TreeChanged
from gametree.files.editing.splices import Splice, apply_splices, inverted, relocated, tidy

TEXTS = st.text("ab\n", max_size=30)


@given(st.data(), TEXTS)
def test_splices_do_what_the_replacements_say_and_can_be_undone(data, text):
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    pieces = [(start, end, data.draw(TEXTS)) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    expected, at = "", 0
    for start, end, new in pieces:
        expected, at = expected + text[at:start] + new, end
    expected += text[at:]
    splices = tidy(text, pieces)
    assert apply_splices(text, splices) == expected
    assert apply_splices(expected, inverted(splices, expected)) == text


def test_a_splice_leaves_alone_what_stays():
    (splice,) = tidy("title = 'old words'", [(8, 19, "'new words'")])
    assert (splice.before, splice.after) == ("old", "new")


def test_what_touches_is_one_and_what_overlaps_is_refused():
    assert [(s.before, s.after) for s in tidy("abcd", [(0, 2, "x"), (2, 3, "y")])] == [("abc", "xy")]
    with pytest.raises(ValueError, match="overlap"):
        tidy("abcd", [(0, 2, "x"), (1, 3, "y")])


def test_a_splice_for_another_text_is_refused():
    with pytest.raises(ValueError, match="another text"):
        apply_splices("abc", [Splice(0, "x", "y")])


LINES = "".join(f"line {number} of them\n" for number in range(60))


@pytest.mark.parametrize(
    ("old", "new"),
    [("line 0 ", "new\nline 0 "), ("line 30 of them\n", ""), ("line 39 of", "line 39 without"),
     ("line 41 ", "line 4x "), ("line 59 of them\n", "")],
)  # fmt: skip
def test_a_place_is_found_again_when_others_change(old, new):
    splices = tidy(LINES, [(LINES.index("line 40") + 5, LINES.index("line 40") + 7, "forty")])
    later = LINES.replace(old, new)
    assert apply_splices(later, relocated(splices, later)) == later.replace("line 40", "line forty")


@pytest.mark.parametrize("later", ["", LINES.replace("line 40", "line 4"), LINES + LINES])
def test_a_place_that_is_gone_or_there_twice_is_in_doubt(later):
    splices = tidy(LINES, [(LINES.index("line 40") + 5, LINES.index("line 40") + 7, "forty")])
    if later == LINES + LINES:
        later = "x" + later
    with pytest.raises(TreeChanged):
        relocated(splices, later)
