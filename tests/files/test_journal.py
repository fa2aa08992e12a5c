"""The journal: what is read from odd files, and what an append leaves behind whatever happens."""

from __future__ import annotations

import errno
import fcntl
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametree.errors import NotWritten, UnreadableFile
from gametree.files.journal import (
    FIRST_LINES,
    JournalReading,
    append_records,
    format_record,
    new_key,
    parse_journal,
    read_journal,
)
from gametree.model.assessment import Record

MORNING = datetime(2026, 11, 20, 10, 0, 0, tzinfo=UTC)

ONE = 't20261120T100000123Z-aaaaa = { node = "hch", plausibility = 0.35, range = [0.2, 0.5] }\n'
TWO = 't20261120T100001000Z-bbbbb = { node = "hch", note = "Depends } on # how = {" }\n'


def read(text: str | bytes) -> JournalReading:
    return parse_journal(text.encode() if isinstance(text, str) else text)


def checks(reading: JournalReading) -> list[str]:
    return [finding.check for finding in reading.findings]


def keys(reading: JournalReading) -> list[str]:
    return [record.key[-5:] for record in reading.records]


def test_a_line_becomes_a_record():
    (record,) = read(ONE).records
    assert record == Record(
        "t20261120T100000123Z-aaaaa", MORNING.replace(microsecond=123000), "hch", plausibility=0.35, range=(0.2, 0.5)
    )


def test_the_first_lines_say_whose_and_about_what():
    reading = read(FIRST_LINES + 'tree = "alignment"\nassessor = "ada"\n')
    assert (reading.tree, reading.assessor, reading.findings) == ("alignment", "ada", ())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(ONE + TWO, [], id="plain"),
        pytest.param("\ufeff" + ONE + TWO, [], id="byte-order mark"),
        pytest.param("\ufeff" + ONE + "\ufeff" + TWO, [], id="two joined files with a mark each"),
        pytest.param((ONE + TWO).replace("\n", "\r\n"), [], id="crlf"),
        pytest.param((ONE + TWO)[:-1], [], id="no final newline"),
        pytest.param(ONE + "\n\n \t\n# words\n" + TWO, [], id="blank lines and comments"),
        pytest.param(ONE + "  " + TWO, [], id="indented"),
        pytest.param(ONE + ONE + TWO + ONE, [], id="the same line again"),
        pytest.param(ONE + "[notes]\n" + TWO, ["foreign-line"], id="stray header"),
        pytest.param(ONE + "[[entry]]\nnode = 3\n" + TWO, ["foreign-line"] * 2, id="stray block"),
        pytest.param(ONE + "hello there\n" + TWO, ["foreign-line"], id="words"),
        pytest.param(ONE + ONE[:40] + "\n" + TWO, ["foreign-line"], id="torn line"),
        pytest.param(ONE + TWO + "\0" * 512, ["foreign-line"], id="nul tail"),
        pytest.param(ONE.encode() + b"# caf\xe9\n" + TWO.encode(), ["foreign-line"], id="latin-1 comment"),
        pytest.param(ONE.encode() + b'tz = { node = "caf\xe9" }\n' + TWO.encode(), ["foreign-line"], id="latin-1"),
        pytest.param(ONE + "t1 = 3\n" + TWO, ["foreign-line"], id="a number for a record"),
        pytest.param(ONE + "t1 = [{}]\n" + TWO, ["foreign-line"], id="a list for a record"),
        pytest.param(ONE + "t1 = {}\n" + TWO, ["foreign-line"], id="no node"),
        pytest.param(ONE + "t1 = { node = 3 }\n" + TWO, ["foreign-line"], id="a number for a node"),
        pytest.param(ONE + 'x1 = { node = "hch" }\n' + TWO, ["foreign-line"], id="a foreign key"),
        pytest.param(ONE + "t1 = { node = " + "[" * 5000 + "\n" + TWO, ["foreign-line"], id="too deep"),
        pytest.param(ONE + 'tree = "torn\n' + TWO, ["foreign-line"], id="torn first line"),
    ],
)
def test_the_reader_goes_line_by_line(text: str | bytes, found: list[str]):
    reading = read(text)
    assert keys(reading) == ["aaaaa", "bbbbb"]
    assert checks(reading) == found


