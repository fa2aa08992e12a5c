"""A panel as JSON values; null where there is none."""

from __future__ import annotations

from typing import Any

from gametree.comparison.panel import Panel, PanelRow, Person


def panel_as_json(panel: Panel, top: int | None = None) -> dict[str, Any]:
    """People, nodes with the largest disagreement first, and how much higher each root is than each other."""
    return {
        "people": [_person(person) for person in panel.people],
        "nodes": [_node(row) for row in panel.rows[:top]],
        "differences": [list(row) for row in panel.differences],
    }


def _person(person: Person) -> dict[str, Any]:
    return {"assessor": person.name, "root": person.root, "stated": person.stated, "scored": person.scored}


def _node(row: PanelRow) -> dict[str, Any]:
    return {
        "id": row.node,
        "n": len(row.scores),
        "median": row.median,
        "odds_mean": row.odds_mean,
        "low": row.ends[0] if row.ends else None,
        "high": row.ends[1] if row.ends else None,
        "spread": row.spread,
        "deviation": row.deviation,
        "scores": dict(row.scores),
    }
