"""Copying: what goes to the clipboard, and which ways it goes there."""

from __future__ import annotations

from asyncio import to_thread
from base64 import b64encode
from collections.abc import Callable
from typing import TYPE_CHECKING

from gametree.files.clipboard import copy_with_tool, keep_copy
from gametree.model.text import without_controls
from gametree.model.tree import QUESTION

if TYPE_CHECKING:
    from gametree.tui.explore import ExploreScreen

_MOST_FOR_THE_TERMINAL = 100_000  # bytes in base64; some terminals drop or cut what is longer
_JOINT = " › "


class Copying:
    """The part of the main screen that copies."""

    def __init__(self, screen: ExploreScreen) -> None:
        self.screen = screen

    def action_copy(self, what: str) -> None:
        """Copy something of the row the cursor is on."""
        pieces: dict[str, Callable[[], str]] = {
            "id": lambda: self.screen.node_id,
            "title": self._title,
            "text": self._text,
            "branch": self._branch,
            "path": self._path,
        }
        self.copy(pieces[what](), what)

    def copy(self, text: str, name: str) -> None:
        """Give a text to the terminal, to the system's tool, and where there is none to a file; say which."""
        self.screen.run_worker(self._send(without_controls(text), name), group="copy")

    async def _send(self, text: str, name: str) -> None:
        ways = []
        if len(b64encode(text.encode("utf-8"))) <= _MOST_FOR_THE_TERMINAL:
            self.screen.app.copy_to_clipboard(text)
            ways.append("to the terminal, which may ignore it")
        tool = await to_thread(copy_with_tool, text)
        if tool:
            ways = [f"with {tool}"]
        else:
            path = await to_thread(keep_copy, text)
            ways.append(f"into {path}" if path else "into no file, for the state folder cannot be written")
        self.screen.say(f"{name} copied, {_size(text)}: {', and '.join(ways)}")

    def _title(self) -> str:
        tree, node_id = self.screen.session.tree, self.screen.node_id
        return tree.question if node_id == QUESTION else tree.nodes[node_id].title

    def _text(self) -> str:
        tree, node_id = self.screen.session.tree, self.screen.node_id
        text = tree.header.text if node_id == QUESTION else tree.nodes[node_id].text
        return f"{self._title()}\n\n{text.strip()}\n" if text.strip() else f"{self._title()}\n"

    def _branch(self) -> str:
        from gametree.export.as_markdown import branch_as_markdown, tree_as_markdown

        session, node_id = self.screen.session, self.screen.node_id
        if node_id == QUESTION:
            lines = tree_as_markdown(session.tree, session.assessment)
        else:
            lines = branch_as_markdown(session.tree, session.assessment, node_id)
        return "\n".join(lines).rstrip() + "\n"

    def _path(self) -> str:
        """The titles from the question down to the row, as it is shown; of a crux, down to its own row."""
        tree, view, node_id = self.screen.session.tree, self.screen.tree_pane.view, self.screen.node_id
        titles: list[str] = []
        index = view.index if view.row.node_id == node_id else view.outline.first[node_id]
        while index > 0:
            titles.append(tree.nodes[view.outline.rows[index].node_id].title)
            index = view.outline.above(index)
        return _JOINT.join(" ".join(title.split()) for title in [tree.question, *reversed(titles)])


def _size(text: str) -> str:
    lines = text.count("\n") + (not text.endswith("\n"))
    characters = "1 character" if len(text) == 1 else f"{len(text)} characters"
    return f"{characters} in {lines} lines" if lines > 1 else characters
