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


class FilterStrip(Static):
    """Says what the tree is filtered by and how much that leaves; not there where nothing is filtered."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002
        super().__init__(markup=False, id=id)

    def show(self, parts: list[str], shown: int, total: int) -> None:
        """The parts of the filter and the counts."""
        self.display = bool(parts)
        words = " · ".join(clean_line(part) for part in parts)
        nodes = f"{shown} of {total} nodes" if shown else "no node matches"
        what: tuple[str, str] = (" filter  ", "$foreground-muted")
        way_out: tuple[str, str] = ("   esc shows all", "$foreground-muted")
        self.update(Content.assemble(what, (words, "bold $text-accent"), f"   {nodes}", way_out))
