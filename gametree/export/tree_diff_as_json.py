"""The difference of two trees as JSON."""

from __future__ import annotations

from typing import Any

from gametree.comparison.tree_diff import FieldChange, NodeChange, SourceChange, TreeDiff
from gametree.model.tree import Node, Source, Tree

_WORDS = ("title", "question", "text", "short")


def tree_diff_as_json(diff: TreeDiff, old: str, new: str) -> dict[str, Any]:
    """The difference between the versions called `old` and `new`; a missing value is null."""
    return {
        "old": _version(old, diff.old),
        "new": _version(new, diff.new),
        "counts": dict(diff.counts),
        "header": [_field(change) for change in diff.header],
        "sources": [_source(change) for change in diff.sources],
        "nodes": [_node(change) for change in diff.nodes],
    }


def _version(name: str, tree: Tree) -> dict[str, Any]:
    return {"name": name, "title": tree.title, "nodes": len(tree.nodes)}


def _field(change: FieldChange) -> dict[str, Any]:
    entry: dict[str, Any] = {"field": change.field, "old": _value(change.old), "new": _value(change.new)}
    if change.is_list:
        entry |= {"added": list(change.added), "removed": list(change.removed)}
    elif change.field in _WORDS:
        entry["words"] = [[str(run.mark), run.text] for run in change.runs()]
    return entry


def _value(value: str | tuple[str, ...] | None) -> str | list[str] | None:
    return list(value) if isinstance(value, tuple) else value


def _source(change: SourceChange) -> dict[str, Any]:
    return {
        "id": change.id,
        "ways": ["added" if not change.old else "removed" if not change.new else "changed"],
        "old": _source_values(change.old),
        "new": _source_values(change.new),
        "fields": [_field(field) for field in change.fields],
    }


def _source_values(source: Source | None) -> dict[str, Any] | None:
    return source.said() if source else None


def _node(change: NodeChange) -> dict[str, Any]:
    return {
        "id": change.node.id,
        "was": change.renamed_from,
        "ways": list(change.ways),
        "old": _node_values(change.old),
        "new": _node_values(change.new),
        "fields": [_field(field) for field in change.fields],
        "reordered": [reorder._asdict() for reorder in change.reordered],
    }


def _node_values(node: Node | None) -> dict[str, Any] | None:
    if node is None:
        return None
    return {
        "id": node.id,
        "kind": node.kind,
        "title": node.title,
        "short": node.short,
        "text": node.text,
        "parents": list(node.parents),
        "refinement": node.refinement,
        "sources": list(node.sources),
        "tags": list(node.tags),
        "see": list(node.see),
        "formerly": list(node.formerly),
    }
