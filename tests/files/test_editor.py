"""A text goes to an editor and comes back, or it stays as it was and nothing is lost."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from gametree.errors import NotEdited
from gametree.files.editor import edit_text, editor_command


def script(folder: Path, lines: str) -> list[str]:
    path = folder / "my editor"
    path.write_text(f"#!/bin/sh\n{lines}\n")
    path.chmod(0o755)
    return [str(path)]


def left(home: Path) -> list[Path]:
    return [path for path in (home / "state" / "gametree" / "editing").rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("visual", "editor", "command"),
    [
        (None, "nano", ["nano"]),
        ("code --wait", "nano", ["code", "--wait"]),
        ("  ", "vi -c 'set tw=72'", ["vi", "-c", "set tw=72"]),
        ("'/opt/my editor/ed'", None, ["/opt/my editor/ed"]),
    ],
)
def test_visual_comes_before_editor_and_is_split_like_in_a_shell(
    monkeypatch: pytest.MonkeyPatch, visual: str | None, editor: str | None, command: list[str]
) -> None:
    for name, value in (("VISUAL", visual), ("EDITOR", editor)):
        monkeypatch.delenv(name, raising=False)
        if value is not None:
            monkeypatch.setenv(name, value)
    assert editor_command() == command


@pytest.mark.parametrize(
    ("named", "said"), [("", "set VISUAL or EDITOR"), ("vi 'x", "cannot be understood"), ("''", "names no program")]
)
def test_without_an_editor_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch, named: str, said: str) -> None:
    monkeypatch.setenv("EDITOR", named)
    monkeypatch.delenv("VISUAL", raising=False)
    with pytest.raises(NotEdited, match=said):
        editor_command()


@pytest.mark.parametrize(
    ("lines", "edited"),
    [
        ("echo more >> $1", "textmore"),
        ("printf 'other\\n' > $1", "other"),
        ("printf '\\357\\273\\277a\\r\\nb\\r\\n' > $1", "a\nb"),
        ("sleep 1.1", "text"),
        ("rm $1; echo new > $1", "new"),
        ("echo x > $1; echo backup > $1~", "x"),
        ("kill -INT $PPID; echo after >> $1", "textafter"),
    ],
)
def test_what_the_editor_leaves_comes_back_and_no_file_stays(
    tmp_path: Path, home: Path, lines: str, edited: str
) -> None:
    assert edit_text(script(tmp_path, lines), "text") == edited
    assert not left(home)


def test_what_the_editor_gets_is_for_its_owner_only(tmp_path: Path) -> None:
    edit_text(script(tmp_path, f"ls -l $1 > {tmp_path}/seen; echo $1 >> {tmp_path}/seen; echo x > $1"), "text")
    seen = (tmp_path / "seen").read_text()
    assert seen.startswith("-rw-------")
    assert seen.endswith(".md\n")


@pytest.mark.parametrize(
    ("lines", "said", "kept"),
    [
        ("exit 1", "ended with code 1", None),
        ("kill -9 $$", "ended by signal 9", None),
        ("echo more >> $1; kill -SEGV $$", "signal 11; the text is as it was; what it wrote is in", b"textmore\n"),
        ("rm $1", "no such file", None),
        ("rm $1; mkdir $1", "is a folder", None),
        ("printf 'caf\\351' > $1", "not UTF-8.*what it wrote is in", b"caf\xe9"),
        (": > $1", "left nothing", None),
        ("echo ' ' > $1", "left nothing", b" \n"),
        ("rm $1; mkfifo $1", "not a regular file", None),
        ("true", "ended at once and changed nothing.*code --wait", None),
    ],
)  # fmt: skip
def test_where_the_editor_fails_it_is_said_and_what_it_wrote_is_kept(
    tmp_path: Path, home: Path, lines: str, said: str, kept: bytes | None
) -> None:
    with pytest.raises(NotEdited, match=said):
        edit_text(script(tmp_path, lines), "text")
    files = [path for path in left(home) if not stat.S_ISFIFO(path.stat().st_mode)]
    assert [path.read_bytes() for path in files] == ([kept] if kept else [])


def test_an_editor_that_is_not_there_is_said(home: Path) -> None:
    with pytest.raises(NotEdited, match='"no-such-editor" cannot be started: no such file'):
        edit_text(["no-such-editor"], "text")
    assert not left(home)


def test_a_state_folder_that_cannot_be_written_is_said(home: Path) -> None:
    (home / "state").write_text("a file where the folder should be")
    with pytest.raises(NotEdited, match="cannot be written"):
        edit_text(["true"], "text")
