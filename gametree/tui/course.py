"""The outlook of the node under the cursor over time, in two lines beneath its history."""

from __future__ import annotations

from itertools import takewhile
from threading import Thread
from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from gametree.model.assessment import Assessment
from gametree.model.tree import QUESTION, Tree
from gametree.session import Session
from gametree.tui.detail_text import day
from gametree.tui.outlook_cells import whole_percent
from gametree.tui.posting import post_from_thread
from gametree.tui.sparkline import sparkline

if TYPE_CHECKING:
    from gametree.comparison.history import Moment

_MOST = 24  # cells, and moments looked at
_LARGE = 2000  # nodes from which on each rest of the cursor would cost too much
_Wanted = tuple[Tree, Assessment, str]


class Course(Static):
    """Follows a node and what is thought of it. One thread works at a time; for a large tree none does."""

    class Found(Message):
        """The thread is through."""

        def __init__(self, wanted: _Wanted, moments: list[Moment], error: Exception | None = None) -> None:
            super().__init__()
            self.wanted, self.moments, self.error = wanted, moments, error

    def __init__(self, session: Session) -> None:
        super().__init__(markup=False, id="course")
        self.session = session
        self._wanted: _Wanted | None = None
        self._shown: _Wanted | None = None
        self._is_busy = False

    def follow(self, node_id: str) -> None:
        """Show the course of a node's outlook, or of the question's."""
        if len(self.session.tree.nodes) >= _LARGE:
            return
        wanted = self.session.tree, self.session.assessment, node_id
        if self._wanted is None or any(one is not other for one, other in zip(wanted, self._wanted, strict=True)):
            self._wanted = wanted
            if self._shown is None or self._shown[2] != node_id:
                self.update("")
            self._send()

    def _send(self) -> None:
        if not self._is_busy and self._wanted is not None:
            self._is_busy = True
            Thread(target=self._work, args=(self._wanted,), name="course", daemon=True).start()

    def _work(self, wanted: _Wanted) -> None:
        from gametree.comparison.history import outlook_over_time

        tree, assessment, node_id = wanted
        moments = outlook_over_time(tree, assessment.records, node_id, _MOST)
        try:
            found = self.Found(wanted, list(takewhile(lambda _: self._wanted is wanted, moments)))
        except Exception as error:  # raised again where it is taken in
            found = self.Found(wanted, [], error)
        post_from_thread(self, found)

    def on_course_found(self, event: Found) -> None:
        """Show it, or go on with what is wanted by now."""
        self._is_busy = False
        if event.error:
            raise event.error
        if event.wanted is not self._wanted:
            self._send()
            return
        self._shown = event.wanted
        self.update(course_line(event.moments, event.wanted[2]))

    def on_unmount(self) -> None:
        """Nobody waits any more."""
        self._wanted = None


def course_line(moments: list[Moment], node_id: str) -> Content:
    """`Outlook since 2026-03-02`, and beneath `54 ▅▄▃ 31`; nothing where it never changed."""
    values = [value for moment in moments if (value := _point(moment, node_id)) is not None]
    if len(values) < 2 or not any(value != values[0] for value in values):
        return Content("")
    first, last = whole_percent(values[0]), whole_percent(values[-1])
    return Content.assemble(
        ("Outlook", "bold"),
        (f" since {day(moments[0].at)[:10]}", "$foreground-muted"),
        f"\n{first} ",
        (sparkline(values, _MOST), "$text-primary"),
        f" {last}",
    )


def _point(moment: Moment, node_id: str) -> float | None:
    if node_id == QUESTION:
        return moment.root.point
    return moment.outlook.point if moment.outlook else None
