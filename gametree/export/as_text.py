"""Trees, histories and findings as plain text of a given width; everything in it is clean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from gametree.export.outlook_figures import in_percent, point, root_in_words
from gametree.model.assessment import UNSCORED, Assessment, Record
from gametree.model.digest import staleness
from gametree.model.finding import Finding, Place
from gametree.model.kinds import LOOKS
from gametree.model.outline import Row, lay_out
from gametree.model.plausibility import bare_percent, percent, span
from gametree.model.text import clean, clean_line
from gametree.model.tree import KINDS, Tree

if TYPE_CHECKING:
    from gametree.evaluation.outlook import Outlooks

_SCORE_WIDTH = 30  # plausibility, range, marks
_OUTLOOK_WIDTH = 9
_CLIP = 150


def tree_as_text(
    tree: Tree, assessment: Assessment, width: int = 80, outlooks: Outlooks | None = None
) -> Iterator[str]:
    """The lines of the whole tree, unfolded, with a person's scores, and outlooks if any, in columns at the right."""
    scored = sum(node_id in assessment.judgements for node_id in tree.nodes)
    yield from wrap(clean_line(tree.title), width)
    yield from wrap(clean_line(tree.question), width)
    yield f"{clean_line(assessment.assessor)} · {scored} of {len(tree.nodes)} scored"
    figures = _SCORE_WIDTH
    if outlooks:
        figures += _OUTLOOK_WIDTH
        yield from wrap(root_in_words(outlooks.root), width)
    yield ""
    if outlooks:
        yield f"{' ' * (width - figures)}   score  range       outlook"
    for row in lay_out(tree).rows[1:]:
        yield from row_as_text(tree, row, width, figures, _score_columns(tree, assessment, row, outlooks))
    yield ""
    yield from legend(tree, width)


def legend(tree: Tree, width: int) -> Iterator[str]:
    """The glyphs of the kinds that the tree has."""
    kinds = {node.kind for node in tree.nodes.values()}
    yield from wrap("   ".join(f"{LOOKS[kind].glyph} {LOOKS[kind].word}" for kind in KINDS if kind in kinds), width)


def row_as_text(tree: Tree, row: Row, width: int, figures_width: int, figures: str) -> Iterator[str]:
    """A row of the outline: its title in as many lines as it takes, and at the right of the first its figures."""
    node = tree.nodes[row.node_id]
    indent = _indent(row.depth, max(0, (width - figures_width - 30) // 2))
    again = "↗ " if row.again else ""
    every = " (all of:)" if node.refinement == "all" and not row.again else ""
    room = max(12, width - figures_width - cell_len(indent) - 2)
    first, *rest = wrap(again + clean_line(node.title) + every, room)
    opening = f"{indent}{LOOKS[node.kind].glyph} {first}"
    yield (set_cell_size(opening, width - figures_width) + figures).rstrip()
    for line in rest:
        yield f"{indent}  {line}"


def _indent(depth: int, deepest: int) -> str:
    """Two cells a level; where there is no room for more, the number of the level."""
    return "  " * (depth - 1) if depth - 1 <= deepest else f"{'  ' * deepest}…{depth} "


def _score_columns(tree: Tree, assessment: Assessment, row: Row, outlooks: Outlooks | None) -> str:
    judgement = assessment.judgements.get(row.node_id)
    notes = len(assessment.notes.get(row.node_id, ()))
    score = f"{bare_percent(judgement.plausibility):>6} %" if judgement else "      ··"
    ends = span(judgement.range) if judgement and judgement.range else ""
    marks = [f"✎{notes}" if notes < 100 else "✎++"] if notes else []
    stale = staleness(tree, row.node_id, judgement.digest) if judgement else None
    marks += ["stale"] if stale else []
    implied = f"{in_percent(point(outlooks.node(row.node_id))):>{_OUTLOOK_WIDTH}}" if outlooks else ""
    return f"{score}  {ends:<10}{implied} {' '.join(marks)}"


def history_as_text(tree: Tree, records: Iterable[Record], width: int = 80) -> Iterator[str]:
    """One entry a line, oldest first, in UTC; notes are wrapped beneath."""
    for record in records:
        node = clean_line(tree.renamed.get(record.node, record.node))
        opening = f"{minute(record.at)}  {node}"
        for said in _said(record):
            yield f"{opening}  {said}"
        if record.note is not None:
            yield f"{opening}  note"
            for paragraph in clean(record.note).split("\n"):
                yield from (f"    {line}".rstrip() for line in wrap(paragraph, width - 4))


def _said(record: Record) -> Iterator[str]:
    ends = f"range {span(record.range)}" if record.range else ""
    if record.plausibility == UNSCORED:
        yield "unscored"
    elif isinstance(record.plausibility, float):
        yield f"{percent(record.plausibility)}  {ends}".rstrip()
    elif ends:
        yield ends
    if record.retract is not None:
        yield f"took back the note {clean_line(record.retract)}"


def minute(at: datetime) -> str:
    """`2026-11-20 10:00`, in the time zone that `at` has."""
    return f"{at.year:04d}-{at:%m-%d %H:%M}"


def finding_as_text(file: str, finding: Finding) -> Iterator[str]:
    """`file:line:col: check: sentence`, then the line in question with a caret under the fault."""
    warning = "" if finding.is_error else "warning: "
    place = finding.place
    yield clean_line(f"{file}:{place.line}:{place.column}: {finding.check}: {warning}{finding.message}")
    if place.source_line is not None and place.source_line.strip():
        yield from _frame(place, place.source_line)


def _frame(place: Place, line: str) -> Iterator[str]:
    start = max(0, place.column - 1 - _CLIP // 2) if len(line) > _CLIP else 0
    before, after = line[start : place.column - 1], line[place.column - 1 : start + _CLIP]
    faulty = clean(after[: max(1, place.width)])
    lead = "…" if start else ""
    shown = clean(lead + before + after) + ("…" if start + _CLIP < len(line) else "")
    gutter = f"{place.line:>5} | "
    carets = "^" * max(1, min(cell_len(faulty), _CLIP))
    yield (gutter + shown).rstrip()
    yield f"{' ' * 5} | {' ' * cell_len(clean(lead + before))}{carets}"


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells, broken at spaces, or within words longer than a line."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        wider = f"{line} {word}" if line else word
        if cell_len(wider) <= width:
            line = wider
            continue
        if line:
            lines.append(line)
        *whole, line = _pieces(word, width)
        lines += whole
    return [*lines, line] if line or not lines else lines


def _pieces(word: str, width: int) -> list[str]:
    """A word in pieces that are as wide as a line, the last one as wide as it is."""
    pieces: list[str] = []
    at = 0
    while True:
        size = 2 * width + 1
        while at + size < len(word) and cell_len(word[at : at + size]) <= width:  # there are characters without width
            size *= 2
        piece = word[at : at + size]
        if cell_len(piece) <= width:
            return [*pieces, piece]
        pieces.append(set_cell_size(piece, width).rstrip(" ") or piece[0])
        at += len(pieces[-1])
