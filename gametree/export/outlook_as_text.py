"""Outlooks as plain text of a given width; everything in it is clean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size

from gametree.evaluation.importance import next_to_score, weigh_nodes
from gametree.evaluation.outlook import Outlooks
from gametree.evaluation.principal_line import Move, principal_line
from gametree.export.as_text import legend, row_as_text, wrap
from gametree.export.outlook_figures import NONE, Style, bar, ends, in_percent, in_points, painted, point
from gametree.model.assessment import Assessment
from gametree.model.digest import staleness
from gametree.model.kinds import LOOKS
from gametree.model.outline import Row, lay_out
from gametree.model.plausibility import bare_percent, span
from gametree.model.text import clean_line
from gametree.model.tree import QUESTION, Side

_NAME, _NUMBER = 15, 9
_BAR = 10
_FIGURES = 39  # score, outlook, bar, worst and best case
_NEXT = 3
_SAME = 1e-9


def outlook_as_text(outlooks: Outlooks, assessment: Assessment, width: int = 80, colour: bool = False) -> Iterator[str]:
    """The lines: the answer to the question, the tree with an outlook per node, the principal line, what to score."""
    page = _Page(outlooks, assessment, width, colour)
    yield from opening(outlooks, assessment, width, colour)
    yield ""
    yield from page.root()
    yield ""
    yield from page.tree()
    yield from page.line()
    yield from page.next()


def opening(outlooks: Outlooks, assessment: Assessment, width: int, colour: bool) -> Iterator[str]:
    """What was asked, whom, and how it was rolled up."""
    tree, root = outlooks.tree, outlooks.root
    if tree.question != tree.title:
        yield from wrap(clean_line(tree.title), width)
    yield from (painted(line, "heading", colour) for line in wrap(clean_line(tree.question), width))
    scored = f"{len(tree.nodes) - root.assumed} of {len(tree.nodes)} scored"
    yield from wrap(f"{clean_line(assessment.assessor)} · {scored} · {outlooks.semantics}", width)


@dataclass(frozen=True)
class _Page:
    outlooks: Outlooks
    assessment: Assessment
    width: int
    colour: bool

    def root(self) -> Iterator[str]:
        """Everything there is to say about the question, a line or more each."""
        yield from self._said(
            "outlook", in_percent(point(self.outlooks.root)), "; ".join(self._on_outlook()), "heading"
        )
        for name, number, remark in (*self._independent(), *self._stated(), *self._left_over()):
            yield from self._said(name, number, remark)

    def _on_outlook(self) -> Iterator[str]:
        root = self.outlooks.root
        if root.excess:
            yield f"no number, for the architectures come to {(1 + root.excess) * 100:.10g} %"
        else:
            if root.point is None:
                yield "nothing is scored yet"
            yield f"worst to best case {ends(root)} %"
        if root.error and root.point is not None:
            yield f"an estimate, ± {in_points(root.error)} (standard error)"

    def _independent(self) -> Iterator[tuple[str, str, str]]:
        root = self.outlooks.root
        if root.independent is None or root.point is None or abs(root.independent - root.point) < _SAME:
            return
        more, price = root.independent > root.point, in_points(root.independent - root.point)
        what = f"the price of correlated risk is {price}" if more else f"correlation gains {price}"
        yield (
            "independent",
            in_percent(bare_percent(root.independent)),
            f"if every use of a shared node were an event of its own; {what}",
        )

    def _stated(self) -> Iterator[tuple[str, str, str]]:
        stated, computed = self.assessment.judgements.get(QUESTION), self.outlooks.root.point
        if stated is None:
            return
        remarks = [f"range {span(stated.range)} %"] if stated.range else []
        if computed is not None:
            remarks.append(_gap(stated.plausibility - computed))
        if staleness(self.outlooks.tree, QUESTION, stated.digest):
            remarks.append("the question was reworded since")
        yield "stated", in_percent(bare_percent(stated.plausibility)), "; ".join(remarks)

    def _left_over(self) -> Iterator[tuple[str, str, str]]:
        root, count = self.outlooks.root, len(self.outlooks.tree.nodes)
        if root.none_of_these and not root.excess:
            left = "what the architectures leave of 100 %; counts as no success"
            yield "none of these", in_percent(bare_percent(root.none_of_these)), left
        if root.assumed:
            assumed = f"{bare_percent(self.outlooks.assume)} %"
            shares = ", architectures as a share of what is left" if self._has_unscored_architectures() else ""
            said = f"~ counts them as {assumed}{shares}; the worst and best case let them be anything"
            yield "unscored", f"{root.assumed} of {count}", said

    def _has_unscored_architectures(self) -> bool:
        return any(node.id not in self.assessment.judgements for node in self.outlooks.tree.architectures)

    def _said(self, name: str, number: str, remark: str, style: Style | None = None) -> Iterator[str]:
        wide = max(_NUMBER, cell_len(number))
        room = max(20, self.width - _NAME - wide - 2)
        first, *rest = wrap(remark, room)
        opening = f"{name:<{_NAME}}{number:>{wide}}"
        yield f"{painted(opening, style, self.colour) if style else opening}  {first}".rstrip()
        yield from (f"{' ' * (_NAME + wide + 2)}{line}" for line in rest)

    def tree(self) -> Iterator[str]:
        """Every node with its score and its outlook."""
        heads = f"{'score':>7}{'outlook':>9} {' ' * _BAR} {'worst–best':>11}"
        yield painted(" " * (self.width - _FIGURES) + heads, "faint", self.colour)
        for row in lay_out(self.outlooks.tree).rows[1:]:
            yield from row_as_text(self.outlooks.tree, row, self.width, _FIGURES, self._figures(row))
        yield ""
        yield from legend(self.outlooks.tree, self.width)

    def _figures(self, row: Row) -> str:
        judgement, outlook = self.assessment.judgements.get(row.node_id), self.outlooks.node(row.node_id)
        score = bare_percent(judgement.plausibility) if judgement else NONE
        drawn = painted(bar(outlook.point, _BAR), self.outlooks.tree.nodes[row.node_id].side, self.colour)
        return f"{score:>7}{point(outlook):>9} {drawn} {ends(outlook):>11}"

    def line(self) -> Iterator[str]:
        """The best line of play, where anything is scored."""
        moves = principal_line(self.outlooks)
        if not moves or self.outlooks.root.assumed == len(self.outlooks.tree.nodes):
            return
        yield ""
        yield painted("Principal line", "heading", self.colour)
        for move in moves:
            yield from self._listed(f"{self._who(move):<5}", move.node_id, point(self.outlooks.node(move.node_id)))

    def _who(self, move: Move) -> str:
        node = self.outlooks.tree.nodes[move.node_id]
        if node.kind == "architecture":
            return "if"
        return "we" if node.side is Side.PROPONENT else "they"

    def next(self) -> Iterator[str]:
        """The unscored nodes that could move the root most, with the ids to score them by."""
        first = next_to_score(self.outlooks, self.assessment)[:_NEXT]
        if not first:
            return
        swings = {weighed.node_id: weighed.swing for weighed in weigh_nodes(self.outlooks, self.assessment)}
        yield ""
        yield painted("Next to score, and by how many points it could move the outlook", "heading", self.colour)
        for node_id in first:
            yield from self._listed("", node_id, bare_percent(swings[node_id]))
            yield painted(f"    {clean_line(node_id)}", "faint", self.colour)

    def _listed(self, opening: str, node_id: str, figure: str) -> Iterator[str]:
        node = self.outlooks.tree.nodes[node_id]
        before = f"  {opening}{LOOKS[node.kind].glyph} "
        room = max(12, self.width - cell_len(before) - 10)
        first, *rest = wrap(clean_line(node.title), room)
        yield f"{before}{set_cell_size(first, room)}{figure:>10}"
        yield from (f"{' ' * cell_len(before)}{line}" for line in rest)


def _gap(difference: float) -> str:
    if abs(difference) < _SAME:
        return "just what the scores come to"
    return f"{in_points(difference)} {'above' if difference > 0 else 'below'} what the scores come to"
