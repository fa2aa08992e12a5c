"""The pane of words: it follows the cursor, a moment behind where the cursor is fast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.timer import Timer
from textual.widget import MountError
from textual.widgets import Static

from gametree.model.text import Clean
from gametree.model.tree import QUESTION
from gametree.session import Session
from gametree.tui import detail_text
from gametree.tui.course import Course
from gametree.tui.standing import Standing

if TYPE_CHECKING:
    from textual.widgets import Markdown

_PAUSE = 0.08  # seconds: laying out Markdown on every row of a held key would cost three times the processor


class Detail(VerticalScroll, can_focus=True):
    """Title, question, score, text, sources, notes and history of one node."""

    class SourceWanted(Message):
        """A source is to be opened: the one clicked, or, without a name, whichever the node has."""

        def __init__(self, name: str = "") -> None:
            super().__init__()
            self.name = name

    def __init__(self, session: Session, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.session = session
        self.standing, self.course = Standing(session.assessment), Course(session)
        self.node_id = ""
        self._shown = ""
        self._timer: Timer | None = None
        self._is_behind = False

    def compose(self) -> ComposeResult:
        """What stays in place; only its content changes. The text comes between, with the first node shown."""
        yield Static(markup=False, id="head")
        yield Static(markup=False, id="tail")
        yield self.course

    def follow(self, node_id: str) -> None:
        """Show a node once the cursor rests."""
        if not self._is_there(node_id):
            return  # told late: an undo took it away meanwhile
        self.node_id = node_id
        if self._timer:
            self._timer.stop()
        self._timer = self.set_timer(_PAUSE, self.show_now)

    def forget_text(self) -> None:
        """The words of the tree are others now."""
        self._shown = ""

    async def show_now(self) -> None:
        """Show the node at once."""
        if not self._is_there(self.node_id) or not self.is_attached:  # the timer may ring once more while the app ends
            return
        self.show_scores()
        self.course.follow(self.node_id)
        if self._shown != self.node_id:
            self._shown = self.node_id
            self.scroll_home(animate=False)
            await self._show_text(detail_text.body(self.session.tree, self.node_id))

    def _is_there(self, node_id: str) -> bool:
        return node_id == QUESTION or node_id in self.session.tree.nodes

    async def _show_text(self, text: Clean) -> None:
        body = await self._body()
        try:
            await body.update(text)
        except MountError:
            if body.is_attached:
                raise  # else the app has ended while Textual was laying out the text

    async def _body(self) -> Markdown:
        """The widget of the text, made once the tree is on screen: to import it takes a tenth of the whole start."""
        from textual.widgets import Markdown

        there = self.query(Markdown)
        if there:
            return there.first()
        body = Markdown(open_links=False, id="body")
        await self.mount(body, after="#head")
        return body

    def show_standing(self, standing: Standing) -> None:
        """Show how things stand now, right after the tree does: words take longer to lay out than its rows."""
        self.standing = standing
        if not self._is_behind:
            self._is_behind = True
            self.call_after_refresh(self._catch_up)

    def _catch_up(self) -> None:
        self._is_behind = False
        if self._is_there(self.node_id) and self.is_attached:
            self.show_scores()

    def show_scores(self) -> None:
        """Show what the person said, and what follows from it; the text stays."""
        width = max(20, self.scrollable_content_region.width)
        head = detail_text.head(self.session.tree, self.standing, self.node_id, width)
        self.query_one("#head", Static).update(head)
        self.query_one("#tail", Static).update(detail_text.tail(self.session, self.standing, self.node_id))
        if self._shown:
            self.course.follow(self.node_id)

    def on_resize(self) -> None:
        """Lay the figures out anew."""
        if self._shown and self._is_there(self.node_id):
            self.show_scores()

    def on_click(self, event: events.Click) -> None:
        """A click on a source opens it."""
        name = event.style.meta.get("source")
        if name is not None:
            self.post_message(self.SourceWanted(name))

    def action_toggle_branch(self) -> None:
        """Enter in the words, where there is nothing to fold, opens the source."""
        self.post_message(self.SourceWanted())

    def action_move(self, rows: int) -> None:
        """Scroll by rows."""
        self.scroll_relative(y=rows, animate=False)

    def action_page(self, pages: float) -> None:
        """Scroll by pages of the pane."""
        self.scroll_relative(y=round(pages * max(1, self.size.height - 1)), animate=False)

    def action_edge(self, direction: int) -> None:
        """Scroll to an end."""
        if direction > 0:
            self.scroll_end(animate=False)
        else:
            self.scroll_home(animate=False)
