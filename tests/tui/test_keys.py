"""From key presses to actions."""

from __future__ import annotations

import pytest
from textual.events import Key

from gametree.tui.actions import Action
from gametree.tui.keymap import DEFAULT_KEYMAP
from gametree.tui.keys import KeySequences, key_name

TREE = DEFAULT_KEYMAP.actions_in("tree")


def press(keys: KeySequences, *names: str) -> list[str | None]:
    found = []
    for name in names:
        action = keys.feed(Key(name, name if len(name) == 1 else None))
        found.append(action.id if action else None)
    return found


def test_a_sequence_waits_for_its_end() -> None:
    keys = KeySequences(TREE)
    assert press(keys, "g") == [None]
    assert keys.pending == ("g",)
    assert press(keys, "g", "z", "M", "j") == ["top", None, "fold-all", "down"]


def test_a_wrong_key_ends_a_sequence_without_doing_anything() -> None:
    assert press(KeySequences(TREE), "z", "q", "q") == [None, None, "quit"]


def test_the_shift_that_some_terminals_report_does_not_break_a_sequence() -> None:
    assert press(KeySequences(TREE), "z", "left_shift", "R") == [None, None, "unfold-all"]


def test_the_continuations_of_a_prefix_are_known() -> None:
    keys = KeySequences(TREE)
    press(keys, "z")
    assert {key for key, _ in keys.continuations()} == set("aocxzMR123456789")


def test_a_key_that_means_nothing_is_no_action_and_starts_nothing() -> None:
    keys = KeySequences(TREE)
    assert press(keys, "ö") == [None]
    assert keys.pending == ()


def test_before_any_key_everything_can_follow() -> None:
    first = {key.split(" ")[0] for action in TREE for key in action.keys}
    assert {key for key, _ in KeySequences(TREE).continuations()} == first


def test_without_actions_no_key_does_anything() -> None:
    none: tuple[Action, ...] = ()
    assert press(KeySequences(none), "g", "g") == [None, None]


@pytest.mark.parametrize(
    ("key", "character", "name"),
    [
        ("j", "j", "j"), ("J", "J", "J"), ("question_mark", "?", "?"), ("space", " ", "space"), ("down", None, "down"),
        ("enter", "\r", "enter"), ("alt+x", "x", "alt+x"), ("ctrl+x", "\x18", "ctrl+x"), ("ö", "ö", "ö"),
        ("f5", None, "f5"),
    ],
)  # fmt: skip
def test_a_key_goes_by_its_character_or_else_by_its_name(key: str, character: str | None, name: str) -> None:
    assert key_name(Key(key, character)) == name
