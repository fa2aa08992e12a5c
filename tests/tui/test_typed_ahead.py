"""Keys that come faster than what they open: all at once, as from a paste, a slow line or quick fingers."""

from __future__ import annotations

import pytest
from textual import events
from textual.widgets import Input

from gametree.tui.note_editor import NoteArea
from tests.tui.driver import Drive, Driver


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
