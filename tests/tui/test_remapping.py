"""A person's own keys, and every mistake one can make in config.toml."""

from __future__ import annotations

from pathlib import Path

import pytest

from gametree.tui.actions import ACTIONS, BY_ID
from gametree.tui.key_names import NoKey, parse_key, shown_key
from gametree.tui.keymap import DEFAULT_KEYMAP, Keymap, in_runs
from gametree.tui.remapping import remap
from gametree.tui.settings import Settings, load_settings
from tests.regenerate import README


def settings_of(home: Path, text: str | bytes) -> Settings:
    path = home / "config" / "gametree" / "config.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_settings()


def said(settings: Settings) -> list[str]:
    return [f"{f.place.line}:{f.place.column}: {f.check}: {f.message}" for f in settings.findings]


def keys(settings: Settings, action_id: str) -> tuple[str, ...]:
    return settings.keymap.by_id[action_id].keys


MISTAKES = {
    'theme = "lihgt"': '1:9: unknown-theme: "lihgt" is not a theme; did you mean "light"?',
    "theme = 3": '1:1: wrong-type: theme is a number; it must be the name of a theme, such as "light"',
    '[theme.mine]\nbase = "dark"': "1:2: wrong-type: theme is a table; it must be the name of a theme, such as "
    '"light"; a theme of your own is a table [themes.<name>]',
    'keyz = "x"': '1:1: unknown-key: "keyz" is not a setting; did you mean "keys"?',
    "[window]\nwidth = 3": '1:2: unknown-key: "window" is not a setting; there are theme, [keys] and [themes.<name>]',
    "keys = 3": '1:1: wrong-type: keys is a number; write a table, [keys], with lines such as undo = "x"',
    '[keys]\nundoo = "x"': '2:1: unknown-action: "undoo" is not an action; did you mean "undo"?',
    '[keys]\nxyzzy = "x"': '2:1: unknown-action: "xyzzy" is not an action; `gametree keys` lists the actions',
    '[keys]\nundo = "pagdown"': '2:8: unknown-key: "pagdown" is not a key; did you mean "pagedown"?',
    '[keys]\nundo = ["x", "hyper+x"]': '2:14: unknown-key: "hyper+x" is not a key; write a character, a name such as '
    'pagedown or f5, ctrl+x, or a sequence such as "g g"',
    '[keys]\nundo = "ctrl+i"': "2:8: unknown-key: terminals do not tell ctrl+i from tab; choose another key",
    '[keys]\nundo = "shift+1"': '2:8: unknown-key: "shift+1" is typed as a character; write the character itself',
    "[keys]\nundo = true": '2:8: wrong-type: "undo" is a boolean; a key is a string, such as "x", and several are a '
    'list, such as ["x", "g x"]',
    '[keys]\nundo = ["x", 3]': '2:14: wrong-type: "undo" holds a number; a key is a string, such as "x", and several '
    'are a list, such as ["x", "g x"]',
    '[keys]\nundo = "X"\nnote = "X"': '3:8: two-actions-one-key: "X" stands for undo already; give note another key',
    '[keys]\nundo = "g"': '2:8: key-begins-sequence: "g" (undo) is also the beginning of "gg" (top); '
    "give undo another key",
    '[keys]\nundo = "j x"': '2:8: key-begins-sequence: "j" (down) is also the beginning of "jx" (undo); '
    "give undo another key",
    '[keys]\nundo = "x" y': "2:12: syntax: not valid TOML: the line should end here",
    'theme = "light"\n[theme.mine]\n': '2:8: syntax: not valid TOML: "theme" is there already, in line 1; rename or '
    "remove one of them",
    b'theme = "\xff"': "1:10: encoding: byte 0xff is not UTF-8; save the file as UTF-8",
    "themes = 3": "1:1: wrong-type: themes is a number; write a table for each theme, such as [themes.mine]",
    "[themes]\nmine = 3": '2:8: wrong-type: theme "mine" is a number; write it as a table, such as [themes.mine]',
    '[themes.mine]\naccnt = "#ffffff"': '2:1: unknown-key: "accnt" is not a colour of a theme; did you mean "accent"?',
    '[themes.mine]\naccent = "pink"': '2:10: bad-colour: "pink" is not a colour; write it as #rrggbb, such as '
    '"#88c0d0"',
    "[themes.mine]\naccent = 7": '2:10: wrong-type: accent is a number; it must be a string such as "#88c0d0"',
    '[themes.mine]\nbase = "darc"': '2:8: unknown-theme: "darc" is not a theme to begin from; did you mean "dark"?',
    '[themes.nord]\naccent = "#ffffff"': '1:1: theme-exists: there is a theme "nord" already; choose another name',
}


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_is_said_with_its_place_and_the_rest_stands(home: Path, text: str | bytes) -> None:
    settings = settings_of(home, text)
    assert said(settings) == [MISTAKES[text]]
    assert keys(settings, "undo") in {("u",), ("X",)}
    assert settings.theme in {"dark", "light"}


def test_a_file_that_is_missing_is_fine() -> None:
    assert load_settings().findings == ()
    assert load_settings().keymap.actions == ACTIONS


def test_a_folder_in_place_of_the_file_is_a_finding(home: Path) -> None:
    (home / "config" / "gametree" / "config.toml").mkdir(parents=True)
    assert said(load_settings()) == ["1:1: not-a-file: is a folder; name a file in it"]


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


def test_the_first_finding_is_named_with_the_number_of_others(home: Path) -> None:
    settings = settings_of(home, '[keys]\nundoo = "x"\nnotee = "y"\n')
    assert settings.first_finding() == (
        'config.toml:2:1: unknown-action: "undoo" is not an action; did you mean "undo"?; and 1 more, '
        "see `gametree keys`"
    )


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


def test_the_readmes_example_is_right(home: Path) -> None:
    example = README.read_text(encoding="utf-8").partition('```toml\ntheme = "light"')[2].partition("```")[0]
    settings = settings_of(home, f'theme = "light"{example}')
    assert not settings.findings
    assert settings.theme == "light"
    assert [keys(settings, name) for name in ("undo", "bottom", "trees", "retry")] == [
        ("u", "ctrl+y"),
        ("g b",),
        ("f3",),
        (),
    ]
    assert settings.own_themes[0].colours == {"accent": "#88c0d0"}


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
