"""The main screen when the tree is another one: after an edit, an undo, or a change by somebody else."""

from __future__ import annotations

from dataclasses import replace
from itertools import compress
from operator import is_not
from typing import TYPE_CHECKING

from gametree.model.filters import Filter, rows_that_match
from gametree.model.laying_out_anew import lay_out_anew
from gametree.model.outline import Outline
from gametree.model.tree import Tree
from gametree.session.at_rest import large_at_rest
from gametree.tui.carrying_over import carried_over, row_of, still_there
from gametree.tui.outlooks import LiveOutlook
from gametree.tui.tree_view import TreeView

if TYPE_CHECKING:
    from gametree.tui.explore import ExploreScreen


class TreeFollowing:
    """The part of the main screen that has everything follow the tree."""

    def __init__(self, screen: ExploreScreen) -> None:
        self.screen = screen
        self.parent: str | None = None
        """Under which of its parents the cursor is to find the node edited, if not under its first."""
        self._prepared: tuple[Tree, Outline] | None = None

    @large_at_rest()
    def prepare(self, tree: Tree) -> None:
        """Lay out a tree that is about to come; in a thread."""
        pane = self.screen.tree_pane
        self._prepared = tree, lay_out_anew(pane.view.outline, pane.painter.tree, tree)

    def _laid_out(self, before: Tree, tree: Tree) -> Outline:
        prepared, self._prepared = self._prepared, None
        if prepared and prepared[0] is tree:
            return prepared[1]
        return lay_out_anew(self.screen.tree_pane.view.outline, before, tree)

    @large_at_rest()
    def follow(self) -> None:
        """Show the sitting's tree, if it is not the one on screen; the cursor goes to the node that was edited."""
        pane, session = self.screen.tree_pane, self.screen.session
        before, tree = pane.painter.tree, session.tree
        if tree is before:
            return
        if not _has_same_shape(before, tree):
            self._look_anew()
            outline = self._laid_out(before, tree)
            view = carried_over(pane.view, outline, tree.renamed)
            self._filter(pane.view, view, tree)
        else:
            view = pane.view
            vars(tree).setdefault("children", before.children)  # the same, and they take a while for a large tree
        pane.show_tree(tree, view)
        self._go_to_what_was_edited(view)
        self.screen.searching.follow_tree()
        self.screen.detail.forget_text()
        self.screen.detail.follow(pane.node_id)

    def _look_anew(self) -> None:
        """Begin to work out anew what follows from the scores, when the tree is on screen: it takes the processor."""
        screen, former = self.screen, [self.screen.outlook]
        outlook = screen.outlook = LiveOutlook(
            screen.session.tree, screen.session.assessment, screen.tell_outlook_ready, screen.call_after_refresh
        )

        def begin() -> None:
            former.clear()  # only now: to take it apart takes its time as well
            if screen.outlook is outlook:
                outlook.begin()

        screen.call_after_refresh(begin)

    def _filter(self, before: TreeView, after: TreeView, tree: Tree) -> None:
        """Leave the filter on: on what it showed before, and on what it would show now."""
        filtering = self.screen.filtering
        wanted = filtering.wanted
        if wanted.is_empty:
            return
        filtering.folded = still_there(filtering.folded, after.outline, tree.renamed)
        if wanted.branch is not None and wanted.branch not in tree.nodes:
            wanted = replace(wanted, branch=tree.renamed.get(wanted.branch))
        filtering.wanted = wanted
        if wanted == Filter():
            after.refold(filtering.folded)
            self.screen.find_strip.show_filter([], 0, 0)
            return
        matched = rows_that_match(wanted, tree, self.screen.session.assessment, after.outline)
        shown = {before.outline.rows[index].node_id for index in before.matched or ()}
        shown |= {self.screen.session.edits.touched or ""}
        rows = {after.outline.first[node_id] for node_id in still_there(shown, after.outline, tree.renamed)}
        after.keep(matched | {row for row in rows if _within(wanted, after.outline, row)})
        count = len(after.matched or ())
        self.screen.find_strip.show_filter(list(wanted.in_words(tree)), count, len(tree.nodes))

    def _go_to_what_was_edited(self, view: TreeView) -> None:
        session, parent = self.screen.session, self.parent
        node_id, session.edits.touched, self.parent = session.edits.touched, None, None
        if node_id is None or node_id not in view.outline.first:
            return
        parent = view.row.parent_id if parent is None and view.row.node_id == node_id else parent
        own = view.outline.first[node_id]
        index = own if parent is None else row_of(view.outline, node_id, parent) or own
        self.screen.tree_pane.change(lambda view: view.go_to(index))


def _within(wanted: Filter, outline: Outline, row: int) -> bool:
    if wanted.branch is None:
        return True
    top = outline.first[wanted.branch]
    return top <= row < outline.ends[top]


def _has_same_shape(one: Tree, other: Tree) -> bool:
    """Whether two trees have the same nodes in the same places, so that rows and outlooks hold for both."""
    if len(one.nodes) != len(other.nodes):
        return False
    nodes = (one.nodes.values(), other.nodes.values())
    return all(
        (a.id, a.kind, a.parents, a.refinement) == (b.id, b.kind, b.parents, b.refinement)
        for a, b in compress(zip(*nodes, strict=True), map(is_not, *nodes))
    )
