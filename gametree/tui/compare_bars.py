"""The lines above and below a comparison: whose roots, how far apart, and what does not count as disagreement."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from textual.content import Content

from gametree.comparison.beside import Beside
from gametree.export.crux_columns import decimals_for
from gametree.model.plausibility import bare_percent
from gametree.model.text import clean_line
from gametree.session import Session
from gametree.session.comparison import Comparison, Worth
from gametree.tui.bars import StatusBar
from gametree.tui.compare_painter import in_percent
from gametree.tui.insight_strip import InsightStrip


class CompareBar(StatusBar):
    """Tree and both people on the left; both roots, how far they are apart, and whether all is on disk on the right."""

    def __init__(self, session: Session, comparison: Comparison, id: str | None = None) -> None:  # noqa: A002
        super().__init__(session, id=id)
        self.comparison = comparison
        self.worth: Worth | None = None
        self.is_settled = False

    def show(self, worth: Worth | None, is_settled: bool) -> None:
        """Show what the comparison comes to; where that is not settled, that it is being worked out."""
        self.worth, self.is_settled = worth, is_settled
        self.refresh()

    def render(self) -> Content:
        """The line; where it is too long the program's name goes first, then the tree's, at last a word."""
        width = self.size.width
        line = Content("")
        for left, right in self._versions():
            gap = max(2, width - left.cell_length - right.cell_length)
            line = Content.assemble(left, " " * gap, right)
            if line.cell_length <= width:
                return line
        return line.truncate(width, ellipsis=True)

    def _versions(self) -> Iterator[tuple[Content, Content]]:
        tree, (mine, theirs) = clean_line(self.session.tree.name), map(clean_line, self.comparison.names)
        badge = Content.styled(" WHAT IF ", "bold reverse $text-accent") if self.comparison.taken else Content("")
        people = Content.assemble(mine, (" against ", "$foreground-muted"), theirs)
        program = ("" if self.comparison.taken else " gametree ", "$foreground-muted")
        saved = Content.assemble("   ", self._saved(), " ")
        small = saved if not self.session.state.is_saved else Content(" ")
        yield (
            Content.assemble(badge, program, (f" {tree}", "bold"), " · ", people),
            Content.assemble(*self._roots(True), saved),
        )
        yield Content.assemble(badge, (f" {tree}", "bold"), " · ", people), Content.assemble(*self._roots(True), saved)
        yield Content.assemble(badge, (f" {tree}", "bold"), " · ", people), Content.assemble(*self._roots(True), small)
        yield Content.assemble(badge, " ", people), Content.assemble(*self._roots(True), small)
        yield Content.assemble(badge, " ", people), Content.assemble(*self._roots(False), small)

    def _roots(self, in_words: bool) -> Iterator[Content | tuple[str, str]]:
        if self.worth is None:
            yield ("working out …", "$foreground-muted")
            return
        diff = self.worth.diff
        decimals = decimals_for(diff)
        is_whole = not (diff.a.root.assumed or diff.b.root.assumed)
        if in_words:
            yield ("outlook " if is_whole else "compared ", "$foreground-muted")
        if self.worth.untaken is not None:
            yield (f"{in_percent(self.worth.untaken, decimals)} → ", "$text-accent")
        yield (f"{in_percent(diff.a.compared, decimals)} %", "bold")
        yield (" : ", "$foreground-muted")
        yield (f"{in_percent(diff.b.compared, decimals)} %", "bold")
        apart = bare_percent(abs(diff.difference), decimals)
        settled = "" if self.is_settled else " …"
        words = f"   {apart} point{'' if apart == '1' else 's'} apart{settled}"
        yield (words, "" if self.is_settled else "$foreground-muted")


class CompareStrip(InsightStrip):
    """Says the same on every row."""

    def follow(self, words: Callable[[], tuple[Content, Content]]) -> None:
        """Nothing of it depends on the cursor."""


def uncounted(beside: Beside, worth: Worth | None, names: tuple[str, str]) -> Content:
    """What is listed but counts as no disagreement: what only one has scored, what changed since, what is hidden."""
    nodes = beside.tree.nodes
    mine, theirs = (one.judgements.keys() & nodes.keys() for one in (beside.mine, beside.theirs))
    only = [
        (len(mine - theirs - beside.hidden), f"only {clean_line(names[0])}"),
        (len(theirs - mine), f"only {clean_line(names[1])}"),
        (len(nodes.keys() - mine - theirs - beside.hidden), "neither"),
    ]
    parts = [f"{count} {who}" for count, who in only if count]
    if parts:
        count, who = parts[0].split(" ", 1)
        parts[0] = f"{count} node{'' if count == '1' else 's'} {who} has scored"
    if worth and worth.diff.stale:
        parts.append(f"{len(worth.diff.stale)} changed since")
    said = f"{', '.join(parts)}; none of them counts as disagreement" if parts else "both have scored every node"
    if beside.hidden:
        said = f"{len(beside.hidden)} hidden until you score; {said}"
    return Content.styled(said, "$foreground-muted")


def hint_of_what_if(comparison: Comparison, take: str, keep: str) -> Content:
    """What can be done about scores taken over."""
    count = len(comparison.taken)
    if not count:
        return Content("")
    what = "1 score" if count == 1 else f"{count} scores"
    return Content.styled(f"{what} taken over, not written; {keep} keeps, {take} or esc drops", "$text-accent")
