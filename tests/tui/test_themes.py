"""The colours to choose from, the person's own among them."""

from __future__ import annotations

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from gametree.files.config import OwnTheme
from gametree.tui.themes import DEFAULT_THEME, THEME_NAMES, can_be_chosen, check_themes, make_themes


def test_the_names_of_themes_are_all_there_are() -> None:
    own = {theme.name for theme in make_themes([])}
    assert set(THEME_NAMES) == own | set(BUILTIN_THEMES)


@pytest.mark.parametrize(
    ("chosen", "own", "faults"),
    [
        (None, {}, []),
        ("nord", {}, []),
        ("mine", {"mine": OwnTheme("mine")}, []),
        ("lihgt", {}, ['unknown-theme: "lihgt" is not a theme; did you mean "light"?']),
        ("mein", {"mine": OwnTheme("mine")}, ['unknown-theme: "mein" is not a theme; did you mean "mine"?']),
        (None, {"mine": OwnTheme("mine", "darc")},
         ['unknown-theme: "darc" is not a theme to begin from; did you mean "dark"?']),
        (None, {"a": OwnTheme("a"), "mine": OwnTheme("mine", "a")},
         [f'unknown-theme: "a" is not a theme to begin from; there are {", ".join(THEME_NAMES)}']),
        (None, {"nord": OwnTheme("nord")},
         ['theme-exists: there is a theme "nord" already; choose another name']),
        (None, {"[red]": OwnTheme("[red]")},
         ['theme-name: "[red]" is not a name that can be shown; choose letters, digits and hyphens']),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_choice_or_a_theme_is_said(
    chosen: str | None, own: dict[str, OwnTheme], faults: list[str]
) -> None:
    assert [f"{finding.check}: {finding.message}" for finding in check_themes(chosen, own)] == faults


@pytest.mark.parametrize(
    ("name", "can"),
    [
        ("mine", True), ("My theme 2.0", True), ("größer", True), ("", False), (" mine", False), ("mine ", True),
        ("a\nb", False), ("\x1b[31m", False), ("[b]x", False), ("a  b", False), ("a\u202eb", False), ("-a", False),
    ],
)  # fmt: skip
def test_a_theme_has_a_name_that_can_be_shown(name: str, can: bool) -> None:
    assert can_be_chosen(name) is can


def made(own: OwnTheme) -> Theme:
    return next(theme for theme in make_themes([own]) if theme.name == own.name)


def base(name: str) -> Theme:
    return next(theme for theme in make_themes([]) if theme.name == name)


def test_a_theme_of_ones_own_is_its_base_but_for_its_colours() -> None:
    mine = made(OwnTheme("mine", "light", {"accent": "#123456"}))
    assert (mine.accent, mine.background, mine.dark) == ("#123456", base("light").background, False)
    assert mine.variables == base("light").variables


def test_over_a_ground_of_ones_own_the_finer_shades_of_the_base_go() -> None:
    assert made(OwnTheme("mine", "light", {"background": "#000000"})).variables == {}


def test_where_there_is_no_such_base_it_is_the_default() -> None:
    assert made(OwnTheme("mine", "nowhere")).background == base(DEFAULT_THEME).background


_TEXT = ("foreground", "foreground-muted", *(f"text-{name}" for name in (
    "primary", "secondary", "success", "warning", "error", "accent")))  # fmt: skip
_LEAST = {"dark": 4.0, "light": 4.0, "high-contrast": 7.0}


@pytest.mark.parametrize("name", _LEAST)
def test_text_stands_out_from_every_ground_it_is_on(name: str) -> None:
    theme = next(theme for theme in make_themes([]) if theme.name == name)
    variables = {**theme.to_color_system().generate(), **theme.variables}
    for ground in map(Color.parse, (variables[part] for part in ("background", "surface", "panel", "primary-muted"))):
        for part in _TEXT:
            text = Color.parse(variables[part])
            assert contrast(text, ground) >= _LEAST[name], (part, ground)


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of WCAG 2.2."""
    low, high = sorted(map(_luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
