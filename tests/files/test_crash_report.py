"""The file that tells what failed."""

from __future__ import annotations

from pathlib import Path

from gametree.files.crash_report import keep_report


def test_every_report_has_a_file_of_its_own_in_the_persons_folder(home: Path):
    paths = [keep_report(text) for text in ("first\n", "second ü\n")]
    assert all(path is not None and path.parent == home / "state" / "gametree" / "crashes" for path in paths)
    assert [path.read_text(encoding="utf-8") for path in paths if path] == ["first\n", "second ü\n"]


def test_where_nothing_can_be_written_there_is_no_report_and_no_second_crash(home: Path):
    (home / "state").write_text("a file where a folder should be")
    assert keep_report("why") is None
