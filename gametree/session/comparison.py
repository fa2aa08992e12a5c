"""A sitting beside another assessment: whose it is, what of it may be seen, and what one imagines taking over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from gametree.comparison.beside import Beside, Relation, lay_beside
from gametree.errors import GametreeError, NothingToDo
from gametree.files.appending import stamp_of
from gametree.model.assessment import Judgement
from gametree.session.others import read_again
from gametree.session.session import Session
from gametree.session.versions import Version

if TYPE_CHECKING:
    from gametree.comparison.assessment_diff import AssessmentDiff, Crux
    from gametree.comparison.shares import Progress
    from gametree.evaluation.formula import Formula
    from gametree.model.tree import Tree

_LARGE = 3000  # nodes from which on a comparison cuts the tree down before it takes it apart


@dataclass(frozen=True)
class Worth:
    """What a comparison comes to: the shares, and my compared root with each of their scores taken over, by node.

    `untaken` is my compared root without the scores that are taken over already; None where none is.
    """

    diff: AssessmentDiff
    if_taken: Mapping[str, float]
    untaken: float | None = None

    @cached_property
    def rank(self) -> Mapping[str, int]:
        """The place of each crux among all, from 0, by node."""
        return {crux.node: number for number, crux in enumerate(self.diff.cruxes)}

    def crux(self, node_id: str) -> Crux | None:
        """What the node is worth, if the two differ on it."""
        number = self.rank.get(node_id)
        return None if number is None else self.diff.cruxes[number]


class Comparison:
    """Compares what the sitting says now with another version; nothing is written but by `keep_taken`."""

    def __init__(self, session: Session, other: Version) -> None:
        self.session = session
        self.taken: dict[str, Judgement] = {}
        """Scores of theirs that one imagines to be one's own."""
        self._parsed: tuple[Tree, Formula] | None = None
        self.set_other(other)

    def set_other(self, other: Version) -> None:
        """Compare with somebody else, or with another date."""
        self.other = other
        self.blind = self.is_of_another
        """Whether their scores are hidden where one has none; one's own are not."""
        self.taken.clear()
        self._stamp = stamp_of(Path(other.source)) if self._is_watched else None

    @property
    def is_of_another(self) -> bool:
        """Whether this is about somebody else, and not about oneself at another date."""
        return self.other.assessment.assessor != self.session.assessor

    @property
    def names(self) -> tuple[str, str]:
        """Whose assessments these are."""
        return self.session.assessor, self.other.name

    def look(self) -> Beside:
        """What may be seen now; quick."""
        return lay_beside(self.session.tree, self.session.assessment, self.other.assessment, self.blind, self.taken)

    def work_out(self, beside: Beside, progress: Progress | None = None) -> Worth:
        """The shares, and what taking over would do; slow on a large tree, and fit for a thread."""
        from gametree.comparison.assessment_diff import diff_assessments
        from gametree.comparison.taking_over import compared_root, roots_if_taken

        formula = self._formula(beside.tree)
        diff = diff_assessments(beside.tree, beside.mine, beside.theirs, formula=formula, progress=progress)
        if_taken = roots_if_taken(beside.tree, beside.mine, beside.theirs, formula=formula)
        untaken = beside.untaken
        return Worth(diff, if_taken, compared_root(beside.tree, untaken, beside.theirs, formula) if untaken else None)

    def _formula(self, tree: Tree) -> Formula | None:
        """The tree taken apart, which is done once; None for a large one."""
        from gametree.evaluation.formula import formula_of

        if len(tree.nodes) >= _LARGE:
            return None
        if self._parsed is None or self._parsed[0] is not tree:
            self._parsed = tree, formula_of(tree)
        return self._parsed[1]

    # taking over

    def take(self, node_id: str) -> bool:
        """Imagine their score to be mine, or imagine it no longer; whether it is imagined now. Writes nothing."""
        if self.taken.pop(node_id, None):
            return False
        beside = self.look()
        if node_id not in beside.tree.nodes:
            raise NothingToDo("an answer is not taken over; take over scores that it follows from")
        relation = beside.relation(node_id)
        if relation is Relation.HIDDEN:
            raise NothingToDo("their score is hidden until you have given your own")
        if relation in (Relation.ALIKE, Relation.ONLY_MINE, Relation.NEITHER):
            raise NothingToDo(_NOTHING_TO_TAKE[relation])
        self.taken[node_id] = beside.theirs.judgements[node_id]
        return True

    def keep_taken(self) -> int:
        """Judge as they do on every node taken; how many these were."""
        if not self.taken:
            raise NothingToDo("nothing is taken over")
        count = len(self.taken)
        for node_id, judgement in self.taken.items():
            self.session.judge(node_id, judgement.plausibility, judgement.range)
        self.taken.clear()
        return count

    # disk

    @property
    def _is_watched(self) -> bool:
        return self.other.moment is None and bool(self.other.source) and Path(self.other.source).is_absolute()

    def reload_if_changed(self) -> bool:
        """Read the other's journal again where it changed; one that cannot be read leaves what is known."""
        if not self._is_watched:
            return False
        stamp = stamp_of(Path(self.other.source))
        if stamp in (self._stamp, None):
            return False
        self._stamp = stamp
        try:
            self.other = read_again(self.session, self.other)
        except GametreeError:
            return False
        return True


_NOTHING_TO_TAKE = {
    Relation.ALIKE: "you score this node alike",
    Relation.ONLY_MINE: "they have not scored this node",
    Relation.NEITHER: "neither of you has scored this node",
}
