"""Another content for a file: whole or not at all, and with everything about the file as it was."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from gametree.errors import NotWritten
from gametree.files import replacing
from gametree.files.replacing import held

OLD, NEW = b"old\n", b"the new content\n"
ROOT = os.geteuid() == 0
NOBODY = 65534


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "folder").mkdir()
    path = tmp_path / "folder" / "tree.toml"
    path.write_bytes(OLD)
    path.chmod(0o640)
    return path


@pytest.fixture
def file_of_nobody(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A file of somebody whom permissions bind, as whom the test runs: root, who may write everything, becomes nobody.

    It is in a home of its own, for nobody may look into root's.
    """
    with TemporaryDirectory() as home:
        path = Path(home, "trees", "tree.toml")
        path.parent.mkdir()
        path.write_bytes(OLD)
        monkeypatch.setenv("XDG_STATE_HOME", home)
        if not ROOT:
            yield path
            return
        for each in (home, path.parent, path):
            os.chown(each, NOBODY, NOBODY)
        os.setresgid(NOBODY, NOBODY, 0)
        os.setresuid(NOBODY, NOBODY, 0)
        try:
            yield path
        finally:
            os.setresuid(0, 0, 0)
            os.setresgid(0, 0, 0)


def names_beside(path: Path) -> list[str]:
    return [other.name for other in path.parent.iterdir()]


def replace(path: Path, data: bytes = NEW) -> bool:
    with held(path) as file:
        assert file.data == path.read_bytes()
        return file.replace(data)


def test_the_new_content_is_there_and_nothing_else(file):
    assert replace(file)
    assert file.read_bytes() == NEW
    assert names_beside(file) == ["tree.toml"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_the_mode_stays(file, mode):
    file.chmod(mode)
    replace(file)
    assert file.stat().st_mode & 0o7777 == mode


def test_the_owner_stays(file):
    owner = (12, 34) if ROOT else (os.getuid(), (os.getgroups() or [os.getgid()])[-1])  # only root gives files away
    os.chown(file, *owner)
    replace(file)
    assert (file.stat().st_uid, file.stat().st_gid) == owner


def test_a_link_stays_a_link(file, tmp_path):
    link = tmp_path / "link.toml"
    link.symlink_to("folder/tree.toml")
    replace(link)
    assert link.is_symlink()
    assert file.read_bytes() == NEW


def test_a_hard_link_shows_the_new_content_too(file, tmp_path, home):
    other = tmp_path / "other.toml"
    other.hardlink_to(file)
    replace(file)
    replace(file, b"short")
    assert other.read_bytes() == b"short"
    assert other.stat().st_ino == file.stat().st_ino
    assert [path for path in home.rglob("*") if path.is_file() and path.name != "gitconfig"] == []


def test_extended_attributes_stay(file):
    try:
        os.setxattr(file, "user.note", b"kept")
    except OSError:
        pytest.skip("this file system has none")
    replace(file)
    assert os.getxattr(file, "user.note") == b"kept"


def test_a_file_that_may_not_be_written_is_not(file_of_nobody):
    file_of_nobody.chmod(0o444)
    with pytest.raises(NotWritten, match="permission denied"):
        replace(file_of_nobody)
    assert file_of_nobody.read_bytes() == OLD


def test_in_a_folder_that_may_not_be_written_the_file_is(file_of_nobody):
    file_of_nobody.parent.chmod(0o555)
    assert replace(file_of_nobody)
    file_of_nobody.parent.chmod(0o755)
    assert file_of_nobody.read_bytes() == NEW


def failing(monkeypatch: pytest.MonkeyPatch, name: str, nth: int, code: int) -> None:
    """Make the n-th call of an `os` function fail, and all after it work."""
    calls = iter(range(10**6))
    real = getattr(os, name)

    def call(*arguments, **options):
        if next(calls) == nth:
            raise OSError(code, os.strerror(code))
        return real(*arguments, **options)

    monkeypatch.setattr(replacing.os, name, call)


@pytest.mark.parametrize("linked", [False, True])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EDQUOT])
@pytest.mark.parametrize("name", ["open", "write", "fsync", "fchmod", "posix_fallocate", "ftruncate", "lseek", "pread"])
@pytest.mark.parametrize("nth", [0, 1, 2])
def test_whatever_fails_the_old_or_the_new_content_is_there(file, tmp_path, monkeypatch, name, nth, code, linked):
    if linked:
        (tmp_path / "other.toml").hardlink_to(file)
    failing(monkeypatch, name, nth, code)
    try:
        with held(file) as there:
            wrote = there.replace(NEW)
    except NotWritten as error:
        assert os.strerror(code).lower() in str(error)
        assert file.read_bytes() in (OLD, NEW)
        assert file.read_bytes() == OLD or name in ("fsync", "open")  # it is there, only perhaps not for good
    else:
        assert wrote
        assert file.read_bytes() == NEW
    assert names_beside(file) == ["tree.toml"]


def test_where_no_file_can_take_its_place_the_content_is_replaced(file, monkeypatch):
    inode, move = file.stat().st_ino, Path.replace

    def refuse(path: Path, target: Path) -> Path:
        if target == file:  # as a file is that was mounted by itself
            raise OSError(errno.EBUSY, "busy")
        return move(path, target)

    monkeypatch.setattr(Path, "replace", refuse)
    assert replace(file)
    assert (file.read_bytes(), file.stat().st_ino) == (NEW, inode)
    assert names_beside(file) == ["tree.toml"]


def test_a_file_that_changed_while_it_was_held_is_left_alone(file):
    with held(file) as there:
        file.write_bytes(b"somebody else's")
        assert not there.replace(NEW)
    assert file.read_bytes() == b"somebody else's"


def test_a_file_that_was_exchanged_or_removed_while_it_was_held_is_left_alone(file):
    with held(file) as there:
        (file.parent / "new").write_bytes(OLD)
        (file.parent / "new").replace(file)
        assert not there.replace(NEW)
        file.unlink()
        assert not there.replace(NEW)
    assert names_beside(file) == []


@pytest.mark.parametrize("name", ["missing.toml", "folder", "x" * 300, "loop.toml", "fifo"])
def test_what_is_no_file_is_a_sentence(file, tmp_path, name):
    (tmp_path / "loop.toml").symlink_to("loop.toml")
    os.mkfifo(tmp_path / "fifo")
    with pytest.raises(NotWritten, match="not written: "):
        replace(tmp_path / name)


WRITER = """
import sys
from pathlib import Path
from gametree.files.replacing import held
for _ in range(50):
    written = False
    while not written:
        with held(Path(sys.argv[1])) as file:
            written = file.replace(b"%d\\n" % (int(file.data) + 1))
"""


def test_what_a_killed_program_left_beside_it_goes_with_the_next_save(file, monkeypatch):
    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, held(file) as there, pytest.raises(KeyboardInterrupt):
        patch.setattr(os, "fsync", killed)
        there.replace(b"new")
    assert len(list(file.parent.glob(".gametree-*"))) == 1
    with held(file) as there:
        assert there.replace(b"newer")
    assert (file.read_bytes(), list(file.parent.glob(".gametree-*"))) == (b"newer", [])


def test_writers_wait_for_each_other(file):
    file.write_bytes(b"0\n")
    package = str(Path(replacing.__file__).parent.parent.parent)
    environment = {**os.environ, "PYTHONPATH": package}
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(file)], env=environment) for _ in range(4)]
    assert [writer.wait(timeout=60) for writer in writers] == [0] * 4
    assert file.read_bytes() == b"200\n"
