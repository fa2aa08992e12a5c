"""Files that nobody but the person may read."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from gametree.files import private
from gametree.files.private import drop_private, keep_private, write_private


@pytest.mark.parametrize("flush", [False, True])
def test_the_data_is_there_and_only_its_owner_may_look(tmp_path: Path, flush: bool):
    path = tmp_path / "state" / "draft"
    write_private(path, b"half a thought\0", flush)
    assert path.read_bytes() == b"half a thought\0"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) & 0o077 == 0


def test_a_file_that_others_could_read_is_replaced_by_one_that_they_cannot(tmp_path: Path):
    path = tmp_path / "draft"
    path.write_text("old")
    path.chmod(0o644)
    write_private(path, b"new")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", 0o600)
    assert list(tmp_path.glob("draft*")) == [path]


def test_a_link_is_replaced_and_what_it_leads_to_stays(tmp_path: Path):
    (tmp_path / "theirs").write_text("theirs")
    (tmp_path / "draft").symlink_to("theirs")
    write_private(tmp_path / "draft", b"mine")
    assert (tmp_path / "theirs").read_text() == "theirs"
    assert not (tmp_path / "draft").is_symlink()


@pytest.mark.parametrize("what", ["fsync", "replace"])
def test_where_the_disk_refuses_what_was_there_stays_and_nothing_is_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
):
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    path = tmp_path / "draft"
    write_private(path, b"old")
    monkeypatch.setattr(*{"fsync": (private.os, "fsync"), "replace": (Path, "replace")}[what], refuse)
    with pytest.raises(OSError, match="No space left"):
        write_private(path, b"new", flush=True)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.glob("draft*")) == [path]


def test_what_a_killed_program_left_half_written_goes_with_the_next_write(tmp_path: Path):
    path = tmp_path / "draft [1].txt"
    old, fresh, other = (
        tmp_path / f"{name}.new" for name in ("draft [1].txt.aaaaaa", "draft [1].txt.bb", "x.txt.aaaaaa")
    )
    for left in (old, fresh, other):
        left.write_text("half")
    for left in (old, other):
        os.utime(left, (0, 0))
    write_private(path, b"whole")
    assert [left.exists() for left in (path, old, fresh, other)] == [True, False, True, True]


def test_what_cannot_be_kept_or_dropped_is_told_and_nothing_raised(tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    beneath_a_file = tmp_path / "file" / "draft"
    assert not keep_private(beneath_a_file, b"words")
    assert not drop_private(beneath_a_file)
    assert keep_private(tmp_path / "draft", b"words")
    assert (tmp_path / "draft").read_bytes() == b"words"
    assert drop_private(tmp_path / "draft")
    assert drop_private(tmp_path / "draft"), "there is nothing to forget"
