"""Filters on screen: by kind, side, tag, state, words, within a branch; combined, shown, and left with escape."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from gametree.errors import NothingToDo
from gametree.model.filters import Filter, rows_that_match
from gametree.model.text import Clean, clean_line
from gametree.model.tree import QUESTION

if TYPE_CHECKING:
    from gametree.tui.explore import ExploreScreen


class Filtering:
    """The part of the main screen that leaves nodes out of sight."""

    def __init__(self, screen: ExploreScreen) -> None:
        self.screen = screen
        self.wanted = Filter()
        self.folded: set[str] = set()  # as it was before the first filter
        self._text_before = ""

    def action_filter(self, group: Literal["kinds", "sides", "states"], value: str) -> None:
        """Want a kind, a side or a state, or want it no longer."""
        self.apply(self.wanted.toggled(group, value))

    def action_filter_tags(self) -> None:
        """Choose a tag to want, or to want no longer."""
        tags = sorted({tag for node in self.screen.session.tree.nodes.values() for tag in node.tags})
        if not tags:
            raise NothingToDo("no node of this tree has a tag")
        self.screen.run_worker(self._ask_tag(tags))

    async def _ask_tag(self, tags: list[str]) -> None:
        from gametree.tui.choice import ChoiceScreen

        marks = ["✓" if tag in self.wanted.tags else " " for tag in tags]
        shown = [Clean(f"{mark} {clean_line(tag)}") for mark, tag in zip(marks, tags, strict=True)]
        chosen = await self.screen.app.push_screen_wait(ChoiceScreen(Clean("Which tag?"), shown))
        if chosen is not None:
            self.apply(self.wanted.toggled("tags", tags[chosen]))

    def action_filter_text(self) -> None:
        """Ask for words that a node must hold."""
        self._text_before = self.wanted.text
        self.screen.find_bar.ask(Clean("only nodes that hold"), self.wanted.text)
        self.screen.typing = self

    def typed(self, text: str) -> None:
        """The words so far."""
        self.apply(replace(self.wanted, text=text))

    def done(self) -> None:
        """The words stay."""
        self.screen.tree_pane.focus()

    def left(self) -> None:
        """Never mind: the words as they were."""
        self.apply(replace(self.wanted, text=self._text_before))
        self.screen.tree_pane.focus()

    def action_focus(self) -> None:
        """Show only the branch under the cursor, or everything again where that is so already."""
        node_id = self.screen.tree_pane.node_id
        if node_id == QUESTION:
            raise NothingToDo("the question's branch is the whole tree")
        self.apply(replace(self.wanted, branch=None if self.wanted.branch == node_id else node_id))

    def toggle_differing(self, nodes: frozenset[str]) -> None:
        """Want only the nodes on which two people differ, or want that no longer."""
        self.apply(replace(self.wanted, differing=None if self.wanted.differing is not None else nodes))

    def apply_again(self) -> None:
        """Filter other rows by what is wanted already."""
        if not self.wanted.is_empty:
            self.apply(self.wanted)

    def action_clear(self) -> None:
        """Show everything again."""
        if not self.clear():
            raise NothingToDo("nothing is filtered")

    def clear(self) -> bool:
        """Show everything again; whether anything was filtered."""
        if self.wanted.is_empty:
            return False
        self.apply(Filter())
        return True

    def apply(self, wanted: Filter) -> None:
        """Filter by this from now on; the rows shown stay until the filter changes, whatever is scored meanwhile."""
        pane, session = self.screen.tree_pane, self.screen.session
        if self.wanted.is_empty:
            self.folded = set(pane.view.folded)
        self.wanted = wanted
        if wanted.is_empty:
            pane.change(lambda view: view.keep(None))
            pane.change(lambda view: view.refold(self.folded))
            self.screen.find_strip.show_filter([], 0, 0)
            return
        rows = rows_that_match(wanted, session.tree, session.assessment, pane.view.outline)
        pane.change(lambda view: view.keep(rows))
        self.screen.find_strip.show_filter(list(wanted.in_words(session.tree)), len(rows), len(session.tree.nodes))

    def notice_left(self) -> None:
        """The view itself left the filter, to show a node that the filter hid."""
        if not self.wanted.is_empty and self.screen.tree_pane.view.kept is None:
            self.wanted = Filter()
            self.screen.find_strip.show_filter([], 0, 0)
