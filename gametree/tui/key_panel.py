"""All that can follow the keys pressed so far, in columns above the last line."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from gametree.tui.actions import Action

_GAP = 2  # cells between columns
_OF_SEVERAL = {"score", "fold_to"}  # one entry for several keys


class KeyPanel(Widget):
    """Lies over the rows above it for as long as it has something to say; a click does what the key does."""

    class Chosen(Message):
        """Somebody clicked on a key."""

        def __init__(self, action: Action) -> None:
            super().__init__()
            self.action = action

    def __init__(self) -> None:
        super().__init__()
        self.prefix = ""
        self.entries: Sequence[tuple[str, Action]] = ()

    def offer(self, prefix: str, entries: Sequence[tuple[str, Action]], width: int) -> int:
        """Show what can follow, on as many lines as it takes; without keys pressed, nothing. Returns the lines."""
        self.prefix, self.entries = prefix, entries
        self.display = bool(prefix)
        lines = self._rows(width) if prefix else 0
        self.styles.height = max(1, lines)
        self.refresh(layout=True)
        return lines

    def _rows(self, width: int) -> int:
        return -(-len(self.entries) // self._columns(width))

    def _columns(self, width: int) -> int:
        return max(1, (width - self._lead) // self._cell)

    @property
    def _lead(self) -> int:
        """Cells in front of the first column, for the keys pressed so far."""
        return cell_len(self.prefix) + 3

    @property
    def _cell(self) -> int:
        """Cells that a column takes."""
        return max((cell_len(f"{key} {words(action)}") for key, action in self.entries), default=1) + _GAP

    def render(self) -> Content:
        """The columns, read downwards."""
        rows = self._rows(self.size.width)
        lines = [self._line(row, rows) for row in range(rows)]
        return Content("\n").join(lines)

    def _line(self, row: int, rows: int) -> Content:
        lead = f" {self.prefix}… " if row == 0 else " " * self._lead
        parts: list[tuple[str, str] | str] = [(lead, "bold $text-accent")]
        for key, action in self.entries[row::rows]:
            said = f" {words(action)}"
            parts += [(key, "bold $text-accent"), said, " " * (self._cell - cell_len(f"{key}{said}"))]
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """Do what the key under the mouse does."""
        event.stop()
        rows = self._rows(self.size.width)
        at = (event.x - self._lead) // self._cell * rows + event.y
        if event.x >= self._lead and 0 <= at < len(self.entries) and self.entries[at][1].run not in _OF_SEVERAL:
            self.post_message(self.Chosen(self.entries[at][1]))


def words(action: Action) -> str:
    """What an action is called beside its key."""
    return action.label or action.does
