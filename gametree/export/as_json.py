"""Trees, histories and findings as JSON values."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from gametree.evaluation.outlook import Outlooks
from gametree.export.outlook_as_json import node_outlook_as_json, root_as_json
from gametree.model.assessment import Assessment, Record
from gametree.model.digest import staleness
from gametree.model.finding import Finding
from gametree.model.tree import QUESTION, Node, Tree


def tree_as_json(tree: Tree, assessment: Assessment, outlooks: Outlooks) -> dict[str, Any]:
    """The tree with a person's scores and outlooks; null where there is none. Nodes in file order."""
    return {
        "tree": {
            "name": tree.name,
            "title": tree.title,
            "question": tree.question,
            "text": tree.header.text,
            "authors": list(tree.header.authors),
            "sources": {name: source.said() for name, source in tree.sources.items()},
        },
        "assessor": assessment.assessor,
        "root": root_as_json(outlooks.root),
        "question": _judged(tree, QUESTION, assessment),
        "nodes": [_node(tree, node, assessment, outlooks) for node in tree.nodes.values()],
    }


def _node(tree: Tree, node: Node, assessment: Assessment, outlooks: Outlooks) -> dict[str, Any]:
    return {
        "id": node.id,
        "kind": node.kind,
        "side": str(node.side),
        "title": node.title,
        "text": node.text,
        "parents": list(node.parents),
        "refinement": node.refinement,
        "sources": list(node.sources),
        "tags": list(node.tags),
        "see": list(node.see),
        **_judged(tree, node.id, assessment),
        "outlook": node_outlook_as_json(outlooks.node(node.id)),
    }


def _judged(tree: Tree, node_id: str, assessment: Assessment) -> dict[str, Any]:
    """What the person says of a node, or of the question."""
    judgement = assessment.judgements.get(node_id)
    return {
        "plausibility": judgement.plausibility if judgement else None,
        "range": list(judgement.range) if judgement and judgement.range else None,
        "notes": [{"at": iso(note.at), "text": note.text} for note in assessment.notes.get(node_id, ())],
        "stale": judgement is not None and staleness(tree, node_id, judgement.digest) is not None,
    }


def history_as_json(tree: Tree, records: Iterable[Record]) -> dict[str, Any]:
    """Records oldest first, under the present ids of their nodes."""
    return {"entries": [_entry(tree, record) for record in records]}


def _entry(tree: Tree, record: Record) -> dict[str, Any]:
    return {
        "key": record.key,
        "at": iso(record.at),
        "node": tree.renamed.get(record.node, record.node),
        "plausibility": record.plausibility,
        "range": list(record.range) if record.range else None,
        "note": record.note,
        "retract": record.retract,
    }


def finding_as_json(file: str, finding: Finding) -> dict[str, Any]:
    """One finding with its place."""
    return {
        "file": file,
        "line": finding.place.line,
        "column": finding.place.column,
        "severity": str(finding.severity),
        "check": finding.check,
        "message": finding.message,
    }


def iso(at: datetime) -> str:
    """UTC to the millisecond, as in `2026-11-20T10:00:00.123Z`."""
    return f"{at.year:04d}-{at:%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z"
