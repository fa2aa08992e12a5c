"""From the tree to what stands beside it: a comparison, the outlook over time."""

from __future__ import annotations

from asyncio import Future, get_running_loop, to_thread
from typing import TYPE_CHECKING

from gametree.errors import GametreeError

if TYPE_CHECKING:
    from gametree.session.versions import Version
    from gametree.tui.explore import ExploreScreen


class Opening:
    """The part of the main screen that begins a comparison."""

    def __init__(self, screen: ExploreScreen) -> None:
        self.screen = screen
        self.last: Version | None = None
        """Whom one compared with last in this sitting."""
        self.looking: Future[None] | None = None
        """Not done while it is being found out whom there is to compare with."""

    def action_compare(self) -> None:
        """Compare with whom one did last time, else with the only other one, else with whom the person chooses."""
        self.looking = get_running_loop().create_future()
        self.screen.run_worker(self._begin(self.looking), exclusive=True, group="compare")

    async def _begin(self, looking: Future[None]) -> None:
        try:
            if not await self.screen.imagining.settle():
                return
            other = await to_thread(self._last_or_only)
        finally:
            looking.set_result(None)
        self.open(other or await self._choose())

    def _last_or_only(self) -> Version | None:
        from gametree.session.others import others_of, read_again
        from gametree.session.versions import Version

        session = self.screen.session
        if self.last:
            try:
                return read_again(session, self.last)
            except GametreeError:
                return None
        found = list(others_of(session))
        return found[0] if len(found) == 1 and isinstance(found[0], Version) else None

    async def _choose(self) -> Version | None:
        from gametree.tui.others import OthersScreen

        return await self.screen.app.push_screen_wait(OthersScreen(self.screen.session))

    def open(self, other: Version | None) -> None:
        """Show the comparison above the tree, where there is somebody to compare with."""
        from gametree.tui.compare import CompareScreen

        if other:
            self.last = other
            self.screen.app.push_screen(CompareScreen(self.screen, other))

    def action_over_time(self) -> None:
        """The outlook over time; from there one can compare with oneself at a date."""
        from gametree.tui.history_view import HistoryScreen

        self.screen.app.push_screen(HistoryScreen(self.screen.session, self.screen.node_id), self.open)

    def came_back(self, node_id: str) -> None:
        """The comparison was left: go on where one was in it."""
        screen = self.screen
        screen.session.journal.on_saved(screen.tell_save_state)
        screen.disk_watch.resume()
        screen.show_changes()
        screen.go_to_node(node_id)
