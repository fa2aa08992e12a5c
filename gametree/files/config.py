"""The person's own settings: config.toml as far as it can be read, every finding on it, and the remembered theme."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tomli

from gametree.errors import UnreadableFile
from gametree.files.locations import config_place, theme_place
from gametree.files.placing import encoding_finding, place_all, syntax_finding, type_name
from gametree.files.private import write_private
from gametree.files.reading import read_bytes
from gametree.model.finding import Finding, Part
from gametree.model.text import quoted, suggestion

COLOURS = ("primary", "secondary", "accent", "warning", "error", "success", "foreground", "background", "surface",
           "panel")  # fmt: skip
_SECTIONS = ("theme", "keys", "themes")
_KEYS_OF_A_THEME = ("base", *COLOURS)
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class OwnTheme:
    """A theme of the person's own: colours, `#rrggbb` by name, laid over another theme."""

    name: str
    base: str = "dark"
    colours: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Config:
    """What config.toml says, without what is faulty in it; a missing file says nothing."""

    path: Path
    theme: str | None = None
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What is written for each action, in the order of the file; nobody has looked yet at whether there is such an
    action, or such a key."""
    themes: Mapping[str, OwnTheme] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    text: str = ""

    def place(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings known already and these, each at its place, in the order of the file."""
        if not self.text:
            return self.findings
        return tuple(place_all((*self.findings, *findings), self.text))


def read_config(path: Path | None = None) -> Config:
    """The person's settings; whatever is wrong is a finding, and never in the way of the rest."""
    path = path or config_place()
    try:
        data = read_bytes(path)
        text = data.decode("utf-8").removeprefix("\ufeff")
        document = tomli.loads(text)
    except UnreadableFile as error:
        missing = error.check == "file-missing"
        return Config(path, findings=() if missing else (Finding(error.check, error.reason),))
    except UnicodeDecodeError as error:
        return Config(path, findings=(encoding_finding(data, error),))
    except (ValueError, RecursionError) as error:
        return Config(path, findings=(syntax_finding(text, error),))
    return _read(document, path, text)


def _read(document: Mapping[str, Any], path: Path, text: str) -> Config:
    findings = [_unknown_section(name) for name in document if name not in _SECTIONS]
    return Config(
        path, _theme(document, findings), _keys(document, findings), _themes(document, findings), tuple(findings), text
    )


def _unknown_section(name: str) -> Finding:
    hint = suggestion(name, _SECTIONS) or "; there are theme, [keys] and [themes.<name>]"
    return Finding("unknown-key", f"{quoted(name)} is not a setting{hint}", (name,), Part.KEY)


def _theme(document: Mapping[str, Any], findings: list[Finding]) -> str | None:
    theme = document.get("theme")
    if theme is None or isinstance(theme, str):
        return theme
    advice = "; a theme of your own is a table [themes.<name>]" if isinstance(theme, dict) else ""
    message = f'theme is {type_name(theme)}; it must be the name of a theme, such as "light"{advice}'
    findings.append(Finding("wrong-type", message, ("theme",), Part.KEY))
    return None


def _keys(document: Mapping[str, Any], findings: list[Finding]) -> dict[str, tuple[str, ...]]:
    table = document.get("keys", {})
    if not isinstance(table, dict):
        message = f'keys is {type_name(table)}; write a table, [keys], with lines such as undo = "x"'
        findings.append(Finding("wrong-type", message, ("keys",), Part.KEY))
        return {}
    entries: dict[str, tuple[str, ...]] = {}
    for action_id, written in table.items():
        if isinstance(written, str):
            entries[action_id] = (written,) if written else ()
        elif isinstance(written, list) and all(isinstance(key, str) for key in written):
            entries[action_id] = tuple(written)
        else:
            findings.append(_no_keys(action_id, written))
    return entries


def _no_keys(action_id: str, written: Any) -> Finding:
    path: tuple[str | int, ...] = ("keys", action_id)
    given = f"is {type_name(written)}"
    if isinstance(written, list):
        index = next(index for index, key in enumerate(written) if not isinstance(key, str))
        path, given = (*path, index), f"holds {type_name(written[index])}"
    message = (
        f'{quoted(action_id)} {given}; a key is a string, such as "x", and several are a list, such as ["x", "g x"]'
    )
    return Finding("wrong-type", message, path)


def _themes(document: Mapping[str, Any], findings: list[Finding]) -> dict[str, OwnTheme]:
    table = document.get("themes", {})
    if not isinstance(table, dict):
        message = f"themes is {type_name(table)}; write a table for each theme, such as [themes.mine]"
        findings.append(Finding("wrong-type", message, ("themes",), Part.KEY))
        return {}
    themes = {}
    for name, colours in table.items():
        if isinstance(colours, dict):
            themes[name] = _own_theme(name, colours, findings)
        else:
            message = f"theme {quoted(name)} is {type_name(colours)}; write it as a table, such as [themes.mine]"
            findings.append(Finding("wrong-type", message, ("themes", name)))
    return themes


def _own_theme(name: str, table: Mapping[str, Any], findings: list[Finding]) -> OwnTheme:
    """The theme without its faulty colours, which are those of its base."""
    colours = {}
    for key, value in table.items():
        fault = _fault_of_colour(key, value)
        if fault:
            part = Part.KEY if fault[0] == "unknown-key" else Part.VALUE
            findings.append(Finding(fault[0], fault[1], ("themes", name, key), part))
        elif key != "base":
            colours[key] = value
    base = table.get("base")
    return OwnTheme(name, base if isinstance(base, str) else "dark", colours)


def _fault_of_colour(key: str, value: Any) -> tuple[str, str] | None:
    """The check and the sentence on a line of a theme, or None where all is well."""
    if key not in _KEYS_OF_A_THEME:
        hint = suggestion(key, _KEYS_OF_A_THEME) or f"; they are {', '.join(_KEYS_OF_A_THEME)}"
        return "unknown-key", f"{quoted(key)} is not a colour of a theme{hint}"
    if not isinstance(value, str):
        wanted = 'the name of a theme, such as "light"' if key == "base" else 'a string such as "#88c0d0"'
        return "wrong-type", f"{key} is {type_name(value)}; it must be {wanted}"
    if key != "base" and not _HEX.fullmatch(value):
        return "bad-colour", f'{quoted(value)} is not a colour; write it as #rrggbb, such as "#88c0d0"'
    return None


def wants_no_color() -> bool:
    """Whether the person asked all programs for a screen without colour (no-color.org)."""
    return bool(os.environ.get("NO_COLOR"))


def remembered_theme() -> str | None:
    """The theme chosen last in the app, if any."""
    try:
        return read_bytes(theme_place()).decode("utf-8").strip() or None
    except (UnreadableFile, UnicodeDecodeError):
        return None


def remember_theme(name: str) -> bool:
    """Keep the chosen theme for next time; whether that could be done."""
    try:
        write_private(theme_place(), f"{name}\n".encode())
    except OSError:
        return False
    return True
