"""Comparing on screen: rows, walking, taking over, blind, leaving."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from random import Random

import pytest
from textual.app import App
from textual.widgets import Input, OptionList, Static

from gametree.files.journal import read_journal
from gametree.model.assessment import sum_up
from gametree.tui import live_worth
from gametree.tui.compare import CompareScreen
from gametree.tui.explore import ExploreScreen
from gametree.tui.insight_strip import InsightStrip
from gametree.tui.others import OthersScreen
from tests.tui.conftest import TREE
from tests.tui.driver import Drive, Driver, wait_until

MINE = {"rl": 0.5, "gaming": 0.8, "oversight": 0.6, "imitators": 0.2, "hch": 0.3}
KEYS = [*"jkhlgzfns/4r[]{}uUaAvtTbsoxdOyE.", "escape", "enter", "tab", "down", "up", "backspace", "ctrl+s", "home", "?"]
THEIRS = {"rl": 0.5, "gaming": 0.5, "oversight": 0.9, "imitators": 0.3, "shards": 0.77}

Compare = Callable[..., AbstractAsyncContextManager[Driver]]


class Beside(Driver):
    """What a test sees of a comparison."""

    @property
    def screen(self) -> CompareScreen:
        return next(screen for screen in self.app.screen_stack if isinstance(screen, CompareScreen))

    def header(self) -> str:
        return " ".join(self.screen.query_one("#status").render().plain.split())  # type: ignore[union-attr]

    def strip(self) -> str:
        return self.screen.query_one(InsightStrip).render().plain.strip()

    def beside_row(self, node: str) -> str:
        view = self.screen.tree_pane.view
        index = view.outline.first[node]
        return self.screen.tree_pane.render_line(view.visible.index(index)).text

    async def said_beside(self) -> str:
        await self.screen.detail.show_now()
        return str(self.screen.detail.query_one("#head", Static).content)

    def everything(self) -> str:
        parts = [*self.rows(), self.header(), self.strip(), str(self.screen.detail.query_one("#head", Static).content)]
        return "\n".join(parts)

    async def go_to(self, node: str) -> None:
        self.screen.go_to_node(node)
        await self.screen.detail.show_now()
        await self.pilot.pause()


def write(folder: Path, name: str, scores: dict[str, float], *more: str) -> Path:
    path = folder / "oversight.assessments" / f"{name}.toml"
    path.parent.mkdir(exist_ok=True)
    lines = [f't2026100{n + 1}T100000Z = {{ node = "{node}", plausibility = {score} }}'
             for n, (node, score) in enumerate(scores.items())]  # fmt: skip
    path.write_text("\n".join([f'assessor = "{name}"', *lines, *more]) + "\n")
    return path


@pytest.fixture
def compare_with(drive: Drive, tmp_path: Path) -> Compare:
    """The app, ada's scores given, beside turing's."""

    @asynccontextmanager
    async def run(
        *more: str, mine: dict[str, float] = MINE, theirs: dict[str, float] = THEIRS, **options: object
    ) -> AsyncIterator[Beside]:
        write(tmp_path, "turing", theirs, *more)
        async with drive(**options) as on:
            for node, score in mine.items():
                on.session.judge(node, score)
            await on.press("d")
            await wait_until(lambda: isinstance(on.app.screen, CompareScreen), on.pilot)
            beside = Beside(on.app, on.pilot, on.session)
            await wait_until(lambda: beside.screen.worth is not None, on.pilot)
            await on.pilot.pause()
            yield beside

    return run


async def test_each_row_has_both_scores_the_gap_and_the_share(compare_with: Compare) -> None:
    async with compare_with() as on:
        assert on.beside_row("gaming").split()[-5:][1:3] == ["50", "−30"]
        shares = {crux.node: crux.share for crux in on.screen.worth.diff.cruxes}
        assert f"{100 * shares['gaming']:+.1f}"[:4] in on.beside_row("gaming")
        assert on.beside_row("rl").rstrip().endswith("=")
        assert "only ada" in on.beside_row("hch")
        assert sum(shares.values()) == pytest.approx(on.screen.worth.diff.difference)


async def test_the_header_says_who_both_roots_and_how_far_apart(compare_with: Compare) -> None:
    async with compare_with() as on:
        diff = on.screen.worth.diff
        assert "ada against turing" in on.header()
        assert f"{100 * diff.a.compared:.1f} % : {100 * diff.b.compared:.1f} %" in on.header()
        assert f"{100 * abs(diff.difference):.1f}".rstrip("0").rstrip(".") + " points apart" in on.header()


async def test_the_strip_says_what_counts_as_no_disagreement_wherever_one_is(compare_with: Compare) -> None:
    async with compare_with() as on:
        await on.press("j", "k", "j")
        await on.pilot.pause(0.2)
        assert on.strip() == (
            "1 hidden until you score; 1 node only ada has scored, 2 neither; none of them counts as disagreement"
        )


async def test_brackets_walk_from_crux_to_crux_by_share(compare_with: Compare) -> None:
    async with compare_with() as on:
        ranked = [crux.node for crux in on.screen.worth.diff.cruxes]
        await on.press("H", "H")
        walked = []
        for _ in range(len(ranked) + 1):
            await on.press("right_square_bracket")
            walked.append(on.node)
        assert walked == [*ranked, ranked[0]]
        await on.press("left_square_bracket")
        assert on.node == ranked[-1]


async def test_a_crux_in_a_fold_is_unfolded(compare_with: Compare) -> None:
    async with compare_with() as on:
        await on.press("C")
        await on.press("right_square_bracket")
        assert on.node == on.screen.worth.diff.cruxes[0].node


async def test_sorted_by_share_the_cruxes_come_first_and_the_cursor_stays(compare_with: Compare) -> None:
    async with compare_with() as on:
        await on.go_to("hch")
        before = on.rows()
        await on.press("s")
        shown = [on.tree.view.outline.rows[index].node_id for index in on.tree.view.visible]
        ranked = [crux.node for crux in on.screen.worth.diff.cruxes]
        assert shown == ["question", *ranked, "shards", "hch", "rl", "transparency", "probes"]
        assert on.node == "hch"
        await on.press("s")
        assert on.rows() == before


async def test_only_what_differs_is_shown_in_either_order(compare_with: Compare) -> None:
    async with compare_with() as on:
        await on.press("f", "d")
        shown = {on.tree.view.outline.rows[index].node_id for index in on.tree.view.visible}
        assert shown == {"question", "rl", "gaming", "oversight", "imitators"}
        await on.press("s")
        assert len(on.tree.view.visible) == 4
        await on.press("s", "escape")
        assert len(on.tree.view.visible) == 10


async def test_beside_the_tree_stand_crux_vod_notes_and_histories(compare_with: Compare) -> None:
    note = 't20261015T100000Z = { node = "gaming", note = "Probes scaled." }'
    async with compare_with(note) as on:
        on.session.note("gaming", "Every detector was fooled.")
        on.session.judge("gaming", 0.75)
        on.screen.show_changes()
        await on.go_to("gaming")
        said = await on.said_beside()
        assert "Crux 1 of 3" in said
        assert "settling it would bring you" in said
        assert "VOD" in said
        assert "Every detector was fooled." in said
        assert "Probes scaled." in said
        assert "80 ▇▇ 75  2 since 2026-11-20" in said
        assert "turing 50  2026-10-02" in said


async def test_on_the_question_both_roots_and_the_largest_shares_are_listed(compare_with: Compare) -> None:
    async with compare_with() as on:
        await on.go_to("question")
        said = await on.said_beside()
        assert "compared" in said
        assert "own outlook" in said
        assert "3 nodes differ; the largest shares" in said


# taking over


async def test_taking_theirs_moves_the_root_and_writes_nothing(compare_with: Compare) -> None:
    async with compare_with() as on:
        records = on.session.assessment.records
        await on.go_to("gaming")
        then = on.screen.worth.if_taken["gaming"]
        await on.press("t")
        assert on.screen.worth.diff.a.compared == pytest.approx(then)
        assert "WHAT IF" in on.header()
        assert f"→ {100 * then:.1f}"[:6] in on.header()
        assert "←50" in on.beside_row("gaming")
        assert on.session.assessment.records == records
        assert on.score("gaming") == 0.8
        await on.press("t")
        assert "WHAT IF" not in on.header()


async def test_escape_drops_what_was_taken_over_before_it_leaves(compare_with: Compare) -> None:
    async with compare_with() as on:
        await on.go_to("gaming")
        await on.press("t", "escape")
        assert not on.screen.comparison.taken
        await on.press("escape")
        assert not isinstance(on.app.screen, CompareScreen)
        assert on.score("gaming") == 0.8


async def test_kept_only_when_the_person_says_yes(compare_with: Compare) -> None:
    async with compare_with() as on:
        await on.go_to("gaming")
        await on.press("T")
        assert "Make turing's score your own: 50 % for “The objective gets gamed”?" in str(
            on.app.screen.query_one(Static).content
        )
        await on.press("enter")
        assert on.score("gaming") == 0.8
        await on.press("T", "j", "enter")
        assert on.score("gaming") == 0.5
        assert not on.screen.comparison.taken
        await on.press("u")
        assert on.score("gaming") == 0.8


@pytest.mark.parametrize(("node", "why"), [("rl", "alike"), ("hch", "they have not"), ("shards", "hidden"),
                                           ("probes", "neither"), ("question", "an answer is")])  # fmt: skip
async def test_what_cannot_be_taken_says_why(compare_with: Compare, node: str, why: str) -> None:
    async with compare_with() as on:
        await on.go_to(node)
        await on.press("t")
        assert why in on.said()[-1]


# blind


async def test_blind_nothing_of_a_hidden_score_is_on_screen_until_one_scores_it(compare_with: Compare) -> None:
    note = 't20261015T100000Z = { node = "shards", note = "I say 77." }'
    async with compare_with(note) as on:
        await on.go_to("shards")
        assert "??" in on.beside_row("shards")
        assert "hidden" in on.beside_row("shards")
        assert "77" not in on.everything()
        await on.press("4")
        await on.screen.detail.show_now()
        assert "40" in on.beside_row("shards")
        assert "77" in on.beside_row("shards")
        assert "I say 77." in on.everything()
        assert "hidden" not in on.strip()
        await on.press("u")
        await on.screen.detail.show_now()
        assert "77" not in on.everything()


async def test_blind_no_total_gives_a_hidden_score_away(compare_with: Compare, tmp_path: Path) -> None:
    seen = []
    for hidden in (0.77, 0.01):
        async with compare_with(theirs={**THEIRS, "shards": hidden}) as on:
            await on.go_to("question")
            seen.append(on.everything())
        (tmp_path / "ada.toml").unlink()
    assert seen[0] == seen[1]


async def test_b_lifts_the_blind_and_brings_it_back(compare_with: Compare) -> None:
    async with compare_with() as on:
        await on.press("b")
        assert "only turing" in on.beside_row("shards")
        assert "77" in on.beside_row("shards")
        assert on.said()[-1] == "all of turing's scores are shown"
        await on.press("b")
        assert "77" not in on.beside_row("shards")


async def test_braces_walk_over_what_only_they_have_scored(compare_with: Compare) -> None:
    async with compare_with() as on:
        await on.press("right_curly_bracket")
        assert on.node == "shards"
        await on.press("3", "right_curly_bracket")
        assert "there is no other node" in on.said()[-1]


# judging, and what follows


async def test_scores_ranges_and_undo_work_as_in_the_tree(compare_with: Compare) -> None:
    async with compare_with() as on:
        await on.go_to("gaming")
        await on.press("5")
        assert on.beside_row("gaming").rstrip().endswith("=")
        await on.press("r", *"4060", "home", "right", "right", "space", "enter")
        judgement = on.session.judgement("gaming")
        assert judgement is not None
        assert judgement.range == (0.4, 0.6)
        await on.press("u", "u")
        assert on.score("gaming") == 0.8
        assert "−30" in on.beside_row("gaming")
        await on.press("backspace")
        assert "hidden" in on.beside_row("gaming")


async def test_a_large_tree_shows_scores_at_once_and_shares_when_they_are_found(
    compare_with: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_worth, "FEW", 0)
    async with compare_with() as on:
        await on.go_to("gaming")
        on.session.judge("gaming", 0.9)
        on.screen.live.cost = 1.0
        on.screen.show_changes()
        assert "apart …" in on.header()
        assert "90" in on.beside_row("gaming")
        await wait_until(lambda: not on.header().endswith("…") and "…" not in on.header(), on.pilot)
        shares = {crux.node: crux for crux in on.screen.worth.diff.cruxes}
        assert shares["gaming"].a.plausibility == 0.9


async def test_their_journal_is_read_again_when_it_changes(compare_with: Compare, tmp_path: Path) -> None:
    async with compare_with() as on:
        write(tmp_path, "turing", {**THEIRS, "gaming": 0.35})
        await wait_until(lambda: any("the journal of turing was changed" in said for said in on.said()), on.pilot)
        assert " 35 " in on.beside_row("gaming")


async def test_a_note_is_written_while_comparing(compare_with: Compare) -> None:
    async with compare_with() as on:
        await on.go_to("gaming")
        await on.press("a")
        await on.type("Look again")
        await on.press("ctrl+s")
        assert [note.text for note in on.session.assessment.notes["gaming"]] == ["Look again"]
        assert "Look again" in await on.said_beside()


async def test_leaving_goes_on_in_the_tree_on_the_same_node_with_what_was_scored(compare_with: Compare) -> None:
    async with compare_with() as on:
        await on.go_to("hch")
        await on.press("9", "d")
        assert type(on.app.screen) is ExploreScreen
        assert on.node == "hch"
        assert "90 %" in on.row()
        await on.press("7")
        await wait_until(lambda: on.session.state.is_saved and "saved ✓" in on.status(), on.pilot)
        assert on.score("hch") == 0.7


async def test_from_the_tree_the_same_other_opens_again_as_it_is_now(compare_with: Compare, tmp_path: Path) -> None:
    async with compare_with() as on:
        await on.press("d")
        write(tmp_path, "turing", {**THEIRS, "gaming": 0.35})
        await on.press("d")
        await wait_until(lambda: isinstance(on.app.screen, CompareScreen), on.pilot)
        assert "35" in on.beside_row("gaming")


async def test_rows_are_chosen_with_the_mouse(compare_with: Compare) -> None:
    async with compare_with() as on:
        await on.pilot.click("#tree", offset=(20, 2))
        assert on.node == "gaming"


@pytest.mark.parametrize("size", [(80, 24), (140, 40), (40, 12)])
async def test_it_fits_any_screen(compare_with: Compare, size: tuple[int, int]) -> None:
    async with compare_with(size=size) as on:
        for y in range(on.tree.size.height):
            assert on.tree.render_line(y).cell_length == on.tree.size.width
        assert "ada" in on.header()


async def test_nothing_harmful_from_a_journal_or_a_name_is_shown(compare_with: Compare) -> None:
    evil = 't20261015T100000Z = { node = "gaming", note = "\\u001b]52;c;aGFja2Vk\\u0007[/red]" }'
    async with compare_with(evil) as on:
        await on.go_to("gaming")
        said = await on.said_beside()
        assert "\x1b" not in said
        assert "␛]52;c;aGFja2Vk␇[/red]" in said


async def test_what_is_shown_is_exported(
    compare_with: Compare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with compare_with() as on:
        await on.press("x", "j", "enter")
        text = (tmp_path / "oversight-ada-turing.md").read_text()
        assert "The objective gets gamed" in text
        assert "77" not in text
        await on.press("x", "j", "enter")
        assert "it exists already" in on.said()[-1]
        await on.press("x", "j", "j", "enter", "x", "G", "end", "enter")
        assert (tmp_path / "oversight-ada-turing.csv").exists()
        assert '"cruxes"' in (tmp_path / "oversight-ada-turing.json").read_text()


# whom


async def test_with_nobody_else_it_says_how_to_get_somebody_and_offers_dates(drive: Drive, tmp_path: Path) -> None:
    async with drive() as on:
        on.session.judge("gaming", 0.8)
        await on.press("d")
        await wait_until(lambda: isinstance(on.app.screen, OthersScreen), on.pilot)
        await on.pilot.pause(0.1)
        about = str(on.app.screen.query_one("#about", Static).content)
        assert "Nobody else has assessed oversight yet" in about
        assert str(tmp_path / "oversight.assessments") in about
        await on.type("some day")
        await on.press("enter")
        assert "a date is written 30d" in str(on.app.screen.query_one("#fault", Static).content)
        on.app.screen.query_one(Input).value = "2026-11-01"
        await on.press("enter")
        await wait_until(lambda: isinstance(on.app.screen, CompareScreen), on.pilot)
        assert "ada against ada@2026-11-01" in Beside(on.app, on.pilot, on.session).header()


async def test_of_several_others_one_is_chosen_and_another_one_later(drive: Drive, tmp_path: Path) -> None:
    write(tmp_path, "turing", THEIRS)
    write(tmp_path, "zoe", {"gaming": 0.11})
    async with drive() as on:
        on.session.judge("gaming", 0.8)
        await on.press("d")
        await wait_until(lambda: isinstance(on.app.screen, OthersScreen), on.pilot)
        await wait_until(lambda: on.app.screen.query_one(OptionList).option_count > 1, on.pilot)
        await on.press("enter")
        await wait_until(lambda: isinstance(on.app.screen, CompareScreen), on.pilot)
        beside = Beside(on.app, on.pilot, on.session)
        assert "ada against turing" in beside.header()
        await on.press("o")
        await wait_until(lambda: on.app.screen.query_one(OptionList).option_count > 1, on.pilot)
        await on.press("down", "enter")
        await on.pilot.pause()
        assert "ada against zoe" in beside.header()
        assert "11" in beside.beside_row("gaming")


async def test_one_s_own_past_is_never_hidden(drive: Drive) -> None:
    async with drive(TREE) as on:
        on.session.judge("gaming", 0.8)
        on.session.judge("hch", 0.6)
        on.session.unscore("hch")
        await on.press("d")
        await wait_until(lambda: isinstance(on.app.screen, OthersScreen), on.pilot)
        await on.type("2026-11-20T10:00:01Z")
        await on.press("enter")
        await wait_until(lambda: isinstance(on.app.screen, CompareScreen), on.pilot)
        beside = Beside(on.app, on.pilot, on.session)
        assert "60" in beside.beside_row("hch")
        await on.press("b")
        assert "your own" in on.said()[-1]


@pytest.mark.parametrize(("seed", "size"), [(1, (80, 24)), (2, (120, 36)), (3, (50, 12))])
async def test_any_keys_are_survived(
    compare_with: Compare, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, seed: int, size: tuple[int, int]
) -> None:
    monkeypatch.chdir(tmp_path)
    chance = Random(seed)
    crashes: list[BaseException] = []
    monkeypatch.setattr(App, "_handle_exception", lambda _, error: crashes.append(error))
    async with compare_with(size=size) as on:
        for turn in range(60):
            await on.pilot.press(chance.choice(KEYS))
            if turn % 20 == 19:
                await on.pilot.resize_terminal(chance.choice([20, 60, 100, 200]), chance.choice([5, 15, 36]))
            assert not crashes, crashes[0]
        await wait_until(lambda: on.session.state.is_saved, on.pilot)
        written = sum_up("ada", read_journal(on.session.journal.path).records)
        assert written.judgements == on.session.assessment.judgements
        assert written.notes == on.session.assessment.notes


async def test_what_both_state_outright_is_no_crux(compare_with: Compare) -> None:
    async with compare_with(mine={**MINE, "question": 0.2}, theirs={**THEIRS, "question": 0.4}) as on:
        await on.go_to("question")
        assert on.row().split()[-1].startswith(("+", "−"))
        said = await on.said_beside()
        assert "20.0 %  stated outright" in said
        assert "40.0 %  stated outright" in said
