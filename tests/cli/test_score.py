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
        (["questoin", "35%"], 'no node "questoin"; did you mean "question"?'),
        (["question", "135%"], "outside"),
        (["debate", "35%", "--fit"], "it goes alone"),
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


def test_the_answer_to_the_question_is_stated_noted_and_logged_like_a_score(run: Run):
    answer = run("score", "./debate.toml", "question", "5%", "--range", "1%", "20%")
    assert (answer.code, answer.err) == (0, "question: 5 %, range 1–20 %, in debate.assessments/ada-lovelace.toml\n")
    run("note", "./debate.toml", "question", "Why")
    assert "question  5 %  range 1–20" in run("log", "./debate.toml", "question").out
    table = run("log", "./debate.toml", "--format", "csv").out
    assert run("score", "./debate.toml", "--from", "-", "--as", "bob", stdin=table).code == 0
    entries = [run("log", "./debate.toml", "--format", "json", *who).json()["entries"] for who in ((), ("--as", "bob"))]
    assert [[(one["node"], one["plausibility"], one["range"], one["note"]) for one in said] for said in entries] == [
        [("question", 0.05, [0.01, 0.2], None), ("question", None, None, "Why")]] * 2  # fmt: skip
    assert run("score", "./debate.toml", "question", "unscored").code == 0


@pytest.fixture
def plans(run: Run, folder: Path) -> Path:
    """A tree of two architectures that come to 150 %."""
    head = '[tree]\ntitle = "T"\n'
    nodes = "".join(f'[node.{name}]\nkind = "architecture"\ntitle = "{name}"\n' for name in ("rl", "llm"))
    (folder / "plans.toml").write_text(head + nodes)
    run("score", "./plans.toml", "--from", "-", stdin="node,plausibility\nrl,90%\nllm,60%\n")
    return folder / "plans.toml"


EXCEED = "architectures-exceed: warning: the architectures exclude one another but come to"


def test_architectures_that_exceed_are_said_once_with_the_command_that_scales_them(run: Run, plans: Path):
    run("score", "./plans.toml", "llm", "10%")
    answer = run("score", "./plans.toml", "llm", "60%")
    first, second, third = answer.err.splitlines()
    assert first.startswith("llm: 60 %")
    assert f"ada-lovelace.toml:1:1: {EXCEED} 150 %" in second
    assert third == "`gametree score TREE --fit` scales them"
    table = run("score", "./plans.toml", "--from", "-", "--as", "bob", stdin="node,plausibility\nrl,1\nllm,1\n")
    assert table.err.count(f"{EXCEED} 200 %") == 1


def test_fitting_scales_them_and_then_has_nothing_to_do(run: Run, plans: Path):
    where = "plans.assessments/ada-lovelace.toml"
    answer = run("score", "./plans.toml", "--fit")
    assert (answer.code, answer.err) == (0, f"the architectures scaled from 150 % to 100 %, in {where}\n")
    shown = run("show", "./plans.toml", "--format", "json").json()["nodes"]
    assert [found["plausibility"] for found in shown] == [0.6, 0.4]
    answer = run("score", "./plans.toml", "--fit")
    assert (answer.code, answer.err) == (0, "the architectures come to 100 %, which fits; nothing was written\n")


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
