"""The words beside the tree, where what they are told comes late."""

from __future__ import annotations

from gametree.tui.tree_pane import TreePane
from tests.tui.driver import Drive


async def test_a_cursor_that_was_on_a_node_since_undone_is_not_followed(drive: Drive) -> None:
    async with drive() as on:
        await on.press("j", "e", "y", "u")
        assert "gaming-copy" not in on.session.tree.nodes
        on.tree.post_message(TreePane.CursorMoved("gaming-copy"))
        await on.settle()
        on.explore.show_standing()
        await on.pilot.pause()
        assert on.explore.detail.node_id == on.node
