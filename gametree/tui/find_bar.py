"""The line one types into while searching or filtering, and the line that says what is filtered."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from gametree.model.text import Clean, clean_line


class FindBar(Horizontal):
    """Asks for words; tells at every key, at Enter and at escape."""

    class Typed(Message):
        """The words so far."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Done(Message):
        """Enter: the words stay."""

    class Left(Message):
        """Escape: never mind."""

    def compose(self) -> ComposeResult:
        """What is asked, the words, what they came to."""
        yield Static(markup=False, id="asked")
        yield Input(compact=True, max_length=200)
        yield Static(markup=False, id="count")

    def ask(self, asked: Clean, typed: str = "") -> None:
        """Open with a question and perhaps a first answer."""
        self.query_one("#asked", Static).update(Content.styled(f" {asked} ", "bold $text-accent"))
        self.say("")
        field = self.query_one(Input)
        field.value = typed
        self.display = True
        field.focus()

    def say(self, words: str) -> None:
        """Say what the words came to."""
        self.query_one("#count", Static).update(Content.styled(f"{words} ", "$foreground-muted"))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell the words so far."""
        event.stop()
        if self.display:
            self.post_message(self.Typed(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Close, and keep what was found."""
        event.stop()
        self.display = False
        self.post_message(self.Done())

    def on_key(self, event: events.Key) -> None:
        """Escape closes."""
        if event.key == "escape":
            event.stop()
            self.display = False
            self.post_message(self.Left())


class FindStrip(Static):
    """Says what is searched and what the tree is filtered by; not there where neither is."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002
        super().__init__(markup=False, id=id)
        self._search = self._filter = Content("")

    def show_search(self, query: str, at: int = 0, count: int = 0) -> None:
        """The words, and which of how many matches the cursor is on."""
        where = f"  {at} of {count}" if at else f"  {count} matches"
        self._search = _strip("search", f"“{clean_line(query)}”", where) if query else Content("")
        self._show()

    def show_filter(self, parts: list[str], shown: int, total: int) -> None:
        """The parts of the filter, and how much of the tree it leaves."""
        nodes = f"  {shown} of {total} nodes" if shown else "  no node matches"
        self._filter = _strip("filter", " · ".join(clean_line(part) for part in parts), nodes) if parts else Content("")
        self._show()

    def _show(self) -> None:
        self.display = bool(self._search.plain or self._filter.plain)
        self.update(Content.assemble(self._search, self._filter, ("   esc ends it", "$foreground-muted")))


def _strip(what: str, words: str, counts: str) -> Content:
    return Content.assemble((f" {what}  ", "$foreground-muted"), (words, "bold $text-accent"), f"{counts}  ")
