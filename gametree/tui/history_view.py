"""The outlook over time as a panel: of the question, of one node, and of somebody else beside one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from threading import Thread
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

from gametree.comparison.history import Moment, outlook_over_time
from gametree.export.as_text import wrap
from gametree.model.assessment import Record
from gametree.model.kinds import label
from gametree.model.plausibility import bare_percent
from gametree.model.text import Clean, clean_line
from gametree.model.tree import QUESTION
from gametree.session import Session
from gametree.session.others import earlier
from gametree.session.versions import Version
from gametree.tui.detail_text import day
from gametree.tui.outlook_cells import NO_FIGURE, whole_span
from gametree.tui.outlook_text import signed
from gametree.tui.over_time import Curve, Ground, draw, legend
from gametree.tui.posting import post_from_thread

_KEYS = (("← →", "moment by moment"), ("s", "by time or by change"), ("d", "compare with then"), ("esc", "back"))
_LINES_ABOUT_A_PLOT = 3  # heading, days, a blank one
_CHANGES_SHOWN = 3


class HistoryScreen(ModalScreen[Version | None]):
    """Dismissed with one's own assessment as it stood at a moment, to compare with it, or with None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,O", "dismiss(None)", show=False),
        Binding("left,h", "step(-1)", show=False),
        Binding("right,l", "step(1)", show=False),
        Binding("home", "step(-100000)", show=False),
        Binding("end", "step(100000)", show=False),
        Binding("s", "other_scale", show=False),
        Binding("d", "compare", show=False),
    ]

    class Found(Message):
        """The thread is through."""

        def __init__(self, mine: Sequence[Moment], theirs: Sequence[Moment], error: Exception | None = None) -> None:
            super().__init__()
            self.mine, self.theirs, self.error = mine, theirs, error

    def __init__(self, session: Session, node_id: str, other: tuple[str, Sequence[Record]] | None = None) -> None:
        super().__init__()
        self.session, self.node_id, self.other = session, node_id, other
        self.mine: Sequence[Moment] | None = None
        self.theirs: Sequence[Moment] = ()
        self.at = 0
        self.by_time = True
        self._is_wanted = True

    def compose(self) -> ComposeResult:
        """One box."""
        with Vertical(id="box"):
            yield Static(markup=False, id="plots")
            yield Static(markup=False, id="moment")
            yield Static(_keys(), markup=False, id="keys")

    def on_mount(self) -> None:
        """Work everything out in a thread, which does not outlive the program."""
        Thread(target=self._find, name="history", daemon=True).start()

    def on_unmount(self) -> None:
        """Nobody waits any more."""
        self._is_wanted = False

    def _find(self) -> None:
        other = self.other[1] if self.other else ()
        try:
            found = self.Found(list(self._moments(self.session.assessment.records)), list(self._moments(other)))
        except Exception as error:  # raised again where it is taken in
            found = self.Found((), (), error)
        if self._is_wanted:
            post_from_thread(self, found)

    def _moments(self, records: Sequence[Record]) -> Iterator[Moment]:
        return takewhile(lambda _: self._is_wanted, outlook_over_time(self.session.tree, records, self.node_id))

    def on_history_screen_found(self, event: Found) -> None:
        """Draw it, with the last moment marked."""
        if event.error:
            raise event.error
        self.mine, self.theirs = event.mine, event.theirs
        self.at = max(0, len(self.mine) - 1)
        self._show()

    def on_resize(self) -> None:
        """Draw in what room there is, once the box has it."""
        self.call_after_refresh(self._show)

    # drawing

    def _show(self) -> None:
        box = self.query_one("#box").scrollable_content_region
        self.query_one("#plots", Static).update(Content("\n").join(self._plots(box.width, box.height - 5)))
        self.query_one("#moment", Static).update(Content("\n").join(self._moment(box.width)))

    def _plots(self, width: int, height: int) -> Iterator[Content]:
        """The question's plot and, beneath, the node's; only one of them where there is no room for both."""
        if self.mine is None:
            yield Content.styled("working the outlook out …", "$foreground-muted")
            return
        if not self.mine:
            yield Content.styled("Outlook over time", "bold")
            yield Content("Nothing is scored yet; every score will be a step here.")
            return
        plots = list(self._what_to_plot())
        if height < 2 * (_LINES_ABOUT_A_PLOT + 3):
            plots = plots[-1:]
        room = max(2, height // len(plots) - _LINES_ABOUT_A_PLOT)
        ground = Ground([moment.at for moment in (*self.mine, *self.theirs)], self.by_time)
        for heading, curves in plots:
            yield legend(curves, heading)
            yield from draw(curves, ground, width, room, self.mine[self.at].at)
            yield ground.ends(width)
            yield Content("")

    def _what_to_plot(self) -> Iterator[tuple[Clean, list[Curve]]]:
        assert self.mine is not None
        mine, theirs = clean_line(self.session.assessor), clean_line(self.other[0]) if self.other else Clean("")
        curves = [Curve(mine, self.mine, _root, "$text-primary")]
        if self.theirs:
            curves.append(Curve(theirs, self.theirs, _root, "$text-warning"))
        yield Clean("Outlook of the question"), curves
        if self.node_id == QUESTION:
            return
        of_node = [
            Curve(Clean("outlook"), self.mine, _outlook, "$text-primary"),
            Curve(Clean("plausibility"), self.mine, _plausibility, "$text-success"),
        ]
        if self.theirs:
            of_node.append(Curve(Clean(f"plausibility, {theirs}"), self.theirs, _plausibility, "$text-warning"))
        yield label(self.session.tree.nodes[self.node_id]), of_node

    def _moment(self, width: int) -> Iterator[Content]:
        """The marked moment in words: when, what the answer was, how far it moved, and by what."""
        if not self.mine:
            return
        moment = self.mine[self.at]
        before = self.mine[self.at - 1].root.point if self.at else None
        root = moment.root
        point = NO_FIGURE if root.point is None else f"{bare_percent(root.point)} %"
        ends = f" ({whole_span(root.low, root.high)})" if root.low is not None and root.high is not None else ""
        moved = f"  {signed(root.point - before)}" if root.point is not None and before is not None else ""
        yield Content.assemble(
            (f"{day(moment.at)}  ", "$text-accent"),
            (point, "bold"),
            (f"{ends}{moved}   {self.at + 1} of {len(self.mine)}", "$foreground-muted"),
        )
        words = wrap(self._changes(moment), width)
        yield Content.styled("\n".join(words[:2]), "$foreground-muted")

    def _changes(self, moment: Moment) -> Clean:
        """Which nodes were judged."""
        nodes = self.session.tree.nodes
        titles = [label(nodes[node]) if node in nodes else clean_line(node) for node in moment.changed[:_CHANGES_SHOWN]]
        more = len(moment.changed) - len(titles)
        return Clean("scored: " + ", ".join(titles) + (f" and {more} more" if more else ""))

    # keys

    def action_step(self, step: int) -> None:
        """Mark an earlier or a later moment."""
        if self.mine:
            self.at = min(max(0, self.at + step), len(self.mine) - 1)
            self._show()

    def action_other_scale(self) -> None:
        """Real time, or one step a change."""
        self.by_time = not self.by_time
        self._show()

    def action_compare(self) -> None:
        """Compare with oneself at the marked moment."""
        if self.mine:
            self.dismiss(earlier(self.session, self.mine[self.at].at.isoformat()))


def _root(moment: Moment) -> float | None:
    return moment.root.point


def _outlook(moment: Moment) -> float | None:
    return moment.outlook.point if moment.outlook else None


def _plausibility(moment: Moment) -> float | None:
    return moment.judgement.plausibility if moment.judgement else None


def _keys() -> Content:
    parts = [part for key, does in _KEYS for part in ((f" {key}", "bold $text-accent"), f" {does}  ")]
    return Content.assemble(*parts)
