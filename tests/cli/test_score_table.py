"""`gametree score --from` and `gametree log --format csv`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

TABLE = 'node,plausibility,low,high,note,at\ndebate,35%,20%,50%,"Why\nnot",2026-03-01\nconspiracy,unscored,,,,\n'


@pytest.fixture
def table(folder: Path) -> Path:
    path = folder / "scores.csv"
    path.write_text(TABLE)
    return path


def nodes(run: Run, *who: str) -> dict[str, Any]:
    return {node["id"]: node for node in run("show", "./debate.toml", "--format", "json", *who).json()["nodes"]}


def test_a_file_is_taken_over_and_what_was_written_is_narrated(run: Run, table: Path):
    answer = run("score", "./debate.toml", "--from", "scores.csv", "--as", "bob")
    assert answer == (0, "", "2 scores and 1 note from scores.csv, in debate.assessments/bob.toml\n")
    debate = nodes(run, "--as", "bob")["debate"]
    assert (debate["plausibility"], debate["range"]) == (0.35, [0.2, 0.5])
    assert debate["notes"] == [{"at": "2026-03-01T00:00:00.000Z", "text": "Why\nnot"}]


def test_standard_input_is_a_file_too_and_its_faults_are_named(run: Run):
    answer = run("score", "./debate.toml", "--from", "-", stdin="node,plausibility\ndebate,5%\ncollusion,\n")
    assert answer.err.startswith("1 score and 0 notes from standard input, 1 without a score or a note, in ")
    assert nodes(run)["debate"]["plausibility"] == 0.05
    assert run("score", "./debate.toml", "--from", "-", stdin=b"\xff").err.startswith("standard input:1:1: encoding: ")


def test_one_fault_and_no_row_is_written(run: Run, folder: Path, table: Path):
    table.write_text(f"{TABLE}debat,5%,,,,\ndebate,5,,,,\n")
    answer = run("score", "./debate.toml", "--from", "scores.csv")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == (
        'scores.csv:5:1: unknown-node: the tree has no node "debat"; did you mean "debate"?\n'
        'scores.csv:6:1: plausibility: "5" is outside 0 % to 100 %; did you mean 5%?\n'
        "gametree: scores.csv: nothing was written; 2 faults to mend first\n"
    )
    assert not (folder / "debate.assessments").exists()


def test_taken_over_again_only_what_has_no_time_is_new(run: Run, table: Path):
    run("score", "./debate.toml", "--from", "scores.csv")
    answer = run("score", "./debate.toml", "--from", "scores.csv", "--source", "A survey")
    assert answer.err.startswith("1 score and 0 notes from scores.csv, 1 there already, in ")
    assert [note["text"] for note in nodes(run)["collusion"]["notes"]] == ["Source: A survey"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["debate", "5%", "--from", "scores.csv"], "the file names the nodes"),
        (["--from", "scores.csv", "--range", "0", "1"], "the file names the nodes"),
        (["debate", "5%", "--source", "x"], "--source goes with --from"),
        (["--from", "scores.csv", "--source", ""], "the source must be a line of text"),
        (["--from", "nothing.csv"], "nothing.csv: there is no such file"),
        (["--from", "."], "is a folder"),
        ([], "Missing argument 'NODE'"),
        (["debate"], "Missing argument 'PLAUSIBILITY'"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(run: Run, folder: Path, table: Path, arguments: list[str], sentence: str):
    answer = run("score", "./debate.toml", *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert sentence in answer.err
    assert not (folder / "debate.assessments").exists()


def test_nothing_harmful_in_a_file_reaches_the_terminal(run: Run, table: Path):
    table.write_text("node,plausibility\n\x1b]0;x\x07,\x1b[31m\n\u202e,1\n")
    answer = run("score", "./debate.toml", "--from", "scores.csv")
    assert answer.code == 2
    assert not set(answer.err) & set("\x1b\x07\u202e")


def test_a_log_is_the_table_that_is_read(run: Run, table: Path):
    run("score", "./debate.toml", "--from", "scores.csv", "--as", "bob")
    run("note", "./debate.toml", "collusion", "=Never, ever", "--as", "bob")
    written = run("log", "./debate.toml", "--as", "bob", "--format", "csv")
    assert written.out.startswith('node,plausibility,low,high,note,at\ndebate,0.35,0.2,0.5,"Why\nnot",2026-03-01T00:00')
    run("score", "./debate.toml", "--from", "-", "--as", "cy", stdin=written.out)
    assert run("log", "./debate.toml", "--as", "cy", "--format", "csv") == written
    one = run("log", "./debate.toml", "collusion", "--as", "bob", "--format", "csv").out
    assert [line.split(",")[0] for line in one.splitlines()] == ["node", "collusion", "collusion"]


def test_a_log_says_which_nodes_it_leaves_out(run: Run, journal: Path):
    journal.parent.mkdir()
    journal.write_text('t1 = { node = "gone", plausibility = 0.5 }\n')
    answer = run("log", "./debate.toml", "--format", "csv")
    assert answer.out == "node,plausibility,low,high,note,at\n"
    assert "gone" in answer.err


def test_a_table_goes_raw_into_a_pipe(shell: Run, journal: Path):
    journal.parent.mkdir()
    journal.write_text('t20261120T100000000Z-a = { node = "debate", note = "\\u001b[31m\\r\\ncafé" }\n')
    done = shell("{} log ./debate.toml --format csv")
    assert done.stdout.splitlines(keepends=True)[1:] == [
        b'debate,,,,"\x1b[31m\r\n', "café\",2026-11-20T10:00:00.000Z\n".encode()]  # fmt: skip
