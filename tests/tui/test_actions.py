"""The one table of actions, and the keys that lead to it."""

from __future__ import annotations

from collections import Counter
from inspect import signature

import pytest
from textual.events import Key
from textual.keys import KEY_ALIASES, Keys

from gametree.tui.actions import ACTIONS
from gametree.tui.copying import Copying
from gametree.tui.detail import Detail
from gametree.tui.explore import ExploreScreen
from gametree.tui.filtering import Filtering
from gametree.tui.flat_tree import FlatTree
from gametree.tui.judging import Judging
from gametree.tui.keeping import Keeping
from gametree.tui.key_names import shown_key
from gametree.tui.keymap import DEFAULT_KEYMAP
from gametree.tui.keys import KeySequences
from gametree.tui.noting import Noting
from gametree.tui.searching import Searching
from gametree.tui.sources import Sources
from tests.regenerate import README, with_keys

OWNERS = {
    "tree": [FlatTree],
    "pane": [FlatTree, Detail],
    "screen": [ExploreScreen],
    "search": [Searching],
    "filter": [Filtering],
    "judging": [Judging],
    "notes": [Noting],
    "sources": [Sources],
    "copying": [Copying],
    "keeping": [Keeping],
}
NAMED = {key.value for key in Keys} | set(KEY_ALIASES) | {"space"}


def press(keys: KeySequences, *names: str) -> list[str | None]:
    found = []
    for name in names:
        action = keys.feed(Key(name, name if len(name) == 1 else None))
        found.append(action.id if action else None)
    return found


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_what_an_action_runs_exists(action) -> None:
    for owner in OWNERS[action.owner]:
        signature(getattr(owner, f"action_{action.run}")).bind(None, *action.arguments)


def test_no_key_stands_for_two_actions_and_no_id_is_double() -> None:
    assert not [key for key, count in Counter(key for action in ACTIONS for key in action.keys).items() if count > 1]
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)


def test_no_key_is_also_the_beginning_of_a_sequence() -> None:
    steps = [key.split(" ") for action in ACTIONS for key in action.keys]
    assert not {keys[0] for keys in steps if len(keys) > 1} & {keys[0] for keys in steps if len(keys) == 1}


def test_every_key_is_one_that_a_terminal_sends() -> None:
    for action in ACTIONS:
        for step in " ".join(action.keys).split(" "):
            assert len(step) == 1 or step in NAMED, step


def test_every_action_is_in_the_help() -> None:
    listed = [entry.does for _, entries in DEFAULT_KEYMAP.entries() for entry in entries]
    missing = [a.id for a in ACTIONS if a.does not in listed and a.run not in {"score", "fold_to"}]
    assert not missing
    assert "Score 0 % to 90 %" in listed
    assert "Show that many levels" in listed


def test_every_key_of_the_footer_leads_to_its_action() -> None:
    for key, action in DEFAULT_KEYMAP.footer()[1:]:
        assert key in {shown_key(own) for own in action.keys}


def test_a_sequence_waits_for_its_end() -> None:
    keys = KeySequences(ACTIONS)
    assert press(keys, "g") == [None]
    assert keys.pending == ("g",)
    assert press(keys, "g", "z", "M", "j") == ["top", None, "fold-all", "down"]


def test_a_wrong_key_ends_a_sequence_without_doing_anything() -> None:
    assert press(KeySequences(ACTIONS), "z", "q", "q") == [None, None, "quit"]


def test_the_shift_that_some_terminals_report_does_not_break_a_sequence() -> None:
    assert press(KeySequences(ACTIONS), "z", "left_shift", "R") == [None, None, "unfold-all"]


def test_the_continuations_of_a_prefix_are_known() -> None:
    keys = KeySequences(ACTIONS)
    press(keys, "z")
    assert {key for key, _ in keys.continuations()} == set("aocxzMR123456789")


def test_the_readme_shows_the_table() -> None:
    readme = README.read_text(encoding="utf-8")
    assert with_keys(readme) == readme, "python -m tests.regenerate"
