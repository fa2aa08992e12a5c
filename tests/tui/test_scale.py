"""What a key costs does not grow with the tree: counts, never times."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from types import FrameType

import pytest
from textual.widget import Widget

from gametree.files import reading
from gametree.tui import explore, outlooks, row_painter
from gametree.tui.flat_tree import FlatTree
from gametree.tui.keeping import Keeping
from tests.benchmarks.shapes import chain, diamonds, fan, grown, much_shared
from tests.tui.driver import Driver, wait_until

Drive = Callable[..., AbstractAsyncContextManager[Driver]]
SMALL, LARGE = 200, 5_000
OURS = f"{os.sep}gametree{os.sep}"


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The lines painted, one after the other."""
    lines: list[int] = []
    paint = FlatTree.render_line

    def counting(self: FlatTree, y: int) -> object:
        lines.append(y)
        return paint(self, y)

    monkeypatch.setattr(FlatTree, "render_line", counting)
    return lines


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_cursor_key_paints_at_most_two_rows(drive: Drive, painted: list[int], size: int):
    async with drive(grown(size)) as driver:
        await driver.settle()
        await driver.press("g", "g", "j")
        for key in "jjkj":
            painted.clear()
            await driver.press(key)
            assert 1 <= len(painted) <= 2


@pytest.mark.parametrize("key", ["5", "u", "enter", "E", "C"])
async def test_a_change_paints_the_screen_once(drive: Drive, painted: list[int], key: str):
    async with drive(grown(LARGE)) as driver:
        await driver.press("g", "g", "j", "3")
        await driver.settle()
        painted.clear()
        await driver.press(key)
        once = driver.tree.size.height + 4
        assert 1 <= len(painted) <= once * (2 if key in "5u" else 1)  # what follows from a score may come later


async def test_messages_do_not_grow_with_the_tree(drive: Drive, monkeypatch: pytest.MonkeyPatch):
    posted: list[object] = []
    post = Widget.post_message
    monkeypatch.setattr(Widget, "post_message", lambda self, message: [posted.append(message), post(self, message)][1])
    for size in (SMALL, LARGE):
        async with drive(grown(size)) as driver:
            await driver.settle()
            for key in "CEC":
                posted.clear()
                await driver.press(key)
                assert 1 <= len(posted) < 100  # most of them from waiting for every widget


async def test_widgets_do_not_grow_with_the_tree(drive: Drive):
    counts = set()
    for size in (SMALL, LARGE):
        async with drive(grown(size)) as driver:
            await driver.press("E", "j")
            await driver.pilot.pause(0.2)
            counts.add(len(driver.explore.query("*")))
    assert len(counts) == 1


