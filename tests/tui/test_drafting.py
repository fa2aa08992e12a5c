"""Words half typed: they come back, are compared with what others wrote since, and outlive the node they were for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Static

from gametree.files.tree_drafts import tree_drafts
from gametree.model.tree import Node
from gametree.tui.choice import ChoiceScreen
from gametree.tui.edit_strip import EditStrip
from gametree.tui.line_prompt import LinePrompt
from gametree.tui.node_form import NodeForm
from gametree.tui.note_editor import NoteArea, NoteEditor
from tests.tui.conftest import TREE
from tests.tui.driver import Drive, Driver, wait_until

THEIRS = TREE.replace('"HCH"', '"Theirs"').replace("Humans consulting HCH.", "Their text.")
WITHOUT = TREE[: TREE.index("[node.hch]")]


async def at(on: Driver, node_id: str) -> None:
    on.explore.go_to_node(node_id)
    await on.pilot.pause()


def hch(on: Driver) -> Node:
    return on.session.tree.nodes["hch"]


def drafts(on: Driver) -> list[dict[str, str]]:
    return [dict((draft.read() or draft).typed) for draft in tree_drafts(on.session.place.path)]


def write(on: Driver, text: str) -> None:
    on.session.place.path.write_text(text)
    on.explore.keeping.look_at_disk()


# they come back


@pytest.mark.parametrize("keys", ["e e", "e i", "e t", "a"])
async def test_what_nobody_changed_is_no_draft(drive: Drive, keys: str) -> None:
    async with drive() as on:
        await at(on, "hch")
        await on.press(*keys.split())
        on.app.save_drafts()
        assert drafts(on) == []
    async with drive() as on:
        await on.pilot.pause()
        assert on.said() == []


async def test_a_new_node_half_typed_comes_back_with_its_kind_in_its_own_place(drive: Drive) -> None:
    async with drive() as on:
        await at(on, "hch")
        await on.press("e", "a", *"new", "tab", "escape")
        left = on.explore.title_field.kind
    async with drive() as on:
        await on.pilot.pause()
        await wait_until(lambda: 'a new node beneath "hch"' in "".join(on.said()), on.pilot)
        await at(on, "rl")
        await on.press("e", "a")
        assert on.explore.title_field.text == ""
        await on.press("escape")
        await at(on, "hch")
        await on.press("e", "a")
        assert (on.explore.title_field.text, on.explore.title_field.kind) == ("new", left)
        assert "words of last time" in str(on.explore.query_one(EditStrip).content)
        await on.press("enter")
        assert on.session.tree.nodes["new"].parents == ("hch",)
        assert drafts(on) == []


async def test_an_id_half_typed_comes_back(drive: Drive) -> None:
    async with drive() as on:
        await at(on, "hch")
        await on.press("e", "i", "end", *"2", "escape")
    async with drive() as on:
        await at(on, "hch")
        await on.press("e", "i")
        assert isinstance(on.app.screen, LinePrompt)
        assert on.app.screen.typed == "hch2"
        await on.press("enter")
        assert "hch2" in on.session.tree.nodes
        await on.press("e", "i", "escape")
        assert drafts(on) == []


async def test_words_follow_a_node_that_is_renamed(drive: Drive) -> None:
    async with drive() as on:
        await at(on, "hch")
        await on.press("e", "e", *"x", "escape", "e", "i", "end", *"2", "enter", "e", "e")
        assert on.explore.title_field.text == "HCHx"


async def test_on_opening_it_is_said_for_notes_too_and_others_are_only_counted(drive: Drive) -> None:
    async with drive() as on:
        on.session.note("hch", "First")
        await at(on, "hch")
        await on.press("a", *"half", "escape", "A", "e", *"s", "escape", "escape")
        await on.press("e", "e", *"x", "escape", "e", "i", "end", *"2", "escape")
    async with drive() as on:
        await wait_until(lambda: bool(on.said()), on.pilot)
        (said,) = on.said()
        assert said.startswith('left half typed: another id for "hch", another title for "hch", a note on "hch", and 1')


async def test_without_a_disk_for_drafts_the_title_still_comes_back(drive: Drive, home: Path) -> None:
    (home / "state").write_text("a file where the folder should be")
    async with drive() as on:
        await on.press("e", "e", *"x", "escape", "e", "e")
        assert on.explore.title_field.text == "End-to-end trained RLx"


# others changed what they were begun on


async def test_a_title_begun_on_another_one_is_said_and_put_there_only_knowingly(drive: Drive) -> None:
    async with drive() as on:
        await at(on, "hch")
        await on.press("e", "e", *"x", "escape")
    async with drive(THEIRS) as on:
        await at(on, "hch")
        await on.press("e", "e")
        assert on.said()[-1] == 'the title was changed since: it says "Theirs" now'
        await on.press("enter")
        assert hch(on).title == "Theirs"
        assert on.explore.title_field.text == "HCHx"
        await on.press("enter")
        assert hch(on).title == "HCHx"


async def test_a_form_begun_on_other_words_is_said_and_kept_only_knowingly(drive: Drive) -> None:
    async with drive() as on:
        await at(on, "hch")
        await on.press("e", "t", "exclamation_mark", "escape")
    async with drive(THEIRS) as on:
        await at(on, "hch")
        await on.press("e", "t")
        assert isinstance(on.app.screen, NodeForm)
        assert on.app.screen.fault == 'the text was changed since: it says "Their text." now'
        await on.press("ctrl+s")
        assert hch(on).text == "Their text."
        assert "save again" in on.app.screen.fault
        await on.press("ctrl+s")
        assert (hch(on).title, hch(on).text) == ("Theirs", "Humans consulting HCH.!")
        assert drafts(on) == []


async def test_a_change_to_a_note_that_was_changed_elsewhere_is_said_and_kept_only_knowingly(drive: Drive) -> None:
    async with drive() as on:
        on.session.note("rl", "First")
        await on.press("A", "e", *"s", "escape", "escape")
        on.session.edit_note("rl", on.session.assessment.notes["rl"][0].key, "Theirs")
        await on.press("A", "e")
        assert isinstance(on.app.screen, NoteEditor)
        assert on.app.screen.query_one(NoteArea).text == "Firsts"
        assert str(on.app.screen.query_one("#fault", Static).content) == (
            'the note was changed since: it says "Theirs" now'
        )
        await on.press("ctrl+s")
        assert [note.text for note in on.session.assessment.notes["rl"]] == ["Theirs"]
        await on.press("ctrl+s", "escape")
        assert [note.text for note in on.session.assessment.notes["rl"]] == ["Firsts"]


async def test_a_change_to_a_note_that_was_taken_back_elsewhere_is_a_new_note(drive: Drive) -> None:
    async with drive() as on:
        on.session.note("rl", "First")
        await on.press("A", "e", *"s", "escape", "escape")
        on.session.retract_note("rl", on.session.assessment.notes["rl"][0].key)
        await on.press("a")
        assert on.app.screen.query_one(NoteArea).text == "Firsts"


# the tree changes beneath an open field


async def test_the_field_stays_at_its_row_where_rows_come_above_it(drive: Drive) -> None:
    async with drive() as on:
        await at(on, "hch")
        await on.press("e", "e", *"x")
        before = on.explore.title_field.styles.offset.y.value
        write(on, TREE.replace("[node.rl]", '[node.new]\nkind = "architecture"\ntitle = "New"\n[node.rl]'))
        await on.pilot.pause()
        assert on.explore.title_field.styles.offset.y.value == before + 1
        await on.press("enter")
        assert hch(on).title == "HCHx"


@pytest.mark.parametrize("keys", [("e", "e"), ("e", "a")])
async def test_a_node_that_vanishes_leaves_the_title_typed_there(drive: Drive, keys: tuple[str, ...]) -> None:
    async with drive() as on:
        await at(on, "hch")
        await on.press(*keys, *"xy")
        write(on, WITHOUT)
        await on.pilot.pause()
        assert not on.explore.title_field.display
        assert drafts(on)[0]["title"].endswith("xy")
        assert any("what you typed is in" in said for said in on.said())
        write(on, TREE)
        await at(on, "hch")
        await on.press(*keys)
        assert on.explore.title_field.text.endswith("xy")


async def test_a_node_that_vanishes_beneath_its_form_leaves_the_words_as_a_draft(drive: Drive) -> None:
    async with drive() as on:
        await at(on, "hch")
        await on.press("e", "t", "exclamation_mark")
        on.session.place.path.write_text(WITHOUT)
        await on.press("ctrl+s")
        assert on.app.screen is on.explore
        assert "taken out of the file meanwhile" in on.said()[-1]
        assert "what you typed is in" in on.said()[-1]
        assert drafts(on) == [{"text": "Humans consulting HCH.!"}]


async def test_a_form_whose_disk_takes_no_draft_loses_nothing_when_it_is_refused(drive: Drive, home: Path) -> None:
    (home / "state").write_text("a file where the folder should be")
    async with drive() as on:
        await at(on, "hch")
        await on.press("e", "t", "exclamation_mark")
        on.session.place.path.write_text(THEIRS)
        await on.press("ctrl+s")
        assert on.app.screen.query_one(NoteArea).text == "Humans consulting HCH.!"


@pytest.mark.parametrize("key", ["o", "x"])
@pytest.mark.parametrize("meanwhile", [THEIRS, WITHOUT])
async def test_what_the_editor_left_is_kept_where_others_changed_the_node_meanwhile(
    drive: Drive, editor: Callable[[str], None], tmp_path: Path, key: str, meanwhile: str
) -> None:
    (tmp_path / "theirs").write_text(meanwhile)
    editor(f"cp {tmp_path}/theirs {tmp_path}/oversight.toml; sed -i 's/Humans consulting HCH/Mine/' $1")
    async with drive() as on:
        await at(on, "hch")
        await on.press("e", key)
        await on.pilot.pause()
        assert on.session.place.path.read_text() == meanwhile
        (draft,) = drafts(on)
        assert "Mine" in (draft.get("text") or draft["lines"])
        if meanwhile == THEIRS:
            editor(":")
            if key == "x":
                await on.press("escape")
            on.explore.go_to_node("hch")
            editor("sleep 1.1")
            await on.press("e", key)
            await wait_until(lambda: hch(on).text.startswith("Mine"), on.pilot)
            assert drafts(on) == []


async def test_words_for_a_node_that_is_gone_are_said_shown_and_let_go_for_good(drive: Drive) -> None:
    async with drive() as on:
        on.session.note("hch", "First")
        await at(on, "hch")
        await on.press("e", "e", *"xy", "escape", "e", "b", *"new", "escape", "a", *"half", "escape")
    async with drive(WITHOUT) as on:
        await wait_until(lambda: bool(on.said()), on.pilot)
        (said,) = on.said()
        assert '"hch"' in said
        assert "a note on" in said
        assert said.endswith("gone from the tree since; X shows it, and lets it go")
        asked = []
        for _ in range(3):
            await on.press("X") if not asked else None
            await wait_until(lambda: isinstance(on.app.screen, ChoiceScreen), on.pilot)
            asked.append(on.app.screen.asked)
            await on.press("down", "down", "enter")
        assert ["HCHxy" in asked[0] or "HCHxy" in asked[1], "half" in asked[2]] == [True, True]
        await on.press("X")
        assert "nothing half typed was left behind" in on.said()[-1]
        assert drafts(on) == []
    async with drive(WITHOUT) as on:
        await on.explore.workers.wait_for_complete()
        assert on.said() == []
