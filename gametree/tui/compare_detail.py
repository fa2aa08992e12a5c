"""The pane of words while comparing."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from gametree.session import Session
from gametree.tui.compare_text import ComparedWords
from gametree.tui.detail import Detail
from gametree.tui.standing import Standing


class CompareDetail(Detail):
    """What both say of one node, then the node's own text."""

    def __init__(self, session: Session, id: str | None = None) -> None:  # noqa: A002
        super().__init__(session, id)
        self.words: ComparedWords | None = None

    @property
    def room(self) -> int:
        """Cells of a line."""
        return max(20, self.scrollable_content_region.width)

    def show_standing(self, standing: Standing) -> None:
        """Nothing: what one person thinks is shown beside what the other does, by `show`."""

    def show(self, words: ComparedWords) -> None:
        """Show what there is to say now."""
        self.words = words
        if self._is_there(self.node_id):
            self.show_scores()

    def show_scores(self) -> None:
        """Show what both say of the node; its text stays."""
        if self.words:
            words = self.words.at_width(self.room)
            self.query_one("#head", Static).update(Content("\n").join(words.lines(self.node_id)))
            if self._shown:
                self.course.follow(self.node_id)
