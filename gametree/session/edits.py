"""The edits of a tree in a sitting: each saved at once, and taken back and made again with all else that was done."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from gametree.files.locations import TreePlace
from gametree.session.everyone import said_under
from gametree.session.history import History, Step
from gametree.session.journal import Journal
from gametree.session.writer import SaveState

if TYPE_CHECKING:
    from gametree.files.appending import Stamp
    from gametree.files.editing.edits import Edit
    from gametree.files.tree_editor import Plan
    from gametree.files.tree_editor import Step as TextStep
    from gametree.session.seen import Seen
    from gametree.session.tree_editing import TreeEditing


class Edits:
    """What a person does to the tree, and what others do to its file; the journal follows the tree."""

    def __init__(self, place: TreePlace, stamp: Stamp | None, journal: Journal, history: History) -> None:
        self.place, self.stamp = place, stamp
        self.journal, self.history = journal, history
        self.touched: str | None = None
        """The node that the last edit, undo or redo of the tree was about, if it is still there."""

    @cached_property
    def file(self) -> TreeEditing:
        """The tree's file; only who edits the tree, or looks after its file, has to load what it takes."""
        from gametree.session.tree_editing import TreeEditing

        return TreeEditing(self.place, self.journal.tree, self.stamp)

    @property
    def _is_begun(self) -> bool:
        return "file" in vars(self)

    def make(self, change: Edit | TextStep, seen: Seen | None, said: str) -> None:
        """Edit the tree, and save it; `said` is what a step that can be anything is called."""
        from gametree.session.edit_words import in_words

        plan = self._take(change, seen)
        words, other_way = in_words(change) or said, [plan.back]
        self.history.add(
            Step(
                words,
                partial(self._go, other_way, f"{words} undone"),
                partial(self._go, other_way, f"{words} done again"),
            )
        )

    def _go(self, other_way: list[TextStep], said: str) -> str:
        """Go the way that leads to the edit's other side, which from then on leads back."""
        other_way[0] = self._take(self._losing_nothing(other_way[0])).back
        return said

    def _losing_nothing(self, way: TextStep) -> TextStep | Edit:
        """The way, but from an id under which somebody said something by now: that is renamed back, and `formerly`."""
        if len(way.renamed) != 1:
            return way
        from gametree.files.editing.edits import RenameNode

        ((now, then),) = way.renamed.items()
        _, table = way.difference.get(("node", then), (None, None))
        kept = {then, *(table.get("formerly", ()) if isinstance(table, dict) else ())}
        node = self.journal.tree.nodes.get(now)
        needed = {now, *(node.formerly if node else ())} - kept
        return RenameNode(now, then) if needed & said_under(self.place, self.journal) else way

    def _take(self, change: Edit | TextStep, seen: Seen | None = None) -> Plan:
        from gametree.session.edit_words import touched

        try:
            plan = self.file.take(change, seen)
        finally:
            self._follow()
        self.touched = touched(plan, self.journal.tree)
        return plan

    def _follow(self) -> None:
        self.journal.follow(self.file.tree)

    # disk

    def and_also(self, state: SaveState) -> SaveState:
        """What is on disk and what is not, with the tree's edits."""
        return state.and_also(self.file.waiting, self.file.failure, self.place.path) if self._is_begun else state

    def retry(self) -> None:
        """Try once more to write what could not be written."""
        if self._is_begun:
            self.file.write_waiting()
            self._follow()

    def reload_if_changed(self) -> bool:
        """Take in what somebody else did to the file; whether the tree, or what is wrong with it, changed."""
        changed = self.file.look() or self.file.tree is not self.journal.tree  # or it was taken in by other ways
        if self.file.waiting and not self.file.failure and not self.file.findings:
            self.file.write_waiting()
        self._follow()
        return changed

    def write_again(self) -> None:
        """Write the tree's file as it was when last read, where somebody took it away; raises NotWritten."""
        self.file.write_again()
        self._follow()

    def close(self) -> None:
        """Wait until everything is on disk; raises NotWritten where that fails."""
        if self._is_begun:
            self.file.close()
