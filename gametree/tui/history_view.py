"""The outlook over time as a plot: of the question, of one node, and of somebody else beside one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

from gametree.comparison.history import Moment, outlook_over_time
from gametree.model.assessment import Record
from gametree.model.kinds import label
from gametree.model.plausibility import bare_percent
from gametree.model.text import clean_line
from gametree.model.tree import QUESTION
from gametree.session import Session
from gametree.session.others import earlier
from gametree.session.versions import Version
from gametree.tui.detail_text import day
from gametree.tui.outlook_cells import NO_FIGURE, whole_percent, whole_span
from gametree.tui.plot import Course, plot
from gametree.tui.row_painter import fit

_AXIS = 6  # cells at the left
_KEYS = (("← →", "moment by moment"), ("s", "by time, or change by change"), ("d", "compare with then"), ("esc", "back"))


@dataclass(frozen=True)
class _Line:
    """A course of one person with what it is called."""

    words: str
    moments: Sequence[Moment]
    of_node: bool = False

    def value(self, moment: Moment) -> float | None:
        if not self.of_node:
            return moment.root.point
        return moment.outlook.point if moment.outlook else None


@dataclass(frozen=True)
class OverTime:
    """Everything that is plotted."""

    mine: tuple[Moment, ...] = ()
    theirs: tuple[Moment, ...] = ()
    name_of_theirs: str = ""
    names: tuple[str, ...] = field(default=())


class HistoryScreen(ModalScreen[Version | None]):
    """Dismissed with one's own assessment as it stood at a moment, to compare with it, or with None."""

    BINDINGS = [
        Binding("escape,q,O", "dismiss(None)", show=False),
        Binding("left,h", "step(-1)", show=False),
        Binding("right,l", "step(1)", show=False),
        Binding("home", "step(-100000)", show=False),
        Binding("end", "step(100000)", show=False),
        Binding("s", "scale", show=False),
        Binding("d", "compare", show=False),
    ]
