"""The strip that says what is searched and filtered."""

from __future__ import annotations

import pytest

from gametree.model.text import clean
from gametree.tui.find_bar import FindStrip
from tests.hostile_words import WORDS


@pytest.fixture
def strip() -> FindStrip:
    return FindStrip()


def shown(strip: FindStrip) -> str:
    return str(strip.content) if strip.display else ""


def test_a_search_is_shown_with_where_in_its_matches_one_is(strip: FindStrip) -> None:
    strip.show_search("human", 1, 2)
    assert shown(strip) == " search  “human”  1 of 2     esc ends it"
    strip.show_search("human", 0, 2)
    assert "“human”  2 matches" in shown(strip)


def test_a_filter_is_shown_with_how_much_of_the_tree_it_leaves(strip: FindStrip) -> None:
    strip.show_filter(["our moves", "unscored"], 3, 8)
    assert shown(strip) == " filter  our moves · unscored  3 of 8 nodes     esc ends it"
    strip.show_filter(["unscored"], 0, 8)
    assert "unscored  no node matches" in shown(strip)


def test_both_stand_side_by_side_and_where_neither_is_there_is_no_strip(strip: FindStrip) -> None:
    strip.show_search("a", 1, 1)
    strip.show_filter(["noted"], 1, 2)
    assert shown(strip).index("search") < shown(strip).index("filter")
    strip.show_search("")
    assert shown(strip).startswith(" filter")
    strip.show_filter([], 2, 2)
    assert shown(strip) == ""


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_whatever_is_looked_for_is_shown_harmless_and_without_markup(strip: FindStrip, words: str) -> None:
    strip.show_search(words, 1, 1)
    strip.show_filter([words], 1, 1)
    assert clean(shown(strip)) == shown(strip)
    assert "[" not in words or "[" in shown(strip)
