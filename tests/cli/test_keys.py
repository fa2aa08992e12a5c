"""`gametree keys`."""

from __future__ import annotations

from pathlib import Path

from rich.cells import cell_len

from gametree.tui.actions import ACTIONS
from gametree.tui.keymap import DEFAULT_KEYMAP, keys_as_markdown


def configure(home: Path, text: str) -> Path:
    path = home / "config" / "gametree" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text)
    return path


def test_the_table_fits_a_terminal_and_says_where_the_file_belongs(run, home: Path) -> None:
    answer = run("keys")
    assert answer.code == 0
    assert max(cell_len(line) for line in answer.out.splitlines()) <= 80
    assert "  ↓ j          down                 One row down\n" in answer.out
    assert answer.err == f"Your own keys and colours: {home}/config/gametree/config.toml\n"


def test_every_action_is_listed_for_scripts(run, home: Path) -> None:
    configure(home, '[keys]\nundo = ["x", "gx"]\n')
    listed = {entry["action"]: entry for entry in run("keys", "--format", "json").json()}
    assert set(listed) == {action.id for action in ACTIONS}
    assert listed["undo"]["keys"] == ["x", "g x"]
    assert listed["undo"]["group"] == "Score"


def test_markdown_is_the_readmes_table(run) -> None:
    assert run("keys", "--format", "markdown").out == keys_as_markdown(DEFAULT_KEYMAP) + "\n"


def test_an_action_without_a_key_shows_a_dash(run, home: Path) -> None:
    configure(home, "[keys]\nundo = []\n")
    assert "  -            undo " in run("keys").out


def test_what_is_wrong_is_said_and_the_table_still_comes(run, home: Path) -> None:
    path = configure(home, '[keys]\nundo = "pagdown"\nnotee = "x"\n')
    answer = run("keys", "--format", "json")
    assert answer.code == 1
    assert {entry["action"]: entry["keys"] for entry in answer.json()}["undo"] == ["u"]
    assert answer.err == (
        f'{path}:2:8: unknown-key: "pagdown" is not a key; did you mean "pagedown"?\n'
        '    2 | undo = "pagdown"\n'
        "      |        ^^^^^^^^^\n"
        f'{path}:3:1: unknown-action: "notee" is not an action; did you mean "note"?\n'
        '    3 | notee = "x"\n'
        "      | ^^^^^\n"
    )
