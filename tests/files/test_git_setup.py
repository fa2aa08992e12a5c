"""What a repository is told so that git merges trees by node."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gametree.errors import GitRefused, NotWritten, UnreadableFile
from gametree.files.git_setup import DIFF_LINE, TREES_LINE, set_up_git
from gametree.files.starter import ATTRIBUTES_LINE

from .repository import Repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "trees")


def merged_with(repository: Repository, name: str) -> str:
    return repository.git("check-attr", "merge", "--", name).split(": ")[-1].strip()


def test_a_repository_is_told_once_and_says_what_was_done(repository: Repository):
    said = list(set_up_git(repository.folder, "gametree"))
    assert said == [
        f"told git, for {repository.folder} on this machine: merge.gametree.name, merge.gametree.driver",
        f"added to {repository.folder}/.gitattributes: {TREES_LINE}",
        f"added to {repository.folder}/.gitattributes: {ATTRIBUTES_LINE}",
    ]
    assert merged_with(repository, "deep/down/x.toml") == "gametree"
    assert merged_with(repository, "deep/x.assessments/ada.toml") == "union"
    assert list(set_up_git(repository.folder, "gametree")) == []


def test_words_in_git_diff_are_for_who_wants_them(repository: Repository):
    list(set_up_git(repository.folder, "gametree"))
    said = list(set_up_git(repository.folder, "gametree", with_diff=True))
    assert said[-1].endswith(DIFF_LINE)
    assert repository.git("config", "diff.gametree.textconv") == "gametree diff --git --\n"
    assert list(set_up_git(repository.folder, "gametree", with_diff=True)) == []


def test_nothing_that_is_in_gitattributes_is_changed(repository: Repository):
    attributes = repository.folder / ".gitattributes"
    attributes.write_bytes(b"# mine\r\n*.txt -text\r\n*.toml merge=union\r\n" + ATTRIBUTES_LINE.encode())
    before = attributes.read_bytes()
    said = list(set_up_git(repository.folder, "gametree"))
    assert attributes.read_bytes() == before + f"\n{TREES_LINE}\n{ATTRIBUTES_LINE}\n".encode()
    assert any("until now TOML files there were merged with merge=union" in line for line in said)
    assert (merged_with(repository, "x.toml"), merged_with(repository, "x.assessments/a.toml")) == ("gametree", "union")


def test_in_a_folder_of_a_repository_only_that_folder_is_set_up(repository: Repository):
    (repository.folder / "trees").mkdir()
    list(set_up_git(repository.folder / "trees", "gametree"))
    assert merged_with(repository, "trees/x.toml") == "gametree"
    assert merged_with(repository, "pyproject.toml") == "unspecified"


def test_what_other_attribute_files_say_against_it_is_told(repository: Repository):
    (repository.folder / ".git" / "info" / "attributes").write_text("*.toml merge=union\n")
    said = list(set_up_git(repository.folder, "gametree"))
    assert said[-1].startswith(f"but git still merges files such as {repository.folder}/x.toml with merge=union")


def test_outside_of_a_repository_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(GitRefused, match="is in no work tree of git; make one first: git init"):
        list(set_up_git(tmp_path, "gametree"))
    assert not (tmp_path / ".gitattributes").exists()


def test_what_cannot_be_written_is_said(repository: Repository):
    (repository.folder / ".git" / "config.lock").touch()
    with pytest.raises(GitRefused, match=r"git would not set merge\.gametree\.name: could not lock config file"):
        list(set_up_git(repository.folder, "gametree"))
    (repository.folder / ".git" / "config.lock").unlink()
    (repository.folder / ".gitattributes").symlink_to("nowhere/at/all")
    with pytest.raises(NotWritten, match="no such file or directory"):
        list(set_up_git(repository.folder, "gametree"))


def test_git_is_not_left_waiting_at_a_pipe(repository: Repository):
    os.mkfifo(repository.folder / ".gitattributes")
    with pytest.raises(UnreadableFile, match="is not a regular file"):
        list(set_up_git(repository.folder, "gametree"))
    assert "gametree" not in (repository.folder / ".git" / "config").read_text()


def test_a_linked_gitattributes_is_said_to_be_of_no_use(repository: Repository):
    (repository.folder / "attributes").touch()
    (repository.folder / ".gitattributes").symlink_to("attributes")
    said = list(set_up_git(repository.folder, "gametree"))
    assert said[-1].endswith(f"it does not follow links, and {repository.folder}/.gitattributes is one")


@pytest.mark.parametrize(
    ("said", "reason"),
    [("fatal: detected dubious ownership in repository at '/x'", "detected dubious ownership in repository at '/x'"),
     ("", "git ended with code 128")],
)  # fmt: skip
def test_why_git_itself_refuses_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, reason: str):
    (tmp_path / "git").write_text(f'#!/bin/sh\necho "{said}" >&2\nexit 128\n')
    (tmp_path / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(GitRefused, match=f"git does not take {tmp_path}: {reason}"):
        list(set_up_git(tmp_path, "gametree"))
