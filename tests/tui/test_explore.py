"""The main screen, key by key."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, Static

from gametree.errors import NotWritten
from gametree.files.journal import append_records, new_key, read_journal
from gametree.files.spool import read_spool
from gametree.model.assessment import Record
from gametree.tui.bars import KeyStrip
from gametree.tui.detail import Detail
from gametree.tui.note_editor import NoteArea, NoteEditor
from gametree.tui.number_prompt import NumberPrompt
from gametree.tui.unsaved import UnsavedScreen
from tests.tui.conftest import TREE
from tests.tui.driver import Drive, wait_until


async def test_it_opens_on_the_first_move_unfolded_with_its_words_beside(drive: Drive) -> None:
    async with drive() as on:
        await on.pilot.pause(0.15)
        assert on.node == "rl"
        assert "Does it go well?" in on.rows()[0]
        assert "HCH" in on.rows()[9]
        assert "How likely is AGI built this way?" in on.words()
        assert "Trained as a whole." in on.words()


async def test_a_folded_branch_says_how_many_rows_it_hides(drive: Drive) -> None:
    async with drive() as on:
        await on.press("h")
        assert "▸ ◆ End-to-end trained RL (6)" in on.row()


async def test_a_digit_scores_and_the_screen_says_saved_once_it_is_on_disk(drive: Drive) -> None:
    async with drive() as on:
        await on.press("3")
        assert on.score("rl") == 0.3
        assert "30 %" in on.row()
        await wait_until(lambda: "1/8 scored   saved ✓" in on.status(), on.pilot)
        assert [record.plausibility for record in read_journal(on.session.journal.path).records] == [0.3]


async def test_backspace_unscores_and_says_why_when_it_cannot(drive: Drive) -> None:
    async with drive() as on:
        await on.press("3", "backspace")
        assert on.score("rl") is None
        await on.press("backspace")
        assert on.said() == ['"rl" is not scored']


async def test_an_exact_plausibility_is_read_back_before_it_is_kept(drive: Drive) -> None:
    async with drive() as on:
        await on.press("full_stop")
        await on.type("12.5")
        assert "= 12.5 %" in str(on.app.screen.query_one("#understood", Static).content)
        await on.press("enter")
        assert on.score("rl") == 0.125
        assert "12.5 %" in on.row()


async def test_an_impossible_plausibility_is_refused_and_the_field_stays(drive: Drive) -> None:
    async with drive() as on:
        await on.press("full_stop")
        await on.type("120")
        await on.press("enter")
        assert isinstance(on.app.screen, NumberPrompt)
        assert "outside 0 % to 100 %" in str(on.app.screen.query_one("#understood", Static).content)
        await on.press("escape")
        assert on.score("rl") is None


async def test_letters_do_not_get_into_a_number(drive: Drive) -> None:
    async with drive() as on:
        await on.press("full_stop")
        await on.type("4x[2")
        assert on.app.screen.query_one(Input).value == "42"


@pytest.mark.parametrize(
    ("scored", "typed", "judged"),
    [("3", "20 50", (0.3, (0.2, 0.5))), ("", "20 35 50", (0.35, (0.2, 0.5))), ("3", "10 20 30", (0.2, (0.1, 0.3)))],
)
async def test_a_range_is_low_and_high_or_has_the_plausibility_between(
    drive: Drive, scored: str, typed: str, judged: tuple[float, tuple[float, float]]
) -> None:
    async with drive() as on:
        await on.press(*scored, "r")
        await on.type(typed)
        await on.press("enter")
        judgement = on.session.judgement("rl")
        assert judgement and (judgement.plausibility, judgement.range) == judged
        assert "±" in on.row()


@pytest.mark.parametrize(("scored", "typed"), [("3", "40 50"), ("3", "50 20"), ("", "20 50"), ("3", "20")])
async def test_a_range_that_does_not_fit_is_refused(drive: Drive, scored: str, typed: str) -> None:
    async with drive() as on:
        await on.press(*scored, "r")
        await on.type(typed)
        await on.press("enter")
        assert isinstance(on.app.screen, NumberPrompt)
        judgement = on.session.judgement("rl")
        assert judgement is None or judgement.range is None


async def test_a_note_is_written_kept_and_shown(drive: Drive) -> None:
    async with drive() as on:
        await on.press("a")
        await on.type("see [/b] it")
        await on.press("enter", *"second", "ctrl+s")
        await wait_until(lambda: on.session.state.is_saved, on.pilot)
        assert [note.text for note in on.session.assessment.notes["rl"]] == ["see [/b] it\nsecond"]
        assert "see [/b] it" in on.words()
        assert on.row().endswith("✎")


async def test_escape_puts_a_note_aside_and_it_comes_back(drive: Drive) -> None:
    async with drive() as on:
        await on.press("a", *"half", "escape")
        assert "rl" not in on.session.assessment.notes
        await on.press("a")
        assert on.app.screen.query_one(NoteArea).text == "half"
        await on.press(*" done", "ctrl+s")
        await wait_until(lambda: on.session.state.is_saved, on.pilot)
        await on.press("a")
        assert on.app.screen.query_one(NoteArea).text == ""


async def test_a_draft_survives_the_end_of_the_program(drive: Drive) -> None:
    async with drive() as on:
        await on.press("a", *"thought")
        await on.pilot.pause(0.5)
    async with drive() as on:
        await on.press("a")
        assert isinstance(on.app.screen, NoteEditor)
        assert on.app.screen.query_one(NoteArea).text == "thought"


async def test_a_paste_with_escape_sequences_is_made_visible(drive: Drive) -> None:
    from textual.events import Paste

    async with drive() as on:
        await on.press("a")
        on.app.screen.query_one(NoteArea).post_message(Paste("a\x1b]52;c;aGk=\x07b"))
        await on.pilot.pause()
        assert on.app.screen.query_one(NoteArea).text == "a␛]52;c;aGk=␇b"


async def test_undo_and_redo_go_over_scores_and_notes(drive: Drive) -> None:
    async with drive() as on:
        await on.press("3", "5", "a", *"why", "ctrl+s", "u")
        assert "rl" not in on.session.assessment.notes
        await on.press("u")
        assert on.score("rl") == 0.3
        await on.press("u")
        assert on.score("rl") is None
        await on.press("U", "ctrl+r", "U")
        assert on.score("rl") == 0.5
        assert [note.text for note in on.session.assessment.notes["rl"]] == ["why"]
        await on.press("U")
        assert on.said()[-1] == "nothing to redo"


async def test_a_shared_node_is_scored_in_both_its_places(drive: Drive) -> None:
    async with drive() as on:
        on.tree.change(lambda view: view.move_to(7))
        await on.press("4")
        assert "↗ ● Detecting it needs transparency" in on.rows()[7]
        assert "40 %" in on.rows()[7]
        assert "40 %" in on.rows()[4]


async def test_below_a_hundred_columns_the_words_open_on_a_key(drive: Drive) -> None:
    async with drive(size=(80, 24)) as on:
        detail = on.explore.query_one(Detail)
        assert not detail.display
        await on.press("v")
        assert detail.display
        await on.press("escape")
        assert not detail.display


async def test_tab_goes_to_the_words_and_keys_scroll_them(drive: Drive) -> None:
    text = TREE.replace("Trained as a whole.", "line\\n\\n" * 80)
    async with drive(text) as on:
        await on.pilot.pause(0.2)
        await on.press("tab", "j", "j")
        assert on.explore.query_one(Detail).scroll_offset.y == 2
        assert on.node == "rl"
        await on.press("escape", "j")
        assert on.node == "gaming"


async def test_a_failed_write_is_said_kept_and_tried_again(drive: Drive, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, *_: object) -> None:
        raise NotWritten(path, "no space left on device")

    async with drive() as on:
        with monkeypatch.context() as patch:
            patch.setattr("gametree.session.writer.append_records", full)
            await on.press("3")
            await wait_until(lambda: "NOT SAVED ✗ no space left on device" in on.status(), on.pilot)
        assert on.score("rl") == 0.3
        await on.press("W")
        await wait_until(lambda: "saved ✓" in on.status() and "NOT" not in on.status(), on.pilot)
        assert len(read_journal(on.session.journal.path).records) == 1


async def test_quitting_with_unsaved_changes_asks_and_can_put_them_aside(
    drive: Drive, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    def full(path: Path, *_: object) -> None:
        raise NotWritten(path, "no space left on device")

    async with drive() as on:
        with monkeypatch.context() as patch:
            patch.setattr("gametree.session.writer.append_records", full)
            await on.press("3", "q")
            await wait_until(lambda: isinstance(on.app.screen, UnsavedScreen), on.pilot)
            await on.press("k")
            await wait_until(lambda: not on.app.is_running or on.app._exit, on.pilot)
        (said,) = on.app._exit_renderables
        assert f"what you said is in {home}/state/gametree/unsaved/oversight-ada-" in str(said)
        assert "`gametree lost TREE --put-back` writes it there" in str(said)
        on.app.end_sitting()  # with nothing left to say
        assert on.app.return_code == 2
    (aside,) = (home / "state" / "gametree" / "unsaved").iterdir()
    assert [record.plausibility for record in read_journal(aside).records] == [0.3]
    assert [record.plausibility for record in read_spool(on.session.journal.path).missing(())] == [0.3]


async def test_what_another_window_writes_appears_and_cursor_and_folds_stay(drive: Drive) -> None:
    async with drive() as on:
        await on.press("3", "j", "h")
        await wait_until(lambda: on.session.state.is_saved, on.pilot)
        key, at = new_key(on.session.clock(), on.session.assessment.latest)
        append_records(on.session.journal.path, [Record(key, at, "hch", plausibility=0.7)], "oversight", "ada")
        await wait_until(lambda: on.score("hch") == 0.7, on.pilot)
        await on.pilot.pause()
        assert on.node == "gaming"
        assert len(on.tree.view.visible) == 5
        assert "2/8 scored" in on.status()


async def test_a_journal_that_vanishes_takes_nothing_with_it_and_can_be_put_back(drive: Drive) -> None:
    async with drive() as on:
        await on.press("3")
        await wait_until(lambda: on.session.state.is_saved, on.pilot)
        on.session.journal.path.unlink()
        await wait_until(lambda: bool(on.said()), on.pilot)
        assert on.said()[0].startswith("1 change made or seen here is not in")
        assert on.score("rl") == 0.3
        await on.press("P")
        await wait_until(on.session.journal.path.exists, on.pilot)
        await wait_until(lambda: on.session.state.is_saved, on.pilot)
        assert [record.plausibility for record in read_journal(on.session.journal.path).records] == [0.3]


async def test_a_pending_sequence_shows_what_can_follow(drive: Drive) -> None:
    async with drive() as on:
        await on.press("z")
        assert "M fold all" in on.explore.query_one(KeyStrip).render().plain
        await on.press("escape")
        assert "0-9 score" in on.explore.query_one(KeyStrip).render().plain


async def test_help_lists_keys_and_leaves_again(drive: Drive) -> None:
    async with drive() as on:
        await on.press("question_mark")
        assert on.app.screen is not on.explore
        await on.press("escape")
        assert on.app.screen is on.explore


async def test_every_key_is_harmless_in_the_help(drive: Drive) -> None:
    async with drive(size=(80, 24)) as on:
        await on.press("question_mark", *"jkGggAa1zMfu/nN[].rxyi", "enter", "space", "tab", "pagedown", "end")
        assert on.app.screen is not on.explore
        await on.press("escape")
        assert on.app.screen is on.explore
        assert on.session.assessment.records == ()


async def test_the_palette_does_what_the_keys_do(drive: Drive) -> None:
    async with drive() as on:
        await on.press("ctrl+p")
        await on.type("Score 70")
        await on.pilot.pause(0.5)
        await on.press("enter", "enter")
        await wait_until(lambda: on.score("rl") == 0.7, on.pilot)


async def test_a_click_on_a_key_does_it(drive: Drive) -> None:
    async with drive() as on:
        strip = on.explore.query_one(KeyStrip)
        await on.pilot.click(KeyStrip, offset=(strip.render().plain.index("note"), 0))
        assert isinstance(on.app.screen, NoteEditor)


async def test_findings_in_the_journal_are_said(drive: Drive, tmp_path: Path) -> None:
    (tmp_path / "ada.toml").write_text('t1 = { node = "rl", plausibility = 7 }\n')
    async with drive() as on:
        assert "line 1" in on.said()[0]


async def test_no_size_breaks_it(drive: Drive) -> None:
    async with drive(size=(20, 5)) as on:
        for size in [(20, 5), (40, 10), (250, 70), (60, 15), (80, 24), (100, 30), (140, 40)]:
            await on.pilot.resize_terminal(*size)
            await on.press(
                "E", "g", "g", "j", "j", "3", "v", "tab", "escape", "v", "question_mark", "escape", "a", "x", "escape",
                "z", "M", "G",
            )  # fmt: skip
            assert all(on.tree.render_line(y).cell_length == on.tree.size.width for y in range(on.tree.size.height))
