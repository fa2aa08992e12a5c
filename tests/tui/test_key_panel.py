"""After the first key of a sequence, all that can follow is readable, whatever the size."""

from __future__ import annotations

import pytest

from gametree.tui.actions import ACTIONS
from gametree.tui.bars import KeyStrip
from gametree.tui.key_panel import KeyPanel, words
from tests.tui.driver import Drive, Driver
from tests.tui.test_flat_tree import big


def panel(on: Driver) -> KeyPanel:
    return on.app.screen.query_one(KeyPanel)


@pytest.mark.parametrize("size", [(80, 24), (60, 16), (140, 40)])
@pytest.mark.parametrize("prefix", ["e", "z", "y"])
async def test_everything_that_can_follow_is_readable(drive: Drive, size: tuple[int, int], prefix: str) -> None:
    async with drive(size=size) as on:
        assert not panel(on).display
        await on.press(prefix)
        shown = panel(on).render().plain
        following = [action for action in ACTIONS if any(key.startswith(f"{prefix} ") for key in action.keys)]
        assert following
        assert [words(action) for action in following if words(action) not in shown] == []
        assert all(len(line) <= size[0] for line in shown.rstrip().split("\n") if line.rstrip() == line)
        region = panel(on).region
        assert region.bottom == on.app.size.height
        assert region.height == shown.count("\n") + 1
        await on.press("escape")
        assert not panel(on).display


async def test_a_click_does_what_the_key_does(drive: Drive) -> None:
    async with drive(size=(80, 24)) as on:
        await on.press("e")
        lines = panel(on).render().plain.split("\n")
        row = next(row for row, line in enumerate(lines) if "i id" in line)
        await on.pilot.click(KeyPanel, offset=(lines[row].index("i id"), row))
        await on.pilot.pause()
        assert type(on.app.screen).__name__ == "LinePrompt"
        assert not panel_of_explorer(on).display


def panel_of_explorer(on: Driver) -> KeyPanel:
    return on.explore.query_one(KeyPanel)


async def test_the_foot_names_the_key_of_all_edits_and_a_click_there_offers_them(drive: Drive) -> None:
    async with drive() as on:
        foot = on.explore.query_one(KeyStrip)
        assert " e edit " in foot.render().plain
        await on.pilot.click(KeyStrip, offset=(foot.render().plain.index("e edit"), 0))
        await on.pilot.pause()
        assert foot.query_one(KeyPanel).display


@pytest.mark.parametrize("size", [(80, 24), (60, 16), (140, 40)])
@pytest.mark.parametrize("keys", ["G", "home", "C G"])
async def test_the_node_that_the_keys_act_on_is_never_under_them(
    drive: Drive, size: tuple[int, int], keys: str
) -> None:
    async with drive(big(60), size=size) as on:
        await on.press("E", *keys.split())
        before = on.tree.scroll_offset.y
        await on.press("e")
        await on.pilot.pause()
        assert on.tree.region.y + on.tree.view.line - on.tree.scroll_offset.y < panel(on).region.y
        if keys == "home":
            assert on.tree.scroll_offset.y == before
        await on.press("escape")
        await on.pilot.pause()
        assert 0 <= on.tree.view.line - on.tree.scroll_offset.y < on.tree.size.height
        assert (
            on.tree.scroll_offset.y <= on.tree.max_scroll_y == max(0, len(on.tree.view.visible) - on.tree.size.height)
        )
