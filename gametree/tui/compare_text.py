"""The words beside a comparison: both scores, what they are worth, both notes, both histories; all of it clean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from textual.content import Content

from gametree.comparison.assessment_diff import AssessmentDiff, Crux
from gametree.comparison.beside import Beside, Relation
from gametree.export.as_text import wrap
from gametree.export.crux_columns import MINUS, decimals_for, points, signed
from gametree.model.assessment import UNSCORED, Assessment, Judgement, Record
from gametree.model.digest import Staleness, staleness
from gametree.model.kinds import LOOKS, label, relation
from gametree.model.plausibility import bare_percent, span
from gametree.model.text import Clean, clean, clean_line
from gametree.model.tree import QUESTION
from gametree.session.comparison import Worth
from gametree.tui.compare_painter import in_percent
from gametree.tui.compare_roots import in_column, root_lines, wrapped
from gametree.tui.detail_text import KIND_COLOURS, day
from gametree.tui.outlook_cells import NO_FIGURE
from gametree.tui.sparkline import sparkline

STALE_WORDS = {
    Staleness.WORDS: "its words changed",
    Staleness.PLACE: "its place in the tree changed",
    Staleness.BOTH: "its words and its place changed",
    Staleness.GONE: "it went from the tree",
}
_SPARKS = 16
_LONGEST_SCALE, _SHORTEST_SCALE = 31, 7  # cells


class HintedKeys(NamedTuple):
    """The keys that the words name."""

    take: str
    keep: str
    blind: str


@dataclass(frozen=True)
class ComparedWords:
    """What there is to say of one node in so many cells."""

    beside: Beside
    worth: Worth | None
    names: tuple[str, str]
    taken: frozenset[str]
    keys: HintedKeys
    width: int

    def at_width(self, width: int) -> ComparedWords:
        """The same in other cells."""
        return self if width == self.width else replace(self, width=width)

    def lines(self, node_id: str) -> Iterator[Content]:
        """All of it."""
        yield from self._opening(node_id)
        if node_id == QUESTION:
            yield from self._roots()
        else:
            yield from self._gauges(node_id)
            yield from self._worth(node_id)
            yield from self._taking(node_id)
        yield from self._notes(node_id)
        yield from self._histories(node_id)

    def _opening(self, node_id: str) -> Iterator[Content]:
        tree = self.beside.tree
        if node_id == QUESTION:
            yield _bold(tree.question)
            yield _muted("What would have to be settled for the two to agree?")
        else:
            node = tree.nodes[node_id]
            yield _bold(node.title)
            look, above = LOOKS[node.kind], node.parents[0] if node.parents else ""
            stands = f" {relation(tree, node, above)} {label(tree.nodes[above])}" if above else ""
            kind = (f"{look.glyph} {look.word}", KIND_COLOURS[node.kind])
            yield Content.assemble(kind, (stands, "$foreground-muted"))
        yield Content("")

    # scores

    def _gauges(self, node_id: str) -> Iterator[Content]:
        for name, assessment in self._people():
            if assessment is self.beside.theirs and node_id in self.beside.hidden:
                yield from self._named(name, f"hidden until you score it; {self.keys.blind} shows it")
            else:
                yield self._gauge(name, assessment.judgements.get(node_id))
        for name, assessment in self._people():
            judgement = assessment.judgements.get(node_id)
            changed = staleness(self.beside.tree, node_id, judgement.digest) if judgement else None
            if changed:
                yield from self._wrapped(f"⚑ {STALE_WORDS[changed]} since {name} scored it", "$text-warning")
        yield Content("")

    def _gauge(self, name: Clean, judgement: Judgement | None) -> Content:
        opening = self._name(name)
        if judgement is None:
            return Content.assemble(opening, (f"{NO_FIGURE:>4}", "$foreground-muted"))
        figure = f"{bare_percent(judgement.plausibility):>4} %  "
        ends = f"  {span(judgement.range)}" if judgement.range else ""
        cells = min(_LONGEST_SCALE, self.width - opening.cell_length - len(figure) - 8)
        line = on_scale(judgement, cells) if cells >= _SHORTEST_SCALE else ""
        return Content.assemble(opening, (figure, "bold"), (line, "$text-primary"), (ends, "$foreground-muted"))

    # what it is worth

    def _worth(self, node_id: str) -> Iterator[Content]:
        standing = self.beside.relation(node_id)
        crux = self.worth.crux(node_id) if self.worth else None
        if node_id in self.taken:
            return  # what is imagined is said below
        if standing is not Relation.DIFFER:
            yield from self._wrapped(self._why_no_crux(standing), "$foreground-muted")
        elif self.worth is None or crux is None:
            yield from self._wrapped("what it is worth is being worked out …", "$foreground-muted")
        else:
            yield from self._crux(crux, self.worth)
            yield from self._wrapped(_vod_in_words(crux, self.worth.diff), "$foreground-muted")
        yield Content("")

    def _why_no_crux(self, standing: Relation) -> str:
        mine, theirs = self._both()
        if standing is Relation.ALIKE:
            return "Scored alike: nothing to settle here."
        if standing is Relation.NEITHER:
            return "Neither has scored this; it counts as 50 % for both."
        if standing is Relation.HIDDEN:
            return f"Not part of the comparison yet: score it, and you see what {theirs} thinks."
        only, other = (mine, theirs) if standing is Relation.ONLY_MINE else (theirs, mine)
        return f"Only {only} has scored this. {other} is taken to agree: it counts as no disagreement."

    def _crux(self, crux: Crux, worth: Worth) -> Iterator[Content]:
        diff = worth.diff
        decimals = decimals_for(diff)
        place = f"Crux {worth.rank[crux.node] + 1} of {len(diff.cruxes)}"
        whole = bare_percent(abs(diff.difference), decimals)
        part = f" ({signed(100 * crux.share / diff.difference, 0)} %)" if abs(diff.difference) > 1e-9 else ""
        share = f"{points(crux.share, decimals)} of {whole} points{part}"
        if len(place) + 2 + len(share) <= self.width:
            yield Content.assemble((place, "bold"), f"  {share}")
        else:
            yield from (Content.styled(place, "bold"), Content(share))

    def _taking(self, node_id: str) -> Iterator[Content]:
        """What the root would be with their score taken over, or is."""
        if self.worth is None:
            return
        diff, decimals = self.worth.diff, decimals_for(self.worth.diff)
        now = in_percent(diff.a.compared, decimals)
        if node_id in self.taken:
            yield Content.assemble(("What if  ", "bold"), ("taken over, not written", "$text-accent"))
            if self.worth.untaken is not None:
                before = in_percent(self.worth.untaken, decimals)
                yield Content.assemble("root ", f"{before} % → ", (f"{now} %", "bold"))
            yield _muted(f"{self.keys.take} takes it back, {self.keys.keep} keeps it as your score")
        elif node_id in self.worth.if_taken:
            then = in_percent(self.worth.if_taken[node_id], decimals)
            yield Content.assemble(("What if  ", "bold"), "take theirs  ", (self.keys.take, "$text-accent"))
            yield Content.assemble(f"root {now} % → ", (f"{then} %", "bold"))
        else:
            return
        yield Content("")

    def _roots(self) -> Iterator[Content]:
        if self.worth is None:
            yield from self._wrapped("the comparison is being worked out …", "$foreground-muted")
            yield Content("")
        else:
            yield from root_lines(self.beside.tree, self.worth.diff, self._both(), self.width)

    # what they wrote, and when

    def _notes(self, node_id: str) -> Iterator[Content]:
        for name, assessment in self._people():
            for note in reversed(assessment.notes.get(node_id, ())):
                yield Content.assemble((name, "bold"), (f"  {_day(note.at)}", "$foreground-muted"))
                yield Content(clean(note.text))
                yield Content("")

    def _histories(self, node_id: str) -> Iterator[Content]:
        found = False
        for name, assessment in self._people():
            scores = [record for record in assessment.histories.get(node_id, ()) if record.plausibility is not None]
            if scores:
                if not found:
                    yield Content.styled("History", "bold")
                found = True
                yield self._history(name, scores)
        if found:
            yield Content("")

    def _history(self, name: Clean, scores: Sequence[Record]) -> Content:
        """`ada  50 ▅▆ 60  2 since 2026-03-02`."""
        numbers = [record.plausibility for record in scores if isinstance(record.plausibility, float)]
        first, last = (UNSCORED if one.plausibility == UNSCORED else _figure(one) for one in (scores[0], scores[-1]))
        several = len(scores) > 1
        since = f"  {len(scores)} since {_day(scores[0].at)}" if several else f"  {_day(scores[0].at)}"
        course = f" {sparkline(numbers, _SPARKS)} {last}" if several else ""
        whole = Content.assemble(self._name(name), f"{first}{course}", (since, "$foreground-muted"))
        return whole if whole.cell_length <= self.width else Content.assemble(self._name(name), f"{first}{course}")

    # words

    def _people(self) -> Iterator[tuple[Clean, Assessment]]:
        yield from zip(self._both(), (self.beside.mine, self.beside.theirs), strict=True)

    def _both(self) -> tuple[Clean, Clean]:
        mine, theirs = self.names
        return clean_line(mine), clean_line(theirs)

    def _name(self, name: Clean) -> Content:
        return in_column(name, self._both())

    def _named(self, name: Clean, words: str) -> Iterator[Content]:
        opening = self._name(name)
        first, *more = wrap(words, max(10, self.width - opening.cell_length))
        yield Content.assemble(opening, (first, "$foreground-muted"))
        for line in more:
            yield _muted(" " * opening.cell_length + line)

    def _wrapped(self, words: str, style: str) -> Iterator[Content]:
        return wrapped(words, self.width, style)


def on_scale(judgement: Judgement, cells: int) -> str:
    """The score on a line from 0 to 100 %, with its range."""
    low, high = judgement.range or (judgement.plausibility, judgement.plausibility)
    start, point, end = (round(value * (cells - 1)) for value in (low, judgement.plausibility, high))
    line = ["┄"] * cells
    line[start : end + 1] = "─" * (end + 1 - start)
    if judgement.range:
        line[start], line[end] = "├", "┤"
    line[point] = "●"
    return "".join(line)


def _vod_in_words(crux: Crux, diff: AssessmentDiff) -> str:
    """How much closer the two would come if the node were settled."""
    if crux.vod is None:
        return "how much closer settling it would bring you cannot be said: one of you is certain (VOD infinite)"
    part = f", {abs(crux.vod) / diff.apart * 100:.0f} % of what divides you" if diff.apart else ""
    figure = f"VOD {MINUS if crux.vod < 0 else ''}{abs(crux.vod):.2g}"
    if crux.vod < 0:
        return f"settling it would drive you further apart: {figure}"
    return f"settling it would bring you closer: {figure}{part}"


def _figure(record: Record) -> str:
    return bare_percent(record.plausibility) if isinstance(record.plausibility, float) else ""


def _day(at: datetime) -> str:
    return day(at)[: len("2026-03-02")]


def _bold(words: str) -> Content:
    return Content.styled(clean_line(words), "bold")


def _muted(words: str) -> Content:
    return Content.styled(words, "$foreground-muted")
