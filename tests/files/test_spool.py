"""This machine's own copy of what it wrote: what left the journal is found, and nothing else is said to be missing."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from gametree.errors import NotWritten
from gametree.files import spool
from gametree.files.journal import format_record, parse_journal, read_journal
from gametree.files.spool import Spool, append_kept, read_spool
from gametree.model.assessment import Record

Keep = Callable[..., None]


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "debate.assessments" / "ada.toml"


@pytest.fixture
def keep(journal: Path) -> Keep:
    """Write lines to the journal, by way of the spool."""

    def keep(*lines: str) -> None:
        append_kept(journal, records(*lines), "debate", "ada")

    return keep


def records(*lines: str) -> tuple[Record, ...]:
    return parse_journal("\n".join(lines).encode()).records


def missing(journal: Path) -> list[str]:
    spooled = read_spool(journal)
    return [record.key for record in spooled.missing({record.key for record in read_journal(journal).records})]


def the_file(home: Path) -> Path:
    (path,) = (home / "state" / "gametree" / "spool").iterdir()
    return path


ONE = 't20261120T100000000Z-aaaaa = { node = "debate", plausibility = 0.35 }'
TWO = 't20261120T100100000Z-bbbbb = { node = "debate", note = "why\\nso" }'


def test_what_is_in_the_journal_is_not_missing(keep: Keep, journal: Path):
    assert missing(journal) == []
    keep(ONE, TWO)
    assert missing(journal) == []


def test_what_was_taken_out_is_missing_and_reads_as_it_was_written(keep: Keep, journal: Path):
    keep(ONE)
    keep(TWO)
    journal.write_text(ONE + "\n")
    assert missing(journal) == ["t20261120T100100000Z-bbbbb"]
    journal.unlink()
    assert read_spool(journal).missing(()) == records(ONE, TWO)


def test_a_line_edited_by_hand_is_not_missing(keep: Keep, journal: Path):
    keep(ONE)
    journal.write_text(ONE.replace("0.35", "0.5") + "\n")
    assert missing(journal) == []


def test_what_was_let_go_is_missing_no_more_until_it_is_written_again(keep: Keep, journal: Path):
    keep(ONE, TWO)
    journal.unlink()
    own = Spool(journal, "debate", "ada")
    assert own.let_go(records(ONE))
    assert missing(journal) == ["t20261120T100100000Z-bbbbb"]
    keep(ONE)
    journal.unlink()
    assert missing(journal) == ["t20261120T100100000Z-bbbbb", "t20261120T100000000Z-aaaaa"]


def test_a_key_made_by_hand_can_be_kept_and_let_go(keep: Keep, journal: Path):
    odd = r'"t \"quoted\" \\ é 🌳" = { node = "debate", plausibility = 0.1 }'
    keep(odd)
    assert missing(journal) == []
    journal.unlink()
    assert len(missing(journal)) == 1
    Spool(journal, "debate", "ada").let_go(records(odd))
    assert missing(journal) == []


def test_what_the_journal_refuses_is_in_the_spool(keep: Keep, journal: Path):
    journal.mkdir(parents=True)
    with pytest.raises(NotWritten):
        keep(ONE)
    journal.rmdir()
    assert missing(journal) == ["t20261120T100000000Z-aaaaa"]


def test_a_retry_is_kept_once(journal: Path, home: Path):
    own = Spool(journal, "debate", "ada")
    for _ in range(3):
        with own.keeping(records(ONE)):
            pass
    assert the_file(home).read_text().count("aaaaa") == 1


@pytest.mark.parametrize("spoil", ["file", "folder", "dangling link"])
def test_where_the_spool_cannot_be_written_the_journal_is(keep: Keep, journal: Path, home: Path, spoil: str):
    folder = home / "state" / "gametree" / "spool"
    if spoil == "folder":
        keep(ONE)
        path = the_file(home)
        path.unlink()
        path.mkdir()
    else:
        folder.parent.mkdir(parents=True)
        folder.write_text("") if spoil == "file" else folder.symlink_to("/nowhere/at/all")
    keep(TWO)
    assert read_journal(journal).records[-1].key == "t20261120T100100000Z-bbbbb"
    assert missing(journal) == []
    assert not Spool(journal, "debate", "ada").let_go(records(TWO))


def test_a_full_disk_in_the_state_folder_is_no_obstacle(keep: Keep, journal: Path, monkeypatch: pytest.MonkeyPatch):
    def full(descriptor: int) -> None:
        if "spool" in str(Path(f"/proc/self/fd/{descriptor}").readlink()):
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    keep(ONE)
    assert len(read_journal(journal).records) == 1


def test_while_a_record_is_on_its_way_nothing_is_missing(journal: Path):
    with Spool(journal, "debate", "ada").keeping(records(ONE)):
        assert missing(journal) == []
    assert missing(journal) == ["t20261120T100000000Z-aaaaa"]


def test_nobody_else_can_read_it(keep: Keep, home: Path):
    keep(ONE)
    path = the_file(home)
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_two_ways_to_a_journal_share_a_spool(keep: Keep, journal: Path, tmp_path: Path):
    keep(ONE)
    (tmp_path / "link.toml").symlink_to(journal)
    journal.write_text("")
    assert missing(tmp_path / "link.toml") == ["t20261120T100000000Z-aaaaa"]


def test_reading_writes_nothing(journal: Path, home: Path):
    read_spool(journal)
    assert not (home / "state").exists()


@pytest.mark.parametrize("cut", range(1, len(TWO) + 1))
def test_a_copy_cut_short_at_any_byte_costs_that_line_alone(keep: Keep, journal: Path, home: Path, cut: int):
    keep(ONE, TWO)
    path = the_file(home)
    path.write_bytes(path.read_bytes()[: -cut - 1])
    journal.unlink()
    assert missing(journal) == ["t20261120T100000000Z-aaaaa"]
    keep(TWO)
    journal.unlink()
    assert missing(journal) == ["t20261120T100000000Z-aaaaa", "t20261120T100100000Z-bbbbb"]


def test_it_stays_small_and_loses_only_what_the_journal_holds(
    journal: Path, home: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(spool, "LARGEST", 4_000)
    lines = [f't20261120T10{i:04d}000Z-aaaaa = {{ node = "debate", note = "number {i}" }}' for i in range(200)]
    for line in lines:  # a sitting each
        append_kept(journal, records(line), "debate", "ada")
    assert the_file(home).stat().st_size < 4_200
    there = journal.read_text()
    journal.write_text("".join(line for line in there.splitlines(True) if "number 19" not in line))
    for line in lines:
        append_kept(journal, records(line.replace("-aaaaa", "-bbbbb")), "debate", "ada")
    assert missing(journal) == [f"t20261120T10{i:04d}000Z-aaaaa" for i in range(190, 200)]  # 19 had gone long before


def test_what_is_spooled_is_what_is_written(keep: Keep, journal: Path, home: Path):
    keep(ONE, TWO)
    assert the_file(home).read_bytes() == journal.read_bytes()
    assert format_record(records(TWO)[0]) == TWO + "\n"
