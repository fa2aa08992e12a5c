"""Copying: what is copied, the ways it goes, and what is said of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from gametree.tui import copying
from tests.tui.conftest import TREE
from tests.tui.driver import Drive, Driver, wait_until


@pytest.fixture
def tools(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the system's tool was given; `xclip` takes everything."""
    given: list[str] = []

    def take(text: str) -> str:
        given.append(text)
        return "xclip"

    monkeypatch.setattr(copying, "copy_with_tool", take)
    return given


async def copied(on: Driver, *keys: str) -> str:
    on.app.clear_notifications()
    await on.press(*keys)
    await wait_until(lambda: bool(on.said()), on.pilot)
    return on.said()[-1]


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("yi", "rl"),
        ("kyi", "question"),
        ("yt", "End-to-end trained RL"),
        ("kyt", "Does it go well?"),
        ("yx", "End-to-end trained RL\n\nTrained as a whole.\n"),
        ("kyx", "Does it go well?\n\nWhat this is about.\n"),
        ("jyp", "Does it go well? › End-to-end trained RL › The objective gets gamed"),
        ("kyp", "Does it go well?"),
        ("Gyb", "- ▲ **HCH** (strategy, unscored)\n\n  Humans consulting HCH.\n"),
    ],
)
async def test_each_key_copies_its_piece(drive: Drive, tools: list[str], keys: str, text: str) -> None:
    async with drive() as on:
        await copied(on, *keys)
        assert tools == [text]
        assert on.app.clipboard == text


async def test_the_question_s_branch_is_the_whole_tree(drive: Drive, tools: list[str]) -> None:
    async with drive() as on:
        await copied(on, "k", "y", "b")
        assert tools[0].startswith("# Oversight\n")
        assert tools[0].count("**") == 2 * 9 + 2


async def test_the_path_is_the_one_that_is_shown(drive: Drive, tools: list[str]) -> None:
    async with drive() as on:
        on.tree.change(lambda view: view.move_to(7))
        await copied(on, "y", "p")
        assert tools[0].endswith("› Shard theory › Detecting it needs transparency")


async def test_what_was_copied_and_which_way_is_said(drive: Drive, tools: list[str]) -> None:
    async with drive() as on:
        assert await copied(on, "y", "i") == "id copied, 2 characters: with xclip"


async def test_without_a_tool_there_is_a_file_too(drive: Drive, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setattr(copying, "copy_with_tool", lambda _: None)
    path = home / "state" / "gametree" / "copied.txt"
    async with drive() as on:
        said = await copied(on, "y", "x")
        assert said == f"text copied, 43 characters in 3 lines: to the terminal, which may ignore it, and into {path}"
        assert path.read_text() == "End-to-end trained RL\n\nTrained as a whole.\n"
        path.unlink()
        path.mkdir()
        assert "into no file" in await copied(on, "y", "i")


async def test_what_is_too_long_for_the_terminal_goes_the_other_way_only(
    drive: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "copy_with_tool", lambda _: None)
    async with drive(TREE.replace("Trained as a whole.", "long " * 16_000)) as on:
        said = await copied(on, "y", "x")
        assert said.startswith("text copied, 80023 characters in 3 lines: into ")
        assert on.app.clipboard == ""


async def test_control_characters_are_left_out_and_the_rest_is_as_it_stands(drive: Drive, tools: list[str]) -> None:
    hostile = TREE.replace("End-to-end trained RL", r"a\u001b]52;c;aGk=\u0007\u202eb *[x]*").replace(
        "Trained as a whole.", r"one\ttwo\r\nthree\u009b"
    )
    async with drive(hostile) as on:
        await copied(on, "y", "x")
        assert tools == ["a]52;c;aGk=b *[x]*\n\none\ttwo\nthree\n"]
