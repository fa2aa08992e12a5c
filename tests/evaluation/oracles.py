"""Argumentation frameworks and gates with values that others published or computed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

DATA = Path(__file__).parent.parent / "data" / "oracles"


def oracles(name: str) -> list[dict[str, Any]]:
    """The cases of one file; each names its source."""
    cases: list[dict[str, Any]] = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return cases


class Graph(NamedTuple):
    """An argumentation framework as the evaluation takes it, and the names of its arguments."""

    names: Sequence[str]
    base: list[float]
    attackers: list[list[int]]
    supporters: list[list[int]]


def graph_of(case: Mapping[str, Any]) -> Graph:
    """The framework of a case; an edge there goes from the one that attacks or supports."""
    names = list(case["arguments"])
    edges: dict[str, list[list[int]]] = {}
    for relation in ("attacks", "supports"):
        edges[relation] = [[] for _ in names]
        for source, target in case[relation]:
            edges[relation][names.index(target)].append(names.index(source))
    return Graph(names, list(case["arguments"].values()), edges["attacks"], edges["supports"])
