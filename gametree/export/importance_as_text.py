"""Which nodes matter, as plain text of a given width; everything in it is clean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import set_cell_size

from gametree.evaluation.importance import USUAL_WIDTH, Importance
from gametree.evaluation.outlook import Outlooks
from gametree.export.as_text import wrap
from gametree.export.crux_columns import signed
from gametree.export.outlook_as_text import opening
from gametree.export.outlook_figures import NONE, bar, painted, root_in_words
from gametree.model.assessment import Assessment
from gametree.model.kinds import LOOKS
from gametree.model.plausibility import bare_percent, span
from gametree.model.text import clean_line

_BAR = 6
_FIGURES = 49  # swing, its bar, slope, range, value of information and its share


def importance_as_text(
    outlooks: Outlooks,
    assessment: Assessment,
    ranked: Sequence[Importance],
    width: int = 80,
    top: int | None = None,
    with_ids: bool = False,
    colour: bool = False,
) -> Iterator[str]:
    """The lines: the question, a row for each of the `top` nodes in the order given, what the columns mean."""
    yield from opening(outlooks, assessment, width, colour)
    yield from wrap(root_in_words(outlooks.root), width)
    yield ""
    shown = ranked[:top]
    if not ranked:
        yield "Every node is scored."
        return
    if shown:
        heads = f"{'swing':>7} {' ' * _BAR}{'slope':>8}  {'range':<10}{'VOI':>8}{'share':>7}"
        yield painted(" " * (width - _FIGURES) + heads, "faint", colour)
    largest = max((weighed.swing for weighed in ranked), default=0.0)
    for weighed in shown:
        yield from _row(outlooks, assessment, weighed, width, largest, colour)
        if with_ids:
            yield painted(f"  {clean_line(weighed.node_id)}", "faint", colour)
    if len(ranked) > len(shown):
        yield painted(f"… and {len(ranked) - len(shown)} more", "faint", colour)
    yield ""
    yield from (painted(line, "faint", colour) for said in _small_print(shown) for line in wrap(said, width))


def _row(
    outlooks: Outlooks, assessment: Assessment, weighed: Importance, width: int, largest: float, colour: bool
) -> Iterator[str]:
    node = outlooks.tree.nodes[weighed.node_id]
    room = max(12, width - _FIGURES)
    first, *rest = wrap(clean_line(node.title), room - 2)
    drawn = painted(bar(weighed.swing / largest if largest else 0.0, _BAR), node.side, colour)
    figures = f"{bare_percent(weighed.swing):>7} {drawn}{_slope(weighed):>8}  {_range(assessment, weighed):<10}"
    share = NONE if weighed.voi_share is None else f"{bare_percent(weighed.voi_share)} %"
    yield f"{set_cell_size(f'{LOOKS[node.kind].glyph} {first}', room)}{figures}{_voi(weighed):>8}{share:>7}"
    yield from (f"  {line}" for line in rest)


def _slope(weighed: Importance) -> str:
    return "<0.001" if 0 < abs(weighed.birnbaum) < 0.0005 else signed(weighed.birnbaum, 3)


def _voi(weighed: Importance) -> str:
    if weighed.voi is None:
        return NONE
    return "<0.0001" if 0 < weighed.voi < 0.00005 else f"{weighed.voi:.4f}"


def _range(assessment: Assessment, weighed: Importance) -> str:
    judgement = assessment.judgements.get(weighed.node_id)
    if judgement is None:
        return "unscored"
    return span(judgement.range) if judgement.range else f"±{USUAL_WIDTH * 50:g}~"


def _small_print(shown: Sequence[Importance]) -> Iterator[str]:
    """What the columns mean."""
    yield "Swing: points by which the question's outlook moves from one end of a node's range to the other."
    yield "Slope: how fast it moves with the score, the others held (Birnbaum)."
    if any(weighed.is_scored and not weighed.has_range for weighed in shown):
        yield f"~: no range is given; {USUAL_WIDTH * 50:g} points either way are taken."
    if any(weighed.voi is not None for weighed in shown):
        yield "VOI: what settling the node would tell about the question, in bans (log 10), and as a share of all."
