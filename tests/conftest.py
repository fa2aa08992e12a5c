"""Shared fixtures: a home of its own for every test, and a clock that stands still."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile(
    "gametree",
    deadline=None,  # a slow machine is no fault
    max_examples=int(os.environ.get("GAMETREE_TEST_EXAMPLES", "40")),  # of every law, at each run
)
settings.load_profile("gametree")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test reads or writes the files of the person who runs it."""
    folder = tmp_path / "home"
    folder.mkdir()
    for name, part in (("XDG_DATA_HOME", "data"), ("XDG_STATE_HOME", "state"), ("XDG_CONFIG_HOME", "config")):
        monkeypatch.setenv(name, str(folder / part))
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(folder / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    (folder / "gitconfig").write_text("[user]\n\tname = Ada Lovelace\n\temail = ada@example.org\n")
    return folder


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """A clock that advances one second a look, from 2026-11-20 10:00 UTC."""

    def ticks() -> Iterator[datetime]:
        at = datetime(2026, 11, 20, 10, 0, 0, tzinfo=UTC)
        while True:
            yield at
            at += timedelta(seconds=1)

    source = ticks()
    return lambda: next(source)
