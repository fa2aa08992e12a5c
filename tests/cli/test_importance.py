"""`gametree importance`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

MANY = '[tree]\ntitle = "T"\n[node.top]\nkind = "strategy"\ntitle = "Top"\n' + "".join(
    f'[node.p{n}]\nkind = "problem"\ntitle = "P{n}"\nparent = "top"\n' for n in range(12)
)


SCORES = "node,plausibility,low,high\ntop,0.5,0.4,0.8\n" + "".join(f"p{n},0.{n + 10},,\n" for n in range(3, 12))


@pytest.fixture
def many(run: Run, folder: Path) -> str:
    """A strategy with a range and a dozen problems without, of which the first three are not scored."""
    (folder / "many.toml").write_text(MANY)
    run("score", "./many.toml", "--from", "-", stdin=SCORES)
    return "./many.toml"


def ranked(run: Run, tree: str, *options: str) -> list[dict[str, Any]]:
    nodes: list[dict[str, Any]] = run("importance", tree, "--format", "json", *options).json()["nodes"]
    return nodes


def test_nodes_are_ranked_by_swing_and_ties_stand_in_file_order(run: Run, many: str):
    nodes = ranked(run, many)
    assert [node["id"] for node in nodes[:4]] == ["p0", "p1", "p2", "top"]
    swings = [node["swing"] for node in nodes]
    assert swings == sorted(swings, reverse=True)
    assert all(node["swing"] == pytest.approx(abs(node["birnbaum"]) * node["width"]) for node in nodes)
    top, problem = nodes[3], nodes[4]
    assert (top["width"], top["width_assumed"]) == (pytest.approx(0.4), False)
    assert (problem["width"], problem["width_assumed"]) == (pytest.approx(0.2), True)


def test_what_is_next_is_unscored_and_has_its_id(run: Run, many: str):
    assert [node["id"] for node in ranked(run, many, "--next")] == ["p0", "p1", "p2"]
    assert [node["id"] for node in ranked(run, many, "--next", "--top", "2")] == ["p0", "p1"]
    out = run("importance", many, "--next").out
    assert "\n● P0" in out
    assert "\n  p0\n" in out
    assert "Top" not in out
    run("score", "./debate.toml", "--from", "-", stdin="node,plausibility\ndebate,1\ncollusion,1\n")
    assert "Every node is scored." in run("importance", "./debate.toml", "--next").out


def test_text_shows_ten_and_json_all_unless_told(run: Run, many: str):
    assert len(ranked(run, many)) == 13
    assert "… and 3 more" in run("importance", many).out
    assert "more" not in run("importance", many, "--top", "13").out
    assert (ranked(run, many, "--top", "0"), run("importance", many, "--top", "-1").code) == ([], 2)


def test_the_other_options_are_those_of_outlook(run: Run, many: str):
    slope = {node["id"]: node["birnbaum"] for node in ranked(run, many, "--semantics", "line", "--assume", "90%")}
    assert slope["p0"] == -0.5
    assert slope["p1"] == 0.0
    assert run("importance", many, "--as", "bob").err.startswith("bob has no assessment of this tree yet")
