"""The table of keys in use, as footer, help and scripts have it."""

from __future__ import annotations

import pytest

from gametree.tui.actions import ACTIONS, GROUPS
from gametree.tui.key_names import shown_key
from gametree.tui.keymap import DEFAULT_KEYMAP, Keymap, gathered, in_runs, keys_as_json, keys_as_markdown


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


def test_keys_that_count_up_are_shown_as_one() -> None:
    assert in_runs("0123") == ["0-3"]
    assert in_runs(["z1", "z2", "z3", "x", "5", "6"]) == ["z1-z3", "x", "5", "6"]


def test_help_and_footer_show_the_keys_in_use() -> None:
    keymap = Keymap({"note": ("N",), "score-30": ("w",), "undo": ()})
    footer = {action.id: key for key, action in keymap.footer()}
    assert footer["note"] == "N"
    assert footer["score-50"] == "0-2 w 4-9"
    assert "undo" not in footer
    lines = {entry.does: entry.shown for _, entries in keymap.entries() for entry in entries}
    assert lines["Add a note to the node"] == "N"
    assert lines["Score 0 % to 90 %"] == "0-2 w 4-9"
    assert DEFAULT_KEYMAP.footer()[0][0] == "0-9"


@pytest.mark.parametrize(
    ("keys", "shown"),
    [([], []), (["1", "2"], ["1", "2"]), (["8", "9", "0"], ["8", "9", "0"]), (["a", "b", "c"], ["a", "b", "c"]),
     (["1", "2", "3", "5", "6", "7"], ["1-3", "5-7"]), (["²", "³", "⁴"], ["²", "³", "⁴"])],
)  # fmt: skip
def test_only_three_and_more_that_count_up_are_a_run(keys: list[str], shown: list[str]) -> None:
    assert in_runs(keys) == shown


def test_what_is_not_changed_keeps_its_keys() -> None:
    keymap = Keymap({"note": ("N",)})
    others = {action.id: action.keys for action in keymap.actions if action.id != "note"}
    assert others == {action.id: action.keys for action in ACTIONS if action.id != "note"}
    assert (keymap.key("note"), Keymap({"note": ()}).key("note")) == ("N", "the palette")


def test_the_levels_one_can_fold_to_are_one_continuation() -> None:
    levels = [(str(number), DEFAULT_KEYMAP.by_id[f"fold-to-{number}"]) for number in range(1, 10)]
    other = "a", DEFAULT_KEYMAP.by_id["undo"]
    assert [(key, action.id) for key, action in gathered([*levels, other])] == [("1-9", "fold-to-1"), ("a", "undo")]


def test_without_digits_there_is_no_entry_for_scores() -> None:
    keymap = Keymap({action.id: () for action in ACTIONS if action.run == "score"})
    assert "score" not in [action.label for _, action in keymap.footer()]


def test_scripts_get_every_action_once_with_keys_as_a_config_file_takes_them() -> None:
    rows = keys_as_json(Keymap({"note": ("N", "g n"), "quit": ()}))
    assert sorted(row["action"] for row in rows) == sorted(action.id for action in ACTIONS)
    assert {row["action"]: row["keys"] for row in rows if row["action"] in {"note", "quit"}} == {
        "note": ["N", "g n"], "quit": []}  # fmt: skip
    assert list(dict.fromkeys(row["group"] for row in rows)) == list(GROUPS)


@pytest.mark.parametrize(("key", "code"), [("|", "`\\|`"), ("`", "`` ` ``"), ("x", "`x`")])
def test_any_key_stands_in_a_cell_of_a_table(key: str, code: str) -> None:
    (line,) = [line for line in keys_as_markdown(Keymap({"note": (key,)})).splitlines() if "`note`" in line]
    assert line == f"| {code} | Add a note to the node | `note` |"
