"""The tree under keys and mouse."""

from __future__ import annotations

from gametree.tui.tree_pane import TreePane
from tests.tui.driver import Drive
from tests.tui.test_flat_tree import big

_FROM_THE_START = "E", "g", "g", "j"
_MOVES = {
    "j j": "oversight", "down down": "oversight", "j k": "rl", "G": "hch", "G g g": "question", "end home": "question",
    "J": "imitators", "J K": "rl", "j j H": "gaming", "l l": "oversight", "h J": "imitators", "pagedown": "hch",
    "j j j h h": "oversight",
}  # fmt: skip


async def test_arrow_and_vim_keys_move(drive: Drive) -> None:
    async with drive() as on:
        for keys, node in _MOVES.items():
            await on.press(*_FROM_THE_START, *keys.split())
            assert on.node == node, keys


_FOLDS = {
    "h": 4, "C": 3, "z M": 3, "z M E": 10, "z M z R": 10, "z 2": 5, "z 3": 7, "z a": 4, "enter": 4, "space space": 10,
    "j z c": 5, "z M z o": 9,
}  # fmt: skip


async def test_fold_keys_fold(drive: Drive) -> None:
    async with drive() as on:
        for keys, rows in _FOLDS.items():
            await on.press(*_FROM_THE_START, *keys.split())
            assert len(on.tree.view.visible) == rows, keys


_REASONS = {
    "G J": "there is no next sibling",
    "K": "there is no previous sibling",
    "k h": "this is the question; nothing is above it",
    "k H": "this is the question; nothing is above it",
    "G l": "nothing hangs from this node",
    "G space": "nothing hangs from this node that could be folded",
}


async def test_a_key_that_cannot_act_says_why(drive: Drive) -> None:
    async with drive() as on:
        for keys, why in _REASONS.items():
            on.app.clear_notifications()
            await on.press(*_FROM_THE_START, *keys.split())
            assert on.said() == [why], keys


async def test_a_click_moves_and_a_click_on_the_mark_folds(drive: Drive) -> None:
    async with drive() as on:
        await on.pilot.click(TreePane, offset=(30, 3))
        assert on.node == "oversight"
        await on.pilot.click(TreePane, offset=(1, 1))
        assert (on.node, len(on.tree.view.visible)) == ("rl", 4)


async def test_the_cursor_stays_in_sight(drive: Drive) -> None:
    async with drive(big(2000)) as on:
        for keys in ("E", "G", "K", "home", *["pagedown"] * 3, "H"):
            await on.press(*([keys] if len(keys) > 1 else keys))
            assert 0 <= on.tree.view.line - on.tree.scroll_offset.y < on.tree.size.height
