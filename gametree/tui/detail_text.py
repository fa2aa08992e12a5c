"""The words beside the tree: what a node says, what is asked, what the person answered; all of it clean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain
from math import fsum

from textual.content import Content
from textual.style import Style

from gametree.model.assessment import UNSCORED, Assessment, Judgement, Note, Record
from gametree.model.digest import Staleness, staleness
from gametree.model.kinds import LOOKS, conditional_question, label, relation
from gametree.model.plausibility import bare_percent, percent, span
from gametree.model.text import Clean, clean, clean_line
from gametree.model.tree import QUESTION, Node, Tree
from gametree.session import Session
from gametree.tui.outlook_text import importance_lines, outlook_lines
from gametree.tui.sparkline import sparkline
from gametree.tui.standing import Standing

_SCALE = 21  # cells from 0 % to 100 %
_HISTORY_SHOWN = 6
_SPARKS = 16  # cells
_PARENTS_SHOWN = 12
_STALE_ADVICE = {
    Staleness.WORDS: "its words changed",
    Staleness.PLACE: "its place in the tree changed",
    Staleness.BOTH: "its words and its place changed",
    Staleness.GONE: "it is no longer in the tree",
}
KIND_COLOURS = {"architecture": "$text-primary", "strategy": "$text-success", "claim": "$text-secondary",
            "problem": "$text-warning", "failure-mode": "$text-error", "objection": "$text-accent"}  # fmt: skip
"""Of a kind, as in the tree."""


def head(tree: Tree, standing: Standing, node_id: str, width: int) -> Content:
    """Title, kind and relations, the question, the score on its scale, what follows, in so many cells."""
    if node_id == QUESTION:
        return _lines(_question_head(tree, standing, width))
    return _lines(_node_head(tree, standing, tree.nodes[node_id], width))


def body(tree: Tree, node_id: str) -> Clean:
    """The node's text, Markdown, clean; the tree's own on the question's row."""
    text = tree.header.text if node_id == QUESTION else tree.nodes[node_id].text
    return clean(text.strip("\n"))


def tail(session: Session, standing: Standing, node_id: str) -> Content:
    """Importance, sources, links, notes, history."""
    if node_id == QUESTION:
        return _lines(_question_tail(session))
    lines = importance_lines(standing, node_id), _node_tail(session, session.tree.nodes[node_id])
    return _lines(chain(*lines))


def _lines(lines: Iterator[Content]) -> Content:
    return Content("\n").join(lines)


def _question_head(tree: Tree, standing: Standing, width: int) -> Iterator[Content]:
    judgements = standing.assessment.judgements
    yield Content.styled(clean_line(tree.question), "bold")
    yield Content.styled(clean_line(tree.title), "$foreground-muted")
    yield Content("")
    if QUESTION in judgements:
        yield Content.styled("What you state outright:", "$text-secondary")
        yield scale(judgements[QUESTION])
        yield Content("")
    yield from outlook_lines(standing, tree, QUESTION, width)
    scored = sum(node_id in tree.nodes for node_id in judgements)
    yield Content.styled(f"{scored} of {len(tree.nodes)} nodes scored", "$foreground-muted")
    yield from _left_for_others(tree, standing.assessment)
    yield Content("")


def _node_head(tree: Tree, standing: Standing, node: Node, width: int) -> Iterator[Content]:
    look = LOOKS[node.kind]
    judgement = standing.assessment.judgements.get(node.id)
    yield Content.styled(clean_line(node.title), "bold")
    yield Content.assemble(
        (f"{look.glyph} {look.word}", KIND_COLOURS[node.kind]), (f" · {clean_line(node.id)}", "$foreground-muted")
    )
    for parent_id in node.parents[:_PARENTS_SHOWN]:
        parent = label(tree.nodes[parent_id])
        yield Content.assemble((f"  {relation(tree, node, parent_id)} ", "$foreground-muted"), parent)
    if len(node.parents) > _PARENTS_SHOWN:
        yield Content.styled(f"  and {len(node.parents) - _PARENTS_SHOWN} more", "$foreground-muted")
    yield Content("")
    yield Content.styled(conditional_question(tree, node), "$text-secondary")
    if node.kind == "architecture":
        yield from _left_for_others(tree, standing.assessment)
    yield Content("")
    yield scale(judgement)
    if standing.real and standing.is_imagined(node.id):
        yield Content.styled(f"  what if; really {_worded(standing.real.assessment, node.id)}", "$text-accent")
    stale = staleness(tree, node.id, judgement.digest) if judgement else None
    if stale:
        yield Content.styled(f"  ⚑ stale: {_STALE_ADVICE[stale]} since you scored it", "$text-warning")
    yield Content("")
    yield from outlook_lines(standing, tree, node.id, width)


def _worded(assessment: Assessment, node_id: str) -> str:
    judgement = assessment.judgements.get(node_id)
    if judgement is None:
        return "not scored"
    return percent(judgement.plausibility) + (f", range {span(judgement.range)} %" if judgement.range else "")


def left_for_architectures(tree: Tree, assessment: Assessment, but: str = "") -> float | None:
    """What the scored architectures but one leave of 1; below 0 where they exceed it, None where none is scored."""
    judgements = [assessment.judgements.get(node.id) for node in tree.architectures if node.id != but]
    given = [judgement.plausibility for judgement in judgements if judgement]
    return round(1 - fsum(given), 9) if given else None