async def test_a_cursor_key_touches_no_file(drive: Drive, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(explore, "_LOOK_AT_DISK", 1000)
    touched: Counter[str] = Counter()
    async with drive(grown(SMALL)) as driver:
        await driver.press("j")
        await driver.pilot.pause(0.2)
        for owner, name in ((os, "stat"), (os, "open"), (Path, "stat"), (Path, "open"), (reading, "read_bytes")):
            monkeypatch.setattr(owner, name, _counted(getattr(owner, name), touched, name))
        await driver.press("j", "k", "J", "K", "G")
        await driver.pilot.pause(0.2)
        assert not touched


def _counted(function: Callable[..., object], counts: Counter[str], name: str) -> Callable[..., object]:
    def counting(*arguments: object, **options: object) -> object:
        counts[name] += 1
        return function(*arguments, **options)

    return counting


async def _lines_run(drive: Drive, size: int, keys: str) -> Counter[str]:
    """How many lines of the program each key runs before it is answered, what threads do aside."""
    ran: Counter[str] = Counter()

    def trace(frame: FrameType, event: str, _: object) -> object:
        ran[key] += event == "line"
        return trace if OURS in frame.f_code.co_filename else None

    async with drive(grown(size, shared=False)) as driver:
        await driver.settle()
        key = "g"
        await driver.press("g", "g", "j", "3")
        await driver.settle()
        for key in keys.split():
            sys.settrace(trace)
            await driver.press(key)
            sys.settrace(None)
            await driver.settle()
    return ran


async def test_what_a_key_makes_the_program_do_does_not_grow_with_the_tree(
    drive: Drive, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(outlooks, "_AT_ONCE", -1)  # what may grow, and is done at once only where it is quick
    keys = "j pagedown 7 u enter"
    few, many = [await _lines_run(drive, size, keys) for size in (300, 3_000)]
    for key in keys.split():
        assert 20 < many[key] < 3 * few[key] + 500, key  # ten times as many nodes


async def test_at_rest_it_looks_at_its_files_and_does_nothing_else(
    drive: Drive, painted: list[int], monkeypatch: pytest.MonkeyPatch
):
    touched: Counter[str] = Counter()
    looks: list[int] = []
    look = Keeping.look_at_disk
    monkeypatch.setattr(Keeping, "look_at_disk", lambda self: [looks.append(1), look(self)][1])
    monkeypatch.setattr(explore, "_LOOK_AT_DISK", 0.02)
    async with drive(grown(SMALL)) as driver:
        await driver.settle()
        await driver.press("c")
        await driver.pilot.pause(0.2)
        for name in ("stat", "open"):
            monkeypatch.setattr(os, name, _counted(getattr(os, name), touched, name))
        looks.clear()
        painted.clear()
        await wait_until(lambda: len(looks) >= 5, driver.pilot)
        assert not painted
        assert touched.keys() == {"stat"}
        assert touched["stat"] <= 2 * (len(looks) + 1)


@pytest.mark.parametrize("opened", ["", "c", "d"], ids=["tree", "cruxes", "comparison"])
async def test_no_clock_ticks_but_those_that_look_at_the_disk(drive: Drive, tmp_path: Path, opened: str):
    (tmp_path / "oversight.assessments").mkdir()
    (tmp_path / "oversight.assessments" / "bob.toml").write_text(
        'tree = "oversight"\nassessor = "bob"\nt1 = { node = "n0", plausibility = 0.3 }\n'
    )
    async with drive(grown(SMALL)) as driver:
        await driver.settle()
        await driver.press(*opened)
        await wait_until(lambda: (type(driver.app.screen).__name__ == "CompareScreen") == (opened == "d"), driver.pilot)
        pumps = {driver.app, *driver.app.screen_stack, *driver.app.query("*"), *driver.explore.query("*")}
        timers = {timer for pump in pumps for timer in pump._timers if timer._repeat is None and timer._active.is_set()}
        looking = sorted(timer._callback.__name__ for timer in timers)
        assert looking == ["look_at_disk", *["look_at_other"] * (opened == "d")]
        assert {timer._interval for timer in timers} == {0.5}


async def test_a_score_looks_at_no_more_digests_than_rows_shown(drive: Drive, monkeypatch: pytest.MonkeyPatch):
    looks: Counter[str] = Counter()
    monkeypatch.setattr(row_painter, "staleness", _counted(row_painter.staleness, looks, "staleness"))
    async with drive(grown(LARGE)) as driver:
        await driver.settle()
        driver.session.judge("n0", 0.5)
        for number in range(300):
            driver.session.judge(f"n{number}", 0.5)
        looks.clear()
        await driver.press("j", "7")
        assert 1 <= looks["staleness"] <= 4 * driver.tree.size.height  # to compare and to paint, twice


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (chain(20_000), 20_001),
        (fan(20_000), 20_002),
        (diamonds(20), 79),
        (much_shared(10_000), 20_001),
    ],
    ids=["chain", "fan", "diamonds", "much shared"],
)
async def test_extreme_trees_open_and_answer(drive: Drive, text: str, rows: int):
    async with drive(text) as driver:
        await driver.press("E")
        assert len(driver.tree.view.visible) == rows
        await driver.press("G", "7", "k", "h", "J", "K", "l", "enter", "enter", "5", "u", "C", "j", "E", "g", "g")
        await wait_until(lambda: driver.tree.view.line == 0, driver.pilot, seconds=20)
        assert driver.session.scored_count() >= 1
