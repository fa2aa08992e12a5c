"""A field over a list: what is typed goes into the field, wherever one clicks; the arrows move through the list."""

from __future__ import annotations

from textual import events
from textual.binding import Binding
from textual.screen import Screen, ScreenResultType
from textual.widgets import Input, OptionList


class FieldOverList(Screen[ScreenResultType]):
    """A screen with an `Input` and an `OptionList`; a dialog names `ModalScreen` first, for its styles go by that."""

    BINDINGS = [
        Binding("down,ctrl+n,ctrl+j", "move(1)", show=False, priority=True),
        Binding("up,ctrl+p,ctrl+k", "move(-1)", show=False, priority=True),
        Binding("escape", "back", show=False, priority=True),
    ]

    def action_move(self, rows: int) -> None:
        """Move the highlight."""
        options = self.query_one(OptionList)
        options.action_cursor_down() if rows > 0 else options.action_cursor_up()

    def action_back(self) -> None:
        """Forget what was typed; else leave."""
        field = self.query_one(Input)
        if field.value:
            field.value = ""
        else:
            self.leave()

    def leave(self) -> None:
        """Leave without a choice."""
        self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        """The field keeps the keys."""
        self.call_after_refresh(lambda: self.query_one(Input).focus(scroll_visible=False))
