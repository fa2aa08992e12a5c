"""A person's own keys, and every mistake one can make in writing them."""

from __future__ import annotations

from pathlib import Path

import pytest

from gametree.tui.actions import BY_ID
from gametree.tui.remapping import remap
from gametree.tui.settings import Settings
from tests.tui.own_settings import said, settings_of


def keys(settings: Settings, action_id: str) -> tuple[str, ...]:
    return settings.keymap.by_id[action_id].keys


MISTAKES = {
    '[keys]\nundoo = "x"': '2:1: unknown-action: "undoo" is not an action; did you mean "undo"?',
    '[keys]\nxyzzy = "x"': '2:1: unknown-action: "xyzzy" is not an action; `gametree keys` lists the actions',
    '[keys]\nundo = "pagdown"': '2:8: unknown-key: "pagdown" is not a key; did you mean "pagedown"?',
    '[keys]\nundo = ["x", "hyper+x"]': '2:14: unknown-key: "hyper+x" is not a key; write a character, a name such as '
    'pagedown or f5, ctrl+x, or a sequence such as "g g"',
    '[keys]\nundo = "ctrl+i"': "2:8: unknown-key: terminals do not tell ctrl+i from tab; choose another key",
    '[keys]\nundo = "shift+1"': '2:8: unknown-key: "shift+1" is typed as a character; write the character itself',
    '[keys]\nundo = "X"\nnote = "X"': '3:8: two-actions-one-key: "X" stands for undo already; give note another key',
    '[keys]\nundo = "g"': '2:8: key-begins-sequence: "g" (undo) is also the beginning of "gg" (top); '
    "give undo another key",
    '[keys]\nundo = "j x"': '2:8: key-begins-sequence: "j" (down) is also the beginning of "jx" (undo); '
    "give undo another key",
}


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_is_said_with_its_place_and_the_key_stays(home: Path, text: str) -> None:
    settings = settings_of(home, text)
    assert said(settings) == [MISTAKES[text]]
    assert keys(settings, "undo") in {("u",), ("X",)}


def test_only_the_faulty_entry_falls_back(home: Path) -> None:
    settings = settings_of(home, '[keys]\nundo = "nokey"\nnote = "N"\nredo = "z z z"\n')
    assert [line.split(": ")[1] for line in said(settings)] == ["unknown-key", "key-begins-sequence"]
    assert [keys(settings, name) for name in ("undo", "note", "redo")] == [("u",), ("N",), BY_ID["redo"].keys]


def test_a_key_given_to_one_action_is_taken_from_what_had_it(home: Path) -> None:
    settings = settings_of(home, '[keys]\nnote = "j"\n')
    assert not settings.findings
    assert keys(settings, "note") == ("j",)
    assert keys(settings, "down") == ("down",)


@pytest.mark.parametrize("nothing", ['""', "[]"])
def test_an_action_can_go_without_a_key(home: Path, nothing: str) -> None:
    settings = settings_of(home, f"[keys]\nquit = {nothing}\n")
    assert not settings.findings
    assert keys(settings, "quit") == ()
    assert settings.keymap.key("quit") == "the palette"
    assert "quit" not in [action.id for _, action in settings.keymap.footer()]


def test_actions_of_different_modes_may_have_the_same_key() -> None:
    keymap, findings = remap({"next-crux": ("]",), "compare": ("t",)})
    assert not findings
    assert keymap.by_id["compare"].keys == ("t",)
    assert keymap.by_id["take-theirs"].keys == ("t",)


def test_an_action_of_both_modes_takes_a_key_from_either() -> None:
    keymap, findings = remap({"over-time": ("d",)})
    assert not findings
    assert keymap.by_id["compare"].keys == ()
    assert keymap.by_id["leave"].keys == ()
