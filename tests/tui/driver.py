"""What a test of the app sees and presses."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from textual.pilot import Pilot
from textual.widgets import Markdown, Static

from gametree.session import Session
from gametree.tui.app import GametreeApp
from gametree.tui.bars import StatusBar
from gametree.tui.detail import Detail
from gametree.tui.explore import ExploreScreen
from gametree.tui.tree_pane import TreePane


class Driver:
    """What a test sees and presses."""

    def __init__(self, app: GametreeApp, pilot: Pilot[None], session: Session) -> None:
        self.app, self.pilot, self.session = app, pilot, session

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        await self.press(*(("space" if c == " " else "full_stop" if c == "." else c) for c in text))

    async def settle(self) -> None:
        """Wait until it is known what follows from the scores."""
        await wait_until(lambda: self.explore.outlook.is_settled, self.pilot, seconds=60)
        await self.pilot.pause()

    @property
    def tree(self) -> TreePane:
        return self.app.screen.query_one(TreePane)

    @property
    def node(self) -> str:
        return self.tree.node_id

    def rows(self) -> list[str]:
        return [self.tree.render_line(y).text.rstrip() for y in range(self.tree.size.height)]

    def row(self) -> str:
        return self.tree.render_line(self.tree.view.line - self.tree.scroll_offset.y).text.rstrip()

    def status(self) -> str:
        return self.explore.query_one(StatusBar).render().plain

    @property
    def explore(self) -> ExploreScreen:
        return next(screen for screen in self.app.screen_stack if isinstance(screen, ExploreScreen))

    def said(self) -> list[str]:
        return [notification.message for notification in self.app._notifications]

    def words(self) -> str:
        detail = self.explore.query_one(Detail)
        parts = [str(detail.query_one(name, Static).content) for name in ("#head", "#tail")]
        return "\n".join([*parts, detail.query_one("#body", Markdown).source])

    def score(self, node: str) -> float | None:
        judgement = self.session.judgement(node)
        return judgement.plausibility if judgement else None


Drive = Callable[..., AbstractAsyncContextManager[Driver]]


async def wait_until(true: Callable[[], bool], pilot: Pilot[None], seconds: float = 4) -> None:
    for _ in range(round(50 * seconds)):
        if true():
            return
        await pilot.pause(0.02)
    raise AssertionError("it did not come")
