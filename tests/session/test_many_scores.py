"""Tables of scores taken over: all rows or none."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from gametree.errors import BadNote, NotWritten
from gametree.files.journal import read_journal
from gametree.model.score_table import ScoreRow
from gametree.session import Session, many_scores

MARCH = datetime(2026, 3, 1, tzinfo=UTC)
ROWS = (
    ScoreRow("debate", 0.35, (0.2, 0.5), "Why"),
    ScoreRow("collusion", 0.5, at=MARCH),
    ScoreRow("question", 0.05),
    ScoreRow("collusion", note="Later"),
)


def take_over(session: Session, rows: Sequence[ScoreRow], source: str | None = None) -> tuple[ScoreRow, ...]:
    new = many_scores.take_over(session, rows, source)
    session.reload_if_changed()
    return new


def test_all_rows_stand_in_the_journal_and_in_the_sitting(session: Session, sit: Callable[[], Session]):
    assert take_over(session, ROWS) == ROWS
    assert session.assessment.judgements == sit().assessment.judgements
    debate, collusion = session.judgement("debate"), session.judgement("collusion")
    assert (debate.plausibility, debate.range, collusion.at) == (0.35, (0.2, 0.5), MARCH)
    assert [note.text for note in session.assessment.notes["debate"]] == ["Why"]
    assert session.assessment.judgements["question"].plausibility == 0.05


def test_scores_count_for_the_tree_as_it_is_now(session: Session, folder: Path, sit: Callable[[], Session]):
    take_over(session, ROWS)
    assert session.staleness("debate") is None
    tree = folder / "debate.toml"
    tree.write_text(tree.read_text().replace("Two models debate", "Two models argue"))
    assert sit().staleness("debate") == "reworded"


def test_an_older_row_becomes_history_beneath_a_newer_score(session: Session):
    session.judge("collusion", 0.9)
    session.close()
    take_over(session, [ScoreRow("collusion", 0.5, at=MARCH)])
    assert session.judgement("collusion").plausibility == 0.9
    assert [record.plausibility for record in session.assessment.histories["collusion"]] == [0.5, 0.9]


def test_what_was_said_at_the_same_time_already_is_not_said_twice(session: Session):
    again = (ScoreRow("collusion", 0.5, at=MARCH), ScoreRow("collusion", 0.6, at=MARCH))
    take_over(session, ROWS)
    assert take_over(session, again) == again[1:]
    assert take_over(session, again) == ()


def test_a_source_is_a_note_on_every_node_of_the_table(session: Session):
    take_over(session, ROWS, "Survey of May 2026")
    notes = {node: [note.text for note in notes] for node, notes in session.assessment.notes.items()}
    assert notes == {
        "debate": ["Why", "Source: Survey of May 2026"],
        "collusion": ["Later", "Source: Survey of May 2026"],
        "question": ["Source: Survey of May 2026"],
    }


@pytest.mark.parametrize("source", ["", " ", "two\nlines", "caf\udce9"])
def test_a_source_that_is_no_line_of_text_is_refused(session: Session, journal: Path, source: str):
    with pytest.raises(BadNote, match="a line of text"):
        take_over(session, ROWS, source)
    assert not journal.exists()


def test_ten_thousand_rows_have_ten_thousand_keys(session: Session, journal: Path):
    take_over(session, [ScoreRow("debate", number / 10_000) for number in range(10_000)])
    reading = read_journal(journal)
    assert len({record.key for record in reading.records}) == 10_000
    assert reading.findings == ()
    assert session.judgement("debate").plausibility == 0.9999


def test_an_interrupted_table_is_not_half_there(session: Session, journal: Path, monkeypatch: pytest.MonkeyPatch):
    session.judge("debate", 0.1)
    session.close()
    before, whole = journal.read_bytes(), os.write

    def interrupted(descriptor: int, data: bytes) -> int:
        if len(data) > 100:
            return whole(descriptor, data[:100])
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", interrupted)
        with pytest.raises(KeyboardInterrupt):
            take_over(session, ROWS)
    assert journal.read_bytes() == before


@pytest.mark.parametrize("begun", [False, True])
@pytest.mark.parametrize("call", ["write", "fsync"])
def test_on_a_full_disk_nothing_is_written(
    session: Session, journal: Path, monkeypatch: pytest.MonkeyPatch, begun: bool, call: str
):
    if begun:
        session.judge("debate", 0.1)
        session.close()
    before = journal.read_bytes() if begun else b""
    whole = os.write

    def fail_half_way(descriptor: int, data: bytes = b"") -> int:
        if call == "write" and len(data) > 100:
            return whole(descriptor, data[:100])
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, call, fail_half_way)
        with pytest.raises(NotWritten, match="no space left"):
            take_over(session, ROWS)
    assert (journal.read_bytes() if journal.exists() else b"") == before
    assert take_over(session, ROWS) == ROWS
