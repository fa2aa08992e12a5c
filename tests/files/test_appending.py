"""Lines are added at the end of a file once, all of them or none, and to a file only."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from gametree.errors import NotWritten, UnreadableFile
from gametree.files.appending import add_line, add_lines


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
def test_a_line_is_added_at_the_end(tmp_path: Path, before: str | None, after: str):
    path = tmp_path / "attributes"
    if before is not None:
        path.write_bytes(before.encode())
    assert add_line(path, "line")
    assert path.read_bytes() == after.encode()


@pytest.mark.parametrize("before", ["line\n", "line", "a\nline\r\nb\n", "  line \n"])
def test_a_line_that_is_there_is_not_added_again(tmp_path: Path, before: str):
    path = tmp_path / "attributes"
    path.write_bytes(before.encode())
    assert not add_line(path, "line")
    assert path.read_bytes() == before.encode()


def test_a_full_disk_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path, write, room = tmp_path / "attributes", os.write, [5, 0]
    path.write_text("mine\n")

    def short(descriptor: int, data: bytes) -> int:
        left = room.pop(0)
        if not left:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(descriptor, bytes(data)[:left])

    monkeypatch.setattr(os, "write", short)
    with pytest.raises(NotWritten, match="no space left on device"):
        add_lines(path, ["one line", "another"])
    assert (path.read_text(), room) == ("mine\n", [])


def test_a_pipe_is_no_text_file(tmp_path: Path):
    os.mkfifo(tmp_path / "attributes")
    with pytest.raises(UnreadableFile, match="is not a regular file"):
        add_line(tmp_path / "attributes", "line")
