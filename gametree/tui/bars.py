"""The single lines above and below: where one is and what is saved, the heads of the columns, the keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from gametree.model.text import clean_line
from gametree.model.tree import QUESTION
from gametree.session import Session
from gametree.tui.actions import EDIT, Action, Mode
from gametree.tui.flat_tree import FlatTree
from gametree.tui.key_panel import KeyPanel, words
from gametree.tui.keymap import Keymap
from gametree.tui.outlook_cells import NO_FIGURE, figure, gauge, in_excess, two_figures, whole_percent
from gametree.tui.standing import Standing


class StatusBar(Widget):
    """Tree and assessor on the left; the answer, how much is scored and whether it is on disk on the right."""

    def __init__(self, session: Session, scale_key: str = "", id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.session, self.scale_key = session, scale_key
        self.standing = Standing(session.assessment)

    def show_standing(self, standing: Standing) -> None:
        """Show how things stand now."""
        self.standing = standing
        self.refresh()

    def render(self) -> Content:
        """The line; where it is too long, the program's name goes first, then the gauge, then the assessor."""
        width = self.size.width
        line = Content("")
        for left, cells, scored in self._forms():
            right = Content.assemble(self._outlook(cells), self._scored(scored), self._saved(), " ")
            line = Content.assemble(left, " " * max(2, width - left.cell_length - right.cell_length), right)
            if line.cell_length <= width:
                return line
        room = max(0, width - right.cell_length - 1)
        return Content.assemble(left.truncate(room, ellipsis=True), " ", right)

    def _forms(self) -> Iterator[tuple[Content, int, bool]]:
        """What stands on the left, how long the gauge is, and whether to say what the count is of."""
        name, assessor = clean_line(self.session.tree.name), clean_line(self.session.assessor)
        badge = Content.styled(" WHAT IF ", "bold reverse $text-accent") if self.standing.real else Content("")
        program = Content.assemble(badge, ("" if self.standing.real else " gametree ", "$foreground-muted"))
        whole = Content.assemble(program, (f" {name}", "bold"), f" · {assessor}")
        without_program = Content.assemble(badge, (f" {name}", "bold"), f" · {assessor}")
        just_name = Content.assemble(badge, (f" {name}", "bold"))
        yield whole, 11, True
        yield without_program, 11, True
        yield without_program, 7, True
        yield just_name, 7, True
        yield just_name, 0, True
        yield just_name, 0, False

    def _outlook(self, cells: int) -> Content:
        """The answer that the scores come to."""
        standing, opening = self.standing, ("outlook ", "$foreground-muted")
        case = standing.case(QUESTION)
        if case is None:
            if standing.outlooks is None:
                return Content.assemble(opening, NO_FIGURE, "   ")
            words = f"✗ architectures {in_excess(standing.outlooks.root)}"
            return Content.assemble(opening, (words, "bold $text-error"), f" {self.scale_key} scales   ")
        real = standing.real.case(QUESTION) if standing.real else None
        shown = two_figures(real, case) if real else figure(case)
        style = "bold $text-accent" if "→" in shown else "bold"
        if case.point is None:
            return Content.assemble(opening, (f"{shown} %", "$foreground-muted"), "   ")
        if case.low == case.high or not cells:
            return Content.assemble(opening, (shown, style), "   ")
        low, high = whole_percent(case.low), whole_percent(case.high)
        line = (gauge(case.low, case.point, case.high, cells), "$text-primary")
        return Content.assemble(opening, (shown, style), f"  {low} ", line, f" {high}   ")

    def _scored(self, in_words: bool) -> Content:
        judgements, nodes = self.standing.assessment.judgements, self.session.tree.nodes
        counts = f"{sum(node_id in nodes for node_id in judgements)}/{len(nodes)}"
        return Content(f"{counts} scored   " if in_words else f"{counts}   ")

    def _saved(self) -> Content:
        state = self.session.state
        if state.failure:
            return Content.styled(f"NOT SAVED ✗ {clean_line(state.failure)}", "bold $text-error")
        if state.is_saved:
            return Content.styled("saved ✓", "$text-success")
        return Content.styled("saving …", "$text-warning")


class ColumnHeads(Widget):
    """Names the columns of the tree beneath it."""

    def __init__(self, tree: FlatTree) -> None:
        super().__init__()
        self.pane = tree

    def render(self) -> Content:
        """The heads, over their columns."""
        return Content.styled(self.pane.columns.heads, "$foreground-muted")


class KeyStrip(Widget):
    """The keys worth knowing now, as many as fit; a click does what the key does."""

    class Chosen(Message):
        """Somebody clicked on a key."""

        def __init__(self, action: Action) -> None:
            super().__init__()
            self.action = action

    class Offered(Message):
        """So many of the screen's lowest lines now hold what can follow, or none do."""

        def __init__(self, lines: int) -> None:
            super().__init__()
            self.lines = lines

    def __init__(self, keymap: Keymap, mode: Mode = "tree", id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._usual = keymap.footer(mode)
        self._entries: Sequence[tuple[str, Action]] = self._usual
        self._prefix = ""
        self._spots: list[tuple[int, int, Action]] = []

    def offer(self, prefix: str = "", entries: Sequence[tuple[str, Action]] = ()) -> None:
        """Show what can follow the keys pressed so far; without any, the usual keys."""
        self._prefix = prefix
        self._entries = entries or self._usual
        self.post_message(self.Offered(self.query_one(KeyPanel).offer(prefix, entries, self.size.width)))
        self.refresh()

    def compose(self) -> ComposeResult:
        """What can follow keys, in columns."""
        yield KeyPanel()

    def on_key_panel_chosen(self, event: KeyPanel.Chosen) -> None:
        """A key in the panel was clicked."""
        event.stop()
        self.post_message(self.Chosen(event.action))

    def render(self) -> Content:
        """The line of keys."""
        self._spots = []
        parts: list[tuple[str, str] | str] = [(f" {self._prefix}…", "bold $text-accent")] if self._prefix else []
        at = cell_len(self._prefix) + 2 if self._prefix else 0
        for key, action in self._fitting(self.size.width - at):
            said = _words(action)
            parts += [(f" {key}", "bold $text-accent"), said]
            width = 1 + cell_len(key) + cell_len(said)
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
                self._choose(action)

    def _choose(self, action: Action) -> None:
        first, *more = action.keys[0].split()
        if more and action.group == EDIT and not self._prefix:
            self.app.simulate_key(first)
        else:
            self.post_message(self.Chosen(action))


def _words(action: Action) -> str:
    return f" {words(action)}  "
