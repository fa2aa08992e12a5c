"""What follows from the scores, in rows, status and words, with the key that changes a score."""

from __future__ import annotations

import re

import pytest
from textual.widgets import Static

from gametree.files.journal import append_records, new_key
from gametree.model.assessment import Record
from gametree.model.tree import QUESTION
from gametree.tui.number_prompt import NumberPrompt
from tests.tui.conftest import PLAIN, TREE
from tests.tui.driver import Drive, Driver, wait_until


def row_of(on: Driver, title: str) -> str:
    return next(row for row in on.rows() if title in row)


async def test_a_score_moves_the_outlook_with_the_same_key(drive: Drive) -> None:
    async with drive(PLAIN) as on:
        assert "outlook 0–100 %" in on.status()
        await on.press("8", "j", "3")
        assert row_of(on, "Two models debate").endswith("56 %")
        assert row_of(on, "They collude").endswith("30 %")
        assert row_of(on, "Does debate work").endswith("56 %")
        assert "outlook 56 %" in on.status()


async def test_undo_redo_and_unscoring_move_it_as_well(drive: Drive) -> None:
    async with drive(PLAIN) as on:
        await on.press("8", "j", "3", "u")
        assert "outlook ~40 %  0 ├" in on.status()
        await on.press("U")
        assert "outlook 56 %" in on.status()
        await on.press("backspace")
        assert "outlook ~40 %" in on.status()
        assert row_of(on, "They collude").endswith("·· % ░░░░░░░░   0–100")


async def test_a_range_opens_the_bar_up_to_the_best_case(drive: Drive) -> None:
    async with drive(PLAIN) as on:
        await on.press("j", "3", "k", "8", "r")
        await on.type("50 100")
        await on.press("enter")
        assert row_of(on, "Two models debate").endswith("████▌░      56 %")
        assert "56 %  35 ├" in on.status()
        assert "┤ 70" in on.status()


async def test_what_another_window_scores_moves_it(drive: Drive) -> None:
    async with drive(PLAIN) as on:
        await on.press("8")
        await wait_until(lambda: on.session.state.is_saved, on.pilot)
        key, at = new_key(on.session.clock(), on.session.assessment.latest)
        record = Record(key, at, "collusion", plausibility=0.5)
        append_records(on.session.journal.path, [record], "oversight", "ada")
        await wait_until(lambda: "outlook 40 %" in on.status(), on.pilot)


@pytest.mark.parametrize(
    ("size", "row"),
    [((80, 24), "80 % ██████▍     80 %"), ((50, 20), "80 %    80 %"), ((38, 20), "80 %")],
)
async def test_where_it_is_narrow_the_bar_goes_before_the_figure(drive: Drive, size: tuple[int, int], row: str) -> None:
    async with drive(PLAIN, size=size) as on:
        await on.press("j", "8")
        assert on.row().split("collude")[-1].strip() == row


async def test_architectures_above_100_leave_no_figure_but_a_mark_and_a_way_out(drive: Drive) -> None:
    async with drive() as on:
        await on.press("8", "J", "6")
        assert "outlook ✗ architectures 140 % S scales" in on.status()
        assert on.rows()[0].endswith("Σ 140 %")
        await on.press("S")
        assert "outlook ~" in on.status()
        assert on.score("rl") == pytest.approx(0.8 / 1.4, abs=1e-4)
        assert on.said()[-1] == "the architectures scaled from 140 % to 100 %"
        await on.press("u")
        assert (on.score("rl"), on.score("imitators")) == (0.8, 0.6)
        await on.press("u", "S")
        assert "which fits" in on.said()[-1]


async def test_the_prompt_for_an_architecture_says_what_the_others_leave(drive: Drive) -> None:
    async with drive() as on:
        await on.press("8", "J", "full_stop")
        understood = on.app.screen.query_one("#understood", Static)
        assert "the other architectures leave 20 %" in str(understood.content)
        await on.type("15")
        assert "15 %, which leaves 5 %" in str(understood.content)
        await on.type("0.5")
        await on.press("home", "delete", "delete", "5", "0")
        await on.press(*["end", *["backspace"] * 6])
        await on.type("50")
        assert "50 %, 30 % more than the others leave" in str(understood.content)


async def test_the_answer_is_stated_outright_from_anywhere_and_set_beside_the_computed(drive: Drive) -> None:
    async with drive(PLAIN) as on:
        await on.press("8", "j", "3", "=")
        assert isinstance(on.app.screen, NumberPrompt)
        await on.type("40")
        await on.press("enter")
        assert on.score(QUESTION) == 0.4
        assert "2/2 scored" in on.status()
        await on.press("k", "k")
        await on.pilot.pause(0.2)
        assert "you state 40 % outright, 16.0 points below what your scores come to" in on.words()
        assert "40 %" in on.row()


async def test_on_the_questions_row_score_keys_state_the_answer(drive: Drive) -> None:
    async with drive(PLAIN) as on:
        await on.press("k", "5", "r")
        await on.type("30 60")
        await on.press("enter")
        judgement = on.session.judgement(QUESTION)
        assert judgement and (judgement.plausibility, judgement.range) == (0.5, (0.3, 0.6))
        await on.press("backspace")
        assert on.score(QUESTION) is None
        await on.press("u")
        assert on.score(QUESTION) == 0.5


async def test_the_words_fill_the_formula_in_and_say_what_the_node_matters(drive: Drive) -> None:
    async with drive(PLAIN) as on:
        await on.press("j", "3", "k", "8")
        await on.pilot.pause(0.2)
        words = on.words()
        assert "Outlook  56 %" in words
        assert "80 %  its plausibility" in words
        assert "70 %  They collude fails" in words
        assert "10 points more here move the answer by +7.0 points" in words
        assert "ten points either way, the answer moves by 14 points" in words


async def test_the_words_on_the_question_give_the_price_of_shared_nodes_and_what_is_left(drive: Drive) -> None:
    async with drive() as on:
        await on.press("5", "G", "5", "K", "k", "4", "g", "g")
        await on.pilot.pause(0.2)
        words = on.words()
        assert "if shared nodes were independent:" in words
        assert "nodes are not scored; what is not scored counts as 50 %" in words
        assert re.search(r"\+? ~?[\d.]+ %  50 % × [\d.]+ % if\s+End-to-end", words)


async def test_before_anything_is_scored_the_words_say_so(drive: Drive) -> None:
    async with drive(PLAIN) as on:
        await on.pilot.pause(0.2)
        assert "Outlook  0–100 %, for nothing is scored here yet" in on.words()


async def test_theirs_are_coloured_as_theirs_and_what_barely_matters_is_dim(drive: Drive) -> None:
    far = '[node.far]\nkind = "problem"\nparent = "probes"\ntitle = "Far"\n\n[node.imitators]'
    text = TREE.replace("[node.imitators]", far)
    async with drive(text) as on:
        for node, score in (("rl", 0.5), ("gaming", 0.1), ("far", 0.3), ("imitators", 0.5)):
            on.session.judge(node, score)
        on.explore.show_changes()
        painter = on.tree.painter
        parts: dict[str, list[str]] = {}
        for line, index in enumerate(on.tree.view.visible):
            cells = painter.cells(on.tree.view, line, on.tree.columns)
            parts[on.tree.view.outline.rows[index].node_id] = [part for _, part in cells]
        assert "bar-proponent-2" in parts["imitators"]
        assert "bar-opponent-2" in parts["gaming"]
        assert "bar-opponent-0" in parts["far"]
