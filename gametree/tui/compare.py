"""The comparing screen: one tree, two assessments, and what would have to be settled for the two to agree."""

from __future__ import annotations

from contextlib import suppress

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.css.query import NoMatches
from textual.message import Message

from gametree.model.outline import lay_out
from gametree.model.text import clean_line
from gametree.session.comparison import Comparison, Worth
from gametree.session.versions import Version
from gametree.tui.actions import Mode, Owner
from gametree.tui.bars import ColumnHeads, KeyStrip
from gametree.tui.compare_bars import CompareBar, CompareStrip, hint_of_what_if, uncounted
from gametree.tui.compare_detail import CompareDetail
from gametree.tui.compare_painter import ComparePainter
from gametree.tui.compare_text import ComparedWords, HintedKeys
from gametree.tui.compare_tree import CompareTree
from gametree.tui.comparing import Comparing
from gametree.tui.explore import ExploreScreen
from gametree.tui.keys import KeySequences
from gametree.tui.live_worth import LiveWorth
from gametree.tui.posting import post_from_thread
from gametree.tui.standing import Standing
from gametree.tui.tree_view import TreeView

_LOOK_AT_DISK = 0.5  # seconds


class CompareScreen(ExploreScreen):
    """Above the main screen, on the same sitting: what is scored here is scored there."""

    mode: Mode = "comparison"
    tree_pane: CompareTree
    detail: CompareDetail

    class WorthReady(Message):
        """A thread worked the shares out, or failed to."""

    def __init__(self, beneath: ExploreScreen, other: Version) -> None:
        below = beneath.tree_pane.view
        self.outline = below.outline
        view = TreeView(self.outline, beneath.filtering.folded if below.kept is not None else below.folded)
        view.go_to(below.index)
        super().__init__(beneath.session, view, beneath.keymap)
        self.beneath, self.comparison = beneath, Comparison(beneath.session, other)
        self.keys = KeySequences(self.keymap.actions_in(self.mode))
        self.comparing = Comparing(self)
        self.beside = self.comparison.look()
        self.live = LiveWorth(self.comparison, self.tell_worth_ready)

    def make_panes(self, view: TreeView) -> tuple[CompareTree, CompareDetail]:
        """The same for two assessments."""
        tree = CompareTree(self.session.tree, self.session.assessment, view, id="tree")
        return tree, CompareDetail(self.session, id="detail")

    def compose(self) -> ComposeResult:
        """Both roots, tree and words, what does not count, keys."""
        yield CompareBar(self.session, self.comparison, id="status")
        with Horizontal(id="panes"):
            with Vertical(id="left"):
                yield ColumnHeads(self.tree_pane)
                yield self.tree_pane
            yield self.detail
        yield self.edit_strip
        yield self.find_strip
        yield self.find_bar
        yield CompareStrip(id="insight")
        yield KeyStrip(self.keymap, "comparison", id="keys")

    def begin(self) -> None:
        """The first look; the screen beneath leaves the disk to this one."""
        self.beneath.disk_watch.pause()
        self.set_interval(_LOOK_AT_DISK, self.look_at_other)
        self.show_changes()

    def tell_worth_ready(self) -> None:
        """Called by a thread that worked the shares out, or failed to."""
        post_from_thread(self, self.WorthReady())

    def _owner(self, owner: Owner) -> object:
        return self.comparing if owner == "comparing" else super()._owner(owner)

    @property
    def worth(self) -> Worth | None:
        """What the comparison comes to; that of a moment ago while another one is being worked out."""
        return self.live.worth

    @property
    def standing(self) -> Standing:
        """What I think."""
        return Standing(self.session.assessment)

    # what follows from changing

    def look_at_other(self) -> None:
        """Take in what somebody changed in the other's journal."""
        if self.comparison.reload_if_changed():
            self.show_changes()
            self.say(f"the journal of {clean_line(self.comparison.names[1])} was changed; this is what it says now")

    def set_other(self, other: Version) -> None:
        """Compare with somebody else from now on."""
        self.comparison.set_other(other)
        self.live.forget()
        self.show_changes()

    def show_changes(self) -> None:
        """Draw what both say now, and what that comes to as soon as it is known."""
        if self.session.tree is not self.beside.tree:
            self._follow_tree()
        self.beside = self.comparison.look()
        if self.live.is_quick:
            self.live.follow(self.beside)
        else:  # what is known already goes first
            self.live.is_settled = False
            self.call_after_refresh(lambda: self.live.follow(self.beside))
        self.show_comparison()

    def _follow_tree(self) -> None:
        """Show the tree as it is now, in its own order."""
        self.outline = lay_out(self.session.tree)
        self.comparing.by_share = False
        self.filtering.clear()
        self.comparison.taken.clear()
        folded = self.tree_pane.view.folded & self.outline.first.keys()
        self.live.forget()
        self.tree_pane.show(ComparePainter(self.comparison.look(), None, self.comparison.names, frozenset()))
        self.tree_pane.show_view(TreeView(self.outline, folded))
        self.detail.forget_text()
        self.detail.follow(self.tree_pane.node_id)

    def on_compare_screen_worth_ready(self) -> None:
        """Draw the shares."""
        if self.live.take():
            self.show_comparison()

    def show_comparison(self) -> None:
        """Draw what is known."""
        names, taken = self.comparison.names, frozenset(self.comparison.taken)
        self.tree_pane.show(ComparePainter(self.beside, self.worth, names, taken))
        keys = HintedKeys(*map(self.keymap.key, ("take-theirs", "keep-taken", "blind")))
        self.detail.show(ComparedWords(self.beside, self.worth, names, taken, keys, self.detail.room))
        with suppress(NoMatches):  # the screen may be gone
            self.query_one(CompareBar).show(self.worth, self.live.is_settled)
            self.query_one(ColumnHeads).refresh()
            self._show_what_does_not_count()

    def _show_what_does_not_count(self) -> None:
        hint = hint_of_what_if(self.comparison, self.keymap.key("take-theirs"), self.keymap.key("keep-taken"))
        said = uncounted(self.beside, self.worth, self.comparison.names)
        self.query_one(CompareStrip).say(hint or said, Content(""))

    # leaving

    def go_back(self) -> None:
        """To the tree; there the search, the filter and what was taken over go, at last the comparison."""
        if self.detail.has_focus:
            self.tree_pane.focus()
        elif self.has_class("-narrow") and self.has_class("-words-toggled"):
            self.remove_class("-words-toggled")
        elif not (self.searching.clear() or self.filtering.clear() or self.comparing.drop()):
            self.leave()

    def leave(self) -> None:
        """Back to the main screen, which shows what changed, on the same node."""
        node_id = self.tree_pane.node_id
        self.live.stop()
        self.dismiss()
        self.beneath.opening.came_back(node_id)
