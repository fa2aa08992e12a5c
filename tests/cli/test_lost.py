"""`gametree lost`."""

from __future__ import annotations

from pathlib import Path

import pytest

from gametree.errors import NotWritten
from gametree.files.journal import read_journal
from tests.cli.conftest import Run


@pytest.fixture
def robbed(run: Run, journal: Path) -> None:
    """Two things said, and the file gone."""
    run("score", "./debate.toml", "debate", "35%")
    run("note", "./debate.toml", "debate", "why\x1b[31m so")
    journal.unlink()


def test_what_is_missing_is_shown_with_a_code_of_its_own(robbed: None, run: Run, journal: Path):
    answer = run("lost", "./debate.toml")
    assert answer.code == 1
    assert [line.split("  ", 1)[-1].strip() for line in answer.out.splitlines()] == [
        "debate  35 %", "debate  note", "why␛[31m so"]  # fmt: skip
    assert "2 changes made or seen here are not in" in answer.err
    assert not journal.exists()


def test_every_command_about_the_assessment_says_so(robbed: None, run: Run):
    assert "`gametree lost TREE` shows them" in run("show", "./debate.toml").err


def test_it_is_put_back(robbed: None, run: Run, journal: Path):
    assert "2 put back" in run("lost", "./debate.toml", "--put-back").err
    assert len(read_journal(journal).records) == 2
    assert run("lost", "./debate.toml").code == 0


def test_it_is_let_go_and_not_mentioned_again(robbed: None, run: Run, journal: Path):
    assert "stays as it is, without 2 of what was written" in run("lost", "./debate.toml", "--let-go").err
    assert (run("lost", "./debate.toml").code, journal.exists()) == (0, False)
    assert "lost" not in run("show", "./debate.toml").err


def test_both_at_once_is_wrong_usage(run: Run):
    assert run("lost", "./debate.toml", "--put-back", "--let-go").code == 2


@pytest.mark.parametrize(
    "command", [("score", "./debate.toml", "debate", "30%"), ("note", "./debate.toml", "debate", "why")]
)
def test_what_a_journal_does_not_take_is_kept_and_the_one_sentence_says_so(
    run: Run, journal: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    def full(path: Path, *_: object) -> None:
        raise NotWritten(path, "no space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("gametree.session.writer.append_records", full)
        answer = run(*command)
    assert (answer.code, answer.out) == (2, "")
    assert "not written: no space left on device; it is kept on this machine" in answer.err
    assert "1 put back" in run("lost", "./debate.toml", "--put-back").err
    assert len(read_journal(journal).records) == 1
