"""The bar for what takes long."""

from __future__ import annotations

import io
import sys
from threading import Event

import pytest

from gametree.cli import progress
from gametree.cli.progress import Progress, bar


class Terminal(io.StringIO):
    """A terminal that tells when something was drawn on it."""

    def __init__(self) -> None:
        super().__init__()
        self.drawn = Event()

    def isatty(self) -> bool:
        return True

    def flush(self) -> None:
        self.drawn.set()


def test_it_shows_after_a_while_and_is_gone_in_the_end(monkeypatch: pytest.MonkeyPatch):
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    shown = Progress("reading")
    shown.now("comparing")
    shown.told(0.5)
    with shown:
        assert terminal.drawn.wait(10)
    drawn = terminal.getvalue()
    assert bar("comparing", 0.5, 0) in drawn
    assert drawn.endswith("\r\x1b[K")


def test_what_is_quick_shows_nothing(monkeypatch: pytest.MonkeyPatch):
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with Progress("reading"):
        pass
    assert terminal.getvalue() == ""


def test_nothing_is_drawn_but_on_a_terminal(monkeypatch: pytest.MonkeyPatch):
    file = io.StringIO()
    monkeypatch.setattr(sys, "stderr", file)
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    with Progress("reading") as shown:
        shown.told(0.5)
    assert file.getvalue() == ""


def test_a_bar_tells_the_part_or_else_the_time():
    assert bar("comparing", 0.5, 3.2) == f"comparing {'█' * 15}{'░' * 15} 50 %"
    assert bar("reading", None, 3.2) == "reading … 3 s"
