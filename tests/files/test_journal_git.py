"""Journals of two branches: whatever git does to them, every record is read."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from gametree.files.journal import append_records, read_journal
from gametree.files.starter import ATTRIBUTES_LINE
from gametree.model.assessment import Record, sum_up

JOURNAL = Path("alignment.assessments") / "ada.toml"
Git = Callable[..., str]


@pytest.fixture
def git(tmp_path: Path) -> Git:
    """Run git in a fresh repository with one committed record, on the branch main."""
    folder = tmp_path / "trees"
    folder.mkdir()

    def run(*arguments: str, ok: bool = True) -> str:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=False)
        assert not ok or done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    run("init", "-q", "-b", "main")
    score(folder, "both", 0.1, 0)
    run("add", ".")
    run("commit", "-qm", "start")
    return run


@pytest.fixture
def folder(git: Git, tmp_path: Path) -> Path:
    return tmp_path / "trees"


def score(folder: Path, node: str, plausibility: float, second: int) -> None:
    at = datetime(2026, 11, 20, 10, tzinfo=UTC) + timedelta(seconds=second)
    key = f"t{at:%Y%m%dT%H%M%S}000Z-{node}"
    append_records(
        folder / JOURNAL, [Record(key, at, node, plausibility, note=f"{node}\n{second}")], "alignment", "ada"
    )


def said(folder: Path) -> dict[str, float]:
    reading = read_journal(folder / JOURNAL)
    assert {finding.check for finding in reading.findings} <= {"conflict-marker"}
    assert len(reading.records) == len({record.key for record in reading.records})
    return {node: judgement.plausibility for node, judgement in sum_up("ada", reading.records).judgements.items()}


def use_union(folder: Path, git: Git) -> None:
    (folder / ".gitattributes").write_text(ATTRIBUTES_LINE + "\n")
    git("add", ".")
    git("commit", "-qm", "union")


def branch_off(folder: Path, git: Git) -> None:
    """Two records here, two on the branch other, on the same and on different nodes."""
    git("checkout", "-qb", "other")
    score(folder, "theirs", 0.4, 2)
    score(folder, "shared", 0.5, 4)
    git("commit", "-qam", "theirs")
    git("checkout", "-q", "main")
    score(folder, "ours", 0.2, 1)
    score(folder, "shared", 0.3, 3)
    git("commit", "-qam", "ours")


ALL = {"both": 0.1, "ours": 0.2, "theirs": 0.4, "shared": 0.5}


@pytest.mark.parametrize("style", ["merge", "diff3", "zdiff3"])
def test_a_merge_without_attributes_leaves_markers_and_every_record(folder: Path, git: Git, style: str):
    branch_off(folder, git)
    git("-c", f"merge.conflictStyle={style}", "merge", "-q", "other", ok=False)
    assert "<<<<<<<" in (folder / JOURNAL).read_text()
    assert said(folder) == ALL


@pytest.mark.parametrize(
    "how",
    [
        pytest.param([("merge", "-q", "other")], id="merge"),
        pytest.param([("rebase", "-q", "other")], id="rebase"),
        pytest.param([("cherry-pick", "other")], id="cherry-pick"),
        pytest.param([("merge", "-q", "--squash", "other")], id="squash"),
        pytest.param([("cherry-pick", "other"), ("merge", "-q", "other")], id="cherry-pick, then merge"),
    ],
)
def test_with_union_every_record_is_there_and_no_marker(folder: Path, git: Git, how: list[tuple[str, ...]]):
    use_union(folder, git)
    branch_off(folder, git)
    for command in how:
        git(*command)
    assert "<<<<<<<" not in (folder / JOURNAL).read_text()
    assert said(folder) == ALL


@pytest.mark.parametrize("command", ["rebase", "cherry-pick"])
def test_a_stopped_rebase_or_cherry_pick_leaves_every_record(folder: Path, git: Git, command: str):
    branch_off(folder, git)
    git(command, "other", ok=False)
    assert said(folder) == ALL


@pytest.mark.parametrize("union", [True, False])
def test_popping_a_stash_on_top_of_new_records_keeps_both(folder: Path, git: Git, union: bool):
    if union:
        use_union(folder, git)
    score(folder, "stashed", 0.6, 1)
    git("stash", "-q")
    assert said(folder) == {"both": 0.1}
    score(folder, "later", 0.7, 2)
    git("commit", "-qam", "later")
    git("stash", "pop", ok=union)
    assert said(folder) == {"both": 0.1, "stashed": 0.6, "later": 0.7}


def test_a_merge_of_line_ends_keeps_every_record(folder: Path, git: Git):
    use_union(folder, git)
    branch_off(folder, git)
    git("checkout", "-q", "other")
    (folder / JOURNAL).write_bytes((folder / JOURNAL).read_bytes().replace(b"\n", b"\r\n"))
    git("commit", "-qam", "crlf")
    git("checkout", "-q", "main")
    git("merge", "-q", "other")
    assert said(folder) == ALL


def test_a_score_after_a_merge_with_markers_is_read(folder: Path, git: Git):
    branch_off(folder, git)
    git("merge", "-q", "other", ok=False)
    score(folder, "shared", 0.9, 5)
    assert said(folder) == {**ALL, "shared": 0.9}
