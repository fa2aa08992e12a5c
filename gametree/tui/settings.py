"""What a person set: keys and colours, ready for use, and what is wrong in the file that says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gametree.files.config import OwnTheme, read_config, remembered_theme, wants_no_color
from gametree.model.finding import Finding
from gametree.model.text import Clean, clean_line
from gametree.tui.keymap import DEFAULT_KEYMAP, Keymap
from gametree.tui.remapping import remap
from gametree.tui.themes import DEFAULT_THEME, THEME_NAMES, can_be_chosen, check_themes


@dataclass(frozen=True)
class Settings:
    """Settings in use; made without arguments, those of a person who set nothing."""

    keymap: Keymap = field(default=DEFAULT_KEYMAP)
    theme: str = DEFAULT_THEME
    """The theme to begin with."""
    theme_is_set: bool = False
    """Whether config.toml names it: what is chosen in the app then holds until the end of the sitting."""
    own_themes: Sequence[OwnTheme] = ()
    no_color: bool = False
    path: Path = Path("config.toml")
    findings: Sequence[Finding] = ()

    def first_finding(self) -> Clean:
        """The first finding as a line, and how many more there are; empty where all is well."""
        if not self.findings:
            return Clean("")
        first, place = self.findings[0], self.findings[0].place
        more = len(self.findings) - 1
        rest = f"; and {more} more, see `gametree keys`" if more else ""
        return clean_line(f"{self.path.name}:{place.line}:{place.column}: {first.check}: {first.message}{rest}")


def load_settings() -> Settings:
    """The settings of the person at this machine."""
    config = read_config()
    keymap, faults_of_keys = remap(config.keys)
    own = [theme for name, theme in config.themes.items() if name not in THEME_NAMES and can_be_chosen(name)]
    known = {*THEME_NAMES, *(theme.name for theme in own)}
    chosen = config.theme if config.theme in known else None
    return Settings(
        keymap,
        chosen or _remembered(known) or DEFAULT_THEME,
        chosen is not None,
        own,
        wants_no_color(),
        config.path,
        config.place([*faults_of_keys, *check_themes(config.theme, config.themes)]),
    )


def _remembered(known: set[str]) -> str | None:
    name = remembered_theme()
    return name if name in known else None
