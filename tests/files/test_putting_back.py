"""What was taken away is written again byte for byte, and never over what is there again."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from gametree.errors import NotWritten
from gametree.files.putting_back import is_gone, write_again

DATA = "\ufefftïtle = 1\r\n\n".encode()


@pytest.fixture(params=["missing", "emptied", "folder gone", "dangling link", "link to an emptied file"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A file that somebody took away."""
    path = tmp_path / "trees" / "t.toml"
    if request.param != "folder gone":
        path.parent.mkdir()
    if request.param == "emptied":
        path.touch()
    if "link" in request.param:
        path.symlink_to(tmp_path / "elsewhere" / "t.toml")
    if request.param == "link to an emptied file":
        (tmp_path / "elsewhere").mkdir()
        path.touch()
    return path


def test_it_is_written_again_byte_for_byte(path: Path):
    was_link = path.is_symlink()
    assert is_gone(path)
    write_again(path, DATA)
    assert path.read_bytes() == DATA
    assert path.is_symlink() == was_link
    assert not is_gone(path)
    assert [name.name for name in path.parent.iterdir()] == ["t.toml"]


def test_a_file_that_is_there_again_is_left_alone(path: Path):
    path.resolve().parent.mkdir(exist_ok=True)
    path.write_text("theirs")
    with pytest.raises(NotWritten, match="there is something in it again"):
        write_again(path, DATA)
    assert path.read_text() == "theirs"
    assert [name.name for name in path.resolve().parent.iterdir()] == ["t.toml"]


def test_a_file_that_comes_at_the_last_moment_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path, link = tmp_path / "t.toml", os.link

    def comes(*arguments: object) -> None:
        path.write_text("theirs")
        link(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("os.link", comes)
    with pytest.raises(NotWritten, match="again"):
        write_again(path, DATA)
    assert path.read_text() == "theirs"
    assert [*tmp_path.glob("*.again*")] == []


def test_where_files_cannot_be_linked_it_is_written_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "not permitted")

    monkeypatch.setattr("os.link", refuse)
    write_again(tmp_path / "t.toml", DATA)
    assert (tmp_path / "t.toml").read_bytes() == DATA


def test_others_may_read_it_as_any_new_file(tmp_path: Path):
    (tmp_path / "new").touch()
    write_again(tmp_path / "t.toml", DATA)
    assert stat.S_IMODE((tmp_path / "t.toml").stat().st_mode) == stat.S_IMODE((tmp_path / "new").stat().st_mode)


def test_what_is_not_possible_is_said(tmp_path: Path):
    (tmp_path / "file").write_text("no folder")
    assert is_gone(tmp_path / "file" / "t.toml")
    with pytest.raises(NotWritten, match=r"t\.toml"):
        write_again(tmp_path / "file" / "t.toml", DATA)
    (tmp_path / "loop.toml").symlink_to("loop.toml")
    assert not is_gone(tmp_path / "loop.toml")
    with pytest.raises(NotWritten, match=r"loop\.toml"):
        write_again(tmp_path / "loop.toml", DATA)
