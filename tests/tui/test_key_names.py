"""How keys are written, and shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametree.model.text import clean_line
from gametree.tui.actions import ACTIONS
from gametree.tui.key_names import NoKey, parse_key, shown_key


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("x", "x"), ("gg", "g g"), ("g g", "g g"), ("z3", "z 3"), ("X", "X"), ("shift+x", "X"), (" ", "space"),
        ("Space", "space"), ("esc", "escape"), ("pgdn", "pagedown"), ("^s", "ctrl+s"), ("ctrl+S", "ctrl+s"),
        ("F5", "f5"), ("f12", "f12"), ("shift+ctrl+up", "ctrl+shift+up"), ("alt+x", "alt+x"), ("↓", "down"),
        ("⇧tab", "shift+tab"), ("?", "?"), ("question_mark", "?"), ("+", "+"), ("ctrl++", "ctrl+plus"), ("^", "^"),
        ("ctrl+x s", "ctrl+x s"), ("g down", "g down"), ("ö", "ö"), ("ctrl+]", "ctrl+right_square_bracket"),
        ("up", "up"), ("g #", "g #"), ("g#", "g #"),
    ],
)  # fmt: skip
def test_keys_are_read_as_people_write_them(written: str, key: str) -> None:
    assert parse_key(written) == key


@pytest.mark.parametrize(
    "written", ["", "  ", "entr", "tap", "ctrl+", "ctrl", "ctrl+ctrl", "+x", "ctrl+m", "ctrl+[", "f25"]
)
def test_what_is_no_key_is_refused(written: str) -> None:
    with pytest.raises(NoKey):
        parse_key(written)


@pytest.mark.parametrize("key", [key for action in ACTIONS for key in action.keys])
def test_every_default_can_be_written_into_the_file_as_it_is_and_as_it_is_shown(key: str) -> None:
    assert parse_key(key) == key
    assert parse_key(shown_key(key)) == key


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("g g", "gg"),
        ("ctrl+p", "^p"),
        ("down", "↓"),
        ("g down", "g↓"),
        ("f12", "F12"),
        ("alt+x", "alt+x"),
        ("z 3", "z3"),
    ],
)
def test_a_key_is_shown_as_people_write_it(key: str, shown: str) -> None:
    assert shown_key(key) == shown


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("", 'a key is missing; write [] or "" where an action should have none'),
        ("pagdown", '"pagdown" is not a key; did you mean "pagedown"?'),
        ("ctrl+h", "terminals do not tell ctrl+h from backspace; choose another key"),
        ("^i", "terminals do not tell ctrl+i from tab; choose another key"),
        ("shift+!", '"shift+!" is typed as a character; write the character itself'),
        ("super+\x1b", '"super+␛" is not a key; write a character, a name such as pagedown or f5, ctrl+x, or a '
         'sequence such as "g g"'),
    ],
)  # fmt: skip
def test_a_refusal_says_what_to_do(written: str, why: str) -> None:
    with pytest.raises(NoKey) as refused:
        parse_key(written)
    assert str(refused.value) == why


@given(st.text("gGz3+^ ctrlaxiöö↓\x1b\t", max_size=8))
def test_what_is_read_as_a_key_is_read_so_again_and_anything_else_is_a_clean_sentence(written: str) -> None:
    try:
        key = parse_key(written)
    except NoKey as refused:
        assert clean_line(str(refused)) == str(refused)
    else:
        assert parse_key(key) == key
