"""The outlook over time in one line beside the tree."""

from __future__ import annotations

from gametree.tui.course import Course
from tests.tui.driver import Drive, Driver, wait_until


def line(on: Driver) -> str:
    return str(on.explore.query_one(Course).content)


async def test_the_line_shows_how_the_outlook_of_the_node_moved(drive: Drive) -> None:
    async with drive() as on:
        for node, score in (("hch", 0.9), ("gaming", 0.2), ("hch", 0.4)):
            on.session.judge(node, score)
        on.explore.go_to_node("hch")
        await wait_until(lambda: "90 █" in line(on), on.pilot)
        assert line(on) == "Outlook since 2026-11-20\n90 ██▄ 40"
        await on.press("8")
        await wait_until(lambda: "▇ 80" in line(on), on.pilot)


async def test_where_nothing_moved_there_is_no_line(drive: Drive) -> None:
    async with drive() as on:
        on.session.judge("hch", 0.9)
        on.explore.go_to_node("hch")
        await on.pilot.pause(0.3)
        assert line(on) == ""
