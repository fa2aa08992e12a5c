"""Outlooks and importance as JSON values; null where there is no number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gametree.evaluation.importance import Importance, next_to_score, weigh_nodes
from gametree.evaluation.outlook import Outlook, Outlooks, RootOutlook
from gametree.evaluation.principal_line import principal_line
from gametree.model.assessment import Assessment


def outlook_as_json(outlooks: Outlooks, assessment: Assessment) -> dict[str, Any]:
    """The root, then every node in file order with its score, its outlook and what it matters."""
    return {
        "semantics": outlooks.semantics,
        "root": root_as_json(outlooks.root),
        "nodes": [_node(outlooks, assessment, weighed) for weighed in weigh_nodes(outlooks, assessment)],
        "assessor": assessment.assessor,
        "assume": outlooks.assume,
        "principal_line": [move.node_id for move in principal_line(outlooks)],
        "next_to_score": next_to_score(outlooks, assessment),
    }


def importance_as_json(outlooks: Outlooks, assessment: Assessment, ranked: Sequence[Importance]) -> dict[str, Any]:
    """The root, then the nodes in the order given."""
    return {
        "semantics": outlooks.semantics,
        "root": root_as_json(outlooks.root),
        "nodes": [_weighed(assessment, weighed) for weighed in ranked],
        "assessor": assessment.assessor,
        "assume": outlooks.assume,
    }


def root_as_json(root: RootOutlook) -> dict[str, Any]:
    """The answer to the tree's question; `assumed` is how many nodes are not scored, `error` a standard error."""
    return {
        "point": root.point,
        "low": root.low,
        "high": root.high,
        "independent": root.independent,
        "stated": root.stated,
        "assumed": root.assumed,
        "none_of_these": root.none_of_these,
        "excess": root.excess,
        "error": root.error,
    }


def node_outlook_as_json(outlook: Outlook) -> dict[str, float | None]:
    """One node's outlook."""
    return {"point": outlook.point, "low": outlook.low, "high": outlook.high}


def _node(outlooks: Outlooks, assessment: Assessment, weighed: Importance) -> dict[str, Any]:
    judgement = assessment.judgements.get(weighed.node_id)
    return {
        "id": weighed.node_id,
        "plausibility": judgement.plausibility if judgement else None,
        "outlook": node_outlook_as_json(outlooks.node(weighed.node_id)),
        "birnbaum": weighed.birnbaum,
        "swing": weighed.swing,
        "voi": weighed.voi,
    }


def _weighed(assessment: Assessment, weighed: Importance) -> dict[str, Any]:
    judgement = assessment.judgements.get(weighed.node_id)
    return {
        "id": weighed.node_id,
        "plausibility": judgement.plausibility if judgement else None,
        "range": list(judgement.range) if judgement and judgement.range else None,
        "birnbaum": weighed.birnbaum,
        "width": weighed.width,
        "width_assumed": weighed.is_scored and not weighed.has_range,
        "swing": weighed.swing,
        "voi": weighed.voi,
        "voi_share": weighed.voi_share,
    }
