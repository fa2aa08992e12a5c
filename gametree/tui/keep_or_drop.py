"""Leaving a what-if: what was tried, and whether it becomes real."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from gametree.model.assessment import Judgement
from gametree.model.kinds import label
from gametree.model.plausibility import percent, span
from gametree.model.text import Clean
from gametree.model.tree import QUESTION
from gametree.session.what_if import WhatIf
from gametree.tui.outlook_cells import two_figures
from gametree.tui.standing import Standing

Choice = Literal["keep", "drop", "stay"]

_SHOWN = 8
_WAYS = (("k", "keep them: they become your scores, one step of undo each"), ("d", "drop them, without a trace"),
         ("esc", "go on with the what-if"))  # fmt: skip


class KeepOrDrop(ModalScreen[Choice]):
    """Keep what was tried, drop it, or go on."""

    BINDINGS = [
        Binding("k", "dismiss('keep')", show=False),
        Binding("d", "dismiss('drop')", show=False),
        Binding("escape,s,w", "dismiss('stay')", show=False),
        Binding("ctrl+q", "dismiss('stay')", show=False, priority=True),  # else it would ask the same once more
    ]

    def __init__(self, trial: WhatIf, standing: Standing) -> None:
        super().__init__()
        self.trial, self.standing = trial, standing

    def compose(self) -> ComposeResult:
        """What was tried, and the three ways on."""
        with Vertical(id="box"):
            yield Static(Content("\n").join(self._tried()), markup=False)
            for key, does in _WAYS:
                yield Static(Content.assemble((f" {key:>3} ", "bold $text-accent"), does), markup=False)

    def _tried(self) -> Iterator[Content]:
        changes = self.trial.changes
        count = "1 score is" if len(changes) == 1 else f"{len(changes)} scores are"
        yield Content.styled(f"What if: {count} on trial, none is written", "bold")
        yield from self._outlook()
        yield Content("")
        for node_id, judgement in list(changes.items())[:_SHOWN]:
            moved = f"{_worded(self.trial.session.judgement(node_id))} → {_worded(judgement)}"
            yield Content.assemble((f"  {self._called(node_id)}  ", "$foreground-muted"), (moved, "bold"))
        if len(changes) > _SHOWN:
            yield Content.styled(f"  and {len(changes) - _SHOWN} more", "$foreground-muted")
        yield Content("")

    def _called(self, node_id: str) -> Clean:
        return Clean("the answer") if node_id == QUESTION else label(self.trial.session.tree.nodes[node_id])

    def _outlook(self) -> Iterator[Content]:
        real = self.standing.real.case(QUESTION) if self.standing.real else None
        imagined = self.standing.case(QUESTION)
        if real and imagined and (real.point is not None or imagined.point is not None):
            yield Content.assemble("outlook  ", (two_figures(real, imagined), "bold $text-accent"))


def _worded(judgement: Judgement | None) -> str:
    if judgement is None:
        return "unscored"
    return percent(judgement.plausibility) + (f" ({span(judgement.range)})" if judgement.range else "")
