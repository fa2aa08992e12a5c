"""What-if: scores on trial beside the real ones, kept or dropped, never written unasked."""

from __future__ import annotations

import pytest
from textual.widgets import Static

from gametree.files.journal import append_records, new_key, read_journal
from gametree.model.assessment import Record
from gametree.tui.insight_strip import InsightStrip
from gametree.tui.keep_or_drop import KeepOrDrop
from gametree.tui.picker import PickerScreen
from tests.tui.conftest import PLAIN
from tests.tui.driver import Drive, Driver, wait_until


async def begin(on: Driver, *keys: str) -> None:
    """Real scores of 80 % and 30 %, and a what-if on them."""
    await on.press("8", "j", "3", "w")
    await wait_until(lambda: on.explore.imagining.outlook is not None, on.pilot)
    outlook = on.explore.imagining.outlook
    assert outlook
    await wait_until(lambda: outlook.is_settled, on.pilot)
    await on.press(*keys)


def written(on: Driver) -> list[object]:
    return [record.plausibility for record in read_journal(on.session.journal.path).records]


def asked(on: Driver) -> str:
    assert isinstance(on.app.screen, KeepOrDrop)
    return "\n".join(str(line.content) for line in on.app.screen.query(Static))


async def test_real_and_imagined_stand_side_by_side_and_the_screen_says_what_if(drive: Drive) -> None:
    async with drive(PLAIN) as on:
        await begin(on, "9")
        assert on.status().startswith(" WHAT IF ")
        assert "outlook 56 → 8 %" in on.status()
        question, debate, collusion = on.rows()[:3]
        assert debate.endswith("56 → 8 %") and question.endswith("56 → 8 %")
        assert "*90 %" in collusion and collusion.endswith("30 → 90 %")
        assert "1 on trial" in on.explore.query_one(InsightStrip).render().plain
        assert on.score("collusion") == 0.3
        await on.pilot.pause(0.2)
        assert "what if; really 30 %" in on.words()


async def test_leaving_unchanged_asks_nothing(drive: Drive) -> None:
    async with drive(PLAIN) as on:
        await begin(on, "9", "u", "w")
        assert on.explore.imagining.trial is None
        assert "WHAT IF" not in on.status()


@pytest.mark.parametrize("key", ["w", "escape"])
async def test_dropping_leaves_no_trace(drive: Drive, key: str) -> None:
    async with drive(PLAIN) as on:
        await begin(on, "9", "k", "backspace", key)
        words = asked(on)
        assert "2 scores are on trial" in words
        assert "They collude  30 % → 90 %" in words
        assert "Two models debate  80 % → unscored" in words
        await on.press("d")
        assert "outlook 56 %" in on.status()
        assert (on.score("debate"), on.score("collusion")) == (0.8, 0.3)
        await wait_until(lambda: on.session.state.is_saved, on.pilot)
        assert written(on) == [0.8, 0.3]
        await on.press("u")
        assert on.score("collusion") is None


async def test_keeping_makes_each_change_a_judgement_of_its_own(drive: Drive) -> None:
    async with drive(PLAIN) as on:
        await begin(on, "9", "k", "1", "w", "k")
        assert (on.score("debate"), on.score("collusion")) == (0.1, 0.9)
        assert "WHAT IF" not in on.status()
        await wait_until(lambda: on.session.state.is_saved, on.pilot)
        assert written(on) == [0.8, 0.3, 0.9, 0.1]
        await on.press("u")
        assert (on.score("debate"), on.score("collusion")) == (0.8, 0.9)


async def test_going_on_goes_on(drive: Drive) -> None:
    async with drive(PLAIN) as on:
        await begin(on, "9", "w", "escape")
        assert "outlook 56 → 8 %" in on.status()
        await on.press("5")
        assert "outlook 56 → 40 %" in on.status()


async def test_undo_stays_within_the_what_if(drive: Drive) -> None:
    async with drive(PLAIN) as on:
        await begin(on, "9", "1", "u")
        assert "outlook 56 → 8 %" in on.status()
        await on.press("u", "u", "u")
        assert on.said()[-1] == "nothing to undo in this what-if"
        assert (on.score("debate"), on.score("collusion")) == (0.8, 0.3)
        await on.press("U", "U")
        assert "outlook 56 → 72 %" in on.status()


async def test_prompts_ranges_and_the_answer_are_on_trial_as_well(drive: Drive) -> None:
    async with drive(PLAIN) as on:
        await begin(on, "full_stop")
        await on.type("50")
        await on.press("enter", "r")
        await on.type("40 60")
        await on.press("enter", "=")
        await on.type("10")
        await on.press("enter")
        trial = on.explore.imagining.trial
        assert trial
        collusion = trial.judgement("collusion")
        assert collusion and (collusion.plausibility, collusion.range) == (0.5, (0.4, 0.6))
        assert len(on.session.assessment.records) == 2
        await on.press("w")
        assert "the answer  unscored → 10 %" in asked(on)


async def test_notes_are_real(drive: Drive) -> None:
    async with drive(PLAIN) as on:
        await begin(on, "9", "a", *"why", "ctrl+s")
        assert [note.text for note in on.session.assessment.notes["collusion"]] == ["why"]
        assert on.row().endswith("✎")
        await on.press("w", "d")
        assert [note.text for note in on.session.assessment.notes["collusion"]] == ["why"]


async def test_quitting_asks_and_may_be_thought_better_of(drive: Drive) -> None:
    async with drive(PLAIN) as on:
        await begin(on, "9", "q")
        assert "1 score is on trial" in asked(on)
        await on.press("ctrl+q")
        assert on.app.is_running
        assert isinstance(on.app.screen, type(on.explore))
        await on.press("q", "k")
        await wait_until(lambda: on.app._exit, on.pilot)
    assert written(on) == [0.8, 0.3, 0.9]


async def test_an_end_from_outside_writes_nothing(drive: Drive) -> None:
    async with drive(PLAIN) as on:
        await begin(on, "9")
        on.app.end(15)
        await wait_until(lambda: on.app._exit, on.pilot)
    assert written(on) == [0.8, 0.3]


async def test_another_tree_is_only_chosen_once_the_what_if_is_settled(drive: Drive) -> None:
    async with drive(PLAIN) as on:
        await begin(on, "9", "ctrl+o", "escape")
        assert "WHAT IF" in on.status()
        await on.press("ctrl+o", "d")
        await wait_until(lambda: isinstance(on.app.screen, PickerScreen), on.pilot)
        assert written(on) == [0.8, 0.3]


async def test_what_another_window_scores_meanwhile_shows_through(drive: Drive) -> None:
    async with drive(PLAIN) as on:
        await begin(on, "5")
        await wait_until(lambda: on.session.state.is_saved, on.pilot)
        key, at = new_key(on.session.clock(), on.session.assessment.latest)
        record = Record(key, at, "debate", plausibility=0.4)
        append_records(on.session.journal.path, [record], "oversight", "ada")
        await wait_until(lambda: "outlook 28 → 20 %" in on.status(), on.pilot)


async def test_the_panel_and_the_walk_are_of_the_imagined(drive: Drive) -> None:
    async with drive(PLAIN) as on:
        await on.press("8", "w", "j", "3", "c")
        await wait_until(lambda: bool(on.explore.cruxes.panel.rows), on.pilot)
        assert all(row.is_scored for row in on.explore.cruxes.panel.rows)
        await on.press("escape", "right_square_bracket")
        assert on.said()[-1] == "every node has a score"
