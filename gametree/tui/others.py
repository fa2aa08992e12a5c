"""Whom to compare with: everyone who has assessed the tree, oneself some time ago, or what one types."""

from __future__ import annotations

from asyncio import Future, get_running_loop
from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from gametree.errors import GametreeError, UnknownAssessment
from gametree.export.as_text import minute
from gametree.model.text import clean_line
from gametree.session import Session
from gametree.session.others import Unreadable, earlier, other_meant, others_of, place_for_others
from gametree.session.versions import Version
from gametree.tui.field_over_list import FieldOverList
from gametree.tui.posting import post_from_thread, work_in_thread

_AGES = ("7d", "30d", "3m", "1y")
_IN_WORDS = {"7d": "a week ago", "30d": "30 days ago", "3m": "three months ago", "1y": "a year ago"}


class OthersScreen(ModalScreen[Version | None], FieldOverList[Version | None]):
    """Dismissed with an assessment to compare with, or with None."""

    class Read(Message):
        """All that there is was read."""

        def __init__(self, found: list[Version | Unreadable]) -> None:
            super().__init__()
            self.found = found

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.offered: list[Version | Unreadable] = []
        self.others: list[Version | Unreadable] | None = None
        self.looking: Future[None] = get_running_loop().create_future()
        """Not done while it is being read whom there is to compare with."""

    def compose(self) -> ComposeResult:
        """Question, list, field."""
        with Vertical(id="box"):
            yield Static(Content.styled("Compare with whom, or with which date?", "bold"), markup=False)
            yield Static(Content.styled("reading …", "$foreground-muted"), markup=False, id="about")
            yield OptionList(markup=False, compact=True)
            yield Input(placeholder="a date, or a journal: 30d, 2026-03-01, turing@30d, FILE, REV:FILE", id="wanted")
            yield Static(markup=False, id="fault")
            yield Static(_keys(), markup=False, id="keys")

    def on_mount(self) -> None:
        """Read everything in a thread; the person can type meanwhile."""
        self.query_one(Input).focus()
        work_in_thread(self, "others reader", self._read)  # to leave waits for no worker's end

    def _read(self) -> None:
        post_from_thread(self, self.Read(list(others_of(self.session))))

    def on_others_screen_read(self, event: Read) -> None:
        """Offer what was found."""
        self.others = event.found
        self.offered = [*event.found, *self._own()]
        about = self.query_one("#about", Static)
        about.update(self._about())
        about.display = not self.others
        options = self.query_one(OptionList)
        options.set_options(Option(self._shown(one), disabled=isinstance(one, Unreadable)) for one in self.offered)
        options.display = bool(self.offered)
        readable = (number for number, one in enumerate(self.offered) if isinstance(one, Version))
        options.highlighted = next(readable, None)
        self.looking.set_result(None)

    def _own(self) -> Iterator[Version]:
        """One's own assessment at some dates, where it said anything by then that it does not say now."""
        now = self.session.assessment.judgements
        seen = [now]
        for age in _AGES:
            version = earlier(self.session, age)
            judgements = version.assessment.judgements
            if judgements and judgements not in seen:
                seen.append(judgements)
                yield version

    def _about(self) -> Content:
        """How to get the assessment of somebody else, where there is none."""
        if self.others:
            return Content("")
        tree, folder = clean_line(self.session.tree.name), clean_line(str(place_for_others(self.session)))
        return Content.styled(
            f"Nobody else has assessed {tree} yet. A colleague makes an assessment with `gametree open` and shares the "
            f"journal, through git or otherwise; it belongs here:\n{folder}\n"
            "Until then you can compare with yourself at an earlier date.",
            "$foreground-muted",
        )

    def _shown(self, one: Version | Unreadable) -> Content:
        if isinstance(one, Unreadable):
            return Content.assemble((clean_line(one.name), "bold"), (f"  {clean_line(one.reason)}", "$text-error"))
        scored = sum(node in self.session.tree.nodes for node in one.assessment.judgements)
        latest = f", last on {minute(one.assessment.latest)[:10]}" if one.assessment.latest else ""
        about = f"  {scored} of {len(self.session.tree.nodes)} scored{latest}"
        if not one.source:
            age = one.name.rpartition("@")[2]
            return Content.assemble(("you, ", ""), (_IN_WORDS[age], "bold"), (about, "$foreground-muted"))
        return Content.assemble((clean_line(one.name), "bold"), (about, "$foreground-muted"))

    def on_input_changed(self) -> None:
        """What was wrong is being changed."""
        self.query_one("#fault", Static).update("")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take what was typed; where nothing was, the highlighted row."""
        if not event.value.strip():
            self.query_one(OptionList).action_select()
            return
        try:
            self.dismiss(other_meant(self.session, event.value))
        except UnknownAssessment as error:
            self._say(f"{error}; a date is written 30d or 2026-03-01")
        except GametreeError as error:
            self._say(str(error))

    def _say(self, fault: str) -> None:
        self.query_one("#fault", Static).update(Content.styled(clean_line(fault), "$text-error"))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the row."""
        one = self.offered[event.option_index]
        if isinstance(one, Version):
            self.dismiss(one)


def _keys() -> Content:
    key = "bold $text-accent"
    return Content.assemble((" ↵", key), " compare   ", ("↑↓", key), " choose   ", ("esc", key), " back")
