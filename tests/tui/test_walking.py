"""The walk over the unscored, what matters most first, and the strip that says where it goes."""

from __future__ import annotations

from gametree.evaluation.importance import next_to_score
from gametree.evaluation.outlook import outlook_of
from gametree.tui.insight_strip import InsightStrip
from tests.tui.driver import Drive, Driver

NEXT, PREVIOUS = "right_square_bracket", "left_square_bracket"


def order(on: Driver) -> list[str]:
    assessment = on.session.assessment
    return next_to_score(outlook_of(on.session.tree, assessment), assessment)


def strip(on: Driver) -> str:
    return on.explore.query_one(InsightStrip).render().plain.strip()


async def test_the_walk_goes_where_a_score_could_move_the_answer_most(drive: Drive) -> None:
    async with drive() as on:
        await on.press("5", NEXT)
        first, second, third, *_, last = order(on)
        assert on.node == first
        await on.press(NEXT, NEXT)
        assert on.node == third
        await on.press(PREVIOUS)
        assert on.node == second
        await on.press(PREVIOUS, PREVIOUS)
        assert on.node == last


async def test_a_score_on_the_way_sends_it_to_what_matters_most_now(drive: Drive) -> None:
    async with drive() as on:
        await on.press("5", NEXT, "2", NEXT)
        assert on.node == order(on)[0]


async def test_the_walk_leads_into_folds(drive: Drive) -> None:
    async with drive() as on:
        await on.press("5", "z", "M", *[NEXT] * 7)
        assert on.node == order(on)[-1]


async def test_the_walk_keeps_to_what_a_filter_shows(drive: Drive) -> None:
    async with drive() as on:
        await on.press("f", "p", NEXT)
        assert on.node == "transparency"
        await on.press("5", NEXT)
        assert on.node == "transparency"
        assert on.said()[-1] == "every node that the filter is for has a score"


async def test_the_strip_says_where_the_walk_would_go(drive: Drive) -> None:
    async with drive() as on:
        await on.press("5")
        title = on.session.tree.nodes[order(on)[0]].title
        assert strip(on) == f"] next to score: {title}"
        await on.press(NEXT)
        await on.pilot.pause(0.2)
        assert strip(on) == f"] next to score: {on.session.tree.nodes[order(on)[1]].title}"


async def test_at_the_end_of_the_walk_it_says_so(drive: Drive) -> None:
    async with drive() as on:
        for node in on.session.tree.nodes:
            if node != "hch":
                on.session.judge(node, 0.1)
        on.explore.show_changes()
        await on.press(NEXT)
        assert on.node == "hch"
        await on.press(NEXT)
        await on.pilot.pause(0.2)
        assert on.said()[-1] == strip(on) == "this is the last node without a score"
        await on.press("5", NEXT)
        assert on.said()[-1] == strip(on) == "every node has a score"


async def test_before_the_order_is_known_the_walk_goes_down_the_tree(drive: Drive) -> None:
    async with drive() as on:
        on.explore.outlook.insight = None
        await on.press(NEXT)
        assert on.node == "gaming"
