"""What is no longer in the journal, or the tree's file that was taken away, on screen."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from threading import Event, Timer
from typing import Any

import pytest

from gametree.files import replacing
from gametree.files.fresh_tree import FreshTree
from gametree.files.journal import parse_journal, read_journal
from gametree.files.spool import append_kept
from gametree.session import fresh
from gametree.tui.edit_strip import EditStrip
from tests.tui.conftest import TREE
from tests.tui.driver import Drive, wait_until

RECORD = b't20261119T100000000Z-aaaaa = { node = "rl", plausibility = 0.35 }'


@pytest.fixture
def robbed(tmp_path: Path) -> Path:
    """The journal that this machine wrote to, and that is gone."""
    append_kept(tmp_path / "ada.toml", parse_journal(RECORD).records, "oversight", "ada")
    (tmp_path / "ada.toml").unlink()
    return tmp_path / "ada.toml"


async def test_on_opening_it_is_said_and_P_puts_it_back(robbed: Path, drive: Drive) -> None:
    async with drive() as on:
        assert on.said()[0].startswith("1 change made or seen here is not in")
        assert "P puts back what was there, X leaves the file as it is" in on.said()[0]
        assert (on.score("rl"), robbed.exists()) == (None, False)
        await on.press("P")
        await wait_until(robbed.exists, on.pilot)
        await wait_until(lambda: on.session.state.is_saved, on.pilot)
        assert on.score("rl") == 0.35
        assert len(read_journal(robbed).records) == 1


async def test_X_leaves_the_file_as_it_is_for_good(robbed: Path, drive: Drive) -> None:
    async with drive() as on:
        await on.press("X")
        assert on.said()[-1] == "the file stays as it is, without 1 change"
        await on.press("X")
        assert on.said()[-1] == "nothing is missing from the file, and nothing half typed was left behind"
    async with drive() as on:
        assert on.said() == []
    assert not robbed.exists()


# the tree's own file


def _take_away(path: Path) -> None:
    path.unlink()


def _empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("take", [_take_away, _empty])
async def test_a_tree_that_was_taken_away_stays_on_screen_and_P_writes_it_again(
    drive: Drive, take: Callable[[Path], None]
) -> None:
    async with drive() as on:
        path = on.session.place.path
        on.explore.keeping.look_at_disk()
        take(path)
        on.explore.keeping.look_at_disk()
        strip = str(on.explore.query_one(EditStrip).content)
        assert "the last good tree stays; P writes it again" in strip
        assert "End-to-end trained RL" in on.rows()[1]
        await on.press("P")
        assert path.read_text() == TREE
        assert "is written again, as it was" in on.said()[-1]
        assert not on.explore.query_one(EditStrip).display
        await on.press("e", "e", *"x", "enter")
        assert path.read_text() == TREE.replace("trained RL", "trained RLx")


async def test_a_tree_that_is_there_again_is_not_written_over(drive: Drive) -> None:
    async with drive() as on:
        path = on.session.place.path
        on.explore.keeping.look_at_disk()
        path.unlink()
        on.explore.keeping.look_at_disk()
        path.write_text(TREE.replace("HCH", "Theirs"))
        await on.press("P")
        assert on.said()[-1] != f"{path} is written again, as it was"
        assert path.read_text() == TREE.replace("HCH", "Theirs")


async def test_edits_that_wait_for_the_disk_are_in_what_is_written_again(
    drive: Drive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with drive() as on:
        path = on.session.place.path
        with monkeypatch.context() as patch:
            patch.setattr(replacing.HeldFile, "replace", _full)
            await on.press("e", "e", *"x", "enter")
        assert on.session.editing.waiting == 1
        path.unlink()
        on.explore.keeping.look_at_disk()
        await on.press("P")
        assert path.read_text() == TREE.replace("trained RL", "trained RLx")
        assert on.session.state.is_saved


async def test_where_it_cannot_be_written_again_that_is_said(drive: Drive, tmp_path: Path) -> None:
    async with drive() as on:
        path = on.session.place.path
        on.explore.keeping.look_at_disk()
        path.unlink()
        path.symlink_to(tmp_path / "file" / "t.toml")
        (tmp_path / "file").write_text("no folder")
        on.explore.keeping.look_at_disk()
        await on.press("P")
        assert "oversight.toml" in on.said()[-1]
        assert "P writes it again" in str(on.explore.query_one(EditStrip).content)
        assert "End-to-end trained RL" in on.rows()[1]


def _full(*_: object) -> bool:
    raise OSError(errno.ENOSPC, "no space left on device")


# a large tree that somebody else changed


@pytest.fixture
def slow_disk(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Every tree counts as large, and whatever reads it again waits for this."""
    go, read = Event(), fresh.read_fresh

    def slow(*arguments: Any) -> FreshTree:
        assert go.wait(10)
        return read(*arguments)

    monkeypatch.setattr(fresh, "read_fresh", slow)
    monkeypatch.setattr("gametree.tui.keeping.takes_long", lambda _: True)
    return go


THEIRS = TREE.replace('"HCH"', '"Theirs"')


async def test_while_a_large_tree_is_read_again_the_screen_goes_on(drive: Drive, slow_disk: Event) -> None:
    async with drive() as on:
        on.session.place.path.write_text(THEIRS)
        on.explore.keeping.look_at_disk()
        await on.press("j")
        assert on.node == "gaming"
        on.explore.keeping.look_at_disk()  # which does not begin once more
        assert on.session.tree.nodes["hch"].title == "HCH"
        slow_disk.set()
        await wait_until(lambda: any("Theirs" in row for row in on.rows()), on.pilot)
        assert on.node == "gaming"
        assert on.said() == ["the tree was changed elsewhere; this is what it says now"]


async def test_an_edit_meanwhile_is_made_to_what_is_on_disk(drive: Drive, slow_disk: Event) -> None:
    async with drive() as on:
        on.session.place.path.write_text(THEIRS)
        on.explore.keeping.look_at_disk()
        await on.press("e", "e", *"x")
        Timer(0.05, slow_disk.set).start()
        await on.press("enter")
        assert on.session.place.path.read_text() == THEIRS.replace("trained RL", "trained RLx")
        await on.pilot.pause()
        assert any("Theirs" in row for row in on.rows())


async def test_a_large_tree_that_cannot_be_read_any_more_is_said(drive: Drive, slow_disk: Event) -> None:
    slow_disk.set()
    async with drive() as on:
        on.explore.keeping.look_at_disk()
        on.session.place.path.write_text(TREE + "[node.")
        on.explore.keeping.look_at_disk()
        await wait_until(lambda: on.explore.query_one(EditStrip).display, on.pilot)
        assert "the last good tree stays" in str(on.explore.query_one(EditStrip).content)
        on.session.place.path.write_text(TREE)
        on.explore.keeping.look_at_disk()
        await wait_until(lambda: not on.explore.query_one(EditStrip).display, on.pilot)
        assert on.said()[-1] == "the file is whole again"
