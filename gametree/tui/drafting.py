"""Words still being typed, on screen: where their drafts are, when they go, and what is said of them on opening."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gametree.files.drafts import drafts_left
from gametree.files.tree_drafts import Spot, TreeDraft, tree_draft, tree_drafts
from gametree.model.text import Clean, quoted
from gametree.model.tree import QUESTION, Tree

if TYPE_CHECKING:
    from gametree.tui.explore import ExploreScreen

_TOLD = 3  # drafts that are told one by one
_IN_WORDS = {"title": "another title for", "new": "a new node beneath", "form": "the words of", "text": "the text of",
             "lines": "the lines of", "id": "another id for"}  # fmt: skip


class Drafting:
    """The part of the main screen that keeps what is half typed."""

    def __init__(self, screen: ExploreScreen) -> None:
        self.screen = screen
        self._finished: list[TreeDraft] = []  # of words in the tree whose way to the disk is not over

    def draft(self, spot: Spot) -> TreeDraft:
        """Where such words are kept."""
        session = self.screen.session
        return tree_draft(session.place.path, spot, session.tree.renamed)

    def finish(self, draft: TreeDraft) -> None:
        """The words are in the tree: their draft goes, once the tree is on disk."""
        self._finished.append(draft)
        self.drop_finished()

    def drop_finished(self) -> None:
        """Forget the drafts of words that are on disk."""
        if not self.screen.session.editing.waiting:
            while self._finished:
                self._finished.pop().drop()

    def going_on(self, draft: TreeDraft) -> str:
        """How to go on with words that stay a draft, or where they are, if there is no way."""
        if _anchor(draft.spot) in {QUESTION, *self.screen.session.tree.nodes}:
            return "the same key goes on with it"
        return f"what you typed is in {draft.path}"

    def say_left(self) -> None:
        """Say which words were left half typed in an earlier sitting, and where."""
        self.screen.run_worker(self._look_for_left, thread=True, group="drafts")

    def _look_for_left(self) -> None:
        session = self.screen.session
        tree, journal = session.tree, session.journal
        told = [_of_tree(draft, tree) for draft in tree_drafts(session.place.path)]
        nodes = {**dict.fromkeys((QUESTION, *tree.nodes)), **journal.assessment.histories}
        notes = ((node_id, record.key) for node_id, records in journal.assessment.histories.items()
                 for record in records if record.note is not None)  # fmt: skip
        told += [_of_note(node_id, key) for node_id, key in drafts_left(journal.path, nodes, notes)]
        if told:
            self.screen.app.call_from_thread(self.screen.say, _in_words(told), "warning")


def _in_words(told: Sequence[str]) -> str:
    more = f", and {len(told) - _TOLD} more" if len(told) > _TOLD else ""
    return f"left half typed: {', '.join(told[:_TOLD])}{more}; asking for the same there goes on with it"


def _anchor(spot: Spot) -> str:
    return spot.node or spot.parent


def _of_tree(draft: TreeDraft, tree: Tree) -> str:
    spot = draft.spot.now(tree.renamed)
    where = _called(_anchor(spot), tree)
    return f"{_IN_WORDS[spot.what]} {where}" + ("" if _anchor(spot) in {QUESTION, *tree.nodes} else f" ({draft.path})")


def _of_note(node_id: str, key: str) -> str:
    return f"{'a change to a note' if key else 'a note'} on {_called(node_id, None)}"


def _called(node_id: str, tree: Tree | None) -> Clean:
    if node_id == QUESTION:
        return Clean("the question")
    gone = ", which is gone" if tree and node_id not in tree.nodes else ""
    return Clean(f"{quoted(node_id)}{gone}")
