"""The shelf of trees, and the place one comes back to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event, current_thread

from textual.widgets import Input, OptionList

from gametree.files.locations import TreePlace
from gametree.files.places import Place, keep_place
from gametree.session.shelf import Shelf, ShelfEntry
from gametree.tui.app import GametreeApp
from gametree.tui.explore import ExploreScreen
from gametree.tui.picker import PickerScreen
from tests.tui.conftest import TREE, Sit
from tests.tui.driver import Drive, wait_until


def shelf_app(sit: Sit, folder: Path) -> GametreeApp:
    for name in ("alpha", "beta"):
        (folder / f"{name}.toml").write_text(TREE.replace('"Oversight"', f'"The {name} tree"'))
    (folder / "pyproject.toml").write_text('[project]\nname = "x"\n')
    (folder / "broken.toml").write_text("[tree]\ntitle = \n")
    return GametreeApp(None, lambda place: sit(name=place.name), Shelf("ada", folder))


def listed(app: GametreeApp) -> str:
    options = app.screen.query_one(OptionList)
    return "\n".join(str(options.get_option_at_index(index).prompt) for index in range(options.option_count))


async def test_it_lists_bundled_trees_and_those_of_the_folder_with_their_counts(sit: Sit, tmp_path: Path) -> None:
    app = shelf_app(sit, tmp_path)
    async with app.run_test(size=(100, 40)) as pilot:
        await wait_until(lambda: "1 error to mend" in listed(app), pilot)
        text = listed(app)
        assert "technical-alignment   20 nodes, 0 scored" in text
        assert "alpha   8 nodes, 0 scored" in text
        assert "The beta tree" in text
        assert "pyproject" not in text


async def test_typing_narrows_and_enter_opens(sit: Sit, tmp_path: Path) -> None:
    app = shelf_app(sit, tmp_path)
    async with app.run_test(size=(100, 40)) as pilot:
        await wait_until(lambda: "The beta tree" in listed(app), pilot)
        await pilot.press(*"BETA")
        assert "alpha" not in listed(app)
        await pilot.press("enter")
        await wait_until(lambda: isinstance(app.screen, ExploreScreen), pilot)
        assert app.explorer and app.explorer.session.tree.name == "beta"


async def test_from_a_tree_to_another_and_back_to_its_place(drive: Drive) -> None:
    async with drive() as on:
        await on.press("j", "h", "5", "ctrl+o")
        assert isinstance(on.app.screen, PickerScreen)
        await on.press("escape")
        assert on.app.screen is on.explore
        await on.press("ctrl+o", *"oversight", "enter")
        await wait_until(lambda: isinstance(on.app.screen, ExploreScreen), on.pilot)
        await on.pilot.pause()
        explorer = on.app.explorer
        assert explorer
        assert explorer.tree_pane.node_id == "gaming"
        assert explorer.session.judgement("gaming")
        assert len(explorer.tree_pane.view.visible) == 5


async def test_who_leaves_the_shelf_waits_for_no_tree_that_is_being_read(drive: Drive, monkeypatch) -> None:
    looks, gate = [], Event()

    def look_at(_: Shelf, place: TreePlace) -> ShelfEntry:
        looks.append(current_thread())
        assert gate.wait(20)
        return ShelfEntry(place, "read at last")

    monkeypatch.setattr(Shelf, "look_at", look_at)
    async with drive() as on:
        await on.press("ctrl+o")
        await wait_until(lambda: bool(looks), on.pilot)
        await on.press("escape")
    gate.set()
    looks[0].join()
    assert (looks[0].daemon, len(looks)) == (True, 1)


async def test_a_tree_with_errors_is_not_opened_and_says_why(sit: Sit, tmp_path: Path) -> None:
    app = shelf_app(sit, tmp_path)

    def refuse(place: object) -> object:
        from gametree.files.tree_file import load_tree

        return load_tree(tmp_path / "broken.toml")

    app.open_tree = refuse  # type: ignore[assignment]
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        await pilot.press(*"broken", "enter")
        await pilot.pause(0.2)
        assert isinstance(app.screen, PickerScreen)
        assert any("cannot be opened" in notification.message for notification in app._notifications)


async def test_escape_forgets_the_words_first_and_leaves_then(sit: Sit, tmp_path: Path) -> None:
    app = shelf_app(sit, tmp_path)
    async with app.run_test(size=(60, 15)) as pilot:
        await pilot.press(*"zzz", "enter", "escape")
        assert app.screen.query_one(Input).value == ""
        await pilot.press("escape")
        await pilot.pause()
        assert app._exit


async def test_a_place_in_a_tree_that_has_changed_leads_somewhere(sit: Sit, app: Callable[..., GametreeApp]) -> None:
    session = sit()
    keep_place(session.place.path, Place("gone", "also-gone", frozenset({"rl", "nowhere"})))
    running = app(session)
    async with running.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert running.explorer and running.explorer.tree_pane.node_id == "rl"
