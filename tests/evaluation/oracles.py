"""Argumentation frameworks and gates with values that others published or computed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from gametree.evaluation.gates import GateBuilder, Gates, Scenario, no

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


class Read(NamedTuple):
    """Gates as the engine takes them, the names of their scores, and the places of the gates that are asked for."""

    gates: Gates
    names: list[str]
    scores: list[float]
    wanted: list[str]


def gates_of(case: Mapping[str, Any]) -> Read:
    """A fault tree or an attack-defence tree; its top is the only scenario."""
    builder = GateBuilder()
    names, chances = list(case["basic"]), list(case["basic"].values())
    literal_of = {name: builder.add(score, ()) for score, name in enumerate(names)}

    def read(name: str) -> int:
        if name not in literal_of:
            operation, inputs = case["gates"][name]["op"], [read(other) for other in case["gates"][name]["args"]]
            literal_of[name] = {
                "and": lambda: builder.add(None, inputs),
                "or": lambda: builder.any_of(inputs),
                "not": lambda: no(*inputs),
                "counter": lambda: builder.add(None, [inputs[0], no(inputs[1])]),
            }[operation]()
        return literal_of[name]

    top = read(case["top"])
    return Read(builder.built([], [Scenario(None, (top,))]), names, chances, [case["top"]])


def gates_of_graph(case: Mapping[str, Any]) -> Read:
    """An argumentation framework as events: an argument holds if it or a supporter does by itself, and no attacker."""
    graph = graph_of(case)
    builder = GateBuilder()
    literals: dict[int, int] = {}

    def read(argument: int) -> int:
        if argument not in literals:
            grounds = [builder.add(argument, ()), *map(read, graph.supporters[argument])]
            against = [no(read(other)) for other in graph.attackers[argument]]
            literals[argument] = builder.add(None, [builder.any_of(grounds), *against])
        return literals[argument]

    nodes = [read(argument) for argument in range(len(graph.names))]
    return Read(builder.built(nodes, [Scenario(None, (nodes[-1],))]), list(graph.names), graph.base, list(graph.names))
