"""The person's settings file: what is read of it, and every mistake in it that needs no knowledge of keys or themes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametree.files.config import Config, OwnTheme, read_config, remember_theme, remembered_theme, wants_no_color
from gametree.model.finding import Finding, Part

GOOD = """
theme = "mine"
[keys]
undo = "x"
note = ["n", "g n"]
quit = ""
redo = []
[themes.mine]
base = "light"
accent = "#88C0d0"
"""


def config_of(folder: Path, text: str | bytes) -> Config:
    path = folder / "config.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_config(path)


def said(config: Config, *more: Finding) -> list[str]:
    return [f"{f.place.line}:{f.place.column}: {f.check}: {f.message}" for f in config.place(more)]


@pytest.mark.parametrize("text", [GOOD, GOOD.replace("\n", "\r\n"), f"\ufeff{GOOD}"], ids=["lf", "crlf", "bom"])
def test_what_is_set_is_read_in_the_order_of_the_file(tmp_path: Path, text: str):
    config = config_of(tmp_path, text)
    assert (config.theme, config.findings) == ("mine", ())
    assert list(config.keys.items()) == [("undo", ("x",)), ("note", ("n", "g n")), ("quit", ()), ("redo", ())]
    assert config.themes == {"mine": OwnTheme("mine", "light", {"accent": "#88C0d0"})}


@pytest.mark.parametrize("text", [None, "", "# nothing yet\n"])
def test_a_file_that_is_missing_or_empty_says_nothing(tmp_path: Path, text: str | None):
    config = read_config(tmp_path / "none.toml") if text is None else config_of(tmp_path, text)
    assert (config.theme, config.keys, config.themes, config.findings) == (None, {}, {}, ())


MISTAKES = {
    "theme = 3": '1:1: wrong-type: theme is a number; it must be the name of a theme, such as "light"',
    '[theme.mine]\nbase = "dark"': "1:2: wrong-type: theme is a table; it must be the name of a theme, such as "
    '"light"; a theme of your own is a table [themes.<name>]',
    'keyz = "x"': '1:1: unknown-key: "keyz" is not a setting; did you mean "keys"?',
    "[window]\nwidth = 3": '1:2: unknown-key: "window" is not a setting; there are theme, [keys] and [themes.<name>]',
    "keys = 3": '1:1: wrong-type: keys is a number; write a table, [keys], with lines such as undo = "x"',
    "[keys]\nundo = true": '2:8: wrong-type: "undo" is a boolean; a key is a string, such as "x", and several are a '
    'list, such as ["x", "g x"]',
    '[keys]\nundo = ["x", 3]': '2:14: wrong-type: "undo" holds a number; a key is a string, such as "x", and several '
    'are a list, such as ["x", "g x"]',
    '[keys]\nundo = "x" y': "2:12: syntax: not valid TOML: the line should end here",
    'theme = "light"\n[theme.mine]\n': '2:8: syntax: not valid TOML: "theme" is there already, in line 1; rename or '
    "remove one of them",
    b'theme = "\xff"': "1:10: encoding: byte 0xff is not UTF-8; save the file as UTF-8",
    "themes = 3": "1:1: wrong-type: themes is a number; write a table for each theme, such as [themes.mine]",
    "[themes]\nmine = 3": '2:8: wrong-type: theme "mine" is a number; write it as a table, such as [themes.mine]',
    '[themes.mine]\naccnt = "#ffffff"': '2:1: unknown-key: "accnt" is not a colour of a theme; did you mean "accent"?',
    '[themes.mine]\naccent = "pink"': '2:10: bad-colour: "pink" is not a colour; write it as #rrggbb, such as '
    '"#88c0d0"',
    '[themes.mine]\naccent = "#1234567"': '2:10: bad-colour: "#1234567" is not a colour; write it as #rrggbb, such as '
    '"#88c0d0"',
    "[themes.mine]\naccent = 7": '2:10: wrong-type: accent is a number; it must be a string such as "#88c0d0"',
    "[themes.mine]\nbase = 7": '2:8: wrong-type: base is a number; it must be the name of a theme, such as "light"',
}


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_is_said_with_its_place_and_sets_nothing(tmp_path: Path, text: str | bytes):
    config = config_of(tmp_path, text)
    assert said(config) == [MISTAKES[text]]
    assert (config.theme, config.keys) == (None, {})
    assert all(theme.base == "dark" and not theme.colours for theme in config.themes.values())


def test_a_mistake_leaves_all_else_as_it_is_set(tmp_path: Path):
    config = config_of(tmp_path, GOOD.replace('"light"', "1\ncolour = 2").replace('["n", "g n"]', '["n", 1]'))
    assert config.theme == "mine"
    assert (list(config.keys), config.themes["mine"].colours) == (["undo", "quit", "redo"], {"accent": "#88C0d0"})
    assert [line.split(":")[0] for line in said(config)] == ["5", "9", "10"]


def test_what_others_find_stands_among_its_own_in_the_order_of_the_file(tmp_path: Path):
    config = config_of(tmp_path, '[keys]\nundo = 1\nnote = "n"\n[themes]\nmine = 2\n')
    found = said(config, Finding("unknown-action", "what is note?", ("keys", "note"), Part.KEY))
    assert [line.split(": ")[:2] for line in found] == [
        ["2:8", "wrong-type"], ["3:1", "unknown-action"], ["5:8", "wrong-type"]]  # fmt: skip


def test_a_folder_in_place_of_the_file_is_a_finding(tmp_path: Path):
    assert said(read_config(tmp_path)) == ["1:1: not-a-file: is a folder; name a file in it"]


def test_without_a_path_it_is_the_one_in_the_persons_own_folder(home: Path):
    (home / "config" / "gametree").mkdir(parents=True)
    assert config_of(home / "config" / "gametree", 'theme = "light"').path == read_config().path
    assert read_config().theme == "light"


@given(st.binary(max_size=30) | st.text('[]=".\n\\{},# theme keys 1x', max_size=30).map(str.encode))
def test_whatever_is_in_the_file_there_are_settings(tmp_path_factory: pytest.TempPathFactory, data: bytes):
    config = config_of(tmp_path_factory.getbasetemp(), data)
    assert all(isinstance(key, str) for keys in config.keys.values() for key in keys)
    assert all("\n" not in finding.message for finding in config.place(()))


@pytest.mark.parametrize(("value", "wants"), [("", False), ("0", True), ("1", True)])
def test_no_color_counts_unless_it_is_empty(monkeypatch: pytest.MonkeyPatch, value: str, wants: bool):
    monkeypatch.setenv("NO_COLOR", value)
    assert wants_no_color() is wants


def test_the_theme_chosen_last_is_remembered(home: Path):
    assert remembered_theme() is None
    assert remember_theme("nord")
    assert remember_theme("light")
    assert remembered_theme() == "light"


@pytest.mark.parametrize("kept", [b"", b" \n", b"\xff"])
def test_what_is_no_name_is_not_remembered(home: Path, kept: bytes):
    remember_theme("light")
    (home / "state" / "gametree" / "theme").write_bytes(kept)
    assert remembered_theme() is None


def test_where_nothing_can_be_kept_nothing_is_remembered_and_that_is_said(home: Path):
    (home / "state").write_text("a file where a folder should be")
    assert not remember_theme("light")
    assert remembered_theme() is None