def _left_for_others(tree: Tree, assessment: Assessment) -> Iterator[Content]:
    """What the architectures leave of 100 %, once one of them is scored."""
    left = left_for_architectures(tree, assessment)
    if left is None:
        return
    if left < 0:
        words = f"The architectures add up to {percent(round(1 - left, 6))}, more than 100 %."
        yield Content.styled(words, "$text-warning")
        return
    all_scored = all(node.id in assessment.judgements for node in tree.architectures)
    others = "none of these" if all_scored else "the unscored ones and none of these"
    yield Content.styled(f"{percent(round(left, 6))} is left for {others}.", "$foreground-muted")


def scale(judgement: Judgement | None) -> Content:
    """The score in figures and on a line from 0 to 100 %."""
    if judgement is None:
        return Content.assemble(
            ("  not scored", "$foreground-muted"), ("\n  0 " + "┄" * _SCALE + " 100", "$foreground-disabled")
        )
    ends = judgement.range or (judgement.plausibility, judgement.plausibility)
    low, point, high = (round(value * (_SCALE - 1)) for value in (ends[0], judgement.plausibility, ends[1]))
    cells = ["┄"] * _SCALE
    for cell in range(low, high + 1):
        cells[cell] = "─"
    if judgement.range:
        cells[low], cells[high] = "├", "┤"
    cells[point] = "●"
    figure = f"  {bare_percent(judgement.plausibility, 2)} %"
    worded = f"   range {span(judgement.range)} %" if judgement.range else ""
    line = ("".join(cells), "$text-primary")
    return Content.assemble((figure, "bold"), (worded, "$foreground-muted"), "\n  0 ", line, " 100")


def _question_tail(session: Session) -> Iterator[Content]:
    tree = session.tree
    yield from _notes(session.assessment.notes.get(QUESTION, ()))
    yield from _history(session.assessment.histories.get(QUESTION, ()))
    if tree.header.authors:
        yield _heading("Authors")
        yield Content(", ".join(map(clean_line, tree.header.authors)))
        yield Content("")
    yield _heading("Assessment")
    yield Content(clean_line(str(session.journal.path)))
    yield Content.styled(session.journal.why, "$foreground-muted")
    orphans = session.orphans()
    if orphans:
        yield Content("")
        yield _heading("No longer in the tree, but scored or noted")
        yield Content(", ".join(map(clean_line, orphans)))


def _node_tail(session: Session, node: Node) -> Iterator[Content]:
    tree, assessment = session.tree, session.assessment
    if node.sources:
        yield _heading("Sources")
        for name in node.sources:
            yield _source(tree, name)
        yield Content("")
    for heading, names in (("Tags", node.tags), ("See also", [label(tree.nodes[name]) for name in node.see])):
        if names:
            yield Content.assemble((f"{heading}  ", "bold"), ", ".join(map(clean_line, names)))
            yield Content("")
    yield from _notes(assessment.notes.get(node.id, ()))
    yield from _history(assessment.histories.get(node.id, ()))


def _notes(notes: Sequence[Note]) -> Iterator[Content]:
    if not notes:
        return
    yield _heading("Notes")
    for note in reversed(notes):
        yield Content.styled(day(note.at), "$foreground-muted")
        yield Content(clean(note.text))
    yield Content("")


def _source(tree: Tree, name: str) -> Content:
    """Title and details of a source; wherever one clicks on it, the style says which source that is."""
    source = tree.sources[name]
    details = [clean_line(part) for part in (source.author, source.date, source.url, source.file) if part]
    title = Content.styled(clean_line(source.title), "underline" if source.url else "")
    lines = [title, Content.styled(", ".join(details), "$foreground-muted")] if details else [title]
    return Content("\n").join(lines).stylize(Style.from_meta({"source": name}))


def _history(records: Sequence[Record]) -> Iterator[Content]:
    scores = [record for record in records if record.plausibility is not None or record.range is not None]
    if not scores:
        return
    numbers = [record.plausibility for record in scores if isinstance(record.plausibility, float)]
    course = f"  {sparkline(numbers, _SPARKS)}" if len(numbers) > 1 else ""
    yield Content.assemble(("History", "bold"), (course, "$text-primary"))
    for record in scores[: -_HISTORY_SHOWN - 1 : -1]:
        yield Content.assemble((f"{day(record.at)}  ", "$foreground-muted"), _scored(record))
    if len(scores) > _HISTORY_SHOWN:
        yield Content.styled(f"and {len(scores) - _HISTORY_SHOWN} earlier", "$foreground-muted")
    yield Content("")


def _scored(record: Record) -> str:
    if record.plausibility == UNSCORED:
        return UNSCORED
    point = percent(record.plausibility) if isinstance(record.plausibility, float) else ""
    return f"{point}  {span(record.range)}".strip() if record.range else point


def _heading(words: str) -> Content:
    return Content.styled(words, "bold")


def day(at: datetime) -> str:
    """The day and minute where the reader is."""
    try:
        return f"{at.astimezone():%Y-%m-%d %H:%M}"
    except (OverflowError, ValueError):  # the first and the last day of the calendar
        return f"{at:%Y-%m-%d %H:%M}"
