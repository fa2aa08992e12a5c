"""Notes beside one another, and nodes as headings."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from gametree.export.notes_side_by_side import named, notes_side_by_side, titled
from gametree.model.assessment import Note
from gametree.model.text import clean
from tests.hostile_words import WORDS
from tests.model.trees import tree_of


def notes(*texts: str) -> list[Note]:
    return [Note(f"t{day}", datetime(2026, 11, day, 10, tzinfo=UTC), text) for day, text in enumerate(texts, 1)]


def test_notes_stand_beside_one_another_each_under_its_time():
    left, right = notes("It works.", "Or not."), notes("Judges tire\n\nby noon.")
    assert list(notes_side_by_side(left, right, 37)) == [
        "2026-11-01 10:00  │ 2026-11-01 10:00",
        "It works.         │ Judges tire",
        "                  │",
        "2026-11-02 10:00  │ by noon.",
        "Or not.           │",
    ]


@pytest.mark.parametrize(
    ("left", "right", "lines"),
    [
        ((), (), []),
        (("Why?",), (), ["2026-11-01 10:00  │", "Why?              │"]),
        ((), ("Why?",), ["                  │ 2026-11-01 10:00", "                  │ Why?"]),
    ],
)
def test_who_has_no_note_leaves_a_half_empty(left: tuple[str, ...], right: tuple[str, ...], lines: list[str]):
    assert list(notes_side_by_side(notes(*left), notes(*right), 37)) == lines


ODD = [word for name, word in WORDS.items() if name != "joiners"]  # by Rich's reckoning these swallow a space
WRITTEN = st.lists(st.one_of(st.sampled_from(ODD), st.text("ab 漢\n\x1b", max_size=40)), max_size=2)


@given(WRITTEN, WRITTEN, st.integers(37, 90))
def test_every_line_fits_the_width_has_its_rule_in_the_middle_and_is_clean(
    left: list[str], right: list[str], width: int
):
    for line in notes_side_by_side(notes(*left), notes(*right), width):
        before, _, behind = line.partition("│")
        assert cell_len(before) == (width - 3) // 2 + 1
        assert cell_len(behind) <= (width - 3) // 2 + 1
        assert clean(line) == line


TREE = tree_of('\n[node.debate]\nkind = "strategy"\ntitle = "Two \\u001b[31mmodels debate"\n')


@pytest.mark.parametrize(
    ("node", "lines"),
    [
        ("debate", ["▲ Two ␛[31mmodels", "  debate"]),
        ("question", ["Does it work?"]),
        ("go\x1bne", ["go␛ne (no longer in", "the tree)"]),
    ],
)
def test_a_heading_names_a_node_the_question_and_what_is_gone(node: str, lines: list[str]):
    assert named(TREE, node, 20) == lines


def test_a_title_is_broken_into_lines_of_the_width():
    assert titled(TREE, "debate", 12) == ["▲ Two", "  ␛[31mmodel", "  s debate"]
