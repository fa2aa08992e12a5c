"""Whatever is pressed and clicked, at whatever size: the app goes on, and the journal says what the screen says."""

from __future__ import annotations

from random import Random

import pytest
from textual.app import App

from gametree.files.journal import read_journal
from gametree.model.assessment import sum_up
from tests.tui.driver import Drive, wait_until

KEYS = [
    *"jkhlHJKGgzzaoxcMRECfustnpy/nN0123456789.r[]uUaAitbvWP?cLww=SdOT{}",
    *("tab", "shift+tab", "escape", "escape", "enter", "space", "up", "down", "left", "right", "pagedown", "pageup"),
    *("home", "end", "backspace", "delete", "ctrl+d", "ctrl+u", "ctrl+r", "ctrl+o", "ctrl+p", "ctrl+s", "ctrl+a", "f1"),
]


@pytest.mark.parametrize(("seed", "size"), [(1, (80, 24)), (2, (120, 36)), (3, (200, 60)), (4, (60, 15))])
async def test_any_keys_are_survived(
    drive: Drive, monkeypatch: pytest.MonkeyPatch, seed: int, size: tuple[int, int]
) -> None:
    monkeypatch.setenv("BROWSER", "true")
    chance = Random(seed)
    async with drive(size=size) as on:
        crashes: list[BaseException] = []
        monkeypatch.setattr(App, "_handle_exception", lambda _, error: crashes.append(error))
        for turn in range(80):
            await on.pilot.press(chance.choice(KEYS))
            if turn % 25 == 24:
                await on.pilot.resize_terminal(chance.choice([20, 60, 100, 200]), chance.choice([5, 15, 36]))
            assert not crashes, crashes[0]
        explorer = on.app.explorer
        assert explorer
        session = explorer.session
        await wait_until(lambda: session.state.is_saved, on.pilot)
        written = sum_up("ada", read_journal(session.journal.path).records)
        assert written.judgements == session.assessment.judgements
        assert written.notes == session.assessment.notes
