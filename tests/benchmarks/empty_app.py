"""The floor under start and keys: a Textual app with a line of text that changes with each key."""

from __future__ import annotations

import sys

from textual import events
from textual.app import App, ComposeResult
from textual.content import Content
from textual.widget import Widget

if "same-imports" in sys.argv:
    import gametree.session
    import gametree.tui.app  # noqa: F401


class Line(Widget):
    """The line."""

    keys = 0

    def render(self) -> Content:
        """What it says."""
        return Content(f"ready {self.keys}")


class EmptyApp(App[None]):
    """Nothing but the line."""

    def compose(self) -> ComposeResult:
        """The line."""
        yield Line()

    def on_key(self, event: events.Key) -> None:
        """Change the line."""
        line = self.query_one(Line)
        line.keys += 1
        line.refresh()


if __name__ == "__main__":
    EmptyApp().run()
