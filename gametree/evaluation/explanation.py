"""A number in words: the formula filled in with the nodes it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from gametree.evaluation.outlook import Outlooks
from gametree.model.assessment import Assessment
from gametree.model.kinds import label
from gametree.model.plausibility import bare_percent
from gametree.model.text import Clean
from gametree.model.tree import QUESTION

Part = Literal["score", "refinements", "countermeasure", "architecture"]


@dataclass(frozen=True, slots=True)
class Factor:
    """One factor (for the question's architectures: one term): its number in [0, 1], what it is, and of which nodes."""

    part: Part
    value: float
    words: Clean
    node_ids: tuple[str, ...]
    assumed: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """How an outlook comes about. Where nodes are shared, `product` is what the factors come to and differs from the
    value: they hold and fail together."""

    node_id: str
    value: float
    factors: tuple[Factor, ...]
    operator: Literal["product", "sum"]
    product: float

    @property
    def is_exact_product(self) -> bool:
        """Whether the factors alone make the value."""
        return abs(self.product - self.value) < 5e-10


def explain(outlooks: Outlooks, assessment: Assessment, node_id: str) -> Explanation:
    """The outlook of a node, or of the question, by its parts, as `prob` joins them."""
    skeleton = outlooks.skeleton
    if node_id == QUESTION and skeleton.architectures:
        return _by_architecture(outlooks, assessment)
    number = -1 if node_id == QUESTION else skeleton.numbers[node_id]
    factors = _own_score(outlooks, assessment, number)
    if skeleton.ways[number]:
        factors.append(_ways(outlooks, number))
    factors += [_reply(outlooks, reply) for reply in skeleton.replies[number]]
    product = 1.0
    for factor in factors:
        product *= factor.value
    value = outlooks.polynomial_root() if node_id == QUESTION else outlooks.presumed(number)
    return Explanation(node_id, value, tuple(factors), "product", product)


def _own_score(outlooks: Outlooks, assessment: Assessment, number: int) -> list[Factor]:
    if number < 0 or number in outlooks.skeleton.architectures:
        return []
    node_id = outlooks.skeleton.ids[number]
    assumed = node_id not in assessment.judgements
    words = Clean("assumed, for it is not scored") if assumed else Clean("its plausibility")
    return [Factor("score", outlooks.scores[number], words, (node_id,), assumed)]


def _ways(outlooks: Outlooks, number: int) -> Factor:
    children = outlooks.skeleton.ways[number]
    ids = tuple(outlooks.skeleton.ids[child] for child in children)
    needs_all = number in outlooks.skeleton.needs_all
    value = 1.0
    for child in children:
        value *= outlooks.presumed(child) if needs_all else 1 - outlooks.presumed(child)
    assumed = any(outlooks.node(node_id).assumed for node_id in ids)
    return Factor("refinements", value if needs_all else 1 - value, _in_words(outlooks, ids, needs_all), ids, assumed)


def _in_words(outlooks: Outlooks, ways: Sequence[str], needs_all: bool) -> Clean:
    if len(ways) == 1:
        return Clean(f"{_name(outlooks, ways[0])} holds")
    return Clean(
        f"all of the {len(ways)} ways beneath it hold" if needs_all else f"at least one of {len(ways)} ways holds"
    )


def _reply(outlooks: Outlooks, number: int) -> Factor:
    node_id = outlooks.skeleton.ids[number]
    words = Clean(f"{_name(outlooks, node_id)} fails")
    return Factor("countermeasure", 1 - outlooks.presumed(number), words, (node_id,), outlooks.node(node_id).assumed)


def _by_architecture(outlooks: Outlooks, assessment: Assessment) -> Explanation:
    factors = []
    for node, success in zip(outlooks.tree.architectures, outlooks.successes(), strict=True):
        weight = outlooks.scores[outlooks.number[node.id]]
        assumed = node.id not in assessment.judgements or outlooks.node(node.id).assumed
        words = Clean(f"{_percent(weight)} × {_percent(success)} if {label(node)}")
        factors.append(Factor("architecture", weight * success, words, (node.id,), assumed))
    total = sum(factor.value for factor in factors)
    return Explanation(QUESTION, outlooks.polynomial_root(), tuple(factors), "sum", total)


def _name(outlooks: Outlooks, node_id: str) -> Clean:
    return label(outlooks.tree.nodes[node_id])


def _percent(value: float) -> str:
    return f"{bare_percent(value)} %"
