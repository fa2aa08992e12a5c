"""Words still being typed, on screen: where their drafts are, when they go, and what is said of them on opening."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gametree.files.drafts import drafts_left
from gametree.files.tree_drafts import Spot, TreeDraft, tree_draft, tree_drafts
from gametree.model.text import Clean, quoted
from gametree.model.tree import QUESTION

if TYPE_CHECKING:
    from gametree.tui.explore import ExploreScreen

_TOLD = 3  # drafts that are told one by one


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
        from gametree.tui.stranded import is_stranded

        if not is_stranded(draft.spot, self.screen.session.tree):
            return "the same key goes on with it"
        return f"what you typed is in {draft.path}; {self.screen.keymap.key('let-go')} shows it, and lets it go"

    def say_left(self) -> None:
        """Say which words were left half typed in an earlier sitting, and where."""
        self.screen.run_worker(self._look_for_left, thread=True, group="drafts")

    def _look_for_left(self) -> None:
        from gametree.tui.stranded import is_stranded, stranded_words

        session = self.screen.session
        tree, journal = session.tree, session.journal
        spots = (draft.spot.now(tree.renamed) for draft in tree_drafts(session.place.path))
        told = [_of_tree(spot) for spot in spots if not is_stranded(spot, tree)]
        nodes = (QUESTION, *tree.nodes)
        notes = ((node_id, record.key) for node_id, records in journal.assessment.histories.items()
                 if node_id in tree.nodes or node_id == QUESTION
                 for record in records if record.note is not None)  # fmt: skip
        told += [_of_note(node_id, key) for node_id, key in drafts_left(journal.path, nodes, notes)]
        self._say(told, "asking for the same there goes on with it")
        gone = [words.what for words in stranded_words(session)]
        self._say(gone, f"gone from the tree since; {self.screen.keymap.key('let-go')} shows it, and lets it go")

    def _say(self, told: Sequence[str], then: str) -> None:
        if told:
            more = f", and {len(told) - _TOLD} more" if len(told) > _TOLD else ""
            said = f"left half typed: {', '.join(told[:_TOLD])}{more}; {then}"
            self.screen.app.call_from_thread(self.screen.say, said, "warning")


def _of_tree(spot: Spot) -> str:
    from gametree.tui.stranded import IN_WORDS

    return f"{IN_WORDS[spot.what]} {_called(spot.node or spot.parent)}"


def _of_note(node_id: str, key: str) -> str:
    return f"{'a change to a note' if key else 'a note'} on {_called(node_id)}"


def _called(node_id: str) -> Clean:
    return Clean("the question") if node_id == QUESTION else quoted(node_id)
