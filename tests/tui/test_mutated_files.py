"""The app among its own files as a bad disk, or a hand that meant well, has left them: it opens, and goes on.

GAMETREE_MUTANTS=300 opens it so often.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from random import Random

import pytest

from gametree.errors import GametreeError
from gametree.files.drafts import draft_of
from gametree.files.places import Place, keep_place
from gametree.files.spool import append_kept
from gametree.files.tree_drafts import Spot, Words, tree_draft
from gametree.model.assessment import Record
from gametree.tui.app import GametreeApp
from tests.hostile_words import TOGETHER, strange, write_files
from tests.mutants import json_mutant, mutant
from tests.tui import test_hostile_terminal
from tests.tui.driver import Driver

sent = test_hostile_terminal.sent
MUTANTS = int(os.environ.get("GAMETREE_MUTANTS", "2"))
KEYS = "X enter P u a x escape e e x escape e a x escape e f x escape e t escape e i x escape escape E g g j 3 O escape"
FORM = {"title": "Another", "kind": "claim", "refinement": "all", "tags": "a, b", "sources": "odd", "text": "Words."}
SPOTS: dict[Spot, Mapping[str, str]] = {
    Spot("title", "rl"): {"title": "Another title"},
    Spot("new", parent="rl"): {"title": "A new one", "kind": "failure-mode"},
    Spot("form", "rl"): FORM,
    Spot("text", "rl"): {"text": "Another text."},
    Spot("lines", "rl"): {"lines": "title = 'x'\n"},
    Spot("id", "rl"): {"line": "another-id"},
    Spot("form", "gone"): FORM,
}


@pytest.fixture
def files(tmp_path: Path, home: Path) -> Mapping[Path, str]:
    """All that the app reads, by path: a tree, journals, and everything that it keeps for itself."""
    path = write_files(tmp_path / "trees", home, "Some words")
    ada = path.parent / "tree.assessments" / "ada.toml"
    append_kept(ada, [Record("t20261110T100000Z-z", datetime(2026, 11, 10), "rl", note="Kept")], "tree", "ada")
    for node in ("rl", "gone"):
        draft_of(ada, node).write("A note half written\n" + TOGETHER)
    for spot, typed in SPOTS.items():
        tree_draft(path, spot).write(Words(typed, {"title": "Some words rl", "tags": ("Some words", "a")}))
    keep_place(path, Place("rl", "question", frozenset({"gaming", "imitators"})))
    (home / "state" / "gametree" / "theme").write_text("light\n")
    kept = [*path.parent.rglob("*.toml"), *(home / "config").rglob("*.toml"), *(home / "state").rglob("*")]
    return {path: path.read_bytes().decode("utf-8", "replace") for path in kept if path.is_file()}


async def open_and_press(app: GametreeApp, sent: list[str]) -> None:
    async with app.run_test(size=(110, 40), notifications=True) as pilot:
        on = Driver(app, pilot, app.opened)
        await on.settle()
        await on.press("g", "g", "j", *KEYS.split())
        await on.press("ctrl+q")
    assert app.return_code == 0
    assert strange("".join(sent).encode()) == []
    sent.clear()


async def test_the_app_opens_among_mutated_files_and_goes_on(
    tmp_path: Path, files: Mapping[Path, str], clock: Callable[[], datetime], sent: list[str]
):
    chance, trees = Random(1), tmp_path / "trees"
    for _ in range(MUTANTS):
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        for path in chance.sample([*files], chance.choice((1, 3, len(files) // 2))):
            mutate = json_mutant if path.suffix == ".json" else mutant
            path.write_bytes(mutate(files[path], chance))
        try:
            app = test_hostile_terminal.open_app(trees / "tree.toml", clock)
        except GametreeError:
            continue
        await open_and_press(app, sent)
