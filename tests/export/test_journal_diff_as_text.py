"""Two versions of a journal, and one in words."""

from __future__ import annotations

from gametree.export.journal_diff_as_text import journal_as_lines, journal_diff_as_text
from gametree.files.journal import parse_journal

OLD = """\
#:gametree journal 1
tree = "x"
assessor = "ada"
t20261120T100000000Z-a = { node = "debate", plausibility = 0.3 }
t20261120T100100000Z-b = { node = "length", note = "Too long." }
"""
NEW = OLD.replace("Too long.", "Much too long.\\nReally.") + (
    't20261121T100000000Z-c = { node = "debate", plausibility = 0.5, range = [0.4, 0.6] }\n'
)


def records(text: str):
    return parse_journal(text.encode()).records


def test_records_that_came_and_went_are_told_with_what_stood_before():
    assert list(journal_diff_as_text(records(OLD), records(NEW), ("a", "b"))) == [
        "a → b",
        "2 records added, 1 taken out",
        "",
        "- 2026-11-20 10:01  length  note",
        "      Too long.",
        "+ 2026-11-20 10:01  length  note",
        "      Much too long.",
        "      Really.",
        "+ 2026-11-21 10:00  debate  50 %  range 40–60  (before: 30 %)",
    ]


def test_nothing_is_said_where_both_hold_the_same_records():
    assert list(journal_diff_as_text(records(OLD), records("\n" + OLD), ("a", "b"))) == []


def test_added_records_are_green_where_colours_are_wanted():
    told = list(journal_diff_as_text((), records(OLD), ("a", "b"), colour=True))
    assert told[3] == "\x1b[32m+ 2026-11-20 10:00  debate  30 %\x1b[m"


def test_each_line_of_a_journal_is_put_in_words_or_shown_as_it_is():
    text = OLD + "torn = {\n"
    assert list(journal_as_lines(text.splitlines(), records(text))) == [
        "#:gametree journal 1", 'tree = "x"', 'assessor = "ada"',
        "2026-11-20 10:00  debate  30 %", "2026-11-20 10:01  length  note", "    Too long.", "torn = {",
    ]  # fmt: skip
