"""`gametree merge-trees` where it cannot do its work: git must not take what is in OURS for the merge."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from tests.cli.conftest import TREE, Run


@pytest.fixture
def versions(folder: Path) -> list[str]:
    """Base, ours and theirs as files."""
    for name, text in (("base", TREE), ("ours", TREE.replace("Two", "2")), ("theirs", TREE.replace("They", "All"))):
        (folder / f"{name}.toml").write_text(text)
    return ["base.toml", "ours.toml", "theirs.toml"]


def test_what_both_changed_elsewhere_is_merged(run: Run, versions: list[str], folder: Path):
    assert run("merge-trees", *versions).code == 0
    assert (folder / "ours.toml").read_text() == TREE.replace("Two", "2").replace("They", "All")


@pytest.mark.parametrize("name", ["write", "fsync"])
def test_on_a_full_disk_ours_stays_and_git_is_told(
    run: Run, versions: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
):
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, name, full)
    answer = run("merge-trees", *versions)
    monkeypatch.undo()
    assert (answer.code, "NOT merged" in answer.err) == (129, True)
    assert (folder / "ours.toml").read_text() == TREE.replace("Two", "2")


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_a_version_that_is_not_there_is_said(run: Run, versions: list[str], folder: Path, missing: int):
    (folder / versions[missing]).unlink()
    answer = run("merge-trees", *versions)
    assert (answer.code, "NOT merged" in answer.err) == (129, True)
