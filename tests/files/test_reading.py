"""Only regular files of a bearable size are read; everything else is refused at once, with its reason."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from gametree.errors import UnreadableFile
from gametree.files import reading
from gametree.files.reading import read_bytes


def refusal(path: Path) -> tuple[str, str]:
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(path)
    assert str(caught.value) == f"{path}: {caught.value.reason}"
    return caught.value.check, caught.value.reason


def test_every_byte_arrives(tmp_path):
    (tmp_path / "any").write_bytes(bytes(range(256)))
    assert read_bytes(tmp_path / "any") == bytes(range(256))


def test_an_empty_file_is_no_bytes(tmp_path):
    (tmp_path / "empty").touch()
    assert read_bytes(tmp_path / "empty") == b""


def test_a_link_is_followed(tmp_path):
    (tmp_path / "file").write_bytes(b"text")
    (tmp_path / "link").symlink_to("file")
    assert read_bytes(tmp_path / "link") == b"text"


def test_what_is_not_there_is_missing(tmp_path):
    (tmp_path / "dangling").symlink_to("nowhere")
    assert refusal(tmp_path / "nowhere") == ("file-missing", "there is no such file")
    assert refusal(tmp_path / "dangling") == ("file-missing", "there is no such file")


def test_a_folder_is_no_file(tmp_path):
    assert refusal(tmp_path) == ("not-a-file", "is a folder; name a file in it")


def test_a_pipe_that_nobody_writes_to_does_not_block(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert refusal(tmp_path / "pipe") == ("not-a-file", "is not a regular file")


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_a_device_is_no_file(device):
    assert refusal(Path(device)) == ("not-a-file", "is not a regular file")


def test_a_file_of_the_largest_size_is_read_and_a_byte_more_is_not(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "LARGEST", 2**20)
    path = tmp_path / "large"
    path.write_bytes(b"x" * 2**20)
    assert len(read_bytes(path)) == 2**20
    path.write_bytes(b"x" * (2**20 + 1))
    assert refusal(path) == ("file-too-large", "is larger than 1 MiB, the limit")


def test_a_link_to_itself_is_refused(tmp_path):
    (tmp_path / "loop").symlink_to("loop")
    assert refusal(tmp_path / "loop") == ("file-unreadable", "cannot be opened: too many levels of symbolic links")


def test_a_path_that_no_system_has_is_refused():
    assert refusal(Path("a\0b")) == ("file-unreadable", "cannot be opened: no path holds a null character")


def test_a_disk_that_fails_while_reading_is_refused(tmp_path, monkeypatch):
    def fail(*_, **__):
        raise OSError(errno.EIO, "Input/output error")

    (tmp_path / "file").touch()
    monkeypatch.setattr(reading.os, "fdopen", fail)
    assert refusal(tmp_path / "file") == ("file-unreadable", "cannot be read: input/output error")


def test_no_descriptor_stays_open(tmp_path):
    lowest_free = os.dup(0)
    os.close(lowest_free)
    refusal(tmp_path)
    (tmp_path / "file").touch()
    read_bytes(tmp_path / "file")
    again = os.dup(0)
    os.close(again)
    assert again == lowest_free
