"""What a person set, ready for use."""

from __future__ import annotations

from pathlib import Path

import pytest

from gametree.files.config import remember_theme
from gametree.tui.actions import ACTIONS
from gametree.tui.settings import Settings, load_settings
from gametree.tui.themes import DEFAULT_THEME
from tests.regenerate import README
from tests.tui.own_settings import said, settings_of


def keys(settings: Settings, action_id: str) -> tuple[str, ...]:
    return settings.keymap.by_id[action_id].keys


def test_a_file_that_is_missing_is_fine() -> None:
    assert load_settings().findings == ()
    assert load_settings().keymap.actions == ACTIONS


def test_a_folder_in_place_of_the_file_is_a_finding(home: Path) -> None:
    (home / "config" / "gametree" / "config.toml").mkdir(parents=True)
    assert said(load_settings()) == ["1:1: not-a-file: is a folder; name a file in it"]


def test_the_first_finding_is_named_with_the_number_of_others(home: Path) -> None:
    settings = settings_of(home, '[keys]\nundoo = "x"\nnotee = "y"\n')
    assert settings.first_finding() == (
        'config.toml:2:1: unknown-action: "undoo" is not an action; did you mean "undo"?; and 1 more, '
        "see `gametree keys`"
    )


def test_where_all_is_well_there_is_no_first_finding(home: Path) -> None:
    assert settings_of(home, 'theme = "light"').first_finding() == ""


def test_the_first_finding_is_harmless(home: Path) -> None:
    settings = settings_of(home, '"\\u001b[31m\\n" = 1\n')
    assert settings.first_finding().startswith('config.toml:1:1: unknown-key: "␛[31m')


@pytest.mark.parametrize(
    ("text", "remembered", "theme", "is_set"),
    [
        ("", None, DEFAULT_THEME, False),
        ("", "nord", "nord", False),
        ("", "gone", DEFAULT_THEME, False),
        ('theme = "light"', "nord", "light", True),
        ('theme = "lihgt"', "nord", "nord", False),
        ('theme = "mine"\n[themes.mine]\naccent = "#123456"', "nord", "mine", True),
        ('[themes.mine]\naccent = "#123456"', "mine", "mine", False),
        ('theme = "[b]"\n[themes."[b]"]\naccent = "#123456"', None, DEFAULT_THEME, False),
    ],
)
def test_the_file_decides_on_the_theme_and_then_what_was_chosen_last(
    home: Path, text: str, remembered: str | None, theme: str, is_set: bool
) -> None:
    if remembered:
        remember_theme(remembered)
    settings = settings_of(home, text)
    assert (settings.theme, settings.theme_is_set) == (theme, is_set)


def test_faults_of_keys_and_themes_stand_together_in_the_order_of_the_file(home: Path) -> None:
    settings = settings_of(home, '[themes.nord]\n[keys]\nundoo = "x"\nnote = 1\n[themes.mine]\nbase = "darc"\n')
    assert [line.split(": ")[1] for line in said(settings)] == [
        "theme-exists", "unknown-action", "wrong-type", "unknown-theme"]  # fmt: skip
    assert [theme.name for theme in settings.own_themes] == ["mine"]


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
