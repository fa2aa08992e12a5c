"""One of the nodes, picked by typing a part of its title or id."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from gametree.model.kinds import LOOKS
from gametree.model.text import Clean, clean_line
from gametree.model.tree import Node
from gametree.tui.field_over_list import FieldOverList
from gametree.tui.title_field import LineInput

_MOST = 200  # an option list takes a tenth of a second for a thousand


class NodePicker(ModalScreen[str | None], FieldOverList[str | None]):
    """Dismissed with the id of a node, or with None."""

    def __init__(self, asked: Clean, nodes: Sequence[Node], first: Sequence[tuple[str, Clean]] = ()) -> None:
        super().__init__()
        self.asked, self.nodes, self.first = asked, nodes, first
        self._words = [f"{node.title}\n{node.id}".lower() for node in nodes]
        self.offered: list[str] = []

    def compose(self) -> ComposeResult:
        """Question, line, list."""
        with Vertical(id="box"):
            yield Static(Content.styled(self.asked, "bold"), markup=False)
            yield LineInput(placeholder="a part of its title or id", max_length=200)
            yield OptionList(markup=False, compact=True)
            yield Static(Content.styled("↵ choose   ↑↓ move   esc leave it", "$foreground-muted"), markup=False)

    def on_mount(self) -> None:
        """Offer everything."""
        self.offer("")
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        self.offer(event.value)

    def on_input_submitted(self) -> None:
        """Choose the highlighted node."""
        self.query_one(OptionList).action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Chosen."""
        self.dismiss(self.offered[event.option_index])

    def offer(self, typed: str) -> None:
        """List the nodes that hold all of the words, those whose title begins with them first."""
        words = typed.lower().split()
        found = [node for node, text in zip(self.nodes, self._words, strict=True) if all(w in text for w in words)]
        found.sort(key=lambda node: not node.title.lower().startswith(typed.lower()))
        first = [(name, shown) for name, shown in self.first if all(word in shown.lower() for word in words)]
        shown = [(name, Content(words)) for name, words in first] + [(node.id, _shown(node)) for node in found[:_MOST]]
        self.offered = [name for name, _ in shown]
        options = self.query_one(OptionList)
        options.set_options(Option(prompt) for _, prompt in shown)
        options.highlighted = 0 if shown else None

    def action_back(self) -> None:
        """Leave, whatever was typed."""
        self.leave()


def _shown(node: Node) -> Content:
    title = clean_line(node.title)
    return Content.assemble(f"{LOOKS[node.kind].glyph} {title}  ", (clean_line(node.id), "$foreground-muted"))
