"""Keys, colours and help as a person set them, on screen."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual.screen import Screen
from textual.widgets import Input, Static

from gametree.files.config import OwnTheme, remembered_theme
from gametree.session.shelf import Shelf
from gametree.tui.app import GametreeApp
from gametree.tui.bars import KeyStrip
from gametree.tui.help import HelpScreen
from gametree.tui.note_editor import NoteArea, NoteEditor
from gametree.tui.picker import PickerScreen
from gametree.tui.remapping import remap
from gametree.tui.settings import Settings, load_settings
from gametree.tui.themes import THEME_NAMES
from tests.tui.conftest import Sit
from tests.tui.driver import Drive, Driver

Dress = Callable[..., AbstractAsyncContextManager[Driver]]


@pytest.fixture
def dressed(sit: Sit, tmp_path: Path) -> Dress:
    """Opens the app with settings, which may be no more than entries for keys."""

    @asynccontextmanager
    async def start(
        settings: Settings | dict[str, tuple[str, ...]], size: tuple[int, int] = (120, 36)
    ) -> AsyncIterator[Driver]:
        if isinstance(settings, dict):
            settings = Settings(remap(settings)[0])
        session = sit()
        app = GametreeApp(session, lambda place: sit(name=place.name), Shelf("ada", tmp_path), settings)
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            yield Driver(app, pilot, session)
        session.close()

    return start


def footer(on: Driver) -> str:
    return on.explore.query_one(KeyStrip).render().plain


def help_text(on: Driver) -> str:
    assert isinstance(on.app.screen, HelpScreen)
    return str(on.app.screen.query_one(Static).content)


async def test_a_remapped_key_acts_and_the_old_one_does_not(dressed: Dress) -> None:
    async with dressed({"next-sibling": ("s",), "score-70": ("w",)}) as on:
        await on.press("J", "7")
        assert on.node == "rl"
        assert on.score("rl") is None
        await on.press("w", "s")
        assert on.score("rl") == 0.7
        assert on.node == "imitators"


async def test_a_key_that_is_taken_from_another_action_does_the_new_thing_only(dressed: Dress) -> None:
    async with dressed({"bottom": ("j",)}) as on:
        await on.press("j")
        assert on.node == "hch"


async def test_a_sequence_of_ones_own_waits_and_its_beginning_is_in_the_footer(dressed: Dress) -> None:
    async with dressed({"bottom": ("Qb",), "top": ("Q t",)}) as on:
        await on.press("Q")
        assert footer(on).startswith(" Q…")
        assert "t top" in footer(on)
        await on.press("b")
        assert on.node == "hch"
        await on.press("Q", "t")
        assert on.node == "question"


async def test_what_has_no_key_is_still_in_the_palette(dressed: Dress) -> None:
    async with dressed({"undo": (), "quit": ()}) as on:
        await on.press("4", "u", "q", "ctrl+q")
        assert on.score("rl") == 0.4
        assert on.app.is_running
        commands = {command.title: command.help for command in on.app.get_system_commands(on.app.screen)}
        assert commands["Undo the last score, note or edit of this sitting"].strip() == "Score"
        assert "undo" not in footer(on)


async def test_footer_help_and_palette_show_the_keys_in_use(dressed: Dress) -> None:
    async with dressed({"note": ("N",), "help": ("F2",)}) as on:
        assert " N note" in footer(on)
        assert "F2 help" in footer(on)
        commands = {command.title: command.help for command in on.app.get_system_commands(on.app.screen)}
        assert commands["Add a note to the node"].endswith("N")
        await on.press("f2")
        assert "N             Add a note to the node" in help_text(on)


async def test_a_sentence_names_the_key_in_use(dressed: Dress) -> None:
    async with dressed({"note": ("N",)}) as on:
        await on.press("N")
        await on.type("so")
        await on.press("escape")
        assert on.said()[-1] == "put aside as a draft; N goes on with it"


async def test_the_help_scrolls_by_the_keys_in_use_and_closes_by_them(dressed: Dress) -> None:
    async with dressed({"down": ("n",), "back": ("x",)}, size=(80, 24)) as on:
        await on.press("?", "n", "n", "j")
        assert on.app.screen.query_one("#box").scroll_offset.y == 2
        await on.press("x")
        assert not isinstance(on.app.screen, HelpScreen)


async def test_no_key_is_kept_back_from_a_person(dressed: Dress) -> None:
    async with dressed({"score-70": ("ctrl+q",), "bottom": ("ctrl+p",), "top": ("tab",), "range": ("f1",)}) as on:
        await on.press("ctrl+q", "ctrl+p")
        assert on.app.is_running
        assert on.score("rl") == 0.7
        assert on.node == "hch"
        await on.press("tab")
        assert on.node == "question"
        await on.press("j", "f1")
        assert on.app.screen.query(Input)


async def test_the_key_for_help_that_a_person_chose_works_while_typing_too(dressed: Dress) -> None:
    async with dressed({"help": ("f2",)}) as on:
        await on.press("a", "f2")
        assert help_text(on).startswith("While you write")


async def test_ctrl_c_says_what_quits(dressed: Dress) -> None:
    async with dressed({"quit": ("Q",)}) as on:
        await on.press(".", "ctrl+c")
        await on.press("escape", "q")
        assert on.app.is_running
        on.app.action_help_quit()
        assert on.said()[-1] == "Q quits"


@pytest.mark.parametrize(
    ("keys", "first"), [("?", "Move"), (["tab", "?"], "In the words"), (["a", "f1"], "While you write"),
                        ([".", "f1"], "While you type"), (["f1"], "Move"), (["/", "f1"], "While you type")],
)  # fmt: skip
async def test_help_begins_with_where_one_is(dressed: Dress, keys: str, first: str) -> None:
    async with dressed({}) as on:
        await on.press(*keys)
        assert help_text(on).splitlines()[0] == first
        await on.press("f1")
        assert not isinstance(on.app.screen, HelpScreen)


async def test_a_question_mark_is_typed_where_one_types(dressed: Dress) -> None:
    async with dressed({}) as on:
        await on.press("a", "?")
        assert isinstance(on.app.screen, NoteEditor)
        assert on.app.screen.query_one(NoteArea).text == "?"


async def test_a_prompt_is_as_it_was_after_its_help(dressed: Dress) -> None:
    async with dressed({}) as on:
        await on.press(".", "4", "2", "f1", "escape")
        assert on.app.screen.query_one(Input).value == "42"
        await on.press("enter")
        assert on.score("rl") == 0.42


async def test_the_shelf_has_help_too(dressed: Dress) -> None:
    async with dressed({}) as on:
        await on.press("ctrl+o")
        assert isinstance(on.app.screen, PickerScreen)
        await on.press("f1")
        assert isinstance(on.app.screen, HelpScreen)


async def test_what_is_wrong_in_the_settings_is_said_and_the_app_opens(dressed: Dress, home: Path) -> None:
    path = home / "config" / "gametree" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text('[keys]\nundoo = "x"\n')
    async with dressed(load_settings()) as on:
        assert on.said() == ['config.toml:2:1: unknown-action: "undoo" is not an action; did you mean "undo"?']
        assert on.node == "rl"


async def test_the_app_starts_in_its_theme_and_goes_over_to_any_other(dressed: Dress) -> None:
    async with dressed(Settings(theme=THEME_NAMES[-1])) as on:
        assert on.app.current_theme.name == THEME_NAMES[-1]
        for name in THEME_NAMES:
            on.app.theme = name
            await on.pilot.pause()
            assert on.app.current_theme.name == name
            assert on.row().startswith("›")


async def test_a_theme_of_ones_own(dressed: Dress) -> None:
    own = OwnTheme("mine", "light", {"accent": "#123456", "background": "#ffffff"})
    async with dressed(Settings(theme="mine", own_themes=[own])) as on:
        assert on.app.theme_variables["background"] == "#FFFFFF"
        assert on.app.theme_variables["accent"] == "#123456"


async def test_a_theme_chosen_in_the_app_is_remembered(dressed: Dress) -> None:
    async with dressed(Settings()) as on:
        await on.pilot.pause()
        assert remembered_theme() is None
        on.app.theme = "nord"
        await on.pilot.pause()
        assert remembered_theme() == "nord"
        assert load_settings().theme == "nord"


async def test_the_config_file_wins_over_what_is_remembered(dressed: Dress, home: Path) -> None:
    path = home / "config" / "gametree" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text('theme = "light"\n')
    async with dressed(load_settings()) as on:
        on.app.theme = "nord"
        await on.pilot.pause()
        await on.pilot.pause()
        assert any(sentence.startswith("nord until you quit") for sentence in on.said())
    assert load_settings().theme == "light"


@pytest.mark.parametrize("theme", ["dark", "light", "ansi-light", "high-contrast"])
async def test_without_colour_nothing_is_coloured_and_the_cursor_is_reversed(
    dressed: Dress, theme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert load_settings().no_color
    async with dressed(Settings(theme=theme, no_color=True)) as on:
        lines = on.app.screen._compositor.render_strips()
        colours = {
            colour.name
            for line in lines
            for segment in line
            if segment.style
            for colour in (segment.style.color, segment.style.bgcolor)
            if colour
        }
        assert colours <= {"default"}
        row = on.tree.render_line(on.tree.view.line)
        assert all(segment.style.reverse for segment in row if segment.style)
        await on.press("tab")
        row = on.tree.render_line(on.tree.view.line)
        assert all(segment.style.underline for segment in row if segment.style)


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (100, 20), (140, 40), (250, 70)])
async def test_it_fits_any_screen(dressed: Dress, size: tuple[int, int]) -> None:
    async with dressed({}, size=size) as on:
        assert footer(on).rstrip().endswith("? help")
        for key in ("escape", "a", ".", "r", "?", "ctrl+p", "ctrl+o", "/", "v"):
            await on.press(key)
            assert_inside(on.app.screen, *size)
            await on.press("escape")
            assert on.app.screen is on.explore, key


def assert_inside(screen: Screen[object], width: int, height: int) -> None:
    for box in screen.query("#box"):
        assert 0 <= box.region.x < box.region.right <= width
        assert 0 <= box.region.y < box.region.bottom <= height
    for field in screen.query("Input, TextArea, #keys"):
        if field.display and field.region:
            assert field.region.bottom <= height


async def test_information_makes_way_for_information_and_a_warning_stays(drive: Drive) -> None:
    async with drive() as on:
        for sentence, severity in (("one", "information"), ("beware", "warning"), ("two", "information")):
            on.explore.say(sentence, severity)
            await on.pilot.pause()
        assert on.said() == ["beware", "two"]
