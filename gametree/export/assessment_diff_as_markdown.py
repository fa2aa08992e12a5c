"""The difference between two assessments as Markdown: tables of the roots and of the cruxes, then lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gametree.comparison.assessment_diff import AssessmentDiff, Standing
from gametree.export.as_markdown import inline
from gametree.export.as_text import minute
from gametree.export.crux_columns import decimals_for, points, signed
from gametree.model.assessment import Judgement, Note
from gametree.model.kinds import LOOKS
from gametree.model.plausibility import bare_percent, percent, span
from gametree.model.text import clean
from gametree.model.tree import QUESTION, Tree


def assessment_diff_as_markdown(
    tree: Tree, diff: AssessmentDiff, names: tuple[str, str], top: int | None = None, with_notes: bool = False
) -> Iterator[str]:
    """The lines of the document; `top` cruxes at most."""
    named = inline(names[0]), inline(names[1])
    yield f"# {inline(tree.title)}: {named[0]} and {named[1]}"
    yield ""
    yield f"*{inline(tree.question)}*"
    yield ""
    yield from _roots(diff, named)
    if diff.cruxes:
        yield from _cruxes(tree, diff, named, top)
    for name, lone in zip(named, (diff.only_a, diff.only_b), strict=True):
        rows = (f"{_title(tree, one.node)}: {percent(one.judgement.plausibility)}" for one in lone)
        yield from _list(f"Only {name} has scored", rows)
    changes = (
        f"{_title(tree, one.node)}: "
        + ", ".join(f"{change} since {name}" for name, change in zip(named, (one.a, one.b), strict=True) if change)
        for one in diff.stale
    )
    yield from _list("Changed in the tree since the judgement", changes)
    gone = (
        f"{inline(one.node)}: "
        + ", ".join(f"{name} {_score(j)}" for name, j in zip(named, (one.a, one.b), strict=True))
        for one in diff.removed
    )
    yield from _list("No longer in the tree", gone)
    if with_notes and diff.notes:
        yield from _notes(tree, diff, named)
    yield from _list("Remarks", map(inline, _remarks(diff)))


def _roots(diff: AssessmentDiff, names: tuple[str, str]) -> Iterator[str]:
    yield "| | root | worst to best | stated | compared |"
    yield "|---|---:|---:|---:|---:|"
    for name, standing in zip(names, (diff.a, diff.b), strict=True):
        yield f"| {name} | {' | '.join(_numbers(standing, decimals_for(diff)))} |"
    yield f"| difference | | | | {points(diff.difference, decimals_for(diff))} points |"


def _numbers(standing: Standing, decimals: int) -> Iterator[str]:
    root = standing.root
    yield "··" if root.point is None else f"{'about ' if root.assumed else ''}{bare_percent(root.point, decimals)} %"
    yield "··" if root.low is None or root.high is None else f"{span((root.low, root.high))} %"
    yield "" if root.stated is None else percent(root.stated)
    yield f"{bare_percent(standing.compared, decimals)} %"


def _cruxes(tree: Tree, diff: AssessmentDiff, names: tuple[str, str], top: int | None) -> Iterator[str]:
    yield ""
    yield f"| crux | {names[0]} | {names[1]} | points ({diff.attribution}) | so far |"
    yield "|---|---:|---:|---:|---:|"
    shown = diff.cruxes[:top]
    for crux, part in zip(shown, diff.cumulative(), strict=False):
        cells = (_score(crux.a), _score(crux.b), points(crux.share, decimals_for(diff)))
        so_far = "··" if part is None else f"{signed(part * 100, 0)} %"
        yield f"| {_title(tree, crux.node)} | {' | '.join(cells)} | {so_far} |"
    rest = diff.cruxes[len(shown) :]
    if rest:
        together = points(sum(crux.share for crux in rest), decimals_for(diff))
        yield f"| {len(rest)} more | | | {together} | |"


def _score(judgement: Judgement | None) -> str:
    if judgement is None:
        return "··"
    return percent(judgement.plausibility) + (f" ({span(judgement.range)})" if judgement.range else "")


def _title(tree: Tree, node_id: str) -> str:
    if node_id not in tree.nodes:
        return inline(tree.question if node_id == QUESTION else node_id)
    node = tree.nodes[node_id]
    return f"{LOOKS[node.kind].glyph} {inline(node.title)}"


def _list(heading: str, items: Iterable[str]) -> Iterator[str]:
    lines = [f"- {item}" for item in items]
    if lines:
        yield from ("", f"## {heading}", "", *lines)


def _notes(tree: Tree, diff: AssessmentDiff, names: tuple[str, str]) -> Iterator[str]:
    yield ""
    yield "## Notes"
    for beside in diff.notes:
        yield ""
        yield f"### {_title(tree, beside.node)}"
        for name, notes in zip(names, (beside.a, beside.b), strict=True):
            yield from _quoted(name, notes)


def _quoted(name: str, notes: Sequence[Note]) -> Iterator[str]:
    for note in notes:
        first, *rest = clean(note.text).split("\n")
        yield ""
        yield f"> {name}, {minute(note.at)}: {first}"
        yield from (f"> {line}".rstrip() for line in rest)


def _remarks(diff: AssessmentDiff) -> Iterator[str]:
    yield from diff.remarks
    if diff.assumed:
        nodes = "node that neither has scored counts" if diff.assumed == 1 else "nodes that neither has scored count"
        yield f"{diff.assumed} {nodes} as {percent(diff.assume)}"
