"""Every screen on files full of words that steer terminals: what comes to the terminal is words and Textual's own.

With GAMETREE_WORDS=all every kind of such words has its turn.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from textual import events
from textual.drivers.headless_driver import HeadlessDriver
from textual.widgets import Input, OptionList, TextArea

from gametree.files.locations import JournalPlace, TreePlace
from gametree.model.text import clean
from gametree.session import open_session
from gametree.session.shelf import Shelf
from gametree.tui.app import GametreeApp
from gametree.tui.compare import CompareScreen
from gametree.tui.others import OthersScreen
from gametree.tui.settings import load_settings
from tests.hostile_words import TOGETHER, WORDS, plain, strange, toml, write_files
from tests.tui.driver import Drive, Driver, wait_until

TURNS = {"together": TOGETHER} | (WORDS if os.environ.get("GAMETREE_WORDS") == "all" else {})
PASTED = WORDS["c1"] + WORDS["override"] + WORDS["tags"] + WORDS["colour"]
SCREENS = """
E j j 4 full_stop escape r escape | saved
a paste ctrl+s a x escape A enter escape escape u | Notes on
slash paste enter slash g a m enter escape | nothing holds
g n paste escape ctrl+p paste escape | Search for commands
ctrl+p t h e m e enter m i n escape | light
f # j enter f slash paste enter f x | esc ends it
c j c L = 5 enter S | Cruxes: what moves
w 9 w escape w k | What if:
] o j enter tab j enter tab y b | Which source?
e e paste enter e e enter e a tab paste enter u | another kind
e t paste escape e f paste tab tab tab paste ctrl+s enter escape | refinement
e k j enter u e m paste escape escape e l h enter u | Beneath
e i paste enter escape escape e d j e p e D y u | deleted
e w paste enter escape question_mark escape v v | Keys
d others paste escape down enter j ] s f d b t T n escape | against
x down down enter o escape O h h escape d | JSON
O h escape ctrl+o paste escape escape | Which tree?
"""


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Everything that goes to the terminal from now on; the driver that tests have without one takes it."""
    parts: list[str] = []
    monkeypatch.setattr(HeadlessDriver, "is_headless", False)
    monkeypatch.setattr(HeadlessDriver, "write", lambda _, data: parts.append(data))
    monkeypatch.setenv("BROWSER", "true")
    monkeypatch.chdir(tmp_path)  # exports and copies go to the current folder
    return parts


def open_app(tree: Path, clock: Callable[[], datetime]) -> GametreeApp:
    place = JournalPlace(tree.with_suffix(".assessments") / "ada.toml", "as named")

    def sit(tree: TreePlace) -> object:
        return open_session(tree, place, "ada", clock)

    return GametreeApp(sit(TreePlace(tree, False)), sit, Shelf("ada", tree.parent), load_settings())


async def press(on: Driver, key: str) -> None:
    chooses = key == "enter" and isinstance(on.app.screen, OthersScreen)
    if key == "others":  # they are looked for in a thread
        await wait_until(lambda: isinstance(on.app.screen, OthersScreen), on.pilot, 20)
    elif key == "paste":
        on.app.post_message(events.Paste(PASTED))
        await on.pilot.pause()
    else:
        await on.pilot.press(key)
    if any(isinstance(screen, OthersScreen) and not screen.offered for screen in on.app.screen_stack):
        await wait_until(lambda: any(them.option_count for them in on.app.screen.query(OptionList)), on.pilot, 20)
    if chooses:
        await wait_until(lambda: isinstance(on.app.screen, CompareScreen), on.pilot, 20)


@pytest.mark.parametrize("word", TURNS.values(), ids=TURNS)
async def test_nothing_that_steers_a_terminal_comes_to_it_from_any_screen(
    tmp_path: Path, home: Path, clock: Callable[[], datetime], sent: list[str], word: str
):
    tree = write_files(tmp_path / "trees", home, word)
    (tree.parent / "broken.toml").write_text(f"[tree]\ntitle = {toml(word)}\n{toml(word)} = {toml(word)}\n")
    app = open_app(tree, clock)
    async with app.run_test(size=(130, 40), notifications=True, tooltips=True) as pilot:
        on = Driver(app, pilot, app.opened)
        await on.settle()
        for line in SCREENS.strip().split("\n"):
            keys, words = line.split(" | ")
            for key in keys.split():
                await press(on, key)
            shown = "".join(sent)
            sent.clear()
            assert strange(shown.encode(), copies=True) == [], keys
            assert words in plain(shown) or word is not TOGETHER, keys  # others may be too tall or too wide for them


@pytest.mark.parametrize("keys", ["slash", "ctrl+p", "g n", "d", "ctrl+o", "e m", "a", "e e"])
async def test_a_paste_comes_with_its_control_characters_visible_wherever_it_goes(drive: Drive, keys: str):
    async with drive() as on:
        await on.press(*keys.split())
        await wait_until(lambda: isinstance(on.app.focused, Input | TextArea), on.pilot)
        on.app.post_message(events.Paste(f"7{PASTED}"))
        await wait_until(lambda: "7" in typed_in(on), on.pilot)
        assert clean(typed_in(on)) == typed_in(on)


def typed_in(on: Driver) -> str:
    field = on.app.focused
    return field.value if isinstance(field, Input) else field.text if isinstance(field, TextArea) else ""
