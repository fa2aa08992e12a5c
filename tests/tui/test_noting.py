"""Notes on screen: changing them, taking them back, and the person's own editor."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest
from textual.widgets import OptionList

from gametree.errors import NotWritten
from gametree.files.journal import read_journal
from gametree.tui.app import GametreeApp
from gametree.tui.note_editor import NoteArea, NoteEditor
from gametree.tui.notes_list import NotesList
from tests.tui.driver import Drive, Driver, wait_until

Editor = Callable[[str], None]
HOSTILE = "a\x1b]52;c;aGk=\x07\u202eb\tc[/x]"


async def test_a_draft_that_cannot_be_written_keeps_the_editor_open(drive: Drive, home: Path) -> None:
    (home / "state").write_text("a file where the folder should be")
    async with drive() as on:
        await on.press("a", *"thought", "escape")
        assert isinstance(on.app.screen, NoteEditor)
        assert "cannot be written" in on.said()[-1]
        await on.press("ctrl+s")
        await wait_until(lambda: bool(notes(on)), on.pilot)
        assert notes(on) == ["thought"]


def notes(on: Driver, node: str = "rl") -> list[str]:
    return [note.text for note in on.session.assessment.notes.get(node, ())]


def area(on: Driver) -> NoteArea:
    return on.app.screen.query_one(NoteArea)


def options(on: Driver) -> list[str]:
    listed = on.app.screen.query_one(OptionList)
    return [str(listed.get_option_at_index(index).prompt).split("\n", 1)[1] for index in range(listed.option_count)]


async def test_the_notes_are_listed_newest_first(drive: Drive) -> None:
    async with drive() as on:
        for text in ("one", "two", HOSTILE):
            on.session.note("rl", text)
        await on.press("A")
        assert options(on) == ["a␛]52;c;aGk=␇<U+202E>b c[/x]", "two", "one"]
        await on.press("escape")
        assert on.app.screen is on.explore


async def test_without_a_note_the_list_says_how_to_write_one(drive: Drive) -> None:
    async with drive() as on:
        await on.press("A")
        assert on.said() == ['there is no note on "rl" yet; a writes one']
        await on.press("k", "A")
        assert on.said() == ['there is no note on "question" yet; a writes one']


@pytest.mark.parametrize("key", ["enter", "e"])
async def test_a_note_is_changed_and_undone(drive: Drive, key: str) -> None:
    async with drive() as on:
        on.session.note("rl", "one")
        on.session.note("rl", "two")
        await on.press("A", "j", key)
        assert area(on).text == "one"
        await on.press("exclamation_mark", "ctrl+s")
        assert notes(on) == ["two", "one!"]
        assert options(on) == ["one!", "two"]
        await on.press("escape", "u")
        assert notes(on) == ["two", "one"]
        await on.press("U")
        assert notes(on) == ["two", "one!"]


async def test_a_note_is_taken_back_and_the_list_closes_with_the_last(drive: Drive) -> None:
    async with drive() as on:
        on.session.note("rl", "one")
        on.session.note("rl", "two")
        await on.press("A", "x")
        assert options(on) == ["one"]
        await on.press("x")
        assert on.app.screen is on.explore
        assert notes(on) == []
        await on.press("u", "u")
        assert notes(on) == ["one", "two"]


@pytest.mark.parametrize("text", ["as it was", HOSTILE, "tab\there", "a\u2028b", "a\r\nb"])
async def test_a_change_that_changes_nothing_writes_nothing(drive: Drive, text: str) -> None:
    async with drive() as on:
        on.session.note("rl", text)
        await on.press("A", "enter", "x", "backspace", "ctrl+s")
        assert on.said()[-1] == "the note says what it said before; nothing was written"
        assert len(on.session.assessment.records) == 1


async def test_a_change_put_aside_comes_back_for_its_note_only(drive: Drive) -> None:
    async with drive() as on:
        on.session.note("rl", "one")
        on.session.note("rl", "two")
        await on.press("A", "enter", "exclamation_mark", "escape")
        assert "put aside as a draft" in on.said()[-1]
        assert notes(on) == ["one", "two"]
        await on.press("j", "enter")
        assert area(on).text == "one"
        await on.press("escape")
        assert on.said()[-1] == "no change"
        await on.press("escape", "a")
        assert area(on).text == ""
        await on.press("escape", "A", "enter")
        assert area(on).text == "two!"
        await on.press("ctrl+s")
        await wait_until(lambda: on.session.state.is_saved, on.pilot)
        await on.press("enter", "escape")
        assert on.said()[-1] == "no change"


async def test_an_emptied_note_stays_and_says_how_to_take_it_back(drive: Drive) -> None:
    async with drive() as on:
        on.session.note("rl", "x")
        await on.press("A", "enter", "backspace", "ctrl+s")
        assert notes(on) == ["x"]
        assert "x takes the note back" in on.said()[-1]


async def test_a_change_to_a_note_that_vanished_meanwhile_is_a_new_note(drive: Drive) -> None:
    async with drive() as on:
        on.session.note("rl", "x")
        await on.press("A", "enter", "y")
        on.session.retract_note("rl", on.session.assessment.notes["rl"][0].key)
        await on.press("ctrl+s")
        assert notes(on) == ["xy"]


async def test_a_click_selects_a_note_and_a_second_one_opens_it(drive: Drive) -> None:
    async with drive() as on:
        for text in ("one", "two"):
            on.session.note("rl", text)
        await on.press("A")
        await on.pilot.click(OptionList, offset=(2, 3))
        assert isinstance(on.app.screen, NotesList)
        assert on.app.screen.query_one(OptionList).highlighted == 1
        await on.pilot.click(OptionList, offset=(2, 3))
        assert area(on).text == "one"


async def test_a_note_begun_while_the_last_is_not_on_disk_has_a_draft_of_its_own(
    drive: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, *_: object) -> None:
        raise NotWritten(path, "no space left on device")

    async with drive() as on:
        with monkeypatch.context() as patch:
            patch.setattr("gametree.session.writer.append_records", full)
            await on.press("a", *"one", "ctrl+s", "a")
            assert area(on).text == ""
            await on.press(*"two", "escape")
            await wait_until(lambda: bool(on.session.state.failure), on.pilot)
        await on.press("W")
        await wait_until(lambda: on.session.state.is_saved, on.pilot)
        await on.press("a")
        assert area(on).text == "two"
        await on.press("ctrl+s")
        assert notes(on) == ["one", "two"]


# the person's own editor


async def test_the_editor_goes_on_with_what_was_typed_and_ctrl_z_goes_back(drive: Drive, editor: Editor) -> None:
    editor("printf ' and more\\033]52\\n' >> $1")
    async with drive() as on:
        await on.press("a", *"typed", "ctrl+e")
        assert area(on).text == "typed and more␛]52"
        await on.press("ctrl+z")
        assert area(on).text == "typed"
        await on.press("ctrl+y", "ctrl+s")
        assert notes(on) == ["typed and more␛]52"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("echo x > $1; exit 3", "ended with code 3"),
        ("echo x > $1; kill -SEGV $$", "ended by signal 11"),
        ("rm $1", "no such file"),
        ("printf '\\351' > $1", "not UTF-8"),
        (": > $1", "left nothing"),
    ],
)
async def test_whatever_the_editor_does_the_text_typed_stays(
    drive: Drive, editor: Editor, lines: str, said: str
) -> None:
    editor(lines)
    async with drive() as on:
        await on.press("a", *"typed", "ctrl+e")
        assert area(on).text == "typed"
        assert said in on.said()[-1]
        await on.press("escape", "ctrl+e")
        assert said in on.said()[-1]
        assert notes(on) == []
        await on.press("a")
        assert area(on).text == "typed"


@pytest.mark.parametrize("key", ["ctrl+e", "a"])
async def test_without_an_editor_or_a_terminal_for_it_that_is_said(
    drive: Drive, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    async with drive() as on:
        await on.press(key, "ctrl+e")
        assert on.said()[-1].startswith("no editor is named")
        monkeypatch.setenv("EDITOR", "true")
        await on.press("ctrl+e")
        assert on.said()[-1] == "this terminal cannot be given to an editor"


async def test_a_note_is_written_straight_in_the_editor(drive: Drive, editor: Editor) -> None:
    editor("printf 'first\\nsecond\\n' > $1")
    async with drive() as on:
        await on.press("ctrl+e")
        assert notes(on) == ["first\nsecond"]
        await wait_until(lambda: on.session.state.is_saved, on.pilot)
        assert [record.note for record in read_journal(on.session.journal.path).records] == ["first\nsecond"]
        await on.press("a")
        assert area(on).text == ""


@pytest.mark.parametrize(("lines", "said"), [("sleep 1.1", "an empty note is no note"), ("true", "changed nothing")])
async def test_nothing_written_in_the_editor_is_no_note(drive: Drive, editor: Editor, lines: str, said: str) -> None:
    editor(lines)
    async with drive() as on:
        await on.press("ctrl+e")
        assert said in on.said()[-1]
        assert notes(on) == []


async def test_the_editor_opens_with_the_draft_which_stays_if_nothing_is_changed(drive: Drive, editor: Editor) -> None:
    async with drive() as on:
        await on.press("a", *"half", "escape")
        editor("sleep 1.1")
        await on.press("ctrl+e")
        assert "your draft stays" in on.said()[-1]
        editor("printf ' done' >> $1")
        await on.press("ctrl+e")
        assert notes(on) == ["half done"]


async def test_what_the_editor_left_is_a_draft_even_if_the_terminal_is_gone(
    drive: Drive, editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Gone(nullcontext[None]):
        def __exit__(self, *_: object) -> None:
            raise OSError("the terminal is gone")

    editor("printf ' more' >> $1")
    async with drive() as on:
        await on.press("a", *"typed")
        monkeypatch.setattr(GametreeApp, "suspend", lambda _: Gone())
        screen = on.app.screen
        assert isinstance(screen, NoteEditor)
        with pytest.raises(OSError, match="gone"):
            screen.action_edit_outside()
        assert screen.draft.read() == "typed more"
