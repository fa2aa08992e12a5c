"""CSV files of scores: what is read, and what each fault says."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from gametree.importing.scores_csv import ScoreTable, read_scores
from gametree.model.score_table import ScoreRow
from tests.model.trees import tree_of

TREE = tree_of("""
[node.debate]
kind = "strategy"

[node.collusion]
kind = "failure-mode"
parent = "debate"
formerly = ["conspiracy"]
""")
NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)


def read(text: str | bytes) -> ScoreTable:
    return read_scores(text if isinstance(text, bytes) else text.encode(), TREE, NOW)


def rows(text: str | bytes) -> list[ScoreRow]:
    table = read(text)
    assert table.findings == ()
    return list(table.rows)


def faults(text: str | bytes) -> list[tuple[int, str, str]]:
    return [(finding.place.line, finding.check, finding.message) for finding in read(text).findings]


def test_a_row_holds_all_columns_in_any_order():
    assert rows('AT, note ,high,low,plausibility,node\n2026-03-01,"Why,\nnot ""so""?",50%,0.2,35 %,debate\n') == [
        ScoreRow("debate", 0.35, (0.2, 0.5), 'Why,\nnot "so"?', datetime(2026, 3, 1, tzinfo=UTC))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "node,plausibility\ndebate,35%\ncollusion,unscored\n",
        "node,plausibility\r\ndebate,.35\r\ncollusion,Unscored\r\n",
        "node,plausibility\rdebate,0.35\rcollusion,unscored",
        "\ufeffnode,plausibility\n\n , \ndebate, 35% \nconspiracy,unscored",
        'node,plausibility,low,high,note,at\ndebate,35%,,,,\n"collusion",unscored,,, ,\n,,,,,\n',
    ],
)
def test_line_ends_byte_order_mark_quotes_blanks_and_former_ids_make_no_difference(text: str):
    assert rows(text) == [ScoreRow("debate", 0.35), ScoreRow("collusion", "unscored")]


def test_a_note_alone_and_the_answer_to_the_question_are_rows_too():
    assert rows("node,plausibility,note\ndebate,,Because\nquestion,5%,\n") == [
        ScoreRow("debate", note="Because"), ScoreRow("question", 0.05)]  # fmt: skip


def test_a_node_that_nothing_is_said_of_is_no_row():
    table = read("node,plausibility,at\ndebate,,\ncollusion,,2026-03-01\n")
    assert (table.rows, table.findings, table.silent) == ((), (), 2)


@pytest.mark.parametrize(
    ("cell", "at"),
    [
        ("2026-03-01", datetime(2026, 3, 1)),
        ("2026-03-01T12:30Z", datetime(2026, 3, 1, 12, 30)),
        ("2026-03-01 12:30", datetime(2026, 3, 1, 12, 30)),
        ("2026-03-01T12:30:15.123987+02:00", datetime(2026, 3, 1, 10, 30, 15, 123000)),
        ("2026-11-21T09:00", datetime(2026, 11, 21, 9)),  # clocks differ
    ],
)
def test_a_time_is_in_utc_and_as_fine_as_a_journal(cell: str, at: datetime):
    assert rows(f"node,plausibility,at\ndebate,1,{cell}")[0].at == at.replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("row", "check", "sentence"),
    [
        ("debat,35%,,,,", "unknown-node", 'the tree has no node "debat"; did you mean "debate"?'),
        (",35%,,,,", "unknown-node", "the row names no node"),
        ("debate,35,,,,", "plausibility", '"35" is outside 0 % to 100 %; did you mean 35%?'),
        ("debate,high,,,,", "plausibility", '"high" is not a plausibility; write a percentage such as 35%'),
        ("debate,nan,,,,", "plausibility", '"nan" is not a plausibility'),
        ("debate,35%,20%,,,", "range", "a range has two ends; give both low and high, or neither"),
        ("debate,35%,50%,20%,,", "range", "the range 50 % to 20 % is upside down"),
        ("debate,35%,40%,50%,,", "range", "does not hold the plausibility 35 %"),
        ("debate,,20%,50%,,", "range", "a range stands beside the plausibility that it holds"),
        ("debate,unscored,20%,50%,,", "range", "an unscored node has no range"),
        ("debate,35%,20%,x,,", "range", '"x" is not a plausibility'),
        ("debate,35%,,,,soon", "time", '"soon" is no time; write a date such as 2026-03-01'),
        ("debate,35%,,,,2026-02-30", "time", "is no time"),
        ("debate,35%,,,,0001-01-01T00:00+14:00", "time", "is no time"),
        ("debate,35%,,,,2062-03-01", "time", "is yet to come"),
        ("debate,35%", "row", "the row has 2 cells where the header has 6"),
        ("debate,0,35,,,,", "row", "the row has 7 cells where the header has 6; quote a comma within a cell"),
        ('debate,"35%"x,,,,', "csv", "the row that begins here is no CSV"),
        ('debate,"35%,,,,\ncollusion,1,,,,\n', "csv", "a quotation mark may be missing"),
    ],
)
def test_a_fault_has_its_line_and_a_sentence(row: str, check: str, sentence: str):
    ((line, found, message),) = faults(f'node,plausibility,low,high,note,at\ndebate,,,,"two\nlines",\n\n{row}')
    assert (line, found) == (5, check)
    assert sentence in message


def test_all_faults_are_told_at_once_also_several_of_a_row():
    assert [fault[:2] for fault in faults("node,plausibility,at\nx,y,z\ndebate,1,\ndebate,2,\n")] == [
        (2, "unknown-node"), (2, "plausibility"), (2, "time"), (4, "plausibility")]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "the first line must name the columns, as in node,plausibility,low,high,note,at"),
        ("debate,35%\n", "the first line must name the columns"),
        ("node;plausibility\ndebate;35%\n", "and with commas between them"),
        ("node,plausability\n", 'there is no column "plausability"; did you mean "plausibility"?'),
        ("node,plausibility,,\n", 'there is no column ""'),
        ("node,note,note\n", "the column note is there 2 times"),
        ("node,at\n", "there is neither a column plausibility nor a column note"),
        (b"node,plausibility\ndebate,1\ncaf\xe9,1\n", "the line is not UTF-8"),
        ("node,plausibility\n".encode("utf-16"), "the line is not UTF-8"),
    ],
)
def test_a_file_of_another_kind_is_told_so(text: str | bytes, sentence: str):
    assert [fault for fault in faults(text) if sentence in fault[2]] == faults(text)[:1]


def test_a_note_may_be_longer_than_a_csv_reader_likes():
    assert rows(f"node,note\ndebate,{'x' * 200_000}")[0].note == "x" * 200_000