@pytest.mark.parametrize(
    "markers",
    [
        pytest.param(("<<<<<<< HEAD", "", "=======", ">>>>>>> theirs"), id="merge"),
        pytest.param(("<<<<<<< HEAD", "||||||| 1a2b3c4", "=======", ">>>>>>> theirs"), id="diff3"),
        pytest.param(("<<<<<<< Updated upstream", "|||||||", "=======", ">>>>>>>"), id="bare"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_records_on_both_sides_of_a_conflict_count(markers: tuple[str, ...], newline: str):
    ours, base, middle, theirs = markers
    lines = [ours, ONE.strip(), base, middle, TWO.strip(), theirs, ""]
    reading = read(newline.join(line for line in lines if line) + newline)
    assert keys(reading) == ["aaaaa", "bbbbb"]
    assert set(checks(reading)) == {"conflict-marker"}


def test_utf_16_is_passed_over_and_a_record_after_it_is_read():
    reading = read((ONE + TWO).encode("utf-16") + b"\n" + TWO.encode())
    assert keys(reading) == ["bbbbb"]
    assert set(checks(reading)) == {"foreign-line"}


def test_a_key_with_two_meanings_is_said_and_both_count():
    reading = read(ONE + ONE.replace("0.35", "0.45"))
    assert [record.plausibility for record in reading.records] == [0.35, 0.45]
    assert checks(reading) == ["double-key"]


def test_a_line_without_a_time_that_a_merge_doubled_counts_once():
    mine = 'tmine = { node = "hch", note = "once" }\n'
    assert [record.note for record in read(ONE + mine + TWO + mine).records].count("once") == 1


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ("plausibility = 1.5", 'plausibility holds "1.5"'),
        ("plausibility = -0.1", 'plausibility holds "-0.1"'),
        ("plausibility = nan", 'plausibility holds "nan"'),
        ("plausibility = inf", 'plausibility holds "inf"'),
        ("plausibility = true", 'plausibility holds "True"'),
        ('plausibility = "high"', 'plausibility holds "high"'),
        ("plausibility = [0.3]", 'plausibility holds "[0.3]"'),
        ("plausibility = 0x" + "F" * 5000, "plausibility holds a number too long to print"),
        ("plausibility = 0.3, range = [0.5, 0.2]", "the range is upside down"),
        ("plausibility = 0.3, range = [0.5, 0.6]", "the range does not hold the plausibility"),
        ("plausibility = 0.3, range = [0.2]", "a range is two numbers"),
        ("plausibility = 0.3, range = 0.2", "a range is two numbers"),
        ("plausibility = 0.3, range = [0.2, nan]", 'range holds "nan"'),
        ("range = [0.2, 5]", 'range holds "5"'),
        ('plausibility = "unscored", range = [0.2, 0.5]', "an unscored node has no range"),
        ("note = 3", "note is not a string"),
        ("retract = true", "retract is not a string"),
        ('digest = "abc"', 'the digest "abc" is not of the form'),
        ('at = "yesterday"', 'at holds "yesterday", which is no date'),
        ("at = 10:00:00", "at is not a date and time"),
        ("at = 2026", "at is not a date and time"),
        ("at = 9999-12-31T23:59:59-14:00", "at is out of range"),
        ("at = 0001-01-01T00:00:00+14:00", "at is out of range"),
    ],
)
def test_a_faulty_field_is_passed_over_alone(fields: str, sentence: str):
    reading = read(ONE + f'tz = {{ node = "hch", {fields} }}\n')
    (finding,) = reading.findings
    assert finding.check == "bad-field"
    assert sentence in finding.message
    assert finding.place.line == 2
    assert (reading.records[1].plausibility, reading.records[1].range) == (None, None)


def test_of_an_unknown_field_the_nearest_known_is_named():
    (finding,) = read('t1 = { node = "hch", plausability = 0.3 }').findings
    assert finding.message == '"plausability" is not a field of a record; did you mean "plausibility"?'


@pytest.mark.parametrize(
    ("at", "meant"),
    [
        ("2026-11-19T08:00:00Z", datetime(2026, 11, 19, 8, tzinfo=UTC)),
        ("2026-11-19 08:00:00", datetime(2026, 11, 19, 8, tzinfo=UTC)),
        ("2026-11-19T08:00:00+02:00", datetime(2026, 11, 19, 6, tzinfo=UTC)),
        ("2026-11-19", datetime(2026, 11, 19, tzinfo=UTC)),
        ('"2026-11-19"', datetime(2026, 11, 19, tzinfo=UTC)),
        ('"2026-11-19T08:00:00+02:00"', datetime(2026, 11, 19, 6, tzinfo=UTC)),
        ("2026-11-19T08:00:00.1239999Z", datetime(2026, 11, 19, 8, 0, 0, 123000, tzinfo=UTC)),
        ("9999-12-31T23:59:59+14:00", datetime(9999, 12, 31, 9, 59, 59, tzinfo=UTC)),
    ],
)
def test_an_explicit_at_overrides_the_time_of_the_key(at: str, meant: datetime):
    (record,) = read(f't20261120T100000123Z-aaaaa = {{ node = "hch", at = {at} }}').records
    assert record.at == meant


@pytest.mark.parametrize("key", ["tea", "t20269999T100000Z-x", "t20261120", "'t x'", '"t\\"x"', "t20261120T100060Z"])
def test_a_key_without_a_time_takes_the_time_of_the_record_before_it(key: str):
    first, second = read(ONE + f'{key} = {{ node = "hch", note = "x" }}').records
    assert second.at == first.at


def test_a_key_carries_its_time_with_or_without_milliseconds():
    with_, without = read('t20261120T100000123Z-a = { node = "a" }\nt20261120T100000Z = { node = "a" }').records
    assert (with_.at, without.at) == (MORNING.replace(microsecond=123000), MORNING)


def test_of_two_first_lines_that_a_merge_left_the_first_counts():
    reading = read('assessor = "ada"\n' + ONE + 'assessor = "bob"\n')
    assert (reading.assessor, reading.findings) == ("ada", ())


def test_a_missing_file_says_nothing(tmp_path: Path):
    assert read_journal(tmp_path / "nobody.toml") == JournalReading()


def test_a_folder_or_a_pipe_is_refused_at_once(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(UnreadableFile):
            read_journal(path)


# the torn tail

TAIL = 't20261120T100002000Z-ccccc = { node = "hch", plausibility = 0.35, range = [0.25, 0.5], note = "Ünicode }" }\n'


def test_a_torn_last_record_is_whole_or_passed_over_never_something_else():
    (whole,) = read(TAIL).records
    tail = TAIL.encode()
    for cut in range(1, len(tail)):
        reading = read(ONE.encode() + tail[:cut])
        complete = cut >= len(tail) - 1
        assert list(reading.records[1:]) == ([whole] if complete else [])
        assert checks(reading) == ([] if complete else ["foreign-line"])


@pytest.mark.parametrize("cut", range(1, len(TAIL.encode()), 7))
def test_the_next_append_after_a_torn_tail_is_read(tmp_path: Path, cut: int):
    path = tmp_path / "ada.toml"
    path.write_bytes(ONE.encode() + TAIL.encode()[:cut])
    append_records(path, read(TWO).records, "alignment", "ada")
    assert keys(read_journal(path))[0] == "aaaaa"
    assert keys(read_journal(path))[-1] == "bbbbb"


# laws

texts = st.text(st.characters(exclude_categories=["Cs"]))
fractions = st.floats(0, 1)
times = st.datetimes(timezones=st.just(UTC)).map(lambda at: at.replace(microsecond=at.microsecond // 1000 * 1000))


@st.composite
def judgements(draw: st.DrawFn) -> dict[str, Any]:
    low, middle, high = sorted(draw(st.tuples(fractions, fractions, fractions)))
    return draw(
        st.sampled_from(
            [{}, {"plausibility": "unscored"}, {"range": (low, high)}, {"plausibility": middle},
             {"plausibility": middle, "range": (low, high)}]
        )
    )  # fmt: skip


@st.composite
def records(draw: st.DrawFn, key: st.SearchStrategy[str] | None = None) -> Record:
    at = draw(times)
    digest = st.from_regex(r"[0-9a-f]{6}-[0-9a-f]{6}", fullmatch=True)
    return Record(
        new_key(at, None)[0] if key is None else draw(key),
        at,
        draw(texts),
        note=draw(st.none() | texts),
        retract=draw(st.none() | texts),
        digest=draw(st.none() | digest),
        **draw(judgements()),
    )


@given(records() | records(texts.map(lambda text: "t" + text)))
def test_any_record_survives_the_way_to_disk_and_back(record: Record):
    line = format_record(record)
    assert line.count("\n") == 1
    reading = read(line)
    assert reading.records == (record,)
    assert reading.findings == ()


pieces = st.sampled_from([
    ONE.encode(), TWO.encode(), b"=", b"{", b"}", b'"', b"'", b"\n", b"\r", b"at = ", b"range = ", b"t", b"[", b"]",
    b'tz = { node = "a", ', b"plausibility = ", b"1e999", b"0x" + b"F" * 5000, b"=======", b"\xff", b"\xef\xbb\xbf",
])  # fmt: skip


@given(st.lists(pieces | st.binary(max_size=20)).map(b"".join))
def test_no_bytes_stop_the_reader(data: bytes):
    reading = parse_journal(data)
    assert all(0 < finding.place.line <= data.count(b"\n") + 1 for finding in reading.findings)


@given(st.data())
def test_damage_to_some_lines_costs_no_other(data: st.DataObject):
    lines = [f't20261120T1000{i:02}Z-x = {{ node = "n{i}", note = "{"w" * i}" }}'.encode() for i in range(20)]
    hurt = data.draw(st.sets(st.integers(0, 19)))
    for i in hurt:
        at = data.draw(st.integers(0, len(lines[i])))
        damage = data.draw(st.binary(max_size=5).filter(lambda found: b"\n" not in found))
        lines[i] = lines[i][:at] + damage + lines[i][at + data.draw(st.integers(0, 9)) :]
    kept = {record.node for record in parse_journal(b"\n".join(lines)).records}
    assert {f"n{i}" for i in range(20) if i not in hurt} <= kept


@given(st.datetimes(timezones=st.just(UTC)), st.none() | st.datetimes(timezones=st.just(UTC)))
def test_a_key_carries_its_time_and_is_never_before_the_latest_record(now: datetime, latest: datetime | None):
    latest = latest and latest.replace(microsecond=latest.microsecond // 1000 * 1000)
    key, at = new_key(now, latest)
    (record,) = read(f'{key} = {{ node = "a" }}').records
    assert record.at == at >= (latest or at)
    assert abs(at - max(now, latest or now)) < timedelta(milliseconds=1)


# appending


def append(path: Path, text: str) -> None:
    append_records(path, read(text).records, "alignment", "ada")


def test_an_append_makes_the_folders_and_writes_the_first_lines_once(tmp_path: Path):
    path = tmp_path / "deep" / "alignment.assessments" / "ada.toml"
    append(path, ONE)
    append(path, TWO)
    assert path.read_text() == FIRST_LINES + 'tree = "alignment"\nassessor = "ada"\n' + ONE + TWO


def test_names_are_quoted_in_the_first_lines(tmp_path: Path):
    append_records(tmp_path / "a.toml", (), 'a "quoted"\n\x1b name\udcff', "ada")
    assert read_journal(tmp_path / "a.toml").tree == 'a "quoted"\n\x1b name?'


def test_a_byte_that_was_there_is_never_changed(tmp_path: Path):
    odd = b"\xef\xbb\xbf# mine\r\n<<<<<<< HEAD\n\xff\xfe\0\n[table]\nt1 = { torn"
    path = tmp_path / "ada.toml"
    path.write_bytes(odd)
    append(path, ONE)
    assert path.read_bytes() == odd + b"\n" + ONE.encode()


def test_a_symbolic_link_stays_one(tmp_path: Path):
    (tmp_path / "real.toml").write_text(ONE)
    (tmp_path / "link.toml").symlink_to("real.toml")
    append(tmp_path / "link.toml", TWO)
    assert (tmp_path / "link.toml").is_symlink()
    assert (tmp_path / "real.toml").read_text() == ONE + TWO


def test_a_link_to_nothing_yet_is_followed(tmp_path: Path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link.toml").symlink_to("elsewhere/ada.toml")
    append(tmp_path / "link.toml", ONE)
    assert keys(read_journal(tmp_path / "elsewhere" / "ada.toml")) == ["aaaaa"]


def _folder(path: Path) -> None:
    path.mkdir()


def _loop(path: Path) -> None:
    path.symlink_to(path)


@pytest.mark.parametrize(
    ("make", "reason"),
    [(_folder, "is a directory"), (os.mkfifo, "it is not a regular file"), (_loop, "too many levels")],
)
def test_what_is_no_file_is_refused_with_the_path_and_the_reason(
    tmp_path: Path, make: Callable[[Path], None], reason: str
):
    path = tmp_path / "ada.toml"
    make(path)
    with pytest.raises(NotWritten, match=reason) as raised:
        append(path, ONE)
    assert raised.value.path == path


def test_a_name_too_long_or_under_a_file_is_refused(tmp_path: Path):
    (tmp_path / "file").write_text("")
    for path in (tmp_path / ("a" * 300), tmp_path / "file" / "ada.toml", Path("nul\0.toml")):
        with pytest.raises(NotWritten):
            append(path, ONE)


class Disk:
    """Lets the calls to one function of `os` through, up to one that fails; afterwards the disk is well again."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, name: str, at: int, code: int) -> None:
        self.calls, self.at, self.code, self.real = count(1), at, code, getattr(os, name)
        self.failed = False
        monkeypatch.setattr(os, name, self)

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        if next(self.calls) == self.at:
            self.failed = True
            raise OSError(self.code, os.strerror(self.code))
        return self.real(*arguments, **options)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS])
@pytest.mark.parametrize("name", ["write", "fsync", "open"])
@pytest.mark.parametrize("before", ["", ONE, ONE[:-9]])
def test_a_failing_disk_leaves_the_old_or_the_new_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, code: int, before: str
):
    for at in count(1):
        path = tmp_path / str(at) / "ada.toml"
        path.parent.mkdir()
        if before:
            path.write_text(before)
        error = None
        with monkeypatch.context() as patch:
            disk = Disk(patch, name, at, code)
            try:
                append(path, TWO)
            except NotWritten as raised:
                error = raised
        if error:
            assert (error.path, error.reason) == (path, os.strerror(code).lower())
            assert not path.exists() or path.read_text() == before
        else:
            assert keys(read_journal(path))[-1] == "bbbbb"
        if not disk.failed:
            assert at > 1  # an append that never flushes is no append
            return


@pytest.mark.parametrize("piece", [1, 7, 64])
def test_a_disk_that_takes_little_at_a_time_gets_it_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: int):
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[:piece]))
    append(tmp_path / "ada.toml", ONE + TWO)
    assert keys(read_journal(tmp_path / "ada.toml")) == ["aaaaa", "bbbbb"]


def test_a_disk_that_fills_up_in_the_middle_of_a_record_is_cut_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "ada.toml"
    path.write_text(ONE)
    write, room = os.write, [30]

    def fill(descriptor: int, data: bytes) -> int:
        if not room[0]:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written = write(descriptor, data[: room[0]])
        room[0] -= written
        return written

    monkeypatch.setattr(os, "write", fill)
    with pytest.raises(NotWritten, match="no space left"):
        append(path, TWO)
    assert path.read_text() == ONE


def test_a_file_replaced_while_waiting_for_the_lock_is_opened_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "ada.toml"
    path.write_text("")
    flock, replaced = fcntl.flock, []

    def replace_first(descriptor: int, operation: int) -> None:
        if not replaced:
            replaced.append(1)
            (tmp_path / "new").write_text(ONE)
            (tmp_path / "new").rename(path)
        flock(descriptor, operation)

    monkeypatch.setattr(fcntl, "flock", replace_first)
    append(path, TWO)
    assert path.read_text() == ONE + TWO


_APPENDER = """
import sys
from pathlib import Path
from gametree.files.journal import append_records, parse_journal
for number in range(100):
    line = f't20261120T100000000Z-{sys.argv[2]}x{number} = {{ node = "hch", note = "{"w" * number}" }}'
    append_records(Path(sys.argv[1]), parse_journal(line.encode()).records, "alignment", "ada")
"""


def test_eight_writers_at_once_lose_nothing_and_double_nothing(tmp_path: Path):
    path = tmp_path / "folder" / "ada.toml"
    writers = [subprocess.Popen([sys.executable, "-c", _APPENDER, str(path), str(i)]) for i in range(8)]
    assert [writer.wait() for writer in writers] == [0] * 8
    reading = read_journal(path)
    assert reading.findings == ()
    assert len(path.read_text().splitlines()) == 4 + 800
    assert {record.key.split("-")[1] for record in reading.records} == {
        f"{i}x{n}" for i in range(8) for n in range(100)
    }


def test_the_stamps_around_an_append_tell_whether_somebody_else_wrote(tmp_path: Path):
    path = tmp_path / "ada.toml"
    before, first = append_records(path, read(ONE).records, "alignment", "ada")
    assert before is None
    assert first == read_journal(path).stamp
    again, second = append_records(path, read(TWO).records, "alignment", "ada")
    assert again == first != second
