"""The sitting itself: one assessor at one tree. Judgements, notes and edits go through here, with one history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from gametree.files.appending import stamp_of
from gametree.files.locations import JournalPlace, TreePlace
from gametree.files.tree_file import load_tree
from gametree.model.architectures import find_excess
from gametree.model.assessment import Assessment, Judgement
from gametree.model.digest import Staleness, staleness
from gametree.model.finding import Finding
from gametree.model.tree import Tree
from gametree.session.assessing import Judging, Noting, find_node
from gametree.session.edits import Edits
from gametree.session.history import History
from gametree.session.journal import Journal
from gametree.session.writer import SaveState

if TYPE_CHECKING:
    from gametree.files.appending import Stamp
    from gametree.files.editing.edits import Edit
    from gametree.files.tree_editor import Step as TextStep
    from gametree.session.seen import Seen
    from gametree.session.tree_editing import TreeEditing

Clock = Callable[[], datetime]


def open_session(tree: TreePlace, journal: JournalPlace, assessor: str, clock: Clock | None = None) -> Session:
    """Read the tree and the journal (which need not exist yet) and begin a sitting."""
    stamp = stamp_of(tree.path)
    return Session(load_tree(tree.path), tree, stamp, journal, assessor, clock or (lambda: datetime.now(UTC)))


class Session:
    """Changes show at once and are written by a thread, edits of the tree right away; `state` says what is on disk."""

    def __init__(
        self, tree: Tree, place: TreePlace, stamp: Stamp | None, journal: JournalPlace, assessor: str, clock: Clock
    ) -> None:
        self.place, self.clock = place, clock
        self.journal = Journal(journal, tree, assessor, clock)
        self.assessor = self.journal.assessor
        self.history = History()
        self.edits = Edits(place, stamp, self.journal, self.history)
        self._judging, self._noting = Judging(self.journal, self.history), Noting(self.journal, self.history)

    # what is known

    @property
    def tree(self) -> Tree:
        """The tree as it is now."""
        return self.journal.tree

    @property
    def assessment(self) -> Assessment:
        """All that the assessor has said, as it stands now."""
        return self.journal.assessment

    @property
    def state(self) -> SaveState:
        """What is on disk and what is not."""
        return self.edits.and_also(self.journal.state)

    @property
    def editing(self) -> TreeEditing:
        """The tree's file."""
        return self.edits.file

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was passed over in the journal, and what does not go together in the assessment as it stands now."""
        excess = find_excess(self.tree, self.assessment)
        return (*self.journal.findings, excess) if excess else self.journal.findings

    def scored_count(self) -> int:
        """How many of the tree's nodes have a plausibility; the question, which is none of them, does not count."""
        return sum(node_id in self.tree.nodes for node_id in self.assessment.judgements)

    def judgement(self, node_id: str) -> Judgement | None:
        """The standing judgement of a node."""
        return self._judging.standing(node_id)

    def staleness(self, node_id: str) -> Staleness | None:
        """What changed in the tree since the node's standing judgement."""
        judgement = self.judgement(node_id)
        return staleness(self.tree, node_id, judgement.digest) if judgement else None

    def orphans(self) -> tuple[str, ...]:
        """Nodes with scores or notes that the tree no longer has."""
        return self.journal.orphans()

    def find_node(self, node_id: str) -> str:
        """The present id of a node given by its present or a former one, or `question`; raises UnknownNode."""
        return find_node(self.tree, node_id)

    # what a person does

    def judge(self, node_id: str, plausibility: float, ends: tuple[float, float] | None = None) -> None:
        """Score a node, or state the answer to the question, in [0, 1]; without `ends` a range it had is over."""
        self._judging.judge(node_id, plausibility, ends)

    def set_range(self, node_id: str, low: float, high: float) -> None:
        """Give a scored node a range that holds its plausibility."""
        self._judging.set_range(node_id, low, high)

    def unscore(self, node_id: str) -> None:
        """Take the judgement of a node back; raises NothingToDo where there is none."""
        self._judging.unscore(node_id)

    def scale_architectures(self) -> str:
        """Scale the scored architectures so that they come to 1, as one step; says what that came to.

        Raises NothingToDo where they do not exceed 1.
        """
        return self._judging.scale_architectures()

    def note(self, node_id: str, text: str) -> None:
        """Add a note to a node, or to the question; raises BadNote where it says nothing or is not text."""
        self._noting.add(node_id, text)

    def edit_note(self, node_id: str, key: str, text: str) -> None:
        """Put another text in the place of a note, in one record; raises NothingToDo where it says the same."""
        self._noting.change(node_id, key, text)

    def retract_note(self, node_id: str, key: str) -> None:
        """Take a note back; raises NothingToDo where it is there no longer."""
        self._noting.retract(node_id, key)

    def edit(self, change: Edit | TextStep, seen: Seen | None = None, said: str = "editing its lines") -> None:
        """Edit the tree, and save it; `seen` and what is raised: see `TreeEditing.take`."""
        self.edits.make(change, seen, said)

    def undo(self) -> str:
        """Take the last step of this sitting back, by appending; says what was undone; raises as `History.undo`."""
        return self.history.undo()

    def redo(self) -> str:
        """Take the last undone step again, by appending; says what was redone; raises as `History.redo`."""
        return self.history.redo()

    # disk

    def retry(self) -> None:
        """Try once more to write what could not be written."""
        self.edits.retry()
        self.journal.retry()

    def reload_tree_if_changed(self) -> bool:
        """Take in what somebody else did to the tree's file; whether the tree, or what is wrong with it, changed."""
        return self.edits.reload_if_changed()

    def reload_if_changed(self) -> bool:
        """Take in what somebody else did to the journal, as `Journal.reload_if_changed` does; whether it changed."""
        return self.journal.reload_if_changed()

    def close(self) -> None:
        """Wait until everything is on disk; raises NotWritten where that fails."""
        self.journal.close()
        self.edits.close()
