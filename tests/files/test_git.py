"""git, asked as a program."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from gametree.errors import GitRefused
from gametree.files.git import Answer, ask_git, diff_line_by_line, merge_line_by_line


@pytest.mark.parametrize(
    ("err", "reason"),
    [
        (b"fatal: bad revision 'x'.\n", "bad revision 'x'"),
        (b"warning: odd\nerror: Could not do it\n", "could not do it"),
        (b"fatal: path 'a/x' exists, but not 'x'\nhint: Did you mean 'HEAD:a/x'?\nhint: more\n",
         "path 'a/x' exists, but not 'x'; did you mean 'HEAD:a/x'?"),
        (b"", "git ended with code 3"),
    ],
)  # fmt: skip
def test_the_reason_is_gits_first_complaint_in_one_line(err: bytes, reason: str):
    assert Answer(3, b"", err).reason == reason


def test_without_git_there_is_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitRefused, match=r"^git is not installed, or not on the PATH$"):
        ask_git("status")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(GitRefused, match=r"^there is no folder .*/nowhere$"):
        ask_git("status", folder=tmp_path / "nowhere")


def test_git_is_not_waited_for_for_ever(monkeypatch: pytest.MonkeyPatch):
    def hang(*_, timeout: float, **__):
        raise subprocess.TimeoutExpired("git", timeout)

    monkeypatch.setattr(subprocess, "run", hang)
    with pytest.raises(GitRefused, match="did not answer within 60 seconds"):
        ask_git("status")


def test_a_difference_bears_the_names_that_were_given(tmp_path: Path):
    old, new = tmp_path / "1", tmp_path / "2"
    old.write_text("a\nb\n")
    new.write_text("a\nc\n")
    said = diff_line_by_line(old, new, ("a/x.toml", "b/x.toml"), colour=False).decode()
    assert said == "diff --git a/x.toml b/x.toml\n--- a/x.toml\n+++ b/x.toml\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n"
    assert b"\x1b[31m-b" in diff_line_by_line(old, new, ("a/x.toml", "b/x.toml"), colour=True)
    assert diff_line_by_line(old, old, ("a", "b"), colour=False) == b""
    new.write_bytes(b"\0")
    assert diff_line_by_line(old, new, ("a/x", "b/x"), colour=False) == b"Binary files a/x and b/x differ\n"


def test_a_merge_is_without_conflicts_or_has_markers():
    assert merge_line_by_line(b"1\n2\n3\n", b"x\n2\n3\n", b"1\n2\ny\n") == (b"x\n2\ny\n", True)
    merged, is_clean = merge_line_by_line(b"1\n", b"2\n", b"3\n")
    assert (merged, is_clean) == (b"<<<<<<< ours\n2\n=======\n3\n>>>>>>> theirs\n", False)
    assert merge_line_by_line(b"1\n", b"1\n2\n", b"1\n3\n", "--union") == (b"1\n2\n3\n", True)


def test_what_git_cannot_merge_is_said():
    with pytest.raises(GitRefused, match="git cannot merge the texts: "):
        merge_line_by_line(b"\0", b"\0a", b"\0b")
