"""Keys that come faster than what they open: all at once, as from a paste, a slow line or quick fingers."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from textual import events
from textual.widgets import Input

from gametree.session import Session, others
from gametree.tui import typed_ahead
from gametree.tui.explore import ExploreScreen
from gametree.tui.note_editor import NoteArea
from gametree.tui.others import OthersScreen
from tests.tui.driver import Drive, Driver, wait_until


async def burst(on: Driver, typed: str) -> None:
    names = {"\r": "enter", " ": "space", ".": "full_stop", "\x1b": "escape", "\x13": "ctrl+s"}
    for letter in typed:
        on.app.post_message(events.Key(names.get(letter, letter), letter))
    for _ in range(3):
        await on.pilot.pause()


async def test_letters_behind_the_one_that_opens_the_note_editor_are_the_note(drive: Drive) -> None:
    async with drive() as on:
        await burst(on, "ja135 u")
        assert on.app.screen.query_one(NoteArea).text == "135 u"
        assert not on.session.assessment.judgements


@pytest.mark.parametrize(
    ("typed", "title"),
    [("jeaAnswer 5\r", "Answer 5"), ("jebOther 7\r", "Other 7"), ("jee!9\r", "The objective gets gamed!9")],
)
async def test_letters_behind_those_that_ask_for_a_title_are_the_title(drive: Drive, typed: str, title: str) -> None:
    async with drive() as on:
        await burst(on, typed)
        assert title in {node.title for node in on.session.tree.nodes.values()}
        assert not on.session.assessment.judgements


async def test_a_sequence_of_dialogs_typed_at_once_is_done_in_order(drive: Drive) -> None:
    async with drive() as on:
        await burst(on, "j.45\r/Probes\r7j5aWhy\x13")
        scores = {node: judgement.plausibility for node, judgement in on.session.assessment.judgements.items()}
        assert scores == {"gaming": 0.45, "probes": 0.7, on.node: 0.5}
        assert [note.text for note in on.session.assessment.notes[on.node]] == ["Why"]


async def test_what_is_pasted_right_behind_a_key_goes_where_the_key_leads(drive: Drive) -> None:
    async with drive() as on:
        on.app.post_message(events.Key("slash", "/"))
        on.app.post_message(events.Paste("shard 4"))
        for _ in range(3):
            await on.pilot.pause()
        assert isinstance(on.app.focused, Input) and on.app.focused.value == "shard 4"


async def test_keys_behind_the_one_that_compares_wait_for_the_list(
    drive: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, looked = Event(), others.others_of

    def slowly(session: Session) -> list[object]:
        gate.wait(9)
        return list(looked(session))

    monkeypatch.setattr(others, "others_of", slowly)
    async with drive() as on:
        await burst(on, "jd3 q")
        assert not on.session.assessment.judgements
        gate.set()
        await wait_until(lambda: isinstance(on.app.screen, OthersScreen), on.pilot)
        await wait_until(lambda: on.app.screen.query_one(Input).value == "3 q", on.pilot)
        assert not on.session.assessment.judgements
        assert on.app.is_running


async def test_keys_behind_the_one_that_compares_with_the_only_other_are_the_comparison_s(
    drive: Drive, tmp_path: Path
) -> None:
    theirs = tmp_path / "oversight.assessments" / "turing.toml"
    theirs.parent.mkdir()
    theirs.write_text('t1 = { node = "gaming", plausibility = 0.4 }\n')
    async with drive() as on:
        await burst(on, "jdbj7d")
        await wait_until(lambda: on.score("oversight") == 0.7, on.pilot)
        assert on.node == "oversight"
        assert type(on.app.screen) is ExploreScreen


async def test_what_takes_too_long_is_waited_for_once(drive: Drive, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = Event()
    monkeypatch.setattr(others, "others_of", lambda _: [gate.wait(9)][:0])
    monkeypatch.setattr(typed_ahead, "_LONGEST_LOOK", 0.05)
    async with drive() as on:
        await burst(on, "jd34")
        await wait_until(lambda: on.score("gaming") == 0.4, on.pilot)
        gate.set()
        await wait_until(lambda: isinstance(on.app.screen, OthersScreen), on.pilot)
