"""What a reader must know of a semantics beside its numbers."""

from __future__ import annotations

from collections.abc import Iterator

from gametree.evaluation.lenses import LensFormula
from gametree.evaluation.outlook import Outlooks
from gametree.model.text import Clean, clean_line

_NAMED = 5


def semantics_remarks(outlooks: Outlooks) -> Iterator[Clean]:
    """One sentence for each thing that the tree says and this semantics cannot."""
    formula = outlooks.formula
    if not isinstance(formula, LensFormula):
        return
    if formula.qbaf.read_as_any:
        yield _read_as_any(outlooks.semantics, formula.qbaf.read_as_any)
    if outlooks.semantics == "euler-based":
        yield Clean(
            "euler-based never leaves a base of 0 or 1, so no score moves the question or an architecture's branch; "
            "only the nodes beneath can be compared"
        )


def _read_as_any(semantics: str, node_ids: tuple[str, ...]) -> Clean:
    more = f" and {len(node_ids) - _NAMED} more" if len(node_ids) > _NAMED else ""
    named = f"{', '.join(node_ids[:_NAMED])}{more}"
    return clean_line(f'{semantics} cannot say "all": it reads {named} as if any one of the ways beneath were enough')
