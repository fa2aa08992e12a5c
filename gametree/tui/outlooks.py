"""The outlook of a sitting, which keeps up with every change: at once where that is quick, else by a thread."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from dataclasses import dataclass
from threading import Thread
from time import thread_time
from typing import TYPE_CHECKING

from gametree.model.assessment import Assessment, Judgement
from gametree.model.tree import Tree
from gametree.tui.standing import Insight, Standing, insight_of

if TYPE_CHECKING:
    from gametree.evaluation.formula import Formula
    from gametree.evaluation.outlook import Outlooks

_AT_ONCE = 0.006  # seconds that a key may spend on what follows from it
_TURN = 0.0005  # seconds that the thread works at a stretch while a key waits


@dataclass(frozen=True)
class _Found:
    """What the thread worked out, for which assessment, and what that cost it."""

    outlooks: Outlooks
    insight: Insight
    assessment: Assessment
    to_follow: float  # seconds
    to_see: float  # seconds


class LiveOutlook:
    """Follows one assessment. What is slow goes to a thread, which calls `ready` at its end; `take` then takes it in.
    The thread begins when `later` says so, once what is known already is on screen.

    The thread has outlooks of its own, for nobody may look at those that are being changed; where the ones on screen
    cannot keep up they change places.
    """

    def __init__(
        self,
        tree: Tree,
        assessment: Assessment,
        ready: Callable[[], object],
        later: Callable[[Callable[[], None]], object] = lambda call: call(),
    ) -> None:
        self.tree, self.ready, self.later = tree, ready, later
        self.shown: Outlooks | None = None
        """What to draw from; None until the first look at the tree is over."""
        self.insight: Insight | None = None
        self._wanted = self._followed = assessment
        self._formula: Formula | None = None
        self._spare: Outlooks | None = None
        self._found: _Found | Exception | None = None
        self._is_busy = False
        self._to_follow = self._to_see = 0.0

    def begin(self, alongside: LiveOutlook | None = None) -> None:
        """Work out everything in a thread; `alongside` has taken the tree apart already."""
        if alongside:
            self._formula = alongside._formula
        sys.setswitchinterval(_TURN)
        self._send()

    @property
    def is_settled(self) -> bool:
        """Whether everything there is to know is known."""
        return self.shown is not None and not self._is_busy and self._found is None

    def standing(self, real: Standing | None = None) -> Standing:
        """How things stand by now."""
        return Standing(self._wanted, self.shown, self.insight, real)

    def follow(self, assessment: Assessment) -> None:
        """Take in what the person thinks now."""
        self._wanted = assessment
        if self.shown is None:
            return  # whoever works on it will see that more is wanted
        if self._to_follow <= _AT_ONCE:
            self._to_follow = _seconds(lambda: self._follow_now(assessment))
        if self._followed is assessment and self._to_follow + self._to_see <= _AT_ONCE:
            self._to_see = _seconds(self._see_now)
        else:
            self._send()

    def take(self) -> bool:
        """Take in what the thread found, if it has; raises what it failed with."""
        found, self._found = self._found, None
        if found is None:
            return False
        self._is_busy = False
        if isinstance(found, Exception):
            raise found
        self._to_follow, self._to_see = found.to_follow, found.to_see
        self.insight = found.insight
        if self.shown is None or self._followed is not self._wanted:
            self._spare, self.shown, self._followed = self.shown, found.outlooks, found.assessment
        else:
            self._spare = found.outlooks
        self._formula = self.shown.formula
        if found.assessment is not self._wanted:
            self.follow(self._wanted)
        return True

    def _follow_now(self, assessment: Assessment) -> None:
        assert self.shown
        self.shown.follow(assessment)
        self._followed = assessment

    def _see_now(self) -> None:
        assert self.shown
        self.insight = insight_of(self.shown, self._wanted)

    def _send(self) -> None:
        if not self._is_busy:
            self._is_busy = True
            self.later(self._start)

    def _start(self) -> None:
        Thread(target=self._work, args=(self._spare, self._wanted), name="outlook", daemon=True).start()

    def _work(self, outlooks: Outlooks | None, assessment: Assessment) -> None:
        try:
            self._found = self._find(outlooks, assessment)
        except Exception as error:  # raised again where it is taken in
            self._found = error
        self.ready()

    def _find(self, outlooks: Outlooks | None, assessment: Assessment) -> _Found:
        outlooks = outlooks or self._first_look(assessment)
        to_follow = _seconds(lambda: outlooks.follow(assessment))
        insight: list[Insight] = []
        to_see = _seconds(lambda: insight.append(insight_of(outlooks, assessment)))
        return _Found(outlooks, insight[0], assessment, to_follow, to_see)

    def _first_look(self, assessment: Assessment) -> Outlooks:
        """New outlooks, one change behind: the first change teaches a formula things that two threads share later."""
        from gametree.evaluation.outlook import outlook_of

        gc.disable()  # it would look through all that is being made, again and again
        outlooks = outlook_of(self.tree, assessment, formula=self._formula)
        gc.freeze()
        gc.enable()
        some = next(iter(self.tree.nodes), None)
        if some is not None:
            other = 0.5 if assessment.judgements.get(some) != Judgement(0.5) else 0.6
            outlooks.follow(Assessment("", judgements={**assessment.judgements, some: Judgement(other)}))
        return outlooks


def _seconds(act: Callable[[], object]) -> float:
    """How long the processor was at it; the load of the machine does not count."""
    start = thread_time()
    act()
    return thread_time() - start
