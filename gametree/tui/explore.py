"""The main screen: the tree and the words beside it; its parts do what a person asks for."""

from __future__ import annotations

from asyncio import Future
from collections.abc import Callable
from functools import partial
from inspect import isawaitable
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
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
from gametree.session.what_if import WhatIf
from gametree.tui.actions import EDIT, Action, Mode, Owner
from gametree.tui.bars import ColumnHeads, KeyStrip, StatusBar
from gametree.tui.copying import Copying
from gametree.tui.crux_panel import CruxPanel
from gametree.tui.cruxes import Cruxes
from gametree.tui.detail import Detail
from gametree.tui.drafting import Drafting
from gametree.tui.edit_strip import EditStrip
from gametree.tui.editing import Editing
from gametree.tui.filtering import Filtering
from gametree.tui.find_bar import FindBar, FindStrip
from gametree.tui.getting_about import GettingAbout
from gametree.tui.insight_strip import InsightStrip
from gametree.tui.judging import Judging
from gametree.tui.keeping import Keeping
from gametree.tui.keymap import DEFAULT_KEYMAP, Keymap, gathered
from gametree.tui.keys import KeySequences
from gametree.tui.lighting import Lighting
from gametree.tui.moving import Moving
from gametree.tui.noting import Noting
from gametree.tui.opening import Opening
from gametree.tui.outlooks import LiveOutlook
from gametree.tui.posting import post_from_thread
from gametree.tui.searching import Searching
from gametree.tui.sources import Sources
from gametree.tui.standing import Standing
from gametree.tui.title_field import TitleField
from gametree.tui.titling import Titling
from gametree.tui.tree_copying import TreeCopying
from gametree.tui.tree_following import TreeFollowing
from gametree.tui.tree_pane import TreePane
from gametree.tui.tree_view import TreeView, view_of
from gametree.tui.walking import Walking
from gametree.tui.what_if import Imagining
from gametree.tui.wording import Wording

if TYPE_CHECKING:
    from textual.widgets import Markdown

_LOOK_AT_DISK = 0.5  # seconds between looks for changes by others
_LINES_ABOUT_THE_TREE = 4  # status, heads, strip, keys


