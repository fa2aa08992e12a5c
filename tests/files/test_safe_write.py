"""A new file is there whole or not at all, and a line is added once."""

from __future__ import annotations

import errno

import pytest

from gametree.errors import NotWritten
from gametree.files import safe_write
from gametree.files.safe_write import write_new


def test_a_new_file_holds_the_text_byte_for_byte(tmp_path):
    write_new(tmp_path / "new.toml", "títle\r\n\n")
    assert (tmp_path / "new.toml").read_bytes() == "títle\r\n\n".encode()


def test_a_file_that_exists_is_left_alone(tmp_path):
    (tmp_path / "old.toml").write_text("mine")
    with pytest.raises(NotWritten, match="it exists already; choose another name"):
        write_new(tmp_path / "old.toml", "yours")
    assert (tmp_path / "old.toml").read_text() == "mine"


def test_nothing_is_written_through_a_link(tmp_path):
    (tmp_path / "link.toml").symlink_to("elsewhere.toml")
    with pytest.raises(NotWritten, match="it exists already"):
        write_new(tmp_path / "link.toml", "text")
    assert not (tmp_path / "elsewhere.toml").exists()


def test_a_folder_that_is_missing_is_named(tmp_path):
    with pytest.raises(NotWritten, match=f"there is no folder {tmp_path / 'deep'}; make it first"):
        write_new(tmp_path / "deep" / "new.toml", "text")


@pytest.mark.parametrize("name", ["x" * 300, "a\0b", "file/new.toml"])
def test_an_impossible_name_is_said(tmp_path, name):
    (tmp_path / "file").touch()
    with pytest.raises(NotWritten, match="not written: "):
        write_new(tmp_path / name, "text")


def test_a_full_disk_leaves_nothing_behind(tmp_path, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(safe_write.os, "fsync", full)
    with pytest.raises(NotWritten, match="no space left on device"):
        write_new(tmp_path / "new.toml", "text")
    assert list(tmp_path.glob("*.toml")) == []
