"""An outlook in words: the formula filled in, what it rests on, and how far a node moves the answer."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum, prod
from typing import TYPE_CHECKING

from textual.content import Content

from gametree.export.as_text import wrap
from gametree.model.plausibility import bare_percent
from gametree.model.text import Clean
from gametree.model.tree import QUESTION, Tree
from gametree.tui.outlook_cells import NO_FIGURE, Case, figure, gauge, in_excess, two_figures, whole_percent
from gametree.tui.standing import Standing

if TYPE_CHECKING:
    from gametree.evaluation.explanation import Explanation
    from gametree.evaluation.importance import Importance
    from gametree.evaluation.outlook import RootOutlook

_GAUGE = 11  # cells
_FACTORS_SHOWN = 9
_WORDS_AT = 11  # cells before the words of a factor
_LEAST_POINTS = 0.05  # what rounds to less than a tenth of a point is no move


def outlook_lines(standing: Standing, tree: Tree, node_id: str, width: int) -> Iterator[Content]:
    """The outlook of a node or of the question, and how it comes about, in so many cells; an empty line at the end."""
    case = standing.case(node_id)
    if standing.outlooks is None or (case is None and node_id != QUESTION):
        yield Content.assemble(("Outlook  ", "bold"), (NO_FIGURE, "$foreground-muted"), "\n")
        return
    if case is None:
        yield _heading("none, for the architectures exceed 100 %", "bold $text-error")
    else:
        yield _in_figures(standing, case, node_id)
        if case.point is not None:
            yield from _in_words(standing, node_id, width)
    if node_id == QUESTION:
        yield from _about_the_root(standing.outlooks.root, tree, standing.outlooks.assume)
    elif case and case.point is not None and case.assumed:
        yield _muted(f"~ what is not scored counts as {_percent(standing.outlooks.assume)}")
    yield Content("")


def importance_lines(standing: Standing, node_id: str) -> Iterator[Content]:
    """How far a node moves the answer, in plain words; an empty line at the end."""
    if standing.insight is None or node_id not in standing.insight.of:
        return
    importance = standing.insight.of[node_id]
    yield Content.styled("Importance", "bold")
    if 10 * abs(importance.birnbaum) < _LEAST_POINTS and 100 * importance.swing < _LEAST_POINTS:
        yield _muted("as the other scores stand, this one does not move the answer")
    else:
        yield Content(f"10 points more here move the answer by {signed_points(importance.birnbaum / 10)}")
        yield _muted(_swing_in_words(importance))
    if importance.voi_share is not None and importance.voi_share >= 0.0005:
        yield _muted(f"to settle it would tell {whole_percent(importance.voi_share)} % of what is open (VOI)")
    yield Content("")


def signed_points(difference: float) -> str:
    """`+1.2 points`: a difference of two numbers in [0, 1], in percentage points."""
    return f"{signed(difference)} points"


def signed(difference: float) -> str:
    """`+1.2`, `−0.3`, `0.0`: a difference in percentage points."""
    tenths = round(100 * difference, 1)
    return f"{'+' if tenths > 0 else '−' if tenths < 0 else ''}{abs(tenths):.1f}"


def _heading(words: str, style: str = "bold") -> Content:
    return Content.assemble(("Outlook  ", "bold"), (words, style))


def _in_figures(standing: Standing, case: Case, node_id: str) -> Content:
    real = standing.real.case(node_id) if standing.real else None
    shown = two_figures(real, case) if real else figure(case)
    if case.point is None:
        return _heading(f"{shown} %, for nothing is scored here yet", "$foreground-muted")
    line = gauge(case.low, case.point, case.high, _GAUGE)
    low, high = whole_percent(case.low), whole_percent(case.high)
    moved = "bold $text-accent" if "→" in shown else "bold"
    if case.low == case.high:
        return _heading(shown, moved)
    return Content.assemble(_heading(shown, moved), f"   {low} ", (line, "$text-primary"), f" {high}")


def _in_words(standing: Standing, node_id: str, width: int) -> Iterator[Content]:
    from gametree.evaluation.explanation import explain

    assert standing.outlooks
    explanation = explain(standing.outlooks, standing.assessment, node_id)
    factors = explanation.factors
    if len(factors) == 1 and factors[0].part == "score":
        yield _muted("  its plausibility, for nothing counters it")
        return
    sign = "×" if explanation.operator == "product" else "+"
    for number, factor in enumerate(factors[:_FACTORS_SHOWN]):
        value = f"{'~' if factor.assumed else ''}{_percent(factor.value)}"
        yield _factor(sign if number else "=", value, factor.words, width)
    if len(factors) > _FACTORS_SHOWN:
        rest = [factor.value for factor in factors[_FACTORS_SHOWN:]]
        yield _factor(sign, _percent(fsum(rest) if sign == "+" else prod(rest)), f"{len(rest)} more", width)
    if not explanation.is_exact_product:
        yield _muted(_why_not(explanation))


def _factor(sign: str, value: str, words: str, width: int) -> Content:
    first, *more = wrap(words, max(10, width - _WORDS_AT)) or [""]
    opening = ((f"{sign} ", "$foreground-muted"), value.rjust(_WORDS_AT - 4))
    rest = "".join(f"\n{' ' * _WORDS_AT}{line}" for line in more)
    return Content.assemble(*opening, (f"  {first}{rest}", "$foreground-muted"))


def _why_not(explanation: Explanation) -> str:
    return (
        f"together {_percent(explanation.product)}, but nodes are shared here, which hold and fail as one: "
        f"exactly {_percent(explanation.value)}"
    )


def _about_the_root(root: RootOutlook, tree: Tree, assume: float) -> Iterator[Content]:
    if root.excess:
        yield Content(f"They add up to {in_excess(root)}, though they exclude one another.")
        return
    if root.none_of_these and root.none_of_these >= 0.0005:
        yield _muted(f"none of these architectures: {_percent(root.none_of_these)}, which counts as no success")
    if root.point is not None and root.assumed:
        nodes = "1 node is" if root.assumed == 1 else f"{root.assumed} nodes are"
        yield _muted(f"~ {nodes} not scored; what is not scored counts as {_percent(assume)}")
    if root.error:
        yield _muted(f"± {_percent(root.error)}: an estimate, for the shared nodes are too many for an exact figure")
    if root.point is not None and root.independent is not None and _has_shared_nodes(tree):
        yield _price(root.point, root.independent)
    if root.stated is not None:
        yield from _stated(root)


def _price(point: float, independent: float) -> Content:
    """What it costs, or brings, that shared nodes hold and fail in all their places at once."""
    if abs(point - independent) < _LEAST_POINTS / 100:
        return _muted(f"if shared nodes were independent: {_percent(independent)} as well")
    verb, gap = ("costs", independent - point) if point < independent else ("adds", point - independent)
    words = f"; that they are not {verb} {signed_points(gap).lstrip('+')}"
    return Content.assemble("if shared nodes were independent: ", (_percent(independent), "bold"), words)


def _stated(root: RootOutlook) -> Iterator[Content]:
    assert root.stated is not None
    if root.point is None:
        yield Content.assemble("you state ", (_percent(root.stated), "bold"), " outright")
        return
    gap = root.stated - root.point
    words = "which is what your scores come to"
    if abs(gap) >= _LEAST_POINTS / 100:
        words = f"{signed_points(abs(gap)).lstrip('+')} {'above' if gap > 0 else 'below'} what your scores come to"
    yield Content.assemble("you state ", (_percent(root.stated), "bold"), f" outright, {words}")


def _swing_in_words(importance: Importance) -> str:
    points = f"{100 * importance.swing:.1f}".removesuffix(".0")
    if not importance.is_scored:
        return f"not scored yet: over all it may be, the answer moves by {points} points"
    if importance.has_range:
        return f"over its range the answer moves by {points} points"
    return f"ten points either way, the answer moves by {points} points"


def _has_shared_nodes(tree: Tree) -> bool:
    return any(len(node.parents) > 1 for node in tree.nodes.values())


def _percent(value: float) -> str:
    return f"{bare_percent(value)} %"


def _muted(words: str) -> Content:
    return Content.styled(Clean(words), "$foreground-muted")
