"""The main screen: the tree and the words beside it; its parts do what a person asks for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from inspect import isawaitable
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.command import CommandPalette
from textual.containers import Horizontal, Vertical
from textual.css.query import NoMatches
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input

from gametree.errors import GametreeError, NothingToDo
from gametree.files.places import Place, keep_place
from gametree.model.outline import lay_out
from gametree.model.text import Clean, clean, clean_line
from gametree.model.tree import QUESTION
from gametree.session import Session
from gametree.tui.actions import Action, Owner
from gametree.tui.bars import ColumnHeads, KeyStrip, StatusBar
from gametree.tui.copying import Copying
from gametree.tui.detail import Detail
from gametree.tui.filtering import Filtering
from gametree.tui.find_bar import FindBar, FindStrip
from gametree.tui.flat_tree import FlatTree
from gametree.tui.help import HelpScreen
from gametree.tui.judging import Judging
from gametree.tui.keeping import Keeping
from gametree.tui.keymap import DEFAULT_KEYMAP, Keymap, gathered
from gametree.tui.keys import KeySequences
from gametree.tui.noting import Noting
from gametree.tui.searching import Searching
from gametree.tui.sources import Sources
from gametree.tui.tree_view import view_of

if TYPE_CHECKING:
    from textual.widgets import Markdown

_LOOK_AT_DISK = 0.5  # seconds between looks for changes by others
_LINES_ABOUT_THE_TREE = 3  # status, heads, keys


class ExploreScreen(Screen[None]):
    """One sitting on screen."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]

    class SaveStateChanged(Message):
        """The writer thread got something to disk, or failed to."""

    class OtherTreeWanted(Message):
        """The person wants to choose another tree."""

    def __init__(self, session: Session, height: int, keymap: Keymap = DEFAULT_KEYMAP) -> None:
        super().__init__()
        self.session = session
        outline = lay_out(session.tree)
        view = view_of(outline, session.place.path, max(8, height - _LINES_ABOUT_THE_TREE))
        self.tree_pane = FlatTree(session.tree, session.assessment, view, id="tree")
        self.detail = Detail(session, id="detail")
        self.keymap = keymap
        self.keys = KeySequences(keymap.actions)
        self.find_bar, self.find_strip = FindBar(id="find"), FindStrip(id="found")
        self.searching, self.filtering = Searching(self), Filtering(self)
        self.judging, self.noting, self.keeping = Judging(self), Noting(self), Keeping(self)
        self.sources, self.copying = Sources(self), Copying(self)
        self.typing: Searching | Filtering = self.searching
        """Who is told what is typed into the find bar."""

    def compose(self) -> ComposeResult:
        """Status, tree and words, keys."""
        yield StatusBar(self.session, id="status")
        with Horizontal(id="panes"):
            with Vertical(id="left"):
                yield ColumnHeads(self.tree_pane)
                yield self.tree_pane
            yield self.detail
        yield self.find_strip
        yield self.find_bar
        yield KeyStrip(self.keymap, id="keys")

    def on_mount(self) -> None:
        """Begin on the first move, with the words beside it; watch the disk."""
        self.session.on_saved(self._tell_save_state)
        self.set_interval(_LOOK_AT_DISK, self.keeping.look_at_disk)
        self.tree_pane.focus()
        self.tree_pane.keep_cursor_in_sight()
        self.detail.follow(self.tree_pane.node_id)
        if self.session.findings:
            first = self.session.findings[0]
            more = f", and {len(self.session.findings) - 1} more" if len(self.session.findings) > 1 else ""
            self.say(f"in your assessment, line {first.place.line}: {first.message}{more}", "warning")

    def _tell_save_state(self) -> None:
        self.post_message(self.SaveStateChanged())

    # keys

    async def on_key(self, event: events.Key) -> None:
        """Do what the key, or the sequence it ends, stands for."""
        if isinstance(self.focused, Input):
            return
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
        await self.attempt(lambda: getattr(self._owner(action.owner), f"action_{action.run}")(*action.arguments))

    async def attempt(self, act: Callable[[], object]) -> None:
        """Do it; what cannot be done is said."""
        try:
            done = act()
            if isawaitable(done):
                await done
        except GametreeError as error:
            self.say(str(error), "information" if isinstance(error, NothingToDo) else "warning")

    def _owner(self, owner: Owner) -> object:
        pane = self.detail if self.detail.has_focus else self.tree_pane
        owners = {"pane": pane, "tree": self.tree_pane, "screen": self}
        parts = {
            "search": self.searching,
            "filter": self.filtering,
            "judging": self.judging,
            "notes": self.noting,
            "sources": self.sources,
            "copying": self.copying,
            "keeping": self.keeping,
        }
        return {**owners, **parts}[owner]

    async def on_key_strip_chosen(self, event: KeyStrip.Chosen) -> None:
        """A key was clicked."""
        await self.perform(event.action)

    async def on_detail_source_wanted(self, event: Detail.SourceWanted) -> None:
        """A source was clicked in the words, or Enter pressed there."""
        open_it = partial(self.sources.open_source, event.name) if event.name else self.sources.action_open
        await self.attempt(open_it)

    async def on_markdown_link_clicked(self, event: Markdown.LinkClicked) -> None:
        """A link was clicked in a node's text."""
        await self.attempt(lambda: self.sources.open_link(event.href, event.markdown.source))

    def on_find_bar_typed(self, event: FindBar.Typed) -> None:
        """Words are being typed."""
        self.typing.typed(event.text)

    def on_find_bar_done(self) -> None:
        """The words stay."""
        self.typing.done()

    def on_find_bar_left(self) -> None:
        """Never mind the words."""
        self.typing.left()

    # what follows from moving and changing

    def on_flat_tree_cursor_moved(self, event: FlatTree.CursorMoved) -> None:
        """Let the words follow the cursor."""
        self.filtering.notice_left()
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
        seconds = 3 if severity == "information" else 8
        self.notify(clean(sentence), severity=severity, markup=False, timeout=seconds)  # type: ignore[arg-type]

    def node_to_judge(self) -> str:
        """The node under the cursor; raises NothingToDo on the question."""
        node_id = self.tree_pane.node_id
        if node_id == QUESTION:
            raise NothingToDo("this is the question; scores and notes go to the nodes beneath it")
        return node_id

    def keep_place(self) -> None:
        """Keep the cursor and the folds for next time."""
        view = self.tree_pane.view
        folded = self.filtering.folded if view.kept is not None else view.folded
        keep_place(self.session.place.path, Place(view.row.node_id, view.row.parent_id, frozenset(folded)))

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
        """To the tree; there the search, then the filter, and on a narrow screen the words go."""
        if self.detail.has_focus:
            self.tree_pane.focus()
        elif self.searching.clear() or self.filtering.clear():
            return
        if self.has_class("-narrow"):
            self.remove_class("-words-toggled")

    def action_go_to_node_by_name(self) -> None:
        """Choose a node by typing a part of its name."""
        from gametree.tui.node_commands import NodeCommands

        self.app.push_screen(CommandPalette(providers=[NodeCommands], placeholder="Go to the node …"))

    def go_to_node(self, node_id: str) -> None:
        """Put the cursor on a node, unfolding what hides it."""
        self.tree_pane.change(lambda view: view.go_to_node(node_id))

    def action_help(self) -> None:
        """All keys."""
        self.app.push_screen(HelpScreen(self.keymap, self.focused))

    def action_palette(self) -> None:
        """All commands."""
        self.app.action_command_palette()

    def action_suspend(self) -> None:
        """To the shell, until `fg`."""
        self.app.action_suspend_process()

    def action_trees(self) -> None:
        """Choose another tree."""
        self.post_message(self.OtherTreeWanted())
