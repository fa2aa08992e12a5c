"""The one table of actions, and the keys that lead to it."""

from __future__ import annotations

from collections import Counter
from inspect import signature

import pytest
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
from gametree.tui.keymap import DEFAULT_KEYMAP
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


def test_the_readme_shows_the_table() -> None:
    readme = README.read_text(encoding="utf-8")
    assert with_keys(readme) == readme, "python -m tests.regenerate"
