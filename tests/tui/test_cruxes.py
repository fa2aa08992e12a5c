"""The panel of cruxes: ranked, live, and a way to each node."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from gametree.evaluation.importance import rank_nodes
from gametree.evaluation.outlook import outlook_of
from gametree.tui.crux_panel import CruxPanel
from gametree.tui.note_editor import NoteEditor
from tests.tui.driver import Drive, Driver

CERTAIN = """
[tree]
title = "Certain"
question = "Does it work?"

[node.plan]
kind = "strategy"
title = "A plan"

[node.flaw]
kind = "problem"
parent = "plan"
title = "A flaw"

[node.other-flaw]
kind = "problem"
parent = "plan"
title = "Another flaw"
"""


def panel(on: Driver) -> CruxPanel:
    return on.explore.query_one(CruxPanel)


def rows(on: Driver) -> list[str]:
    return [panel(on).render_line(y).text.rstrip() for y in range(panel(on).scrollable_content_region.height)]


def ranked(on: Driver) -> list[str]:
    assessment = on.session.assessment
    ranking = rank_nodes(outlook_of(on.session.tree, assessment), assessment)
    return [importance.node_id for importance in ranking if importance.swing > 1e-5]


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_a_key_opens_the_ranking_and_escape_closes_it(drive: Drive, size: tuple[int, int]) -> None:
    async with drive(size=size) as on:
        await on.press("5", "c")
        assert panel(on).has_focus
        assert [row.node_id for row in panel(on).rows] == ranked(on)
        heads, first, *_ = rows(on)
        assert heads.split() == ["plausible", "within", "swing", "10", "more"]
        assert on.session.tree.nodes[ranked(on)[0]].title[:20] in first
        await on.press("escape")
        assert not panel(on).display
        assert on.tree.has_focus


async def test_enter_goes_to_the_node_in_the_tree_and_the_panel_stays(drive: Drive) -> None:
    async with drive() as on:
        await on.press("5", "z", "M", "c", "down", "down", "enter")
        assert on.node == ranked(on)[2]
        assert on.tree.has_focus
        assert panel(on).display
        await on.press("c")
        assert panel(on).has_focus
        await on.press("c")
        assert not panel(on).display


async def test_the_words_follow_the_panels_cursor_and_then_the_trees_again(drive: Drive) -> None:
    async with drive() as on:
        await on.press("5", "c", "j")
        await on.pilot.pause(0.15)
        assert on.session.tree.nodes[ranked(on)[1]].title in on.words()
        await on.press("escape")
        await on.pilot.pause(0.15)
        assert "Trained as a whole." in on.words()


async def test_a_score_given_in_the_panel_goes_to_its_node_and_ranks_anew(drive: Drive) -> None:
    async with drive() as on:
        await on.press("5", "c", "j")
        node = panel(on).node_id
        await on.press("1")
        assert on.score(node) == 0.1
        assert panel(on).node_id == node
        assert [row.node_id for row in panel(on).rows] == ranked(on)
        await on.press("a")
        assert isinstance(on.app.screen, NoteEditor)


async def test_the_panel_says_whose_width_is_the_usual_one(drive: Drive) -> None:
    async with drive() as on:
        on.session.judge("rl", 0.5)
        on.session.judge("gaming", 0.5, (0.3, 0.6))
        await on.press("3", "c")
        shown = {row.split("%")[0][4:].strip()[:10]: row for row in rows(on)[1:] if "%" in row}
        assert "±10" in next(row for title, row in shown.items() if "End-to" in title)
        assert "30–60" in next(row for title, row in shown.items() if "The obj" in title)
        assert "0–100" in next(row for title, row in shown.items() if "Scalable" in title)


async def test_where_no_score_moves_the_answer_it_says_why_none_is_listed(drive: Drive) -> None:
    async with drive(CERTAIN, size=(140, 40)) as on:
        for node in ("flaw", "other-flaw"):
            on.session.judge(node, 1.0, (1.0, 1.0))
        on.session.judge("plan", 0.5)
        await on.press("5", "c", "down", "enter", "pagedown", "end", "5")
        assert "no single score moves the answer as things stand" in rows(on)[0]
        assert on.score("plan") == 0.5


async def test_before_the_outlook_is_known_it_says_so(drive: Drive) -> None:
    async with drive() as on:
        on.explore.outlook.insight = None
        await on.press("c")
        assert rows(on)[0].strip() == "working out what matters …"


async def test_a_click_goes_to_a_row_and_a_second_one_into_the_tree(drive: Drive) -> None:
    async with drive() as on:
        await on.press("5", "c")
        await on.pilot.click(CruxPanel, offset=(10, 4))
        assert panel(on).line == 2
        await on.pilot.click(CruxPanel, offset=(10, 3), times=2)
        assert on.node == ranked(on)[1]


@pytest.mark.parametrize("size", [(20, 8), (40, 12), (60, 15), (80, 24), (100, 30), (160, 50)])
async def test_no_size_breaks_it(drive: Drive, size: tuple[int, int]) -> None:
    async with drive(size=size) as on:
        await on.press("5", "c", "j", "end", "home", "pagedown", "v", "j", "w", "3", "escape", "L")
        width = panel(on).scrollable_content_region.width
        assert all(cell_len(row) <= width for row in rows(on))
