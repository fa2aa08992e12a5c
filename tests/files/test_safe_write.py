"""A new file is there whole or not at all, and a line is added once."""

from __future__ import annotations

import errno

import pytest

from gametree.errors import NotWritten
from gametree.files import safe_write
from gametree.files.safe_write import add_line, write_new


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


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, "line\n"),
        ("", "line\n"),
        ("other\n", "other\nline\n"),
        ("other", "other\nline\n"),
        ("other\r\n", "other\r\nline\n"),
        ("# line\n", "# line\nline\n"),
    ],
)
def test_a_line_is_added_at_the_end(tmp_path, before, after):
    path = tmp_path / "attributes"
    if before is not None:
        path.write_bytes(before.encode())
    assert add_line(path, "line")
    assert path.read_bytes() == after.encode()


@pytest.mark.parametrize("before", ["line\n", "line", "a\nline\r\nb\n", "  line \n"])
def test_a_line_that_is_there_is_not_added_again(tmp_path, before):
    path = tmp_path / "attributes"
    path.write_bytes(before.encode())
    assert not add_line(path, "line")
    assert path.read_bytes() == before.encode()
