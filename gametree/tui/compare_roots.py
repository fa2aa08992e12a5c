"""The words beside the question while comparing: both roots, what they rest on, the largest shares; all of it clean."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from textual.content import Content

from gametree.comparison.assessment_diff import AssessmentDiff, Standing
from gametree.export.as_text import wrap
from gametree.export.crux_columns import decimals_for, points
from gametree.model.kinds import label
from gametree.model.text import Clean, clean_line
from gametree.model.tree import Tree
from gametree.tui.compare_painter import in_percent
from gametree.tui.outlook_cells import NO_FIGURE, whole_span
from gametree.tui.row_painter import fit

_CRUXES_SHOWN = 5
_LONGEST_NAME = 10
_FIGURES = 9  # cells

Names = tuple[Clean, Clean]


def root_lines(tree: Tree, diff: AssessmentDiff, names: Names, width: int) -> Iterator[Content]:
    """What the comparison comes to, in lines of so many cells; an empty one at the end."""
    decimals = decimals_for(diff)
    for name, one in zip(names, (diff.a, diff.b), strict=True):
        yield from _root(in_column(name, names), one, decimals, width)
    apart = points(diff.difference, decimals).rjust(_FIGURES - 2)
    yield Content.assemble(in_column(Clean(""), names), (apart, "bold"), "    points apart")
    yield Content("")
    yield from wrapped("Compared: what one has not scored is the other's score, what neither has is 50 %.", width)
    for remark in diff.remarks:
        yield from wrapped(f"{remark[0].upper()}{remark[1:]}.", width)
    yield Content("")
    yield from _largest(tree, diff, decimals, width)
    yield Content("")


def in_column(name: Clean, names: Names) -> Content:
    """A name, or nothing, in a column that has room for both names."""
    width = min(_LONGEST_NAME, max(map(cell_len, names)))
    short = fit(name, width)
    return Content.styled(short + " " * (width - cell_len(short) + 1), "$foreground-muted")


def wrapped(words: str, width: int, style: str = "$foreground-muted") -> Iterator[Content]:
    """Words in lines."""
    return (Content.styled(line, style) for line in wrap(clean_line(words), width))


def _root(name: Content, one: Standing, decimals: int, width: int) -> Iterator[Content]:
    """The root as compared, what the person's own scores come to, and what the person states."""

    def figure(value: float, about: str = "") -> str:
        return f"{about}{in_percent(value, decimals)} %".rjust(_FIGURES)

    blank, root = " " * name.cell_length, one.root
    yield Content.assemble(name, (figure(one.compared), "bold"), ("  compared", "$foreground-muted"))
    point = NO_FIGURE.rjust(_FIGURES) if root.point is None else figure(root.point, "~" if root.assumed else "")
    own = f"{blank}{point}  own outlook"
    ends = "" if root.low is None or root.high is None else f", {whole_span(root.low, root.high)}"
    yield Content.styled(own + (ends if len(own + ends) <= width else ""), "$foreground-muted")
    if root.stated is not None:
        yield Content.styled(f"{blank}{figure(root.stated)}  stated outright", "$foreground-muted")


def _largest(tree: Tree, diff: AssessmentDiff, decimals: int, width: int) -> Iterator[Content]:
    if not diff.cruxes:
        yield from wrapped("You agree on every node that both have scored.", width, "")
        return
    count = "1 node differs" if len(diff.cruxes) == 1 else f"{len(diff.cruxes)} nodes differ"
    yield Content.styled(f"{count}; the largest shares", "bold")
    for crux in diff.cruxes[:_CRUXES_SHOWN]:
        yield Content(f"{points(crux.share, decimals):>7}  {fit(label(tree.nodes[crux.node]), max(8, width - 9))}")
