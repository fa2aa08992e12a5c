"""A tree that cannot be edited where it is, on screen: the offer to copy it, and going on there."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from gametree.errors import NothingToDo
from gametree.model.text import Clean, clean_line

if TYPE_CHECKING:
    from gametree.tui.actions import Action
    from gametree.tui.explore import ExploreScreen


class TreeCopying:
    """The part of the main screen that copies the tree to a file of the person's own."""

    def __init__(self, screen: ExploreScreen) -> None:
        self.screen = screen

    def may_edit(self, action: Action) -> bool:
        """Whether the tree can be edited where it is; where it cannot, a copy is offered, to do it there."""
        if action.id == "copy-tree" or not self.screen.session.editing.read_only:
            return True
        self.offer_copy(action)
        return False

    def offer_copy(self, action: Action | None = None) -> None:
        """Offer to copy the tree, because it cannot be edited here; then do there what was asked for."""
        self.screen.run_worker(self._offer_copy(action), exclusive=True, group="copy")

    def action_copy_tree(self) -> None:
        """Copy the tree to a file of one's own, and go on with it."""
        self.offer_copy()

    async def _offer_copy(self, action: Action | None) -> None:
        from gametree.session.tree_copy import suggested_copy

        session = self.screen.session
        why = f"{session.tree.name} {session.editing.read_only}. " if session.editing.read_only else ""
        asked = Clean(f"{clean_line(why)}Copy it where?")
        hint = Clean("your scores and notes go along; from then on each goes its own way")
        await self.screen.editing.ask_line(
            asked, hint, clean_line(str(suggested_copy(session))), partial(self._copy, action=action)
        )

    def _copy(self, typed: str, action: Action | None) -> None:
        from gametree.session.tree_copy import copy_tree_to

        if not typed.strip():
            raise NothingToDo("name a file, such as ./my-tree.toml")
        self.screen.session.close()
        copied = copy_tree_to(self.screen.session, Path(typed.strip()).expanduser())
        self.screen.post_message(self.screen.CopyMade(copied, action))
