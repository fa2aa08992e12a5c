"""Records on their way to disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, get_ident
from typing import Any

import pytest

from gametree.errors import NotWritten
from gametree.files.appending import stamp_of
from gametree.files.journal import append_records, read_journal
from gametree.files.spool import read_spool
from gametree.model.assessment import Record
from gametree.session.writer import SaveState, Writer

AT = datetime(2026, 11, 20, tzinfo=UTC)
APPEND = "gametree.session.writer.append_records"


def note(number: int) -> Record:
    return Record(f"t{number}", AT, "debate", note=str(number))


def written(path: Path) -> list[str | None]:
    return [record.note for record in read_journal(path).records]


@pytest.fixture
def writer(journal: Path) -> Iterator[Writer]:
    made = Writer(journal, "debate", "ada", None)
    yield made
    made.give_up()
    made.close()


@pytest.fixture
def refuse(monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception | None], None]:
    """Has the disk refuse, or take again."""

    def begin(error: Exception | None) -> None:
        def append(*arguments: Any) -> Any:
            if error:
                raise error
            return append_records(*arguments)

        monkeypatch.setattr(APPEND, append)

    return begin


def test_records_are_on_disk_in_the_order_they_came_once_it_is_closed(writer: Writer, journal: Path):
    for number in range(20):
        writer.submit(note(number))
    writer.close()
    assert written(journal) == [str(number) for number in range(20)]
    assert writer.state == SaveState()
    assert writer.waiting == ()


def test_what_comes_while_the_disk_is_busy_is_written_together(
    writer: Writer, journal: Path, monkeypatch: pytest.MonkeyPatch
):
    batches, begun, go_on = [], Event(), Event()

    def slow(path: Path, records: Any, *rest: Any) -> Any:
        batches.append([record.note for record in records])
        begun.set()
        assert go_on.wait(10)
        return append_records(path, records, *rest)

    monkeypatch.setattr(APPEND, slow)
    writer.submit(note(0))
    assert begun.wait(10)
    for number in (1, 2, 3):
        writer.submit(note(number))
    assert (writer.state.waiting, writer.state.path) == (4, journal)
    go_on.set()
    writer.close()
    assert batches == [["0"], ["1", "2", "3"]]


def test_it_is_told_from_another_thread_and_a_listener_that_fails_stops_nothing(writer: Writer, journal: Path):
    told: list[int] = []

    def listen() -> None:
        told.append(get_ident())
        raise RuntimeError

    writer.on_change = listen
    writer.submit(note(1))
    writer.close()
    writer.submit(note(2))
    writer.close()
    assert written(journal) == ["1", "2"]
    assert len(told) == 2
    assert get_ident() not in told


def test_what_the_disk_refused_stays_in_line_and_goes_with_the_next(writer: Writer, journal: Path, refuse: Any):
    refuse(NotWritten(journal, "no space left on device"))
    writer.submit(note(1))
    with pytest.raises(NotWritten, match="no space left on device; it is kept on this machine"):
        writer.close()
    assert (writer.state.waiting, writer.state.failure, writer.state.path) == (1, "no space left on device", journal)
    assert writer.kept.startswith("it is kept on this machine")
    assert list(read_spool(journal).lines) == ["t1"]
    refuse(None)
    writer.submit(note(2))
    writer.close()
    assert (written(journal), writer.state, writer.kept) == (["1", "2"], SaveState(), "")


def test_a_retry_writes_what_was_refused(writer: Writer, journal: Path, refuse: Any):
    refuse(NotWritten(journal, "no space left on device"))
    writer.submit(note(1))
    with pytest.raises(NotWritten):
        writer.close()
    refuse(None)
    writer.retry()
    writer.close()
    assert written(journal) == ["1"]


def test_a_fault_of_the_program_is_a_failure_like_any_other(writer: Writer, refuse: Any):
    refuse(MemoryError("no \x1b room"))
    writer.submit(note(1))
    with pytest.raises(NotWritten, match="MemoryError no ␛ room"):
        writer.close()
    assert [record.note for record in writer.waiting] == ["1"]


def test_what_is_given_up_is_not_written_later(writer: Writer, journal: Path, refuse: Any):
    refuse(NotWritten(journal, "no space left on device"))
    writer.submit(note(1))
    with pytest.raises(NotWritten):
        writer.close()
    writer.give_up()
    assert (writer.state, writer.kept) == (SaveState(), "")
    refuse(None)
    writer.submit(note(2))
    writer.close()
    assert written(journal) == ["2"]


def test_what_comes_after_others_were_given_up_while_they_were_written_is_written_too(
    writer: Writer, journal: Path, monkeypatch: pytest.MonkeyPatch
):
    def give_up_meanwhile(*arguments: Any) -> Any:
        monkeypatch.setattr(APPEND, append_records)
        writer.give_up()
        writer.submit(note(2))
        return append_records(*arguments)

    monkeypatch.setattr(APPEND, give_up_meanwhile)
    writer.submit(note(1))
    writer.close()
    assert written(journal) == ["1", "2"]


def test_the_stamp_follows_its_own_writing_and_not_past_anybody_elses(writer: Writer, journal: Path):
    writer.submit(note(1))
    writer.close()
    assert writer.stamp == stamp_of(journal)
    append_records(journal, [note(2)], "debate", "ada")
    before = writer.stamp
    writer.submit(note(3))
    writer.close()
    assert writer.stamp == before != stamp_of(journal), "so that the others' record is noticed"


def test_a_file_that_is_gone_is_begun_anew_and_that_is_known(writer: Writer, journal: Path):
    writer.submit(note(1))
    writer.close()
    assert not writer.began_anew
    journal.unlink()
    writer.submit(note(2))
    writer.close()
    assert writer.began_anew
    assert written(journal) == ["2"]


def test_closing_without_anything_in_line_makes_no_file(writer: Writer, journal: Path):
    writer.close()
    assert not journal.exists()


@pytest.mark.parametrize(
    ("own", "more", "both"),
    [
        (SaveState(), 0, SaveState()),
        (SaveState(2, "full", Path("j")), 0, SaveState(2, "full", Path("j"))),
        (SaveState(), 1, SaveState(1, "broken", Path("t"))),
        (SaveState(2, "full", Path("j")), 1, SaveState(3, "full", Path("j"))),
        (SaveState(2, "", Path("j")), 1, SaveState(3, "broken", Path("t"))),
    ],
)
def test_of_two_files_that_are_behind_the_failure_of_the_first_is_named(own: SaveState, more: int, both: SaveState):
    assert own.and_also(more, "broken", Path("t")) == both
