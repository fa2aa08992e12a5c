"""The outlook over time on screen."""

from __future__ import annotations

from textual.widgets import Static

from gametree.tui.compare import CompareScreen
from gametree.tui.history_view import HistoryScreen
from tests.tui.driver import Drive, Driver, wait_until


def shown(on: Driver, part: str) -> str:
    return str(on.app.screen.query_one(part, Static).content)


async def opened(on: Driver) -> None:
    await on.press("O")
    await wait_until(lambda: isinstance(on.app.screen, HistoryScreen) and on.app.screen.mine is not None, on.pilot)
    await on.pilot.pause()


async def test_every_score_is_a_step_of_the_question_and_of_the_node(drive: Drive) -> None:
    async with drive() as on:
        for node, score in (("rl", 0.5), ("gaming", 0.8), ("oversight", 0.6), ("rl", 0.3)):
            on.session.judge(node, score)
        await opened(on)
        plots = shown(on, "#plots")
        assert "Outlook of the question   ━ ada" in plots
        assert "End-to-end trained RL   ━ outlook   ━ plausibility" in plots
        assert "⣀" in plots or "⠉" in plots or "⠒" in plots
        assert "4 of 4" in shown(on, "#moment")
        assert "scored: End-to-end trained RL" in shown(on, "#moment")


async def test_one_goes_from_moment_to_moment(drive: Drive) -> None:
    async with drive() as on:
        on.session.judge("rl", 0.5)
        on.session.judge("gaming", 0.8)
        await opened(on)
        await on.press("left", "left")
        assert "1 of 2" in shown(on, "#moment")
        await on.press("l")
        assert "scored: The objective gets gamed" in shown(on, "#moment")
        before = shown(on, "#plots")
        await on.press("s")
        assert shown(on, "#plots") != before
        await on.press("escape")
        assert not isinstance(on.app.screen, HistoryScreen)


async def test_without_scores_it_says_so(drive: Drive) -> None:
    async with drive() as on:
        await opened(on)
        assert "Nothing is scored yet" in shown(on, "#plots")
        await on.press("left", "s", "d", "q")
        assert not isinstance(on.app.screen, HistoryScreen)


async def test_from_a_moment_one_compares_with_oneself_then(drive: Drive) -> None:
    async with drive() as on:
        on.session.judge("rl", 0.5)
        on.session.judge("rl", 0.3)
        await opened(on)
        await on.press("left", "d")
        await wait_until(lambda: isinstance(on.app.screen, CompareScreen), on.pilot)
        assert on.app.screen.beside.theirs.judgements["rl"].plausibility == 0.5


async def test_it_fits_a_small_screen_with_one_plot(drive: Drive) -> None:
    async with drive(size=(60, 16)) as on:
        on.session.judge("gaming", 0.5)
        await opened(on)
        assert shown(on, "#plots").count("%│") <= 2
        for line in shown(on, "#plots").splitlines():
            assert len(line) <= 60
