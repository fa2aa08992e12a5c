"""The colours to choose from: the program's own themes, Textual's, and the person's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from gametree.files.config import OwnTheme
from gametree.model.finding import Finding, Part
from gametree.model.text import clean_line, quoted, suggestion

if TYPE_CHECKING:
    from textual.theme import Theme

DEFAULT_THEME = "dark"

_OF_THE_PROGRAM = ("dark", "light", "high-contrast")
_OF_TEXTUAL = (
    "textual-dark", "textual-light", "nord", "gruvbox", "catppuccin-mocha", "dracula", "tokyo-night", "monokai",
    "flexoki", "catppuccin-latte", "catppuccin-frappe", "catppuccin-macchiato", "solarized-light", "solarized-dark",
    "rose-pine", "rose-pine-moon", "rose-pine-dawn", "atom-one-dark", "atom-one-light", "ansi-dark", "ansi-light",
)  # fmt: skip
_GROUNDS = {"foreground", "background", "surface", "panel", "primary"}
THEME_NAMES = (*_OF_THE_PROGRAM, *_OF_TEXTUAL)
"""The themes there are without the person's; written down here, for Textual takes long to ask."""


def check_themes(chosen: str | None, own: Mapping[str, OwnTheme]) -> list[Finding]:
    """What is wrong with the choice of a theme and with the names in the person's own."""
    findings = []
    for name, theme in own.items():
        if not can_be_chosen(name):
            message = f"{quoted(name)} is not a name that can be shown; choose letters, digits and hyphens"
            findings.append(Finding("theme-name", message, ("themes", name), Part.TABLE))
        if name in THEME_NAMES:
            message = f"there is a theme {quoted(name)} already; choose another name"
            findings.append(Finding("theme-exists", message, ("themes", name), Part.TABLE))
        if theme.base not in THEME_NAMES:
            message = f"{quoted(theme.base)} is not a theme to begin from{_hint(theme.base, THEME_NAMES)}"
            findings.append(Finding("unknown-theme", message, ("themes", name, "base")))
    known = (*THEME_NAMES, *own)
    if chosen is not None and chosen not in known:
        findings.append(Finding("unknown-theme", f"{quoted(chosen)} is not a theme{_hint(chosen, known)}", ("theme",)))
    return findings


def can_be_chosen(name: str) -> bool:
    """Whether a theme's name can be shown: Textual's list of themes takes names for markup, controls and all."""
    return re.fullmatch(r"\w[\w .-]*", name) is not None and clean_line(name) == name


def _hint(name: str, known: Iterable[str]) -> str:
    return suggestion(name, known) or f"; there are {', '.join(known)}"


def make_themes(own: Iterable[OwnTheme]) -> list[Theme]:
    """The program's themes and the person's, for Textual to register."""
    from textual.theme import BUILTIN_THEMES

    known = {**BUILTIN_THEMES, **{theme.name: theme for theme in (_dark(), _light(), _high_contrast())}}
    return [*map(known.__getitem__, _OF_THE_PROGRAM), *(_make(theme, known) for theme in own)]


def _make(own: OwnTheme, known: Mapping[str, Theme]) -> Theme:
    """A theme of the person's: colours over those of a base, whose finer shades go where they could clash."""
    from dataclasses import replace

    base = known.get(own.base, known[DEFAULT_THEME])
    variables = {} if own.colours.keys() & _GROUNDS else base.variables
    colours: dict[str, Any] = {**own.colours}
    return replace(base, name=own.name, variables=variables, **colours)


def _dark() -> Theme:
    from dataclasses import replace

    from textual.theme import BUILTIN_THEMES

    tokyo_night = BUILTIN_THEMES["tokyo-night"]
    finer = {
        "foreground-muted": "#979EC2",
        "foreground-disabled": "#6E7598",
        "primary-muted": "#3A3B60",
        "block-cursor-background": "#4A4B78",
    }
    return replace(tokyo_night, name="dark", panel="#2B2F48", variables={**tokyo_night.variables, **finer})


def _light() -> Theme:
    from textual.theme import Theme

    return Theme(
        name="light", dark=False, primary="#5B3DA8", secondary="#1F5FA8", warning="#8A5A00", error="#B3172F",
        success="#2B6B1E", accent="#A84300", foreground="#22242E", background="#FAFAF7", surface="#EEEEE8",
        panel="#DDDDD4", variables={
            "foreground-muted": "#5A5D6B", "foreground-disabled": "#85889A", "primary-muted": "#D9D0F2",
            "block-cursor-background": "#D9D0F2", "block-cursor-foreground": "#22242E",
        },
    )  # fmt: skip


def _high_contrast() -> Theme:
    """White on black; every colour that text takes has a contrast of 7 and more to its ground (WCAG AAA)."""
    from textual.theme import Theme

    return Theme(
        name="high-contrast", dark=True, primary="#D6BFFF", secondary="#8FC7FF", warning="#FFD75F", error="#FF9C9C",
        success="#8EF08E", accent="#FFB86B", foreground="#FFFFFF", background="#000000", surface="#101010",
        panel="#2A2A2A", luminosity_spread=0.1, text_alpha=1.0,
        variables={
            "foreground-muted": "#D0D0D0", "foreground-disabled": "#B8B8B8", "primary-muted": "#3A2A6A",
            "text": "#FFFFFF", "text-muted": "#D0D0D0", "text-disabled": "#B8B8B8",
            "block-cursor-background": "#FFFFFF", "block-cursor-foreground": "#000000",
            "border": "#FFFFFF",
        },
    )  # fmt: skip
