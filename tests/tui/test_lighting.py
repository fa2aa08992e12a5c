"""The principal line, lit in the tree and told in the strip."""

from __future__ import annotations

from pathlib import Path

import pytest

from gametree.files.tree_file import parse_tree
from gametree.model.outline import Outline, lay_out
from gametree.tui.insight_strip import InsightStrip
from gametree.tui.lighting import rows_of_line
from tests.benchmarks.shapes import chain
from tests.tui.conftest import TREE
from tests.tui.driver import Drive, Driver


def lit(on: Driver) -> list[str]:
    view = on.tree.view
    return [view.outline.rows[view.visible[y]].node_id for y, row in enumerate(on.rows()) if row[:1] == "┃"]


def strip(on: Driver) -> str:
    return on.explore.query_one(InsightStrip).render().plain


async def test_a_key_lights_the_line_unfolds_it_and_puts_it_out_again(drive: Drive) -> None:
    async with drive() as on:
        await on.press("8", "j", "9", "g", "g", "z", "M", "L")
        assert lit(on) == ["rl", "gaming", "oversight", "transparency", "probes"]
        assert "principal line: End-to-end trained RL → The objective gets gamed → Scalable" in strip(on)
        await on.press("L")
        assert lit(on) == []
        assert "principal line" not in strip(on)
        assert "probes" in [on.tree.view.outline.rows[index].node_id for index in on.tree.view.visible]


async def test_a_line_down_a_long_chain_is_looked_at_once(drive: Drive, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[int] = []
    above = Outline.above
    monkeypatch.setattr(Outline, "above", lambda outline, row: [looks.append(row), above(outline, row)][1])
    async with drive(chain(200)) as on:
        await on.settle()
        looks.clear()
        await on.press("L")
        assert on.explore.lighting.is_on
        assert 200 <= len(looks) <= 1000


async def test_the_line_follows_the_scores(drive: Drive) -> None:
    async with drive() as on:
        await on.press("g", "g", "L")
        for node, score in (("rl", 0.1), ("imitators", 0.8)):
            on.session.judge(node, score)
        on.explore.show_changes()
        await on.pilot.pause()
        assert lit(on) == ["imitators", "hch"]


async def test_before_the_outlook_is_known_there_is_no_line(drive: Drive) -> None:
    async with drive() as on:
        on.explore.outlook.insight = None
        await on.press("L")
        assert on.said() == ["there is no line of play yet: the outlook is still being worked out"]


def test_a_shared_move_is_lit_beneath_the_move_before_it_and_in_its_own_place() -> None:
    tree = parse_tree(TREE, Path("tree.toml")).tree
    assert tree
    outline = lay_out(tree)
    rows = rows_of_line(outline, ["rl", "gaming", "shards", "transparency", "probes"])
    shown = [(outline.rows[row].node_id, outline.rows[row].parent_id) for row in sorted(rows)]
    assert shown == [
        ("rl", "question"), ("gaming", "rl"), ("transparency", "oversight"), ("probes", "transparency"),
        ("shards", "gaming"), ("transparency", "shards"),
    ]  # fmt: skip
