"""The main screen: the tree and the words beside it; its parts do what a person asks for."""

from __future__ import annotations

from inspect import isawaitable

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.css.query import NoMatches
from textual.message import Message
from textual.screen import Screen

from gametree.errors import GametreeError, NothingToDo
from gametree.model.folding import fold_to_fit
from gametree.model.outline import lay_out
from gametree.model.text import Clean, clean, clean_line
from gametree.model.tree import QUESTION
from gametree.session import Session
from gametree.tui.actions import ACTIONS, Action, Owner, gathered
from gametree.tui.bars import ColumnHeads, KeyStrip, StatusBar
from gametree.tui.detail import Detail
from gametree.tui.flat_tree import FlatTree
from gametree.tui.help import HelpScreen
from gametree.tui.judging import Judging
from gametree.tui.keeping import Keeping
from gametree.tui.keys import KeySequences
from gametree.tui.noting import Noting
from gametree.tui.tree_view import TreeView

_LOOK_AT_DISK = 0.5  # seconds between looks for changes by others
_LINES_ABOUT_THE_TREE = 3  # status, heads, keys


class ExploreScreen(Screen[None]):
    """One sitting on screen."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]

    class SaveStateChanged(Message):
        """The writer thread got something to disk, or failed to."""

    class OtherTreeWanted(Message):
        """The person wants to choose another tree."""

    def __init__(self, session: Session, height: int) -> None:
        super().__init__()
        self.session = session
        outline = lay_out(session.tree)
        view = TreeView(outline, fold_to_fit(outline, max(8, height - _LINES_ABOUT_THE_TREE)))
        self.tree_pane = FlatTree(session.tree, session.assessment, view, id="tree")
        self.detail = Detail(session, id="detail")
        self.keys = KeySequences(ACTIONS)
        self.judging, self.noting, self.keeping = Judging(self), Noting(self), Keeping(self)

    def compose(self) -> ComposeResult:
        """Status, tree and words, keys."""
        yield StatusBar(self.session, id="status")
        with Horizontal(id="panes"):
            with Vertical(id="left"):
                yield ColumnHeads(self.tree_pane)
                yield self.tree_pane
            yield self.detail
        yield KeyStrip(id="keys")

    def on_mount(self) -> None:
        """Begin on the first move, with the words beside it; watch the disk."""
        self.session.on_saved(self._tell_save_state)
        self.set_interval(_LOOK_AT_DISK, self.keeping.look_at_disk)
        self.tree_pane.focus()
        self.tree_pane.action_move(1)
        if self.session.findings:
            first = self.session.findings[0]
            more = f", and {len(self.session.findings) - 1} more" if len(self.session.findings) > 1 else ""
            self.say(f"in your assessment, line {first.place.line}: {first.message}{more}", "warning")

    def _tell_save_state(self) -> None:
        self.post_message(self.SaveStateChanged())

    # keys

    async def on_key(self, event: events.Key) -> None:
        """Do what the key, or the sequence it ends, stands for."""
        was_pending = bool(self.keys.pending)
        action = self.keys.feed(event)
        strip = self.query_one(KeyStrip)
        if self.keys.pending:
            event.stop()
            strip.offer("".join(self.keys.pending), gathered(self.keys.continuations()))
            return
        if was_pending:
            event.stop()
            strip.offer()
        if action:
            event.stop()
            event.prevent_default()
            await self.perform(action)

    async def perform(self, action: Action) -> None:
        """Let the action's owner do it; what cannot be done is said."""
        try:
            done = getattr(self._owner(action.owner), f"action_{action.run}")(*action.arguments)
            if isawaitable(done):
                await done
        except GametreeError as error:
            self.say(str(error), "information" if isinstance(error, NothingToDo) else "warning")

    def _owner(self, owner: Owner) -> object:
        pane = self.detail if self.detail.has_focus else self.tree_pane
        owners = {"pane": pane, "tree": self.tree_pane, "screen": self}
        parts = {"judging": self.judging, "notes": self.noting, "keeping": self.keeping}
        return {**owners, **parts}[owner]

    async def on_key_strip_chosen(self, event: KeyStrip.Chosen) -> None:
        """A key was clicked."""
        await self.perform(event.action)

    # what follows from moving and changing

    def on_flat_tree_cursor_moved(self, event: FlatTree.CursorMoved) -> None:
        """Let the words follow the cursor."""
        self.detail.follow(event.node_id)

    def on_flat_tree_columns_moved(self) -> None:
        """Let the heads follow the columns."""
        self.query_one(ColumnHeads).refresh()

    def on_explore_screen_save_state_changed(self) -> None:
        """Say what is on disk."""
        try:
            self.query_one(StatusBar).refresh()
        except NoMatches:  # the last word of the writer may come when the screen is gone
            return
        self.noting.drop_finished_drafts()
        self.keeping.say_failure()

    def show_changes(self) -> None:
        """Draw what the session knows now."""
        self.tree_pane.show_assessment(self.session.assessment)
        if self.detail.node_id:
            self.detail.show_scores()
        self.query_one(StatusBar).refresh()

    def say(self, sentence: str, severity: str = "information") -> None:
        """Say something to the person, for some seconds."""
        self.notify(clean(sentence), severity=severity, markup=False, timeout=6)  # type: ignore[arg-type]

    def node_to_judge(self) -> str:
        """The node under the cursor; raises NothingToDo on the question."""
        node_id = self.tree_pane.node_id
        if node_id == QUESTION:
            raise NothingToDo("this is the question; scores and notes go to the nodes beneath it")
        return node_id

    def title_of(self, node_id: str) -> Clean:
        """A node's title, for prompts."""
        return clean_line(self.session.tree.nodes[node_id].title)

    # actions

    def action_toggle_detail(self) -> None:
        """Show or hide the words."""
        self.toggle_class("-words-toggled")
        if not self.detail.display and self.detail.has_focus:
            self.tree_pane.focus()

    def action_other_pane(self) -> None:
        """Between tree and words, which open for it."""
        if self.detail.has_focus:
            self.tree_pane.focus()
            return
        if not self.detail.display:
            self.toggle_class("-words-toggled")
        self.detail.focus()

    def action_back(self) -> None:
        """To the tree; on a narrow screen the words close."""
        self.tree_pane.focus()
        if self.has_class("-narrow"):
            self.remove_class("-words-toggled")

    def action_help(self) -> None:
        """All keys."""
        self.app.push_screen(HelpScreen())

    def action_palette(self) -> None:
        """All commands."""
        self.app.action_command_palette()

    def action_trees(self) -> None:
        """Choose another tree."""
        self.post_message(self.OtherTreeWanted())
