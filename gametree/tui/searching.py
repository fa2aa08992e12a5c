"""Search on screen: `/`, the matches lit and counted, and the walk over them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from gametree.errors import NothingToDo
from gametree.model.search import SearchIndex, pattern_of
from gametree.model.text import Clean, quoted
from gametree.tui.row_painter import Light

if TYPE_CHECKING:
    from gametree.tui.explore import ExploreScreen


class Searching:
    """The part of the main screen that finds words."""

    def __init__(self, screen: ExploreScreen) -> None:
        self.screen = screen
        self.query = ""
        self.matches: list[int] = []
        self._origin = 0

    @cached_property
    def _index(self) -> SearchIndex:
        return SearchIndex(self.screen.session.tree, self.screen.tree_pane.view.outline)

    def action_search(self) -> None:
        """Ask for words, and go to the first match while they are typed."""
        self._origin = self.screen.tree_pane.view.index
        self.screen.find_bar.ask(Clean("/"))
        self.screen.typing = self

    def typed(self, text: str) -> None:
        """The words so far."""
        self.query = text
        self.matches = self._index.find(text, self.screen.session.assessment.notes)
        self._light()
        if not text:
            self.screen.find_bar.say("")
        elif self.matches:
            self._go_to_match_from(self._origin)
        else:
            self.screen.find_bar.say("no match")

    def done(self) -> None:
        """The words stay."""
        self.screen.tree_pane.focus()
        if self.query and not self.matches:
            self.screen.say(f"nothing holds {quoted(self.query)}")
            self.clear()
        at = self.screen.tree_pane.view.index
        place = self.matches.index(at) + 1 if at in self.matches else 0
        self.screen.find_strip.show_search(self.query, place, len(self.matches))

    def left(self) -> None:
        """Never mind: back to where one was."""
        self.clear()
        self.screen.tree_pane.change(lambda view: view.go_to(self._origin))
        self.screen.tree_pane.focus()

    def action_next_match(self, step: int) -> None:
        """Go to the next or previous match, past the end from the other end."""
        if not self.query:
            raise NothingToDo("no search yet; / begins one")
        self.matches = self._index.find(self.query, self.screen.session.assessment.notes)
        if not self.matches:
            raise NothingToDo(f"nothing holds {quoted(self.query)}")
        at = self.screen.tree_pane.view.index
        later = [row for row in self.matches if row > at] if step > 0 else [row for row in self.matches if row < at]
        following = (later or self.matches)[0 if step > 0 else -1]
        self._go_to(following)
        self._light()
        self.screen.find_strip.show_search(self.query, self.matches.index(following) + 1, len(self.matches))

    def follow_tree(self) -> None:
        """The tree is another one now, and its rows are."""
        vars(self).pop("_index", None)
        if self.query:
            self.matches = self._index.find(self.query, self.screen.session.assessment.notes)
            self._light()

    def clear(self) -> bool:
        """Put the light out; whether there was any."""
        was_lit = bool(self.query)
        self.query, self.matches = "", []
        self._light()
        self.screen.find_strip.show_search("")
        return was_lit

    def _go_to_match_from(self, origin: int) -> None:
        following = next((row for row in self.matches if row >= origin), self.matches[0])
        self._go_to(following)
        self.screen.find_bar.say(f"{self.matches.index(following) + 1}/{len(self.matches)}")

    def _go_to(self, row: int) -> None:
        self.screen.tree_pane.change(lambda view: view.go_to(row))

    def _light(self) -> None:
        light = Light(pattern_of(self.query), frozenset(self.matches)) if self.query else None
        self.screen.tree_pane.show_light(light)
