"""The one table of actions, and the keys that lead to it."""

from __future__ import annotations

from collections import Counter
from inspect import signature

import pytest
from textual.events import Key
from textual.keys import KEY_ALIASES, Keys

from gametree.tui.actions import ACTIONS, Action
from gametree.tui.comparing import Comparing
from gametree.tui.copying import Copying
from gametree.tui.crux_panel import CruxPanel
from gametree.tui.cruxes import Cruxes
from gametree.tui.detail import Detail
from gametree.tui.editing import Editing
from gametree.tui.filtering import Filtering
from gametree.tui.getting_about import GettingAbout
from gametree.tui.judging import Judging
from gametree.tui.keeping import Keeping
from gametree.tui.key_names import shown_key
from gametree.tui.keymap import DEFAULT_KEYMAP
from gametree.tui.keys import KeySequences
from gametree.tui.lighting import Lighting
from gametree.tui.moving import Moving
from gametree.tui.noting import Noting
from gametree.tui.opening import Opening
from gametree.tui.searching import Searching
from gametree.tui.sources import Sources
from gametree.tui.titling import Titling
from gametree.tui.tree_copying import TreeCopying
from gametree.tui.tree_pane import TreePane
from gametree.tui.walking import Walking
from gametree.tui.what_if import Imagining
from gametree.tui.wording import Wording
from tests.regenerate import README, with_keys

OWNERS = {
    "tree": [TreePane],
    "pane": [TreePane, Detail, CruxPanel],
    "screen": [GettingAbout],
    "search": [Searching],
    "filter": [Filtering],
    "judging": [Judging],
    "notes": [Noting],
    "sources": [Sources],
    "copying": [Copying],
    "keeping": [Keeping],
    "cruxes": [Cruxes],
    "line": [Lighting],
    "what-if": [Imagining],
    "walking": [Walking],
    "editing": [Editing],
    "wording": [Wording],
    "moving": [Moving],
    "titling": [Titling],
    "tree-copying": [TreeCopying],
}
WHILE = {"tree": [Opening], "comparison": [Comparing], "any": [Opening, Comparing]}
"""Who owns what is about comparing, in which mode."""
MODES = [DEFAULT_KEYMAP.actions_in("tree"), DEFAULT_KEYMAP.actions_in("comparison")]
NAMED = {key.value for key in Keys} | set(KEY_ALIASES) | {"space"}


def press(keys: KeySequences, *names: str) -> list[str | None]:
    found = []
    for name in names:
        action = keys.feed(Key(name, name if len(name) == 1 else None))
        found.append(action.id if action else None)
    return found


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_what_an_action_runs_exists(action: Action) -> None:
    for owner in WHILE[action.mode] if action.owner == "comparing" else OWNERS[action.owner]:
        signature(getattr(owner, f"action_{action.run}")).bind(None, *action.arguments)


@pytest.mark.parametrize("actions", MODES, ids=["tree", "comparison"])
def test_no_key_stands_for_two_actions_of_a_mode(actions: tuple[Action, ...]) -> None:
    assert not [key for key, count in Counter(key for action in actions for key in action.keys).items() if count > 1]


def test_no_id_is_double() -> None:
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)


@pytest.mark.parametrize("actions", MODES, ids=["tree", "comparison"])
def test_no_key_is_also_the_beginning_of_a_sequence(actions: tuple[Action, ...]) -> None:
    steps = [key.split(" ") for action in actions for key in action.keys]
    assert not {keys[0] for keys in steps if len(keys) > 1} & {keys[0] for keys in steps if len(keys) == 1}


def test_every_key_is_one_that_a_terminal_sends() -> None:
    for action in ACTIONS:
        for step in " ".join(action.keys).split(" "):
            key = step.removeprefix("alt+")
            assert len(key) == 1 or key in NAMED, step


def test_every_action_is_in_the_help() -> None:
    listed = [entry.does for _, entries in DEFAULT_KEYMAP.entries() for entry in entries]
    missing = [a.id for a in ACTIONS if a.does not in listed and a.run not in {"score", "fold_to"}]
    assert not missing
    assert "Score 0 % to 90 %" in listed
    assert "Show that many levels" in listed


@pytest.mark.parametrize("mode", ["tree", "comparison"])
def test_every_key_of_the_footer_leads_to_its_action_there(mode: str) -> None:
    for key, action in DEFAULT_KEYMAP.footer(mode):
        keys = {shown_key(own) for own in action.keys}
        begins = {shown_key(own.split()[0]) for own in action.keys} if action.label == "edit" else set()
        assert key in keys | begins or action.label == "score"
        assert action.is_in(mode)


def test_a_sequence_waits_for_its_end() -> None:
    keys = KeySequences(MODES[0])
    assert press(keys, "g") == [None]
    assert keys.pending == ("g",)
    assert press(keys, "g", "z", "M", "j") == ["top", None, "fold-all", "down"]


def test_a_wrong_key_ends_a_sequence_without_doing_anything() -> None:
    assert press(KeySequences(MODES[0]), "z", "q", "q") == [None, None, "quit"]


def test_the_shift_that_some_terminals_report_does_not_break_a_sequence() -> None:
    assert press(KeySequences(MODES[0]), "z", "left_shift", "R") == [None, None, "unfold-all"]


def test_the_continuations_of_a_prefix_are_known() -> None:
    keys = KeySequences(MODES[0])
    press(keys, "z")
    assert {key for key, _ in keys.continuations()} == set("aocxzMR123456789")


def test_the_readme_shows_the_table() -> None:
    readme = README.read_text(encoding="utf-8")
    assert with_keys(readme) == readme, "python -m tests.regenerate"
