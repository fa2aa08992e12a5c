"""`REV:path`."""

from __future__ import annotations

from pathlib import Path

import pytest

from gametree.errors import GitRefused
from gametree.files import revisions
from gametree.files.revisions import is_revision, read_revision, revision_name, split_revision

from .repository import Repository


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Two commits of trees/x.toml; the current folder is trees."""
    repository = Repository(tmp_path / "repository")
    repository.commit(**{"trees/x_toml": "first"})
    repository.commit(**{"trees/x_toml": "second"})
    monkeypatch.chdir(tmp_path / "repository" / "trees")
    return repository


@pytest.mark.parametrize(
    ("spec", "parts", "name"),
    [
        ("HEAD:x.toml", ("HEAD:", "x.toml"), "x"),
        ("HEAD~2:trees/x.toml", ("HEAD~2:", "trees/x.toml"), "x"),
        ("HEAD:./x.toml", ("HEAD:", "./x.toml"), "x"),
        (":x.toml", (":", "x.toml"), "x"),
        (":2:a/x.toml", (":2:", "a/x.toml"), "x"),
        ("main@{2 days ago}:x.toml", ("main@{2 days ago}:", "x.toml"), "x"),
        ("HEAD^{/fix: it}:x.toml", ("HEAD^{/fix: it}:", "x.toml"), "x"),
    ],
)
def test_a_revision_is_told_by_its_colon_outside_of_braces(spec: str, parts: tuple[str, str], name: str):
    assert is_revision(spec)
    assert split_revision(spec) == parts
    assert revision_name(spec) == name


@pytest.mark.parametrize(
    "spec", ["x.toml", "ada", "ada@30d", "ada@2026-03-01T12:00Z", ":/words", "HEAD:", "-x:y", "", "a/b.toml", "HEAD::x"]
)
def test_other_arguments_are_none(spec: str):
    assert not is_revision(spec)


def test_a_file_of_that_very_name_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "HEAD:x.toml").touch()
    assert not is_revision("HEAD:x.toml")


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(
    ("spec", "content"),
    [("HEAD:trees/x.toml", b"second"), ("HEAD~1:./x.toml", b"first"), ("main:trees/x.toml", b"second"),
     (":trees/x.toml", b"second")],
)  # fmt: skip
def test_the_path_is_from_the_top_or_with_a_dot_from_here(spec: str, content: bytes):
    assert read_revision(spec) == content


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(
    ("spec", "reason"),
    [
        ("HEAD:x.toml",
         "path 'trees/x.toml' exists, but not 'x.toml'; "
         "did you mean 'HEAD:trees/x.toml' aka 'HEAD:./x.toml'?"),
        ("nope:trees/x.toml", "invalid object name 'nope'"),
        ("HEAD~9:trees/x.toml", "invalid object name 'HEAD~9'"),
        ("HEAD:trees", "is a folder in that revision; name a file in it"),
        ("x.toml", "a version of a file is named REV:path, such as HEAD~2:trees/x.toml"),
        ("--output=x:y", "a version of a file is named REV:path, such as HEAD~2:trees/x.toml"),
    ],
)  # fmt: skip
def test_what_git_does_not_have_is_said_in_its_words(spec: str, reason: str):
    with pytest.raises(GitRefused) as error:
        read_revision(spec)
    assert str(error.value) == f"{spec}: {reason}"


def test_outside_of_a_repository_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(GitRefused, match="HEAD:x: not a git repository"):
        read_revision("HEAD:x")


@pytest.mark.usefixtures("repository")
def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(revisions, "LARGEST", 5)
    with pytest.raises(GitRefused, match="is larger than"):
        read_revision("HEAD:./x.toml")
