"""What was written on this machine and is no longer in the journal: said at every opening, put back or let go."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from gametree.files.journal import read_journal
from gametree.session import Session

Sit = Callable[[], Session]


@pytest.fixture
def scored(sit: Sit, journal: Path) -> list[str]:
    """A journal with two records from an earlier sitting; its lines."""
    session = sit()
    session.judge("debate", 0.3)
    session.note("collusion", "why")
    session.close()
    return journal.read_text().splitlines(True)


def checks(session: Session) -> list[str]:
    return [finding.check for finding in session.findings]


def test_what_an_editor_with_an_old_text_took_out_is_said_in_the_next_sitting(
    scored: list[str], sit: Sit, journal: Path
):
    journal.write_text("".join(scored[:-1]))
    session = sit()
    assert [record.note for record in session.journal.lost] == ["why"]
    assert [finding.message for finding in session.findings] == ["1 change made or seen here is not in the journal"]
    assert journal.read_text() == "".join(scored[:-1])


def test_the_sitting_shows_what_the_file_says_until_it_is_put_back(scored: list[str], sit: Sit, journal: Path):
    before = sit().assessment
    journal.unlink()
    session = sit()
    assert session.scored_count() == 0
    assert session.journal.put_back() == 2
    assert session.assessment == before
    session.close()
    assert read_journal(journal).records == before.records
    assert (sit().journal.lost, sit().findings) == ((), ())


@pytest.mark.parametrize("again", ["same sitting", "next sitting"])
def test_what_was_let_go_is_not_spoken_of_again(scored: list[str], sit: Sit, journal: Path, again: str):
    journal.write_text("".join(scored[:-1]))
    session = sit()
    assert session.journal.let_go() == 1
    assert (session.journal.lost, session.findings) == ((), ())
    os.utime(journal)
    if again == "same sitting":
        assert session.reload_if_changed()
    else:
        session = sit()
    assert (session.journal.lost, session.findings) == ((), ())
    assert journal.read_text() == "".join(scored[:-1])


def test_a_journal_that_vanished_in_the_sitting_can_be_let_go(scored: list[str], sit: Sit, journal: Path):
    session = sit()
    journal.unlink()
    session.reload_if_changed()
    assert session.scored_count() == 1
    assert session.journal.let_go() == 2
    assert (session.scored_count(), session.assessment.records) == (0, ())
    session.judge("debate", 0.6)
    session.close()
    session.reload_if_changed()
    assert (session.scored_count(), checks(session)) == (1, [])


def test_what_was_written_after_letting_go_is_missed_again(scored: list[str], sit: Sit, journal: Path):
    journal.unlink()
    session = sit()
    session.journal.let_go()
    session.judge("debate", 0.6)
    session.close()
    journal.unlink()
    assert [record.plausibility for record in sit().journal.lost] == [0.6]


def test_another_branch_and_back_destroys_nothing_and_repeats_nothing(
    scored: list[str], sit: Sit, folder: Path, journal: Path
):
    def git(*arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)

    git("init", "-b", "main")
    git("add", "debate.toml")
    git("commit", "-m", "tree")
    git("branch", "other")
    git("add", ".")
    git("commit", "-m", "scores")
    session = sit()
    git("checkout", "other")
    session.reload_if_changed()
    assert [len(sitting.journal.lost) for sitting in (session, sit())] == [2, 2]
    git("checkout", "main")
    session.reload_if_changed()
    assert [len(sitting.journal.lost) for sitting in (session, sit())] == [0, 0]
    assert journal.read_text() == "".join(scored)
    session.judge("debate", 0.9)
    session.close()
    git("checkout", "--force", "other")
    git("checkout", "main")
    assert journal.read_text() == "".join(scored)
    later = sit()
    assert [record.plausibility for record in later.journal.lost] == [0.9]
    assert later.journal.put_back() == 1
    assert later.judgement("debate").plausibility == 0.9


def test_another_sitting_that_writes_is_never_taken_for_a_loss(sit: Sit):
    one, other = sit(), sit()
    for number in range(30):
        other.judge("debate", number / 30)
        one.reload_if_changed()
        assert one.journal.lost == ()
    other.close()
    one.reload_if_changed()
    assert (one.journal.lost, one.judgement("debate")) == ((), other.judgement("debate"))
