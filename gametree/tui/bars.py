"""The single lines above and below: where one is and what is saved, the heads of the columns, the keys."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from gametree.model.text import clean_line
from gametree.session import Session
from gametree.tui.actions import Action
from gametree.tui.flat_tree import FlatTree
from gametree.tui.keymap import Keymap


class StatusBar(Widget):
    """Tree and assessor on the left; how much is scored and whether it is on disk on the right."""

    def __init__(self, session: Session, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.session = session

    def render(self) -> Content:
        """The line, shortened from the left where it is too long."""
        width = self.size.width
        right = self._right()
        left = self._left(width - right.cell_length - 2)
        gap = " " * max(1, width - left.cell_length - right.cell_length - 1)
        return Content.assemble(left, gap, right)

    def _left(self, room: int) -> Content:
        name, assessor = clean_line(self.session.tree.name), clean_line(self.session.assessor)
        versions = (
            [(" gametree  ", "$foreground-muted"), (name, "bold"), f" · {assessor}"],
            [(f" {name}", "bold"), f" · {assessor}"],
            [(f" {name}", "bold")],
        )
        for parts in versions:
            content = Content.assemble(*parts)
            if content.cell_length <= room:
                return content
        return content.truncate(max(0, room), ellipsis=True)

    def _right(self) -> Content:
        session, state = self.session, self.session.state
        scored = f"{session.scored_count()}/{len(session.tree.nodes)} scored"
        if state.failure:
            saved = (f"NOT SAVED ✗ {clean_line(state.failure)}", "bold $text-error")
        elif state.is_saved:
            saved = ("saved ✓", "$text-success")
        else:
            saved = ("saving …", "$text-warning")
        return Content.assemble(scored, "   ", saved)


class ColumnHeads(Widget):
    """Names the columns of the tree beneath it."""

    def __init__(self, tree: FlatTree) -> None:
        super().__init__()
        self.pane = tree

    def render(self) -> Content:
        """The heads, over their columns."""
        return Content.styled(self.pane.painter.heads(self.pane.columns), "$foreground-muted")


class KeyStrip(Widget):
    """The keys worth knowing now, as many as fit; a click does what the key does."""

    class Chosen(Message):
        """Somebody clicked on a key."""

        def __init__(self, action: Action) -> None:
            super().__init__()
            self.action = action

    def __init__(self, keymap: Keymap, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._usual = keymap.footer()
        self._entries: Sequence[tuple[str, Action]] = self._usual
        self._prefix = ""
        self._spots: list[tuple[int, int, Action]] = []

    def offer(self, prefix: str = "", entries: Sequence[tuple[str, Action]] = ()) -> None:
        """Show what can follow the keys pressed so far; without any, the usual keys."""
        self._prefix = prefix
        self._entries = entries or self._usual
        self.refresh()

    def render(self) -> Content:
        """The line of keys."""
        self._spots = []
        parts: list[tuple[str, str] | str] = [(f" {self._prefix}…", "bold $text-accent")] if self._prefix else []
        at = cell_len(self._prefix) + 2 if self._prefix else 0
        for key, action in self._fitting(self.size.width - at):
            words = _words(action)
            parts += [(f" {key}", "bold $text-accent"), words]
            width = 1 + cell_len(key) + cell_len(words)
            self._spots.append((at, at + width, action))
            at += width
        return Content.assemble(*parts)

    def _fitting(self, room: int) -> list[tuple[str, Action]]:
        """The entries there is room for, in order; the last one, help, goes before the others."""
        chosen: set[str] = set()
        for key, action in [self._entries[-1], *self._entries[:-1]]:
            room -= 1 + cell_len(key) + cell_len(_words(action))
            if room < -2:
                break
            chosen.add(key)
        return [entry for entry in self._entries if entry[0] in chosen]

    def on_click(self, event: events.Click) -> None:
        """Do what the key under the mouse does."""
        for start, end, action in self._spots:
            if start <= event.x < end and action.run not in {"score", "fold_to"}:  # several keys in one
                self.post_message(self.Chosen(action))


def _words(action: Action) -> str:
    return f" {action.label or action.does}  "
