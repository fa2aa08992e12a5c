"""`gametree score`."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gametree.files.journal import read_journal

Run = Callable[..., Any]


def node(run: Run, node_id: str = "debate", *who: str) -> dict[str, Any]:
    nodes = run("show", "./debate.toml", "--format", "json", *who).json()["nodes"]
    return next(found for found in nodes if found["id"] == node_id)


@pytest.mark.parametrize(
    ("typed", "plausibility"),
    [("35%", 0.35), ("0.35", 0.35), (".35", 0.35), ("35 %", 0.35), ("0", 0.0), ("1", 1.0), ("0%", 0.0), ("100%", 1.0),
     ("0.5%", 0.005), ("1e-3", 0.001), ("33.3333%", 0.333333), ("-0", 0.0)],
)  # fmt: skip
def test_a_percentage_or_a_fraction_is_kept(run: Run, typed: str, plausibility: float):
    answer = run("score", "./debate.toml", "debate", typed)
    assert (answer.code, answer.out) == (0, "")
    assert node(run)["plausibility"] == plausibility


def test_what_was_written_and_where_is_narrated(run: Run):
    answer = run("score", "./debate.toml", "debate", "35%", "--range", "20%", "50%")
    assert answer.err == "debate: 35 %, range 20–50 %, in debate.assessments/ada-lovelace.toml\n"
    assert node(run)["range"] == [0.2, 0.5]


def test_a_later_score_ends_the_range_and_unscored_takes_all_back(run: Run):
    run("score", "./debate.toml", "debate", "35%", "--range", "0.2", "0.5")
    run("score", "./debate.toml", "debate", "40%")
    assert (node(run)["plausibility"], node(run)["range"]) == (0.4, None)
    assert run("score", "./debate.toml", "debate", "unscored").code == 0
    assert node(run)["plausibility"] is None


def test_unscoring_what_is_not_scored_writes_nothing(run: Run, journal: Path):
    answer = run("score", "./debate.toml", "debate", "unscored")
    assert (answer.code, answer.err) == (0, '"debate" is not scored; nothing was written\n')
    assert not journal.exists()


def test_a_former_id_scores_the_present_node(run: Run):
    assert run("score", "./debate.toml", "conspiracy", "30%").err.startswith("collusion: 30 %")
    assert node(run, "collusion")["plausibility"] == 0.3


def test_as_and_assessment_say_whose_and_where(run: Run, folder: Path):
    run("score", "./debate.toml", "debate", "10%", "--as", "Bob Builder")
    run("score", "./debate.toml", "debate", "20%", "--assessment", "deep/er/carol.toml")
    assert node(run, "debate", "--as", "bob-builder")["plausibility"] == 0.1
    assert node(run, "debate", "--assessment", "deep/er/carol.toml")["plausibility"] == 0.2
    assert read_journal(folder / "deep/er/carol.toml").assessor == "carol"
    assert node(run)["plausibility"] is None


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["debate", "1.5"], '"1.5" is outside 0 % to 100 %; did you mean 1.5%?'),
        (["debate", "35"], "did you mean 35%?"),
        (["debate", "101%"], "outside"),
        (["debate", "-5%"], "outside"),
        (["debate", "-0.1"], "outside"),
        (["debate", "nan"], "is not a plausibility"),
        (["debate", "inf"], "is not a plausibility"),
        (["debate", ""], "is not a plausibility"),
        (["debate", "high"], "is not a plausibility"),
        (["debate", "0,35"], "is not a plausibility"),
        (["debate", "٣٥%"], "is not a plausibility"),
        (["debate", "1e9999"], "is not a plausibility"),
        (["debate", "0x1"], "is not a plausibility"),
        (["debate", "35%", "--range", "40%", "50%"], "does not hold the plausibility 35 %"),
        (["debate", "35%", "--range", "50%", "20%"], "is upside down"),
        (["debate", "35%", "--range", "20%", "nan"], "is not a plausibility"),
        (["debate", "35%", "--range", "-20%", "50%"], "outside"),
        (["debate", "unscored", "--range", "20%", "50%"], "an unscored node has no range"),
        (["debat", "35%"], 'no node "debat"; did you mean "debate"?'),
        (["Debate", "35%"], 'did you mean "debate"?'),
        (["nothing-like-it", "35%"], 'the tree has no node "nothing-like-it"\n'),
        (["question", "35%"], 'no node "question"'),
        (["", "35%"], 'no node ""'),
        (["debate"], "Missing argument"),
        (["debate", "35%", "more"], "unexpected extra argument"),
        (["debate", "35%", "--range", "20%"], "requires 2 arguments"),
    ],
)
def test_what_cannot_be_kept_is_a_sentence_and_nothing_is_written(
    run: Run, folder: Path, arguments: list[str], sentence: str
):
    answer = run("score", "./debate.toml", *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert sentence in answer.err
    assert [path.name for path in folder.iterdir()] == ["debate.toml"]


@pytest.mark.parametrize("file", ["debate.toml/ada.toml", ".", "a" * 300, "/dev/full", "/proc/ada.toml", "pipe"])
def test_a_journal_that_cannot_be_is_a_sentence(run: Run, folder: Path, file: str):
    os.mkfifo(folder / "pipe")
    answer = run("score", "./debate.toml", "debate", "35%", "--assessment", file)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("gametree: ")


def test_nothing_is_ever_appended_to_a_file_that_is_no_journal(run: Run, folder: Path):
    before = (folder / "debate.toml").read_text()
    answer = run("score", "./debate.toml", "debate", "35%", "--assessment", "debate.toml")
    assert (answer.code, answer.err) == (2, "gametree: debate.toml: is no journal: there is not one record in it\n")
    assert (folder / "debate.toml").read_text() == before


def test_a_damaged_journal_is_scored_on_and_what_was_passed_over_is_said(run: Run, journal: Path):
    journal.parent.mkdir()
    journal.write_bytes(b'<<<<<<< HEAD\nt1 = { node = "debate", plausibility = 0.3 }\n\xff\x1b]52;c;x\nt2 = { torn')
    answer = run("score", "./debate.toml", "collusion", "40%")
    assert answer.code == 0
    assert answer.err.count("warning: ") == 3
    assert "\x1b" not in answer.err
    assert (node(run)["plausibility"], node(run, "collusion")["plausibility"]) == (0.3, 0.4)
