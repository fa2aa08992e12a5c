"""Settings from the text of a config file."""

from __future__ import annotations

from pathlib import Path

from gametree.tui.settings import Settings, load_settings


def settings_of(home: Path, text: str) -> Settings:
    """Settings of a person whose config file says this."""
    path = home / "config" / "gametree" / "config.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return load_settings()


def said(settings: Settings) -> list[str]:
    """What is wrong with them, each with its place."""
    return [f"{f.place.line}:{f.place.column}: {f.check}: {f.message}" for f in settings.findings]
