"""What is there when the tree is on screen, and what waits until somebody wants it: counts, never times."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from textual.css.stylesheet import Stylesheet

from tests.tui.conftest import TREE
from tests.tui.driver import Drive

HOUSE = Path(__file__).parent.parent.parent
UNTIL_PAINTED = """
import sys
from gametree.files.locations import find_journal, find_tree
from gametree.session import open_session
from gametree.session.shelf import Shelf
from gametree.tui.app import GametreeApp
from gametree.tui.explore import ExploreScreen
from gametree.tui.settings import load_settings

def begin(self):
    print(*sys.modules, file=sys.stderr)
    self.app.exit()

ExploreScreen.begin = begin
place = find_tree(sys.argv[1])
session = open_session(place, find_journal(place, "ada"), "ada")
GametreeApp(session, None, Shelf("ada", place.path.parent), load_settings()).run(headless=True, size=(120, 36))
"""
WAITING = {
    *("networkx", "numpy", "pydantic", "textual.widgets._markdown", "textual.widgets._text_area"),
    *("gametree.model.shape", "gametree.files.faulty_table", "gametree.files.spans", "gametree.files.tree_editor"),
    *("gametree.session.others", "gametree.session.versions", "gametree.session.comparison"),
}
WAITING_FLOORS = ("gametree.evaluation", "gametree.comparison", "gametree.importing")
SCREENS = {
    *(
        "choice",
        "compare",
        "confirm",
        "help",
        "history_view",
        "keep_or_drop",
        "line_prompt",
        "loading",
        "node_commands",
    ),
    *(
        "node_form",
        "node_picker",
        "note_editor",
        "notes_list",
        "number_prompt",
        "others",
        "stranded",
        "picker",
        "plot",
        "unsaved",
    ),
}


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The modules loaded when the first screen is painted."""
    home = tmp_path_factory.mktemp("home")
    (home / "t.toml").write_text(TREE)
    places = {f"XDG_{kind}_HOME": str(home / kind) for kind in ("DATA", "STATE", "CONFIG", "CACHE")}
    run = subprocess.run(
        [sys.executable, "-c", UNTIL_PAINTED, str(home / "t.toml")],
        capture_output=True, text=True, timeout=60, check=True, env={**os.environ, **places, "PYTHONPATH": str(HOUSE)},
    )  # fmt: skip
    return set(run.stderr.split())


def test_what_is_not_on_the_first_screen_is_not_loaded_for_it(loaded: set[str]):
    assert "gametree.tui.explore" in loaded
    assert loaded & WAITING == set()
    assert not [name for name in loaded if name.startswith(WAITING_FLOORS)]
    assert loaded & {f"gametree.tui.{name}" for name in SCREENS} == set()


def test_the_first_screen_takes_no_more_modules_than_it_did(loaded: set[str]):
    assert len([name for name in loaded if name.startswith("gametree")]) <= 110


async def test_the_styles_are_read_once_and_again_for_another_theme(drive: Drive, monkeypatch: pytest.MonkeyPatch):
    readings: list[Stylesheet] = []
    reparse = Stylesheet.reparse
    monkeypatch.setattr(Stylesheet, "reparse", lambda self: [readings.append(self), reparse(self)][1])
    async with drive(TREE) as driver:
        assert not readings
        ground = driver.explore.styles.background
        driver.app.theme = "light"
        await driver.pilot.pause()
        assert len(readings) == 1
        assert driver.explore.styles.background != ground
