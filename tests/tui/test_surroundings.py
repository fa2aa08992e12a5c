"""The app in its surroundings: a window that becomes tiny and large again, files that are exchanged, no network."""

from __future__ import annotations

import os
import signal
import socket
import sys
import termios
from collections.abc import Callable
from pathlib import Path

import click
import pexpect
import pytest
from textual import constants

from gametree.cli import open_tree
from gametree.session.shelf import Shelf
from gametree.tui.compare import CompareScreen
from tests.tui import test_terminal
from tests.tui.driver import Drive, Driver, wait_until

tree, run = test_terminal.tree, test_terminal.run
SCREENS = {
    "words": ["tab"],
    "note": ["a", *"half"],
    "form": ["e", "f", *"half"],
    "title": ["e", "e", *"half"],
    "search": ["slash", *"obj"],
    "cruxes": ["c"],
    "over time": ["O"],
    "picker": ["ctrl+o"],
    "help": ["question_mark"],
}


async def picture(on: Driver) -> list[str]:
    """What is on the screen once it stays so: the words beside the tree follow the cursor a little later."""
    await wait_until(lambda: on.explore.outlook.is_settled, on.pilot)
    before, now = None, await picture_now(on)
    while now != before:
        await on.pilot.pause(0.1)
        before, now = now, await picture_now(on)
    return now


async def picture_now(on: Driver) -> list[str]:
    """What is on the screen, row by row, but for the blinking of a cursor."""
    for widget in on.app.screen.query("*"):
        if getattr(widget, "cursor_blink", None):
            widget.cursor_blink = False  # type: ignore[attr-defined]
    await on.pilot.pause()
    return ["".join(segment.text for segment in strip).rstrip() for strip in on.app.screen._compositor.render_strips()]


@pytest.mark.parametrize("screen", SCREENS)
async def test_a_window_made_tiny_and_large_again_shows_what_it_did(drive: Drive, screen: str) -> None:
    async with drive() as on:
        await on.press(*SCREENS[screen])
        before = await picture(on)
        for size in ((20, 5), (1, 1), (120, 36)):
            await on.pilot.resize_terminal(*size)
            await on.pilot.pause()
        assert any(before)
        assert await picture(on) == before


async def test_nothing_in_the_app_opens_a_socket(drive: Drive, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError(f"a socket was opened: {arguments}")

    async with drive() as on:
        folder = on.session.place.path.parent / "oversight.assessments"
        folder.mkdir()
        (folder / "bob.toml").write_text(
            'assessor = "bob"\nt20261120T100000Z-a = { node = "rl", plausibility = 0.9 }\n'
        )
        for name in ("socket", "create_connection", "getaddrinfo", "socketpair"):
            monkeypatch.setattr(socket, name, refuse)
        await on.press("3", "a", *"why", "ctrl+s", "e", "e", *"er", "enter", "u", "y", "i", "O", "escape", "d")
        await wait_until(lambda: isinstance(on.app.screen, CompareScreen), on.pilot)
        await on.press("t", "escape", "escape", "slash", *"obj", "enter")
        assert (on.score("rl"), on.app.screen) == (0.3, on.explore)
        monkeypatch.undo()


def test_the_terminal_and_not_a_variable_says_how_large_it_is(
    run: Callable[..., pexpect.spawn],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "99999999999")
    monkeypatch.setenv("LINES", "1")
    child = run()
    child.send("j7")
    child.expect("1/8 scored")
    child.kill(signal.SIGTERM)
    assert test_terminal.ended(child) == 128 + signal.SIGTERM


def test_any_terminal_is_left_as_it_was_found(tree: Path) -> None:
    command = ["-m", "gametree", "open", str(tree), "--as", "ada"]
    child = pexpect.spawn(
        sys.executable,
        command,
        env={**os.environ, "TERM": "dumb", "LC_ALL": "C"},
        dimensions=(30, 110),
        timeout=test_terminal.START,
    )
    before = termios.tcgetattr(child.child_fd)
    child.expect("saved")
    child.send("\x11")
    child.expect(pexpect.EOF)
    assert (b"\x1b[?1049l" in child.before, b"\x1b[?25h" in child.before) == (True, True)
    assert termios.tcgetattr(child.child_fd)[:4] == before[:4]
    child.close()


@pytest.mark.parametrize(("name", "value"), [("DRIVER", "nope"), ("DRIVER", "os:path"), ("COLOR_SYSTEM", "nope")])
def test_what_keeps_textual_from_starting_is_a_sentence(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"TEXTUAL_{name}", value)
    monkeypatch.setattr(constants, name, value)
    with pytest.raises(click.UsageError, match=f"cannot start with TEXTUAL_{name}={value} in the environment; unset"):
        open_tree.make_app(None, None, Shelf("ada"))
