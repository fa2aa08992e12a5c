"""What is no longer in the journal, on screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from gametree.files.journal import parse_journal, read_journal
from gametree.files.spool import append_kept
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
        assert on.said()[-1] == "nothing is missing from the file"
    async with drive() as on:
        assert on.said() == []
    assert not robbed.exists()