class ExploreScreen(Screen[None]):
    """One sitting on screen."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-high")]

    mode: Mode = "tree"
    """Which of the actions are there."""

    class SaveStateChanged(Message):
        """The writer thread got something to disk, or failed to."""

    class OutlookReady(Message):
        """A thread found out what follows from the scores."""

    class OtherTreeWanted(Message):
        """The person wants to choose another tree."""

    class CopyMade(Message):
        """The tree was copied to be edited; `action` is to be done there."""

        def __init__(self, session: Session, action: Action | None) -> None:
            super().__init__()
            self.session, self.action = session, action

    def __init__(self, session: Session, view: TreeView, keymap: Keymap = DEFAULT_KEYMAP) -> None:
        super().__init__()
        self.session = session
        self.tree_pane, self.detail = self.make_panes(view)
        self.outlook = LiveOutlook(session.tree, session.assessment, self.tell_outlook_ready, self.call_after_refresh)
        self.keymap = keymap
        self.keys = KeySequences(keymap.actions_in("tree"))
        self.find_bar, self.find_strip = FindBar(id="find"), FindStrip(id="found")
        self.searching, self.filtering = Searching(self), Filtering(self)
        self.judging, self.noting, self.keeping = Judging(self), Noting(self), Keeping(self)
        self.sources, self.copying = Sources(self), Copying(self)
        self.cruxes, self.lighting, self.imagining = Cruxes(self), Lighting(self), Imagining(self)
        self.walking, self.opening, self.getting_about = Walking(self), Opening(self), GettingAbout(self)
        self.title_field, self.edit_strip = TitleField(self.tree_pane, id="title-field"), EditStrip(id="edit-strip")
        self.following, self.editing, self.wording = TreeFollowing(self), Editing(self), Wording(self)
        self.drafting = Drafting(self)
        self.moving, self.titling, self.tree_copying = Moving(self), Titling(self), TreeCopying(self)
        self.typing: Searching | Filtering = self.searching
        """Who is told what is typed into the find bar."""

    def make_panes(self, view: TreeView) -> tuple[TreePane, Detail]:
        """The tree, and the words beside it."""
        return TreePane(self.session.tree, self.session.assessment, view, id="tree"), Detail(self.session, id="detail")

    def compose(self) -> ComposeResult:
        """Status, tree and words, keys."""
        yield StatusBar(self.session, self.keymap.key("scale"), id="status")
        with Horizontal(id="panes"):
            with Vertical(id="left"):
                yield ColumnHeads(self.tree_pane)
                yield self.tree_pane
                yield self.cruxes.panel
                yield self.title_field
            yield self.detail
        yield self.edit_strip
        yield self.find_strip
        yield self.find_bar
        yield InsightStrip(id="insight")
        yield KeyStrip(self.keymap, id="keys")

    def on_mount(self) -> None:
        """Begin on the first move, with the words beside it; watch the disk."""
        self.session.journal.on_saved(self.tell_save_state)
        self.disk_watch = self.set_interval(_LOOK_AT_DISK, self.keeping.look_at_disk)
        self.tree_pane.focus()
        self.tree_pane.keep_cursor_in_sight()
        self.detail.follow(self.tree_pane.node_id)
        self.call_after_refresh(self.begin)

    def begin(self) -> None:
        """Work out what follows from the scores; say what is wrong with them."""
        self.outlook.begin()
        self.keeping.say_loss()
        self.drafting.say_left()
        said_elsewhere = ("architectures-exceed", "lost-records")
        findings = [finding for finding in self.session.findings if finding.check not in said_elsewhere]
        if findings:
            first = findings[0]
            more = f", and {len(findings) - 1} more" if len(findings) > 1 else ""
            self.say(f"in your assessment, line {first.place.line}: {first.message}{more}", "warning")

    def tell_save_state(self) -> None:
        """Called by the writer thread when it got something to disk, or failed to."""
        post_from_thread(self, self.SaveStateChanged())

    def tell_outlook_ready(self) -> None:
        """Called by a thread that found out what follows from some scores."""
        post_from_thread(self, self.OutlookReady())

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
        if action.group == EDIT and not self.editing.may_begin(action):
            return
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
        panes = (self.detail, self.cruxes.panel)
        pane = next((pane for pane in panes if pane.has_focus), self.tree_pane)
        owners = {"pane": pane, "tree": self.tree_pane, "screen": self.getting_about}
        parts = {
            "search": self.searching,
            "filter": self.filtering,
            "judging": self.judging,
            "notes": self.noting,
            "sources": self.sources,
            "copying": self.copying,
            "keeping": self.keeping,
            "cruxes": self.cruxes,
            "line": self.lighting,
            "walking": self.walking,
            "comparing": self.opening,
            "what-if": self.imagining,
            "editing": self.editing,
            "wording": self.wording,
            "moving": self.moving,
            "titling": self.titling,
            "tree-copying": self.tree_copying,
        }
        return {**owners, **parts}[owner]

    def on_key_strip_offered(self, event: KeyStrip.Offered) -> None:
        """The keys that can follow lie over other lines: not over the node that they act on."""
        beneath = self.size.height - self.tree_pane.region.bottom
        self.tree_pane.make_room_beneath(event.lines - beneath)

    async def on_key_strip_chosen(self, event: KeyStrip.Chosen) -> None:
        """A key was clicked."""
        self.keys.pending = ()
        self.query_one(KeyStrip).offer()
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

    def on_title_field_done(self) -> None:
        """A title was typed."""
        self.titling.keep_title()

    def on_title_field_left(self) -> None:
        """Never mind the title."""
        self.titling.leave_title()

    def on_title_field_typed(self) -> None:
        """Another letter of a title."""
        self.titling.typed()

    def on_title_field_kind_chosen(self) -> None:
        """The new node is to be of another kind."""
        self.titling.show_hint()

    def on_descendant_focus(self) -> None:
        """A title is left where another part of the screen is gone to."""
        self.titling.notice_focus()

    # what follows from moving and changing

    def on_tree_pane_cursor_moved(self, event: TreePane.CursorMoved) -> None:
        """Let the words follow the cursor."""
        self.filtering.notice_left()
        self.detail.follow(event.node_id)
        self.query_one(InsightStrip).follow(self.walking.in_words)

    def on_crux_panel_moved(self, event: CruxPanel.Moved) -> None:
        """Let the words follow the panel's cursor."""
        self.detail.follow(event.node_id)

    def on_crux_panel_chosen(self, event: CruxPanel.Chosen) -> None:
        """Go to a node in the tree."""
        self.cruxes.go_to(event.node_id)

    def on_flat_tree_columns_moved(self) -> None:
        """Let the heads follow the columns, and the title that is being typed its row."""
        self.query_one(ColumnHeads).refresh()
        self.title_field.place()

    def on_explore_screen_save_state_changed(self) -> None:
        """Say what is on disk."""
        try:
            self.query_one(StatusBar).refresh()
        except NoMatches:  # the last word of the writer may come when the screen is gone
            return
        self.noting.drop_finished_drafts()
        self.keeping.say_failure()

    def on_explore_screen_outlook_ready(self) -> None:
        """Draw what follows from the scores."""
        found = [self.outlook.take(), self.imagining.take()]
        if any(found):
            self.show_standing()

    def show_changes(self) -> None:
        """Draw what the session knows now, and what follows from it."""
        self.following.follow()
        self.outlook.follow(self.session.assessment)
        self.imagining.follow()
        self.show_standing()

    def show_standing(self) -> None:
        """Draw how things stand."""
        standing = self.standing
        self.tree_pane.show_standing(standing, self.lighting.rows())
        self.cruxes.panel.show_standing(standing, self.session.tree)
        self.detail.show_standing(standing)
        self.query_one(StatusBar).show_standing(standing)
        self._show_strip()

    def _show_strip(self) -> None:
        self.query_one(InsightStrip).say(*self.walking.in_words())

    @property
    def standing(self) -> Standing:
        """How things stand; in a what-if, how they would."""
        return self.imagining.standing(self.outlook.standing())

    @property
    def looking(self) -> Future[None] | None:
        """Not done while a thread finds out what there is to open, for which keys wait."""
        return self.opening.looking

    @property
    def scores(self) -> Session | WhatIf:
        """Where scores go."""
        return self.imagining.trial or self.session

    @property
    def node_id(self) -> str:
        """The node that keys act on: where the cursor is; `question` on the first row."""
        panel = self.cruxes.panel
        return (panel.has_focus and panel.node_id) or self.tree_pane.node_id

    def say(self, sentence: str, severity: str = "information") -> None:
        """Say something to the person, for some seconds."""
        seconds = 3 if severity == "information" else 8
        self.notify(clean(sentence), severity=severity, markup=False, timeout=seconds)  # type: ignore[arg-type]

    def begin_with(self, action: Action | None) -> None:
        """Begin with something to do, at the copy of a tree."""
        session = self.session
        self.say(f"this is your copy: {session.place.path}; the assessment was copied to {session.journal.path}")
        if action:
            self.call_after_refresh(self.perform, action)

    def keep_place(self, tree: Path | None = None) -> None:
        """Keep the cursor and the folds for next time, be it in a copy of the tree."""
        view = self.tree_pane.view
        folded = self.filtering.folded if view.kept is not None else view.folded
        keep_place(tree or self.session.place.path, Place(view.row.node_id, view.row.parent_id, frozenset(folded)))

    def title_of(self, node_id: str) -> Clean:
        """A node's title, or the question, for prompts."""
        tree = self.session.tree
        return clean_line(tree.question if node_id == QUESTION else tree.nodes[node_id].title)

    def go_back(self) -> None:
        """To the tree; there the cruxes, the search, the filter, on a narrow screen the words, and the what-if go."""
        narrow_words = self.has_class("-narrow") and self.has_class("-words-toggled")
        if self.detail.has_focus:
            self.tree_pane.focus()
        elif self.cruxes.close() or self.searching.clear() or self.filtering.clear():
            return
        if narrow_words:
            self.remove_class("-words-toggled")
        elif not self.detail.has_focus:
            self.imagining.leave()

    def go_to_node(self, node_id: str) -> None:
        """Put the cursor on a node, unfolding what hides it."""
        self.tree_pane.change(lambda view: view.go_to_node(node_id))


def first_view(session: Session, height: int) -> TreeView:
    """How a tree is seen at first, on a screen that is so many lines high."""
    return view_of(lay_out(session.tree), session.place.path, max(8, height - _LINES_ABOUT_THE_TREE))
