"""`gametree check`, `gametree new` and `gametree schema`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

WARNED = '[tree]\ntitle = "x"\nquestion = "y?"\n[source.a]\ntitle = "unused"\n'
FAULTY = WARNED + '[node.a]\nkind = "strategi"\ntitle = "a"\n'


def test_a_bundled_tree_is_checked_by_name_and_all_well_is_silence(run: Run):
    assert run("check", "technical-alignment") == (0, "", "")


def test_errors_are_findings_on_stdout_and_exit_1(run: Run, folder: Path):
    (folder / "bad.toml").write_text(FAULTY)
    answer = run("check", "bad.toml", "./debate.toml")
    assert answer.code == 1
    assert "bad.toml:7:8: unknown-kind: " in answer.out
    assert "1 error" in answer.err


def test_json_has_every_finding_with_its_place(run: Run, folder: Path):
    (folder / "bad.toml").write_text(FAULTY)
    findings = run("check", "bad.toml", "--format", "json").json()
    (error,) = [finding for finding in findings if finding["severity"] == "error"]
    assert {"file": "bad.toml", "line": 7, "column": 8, "check": "unknown-kind"}.items() <= error.items()


@pytest.mark.parametrize("file", ["none.toml", ".", "./debate.toml/x"])
def test_a_file_that_cannot_be_read_is_exit_2_and_the_others_are_checked(run: Run, folder: Path, file: str):
    (folder / "bad.toml").write_text(FAULTY)
    answer = run("check", file, "bad.toml")
    assert answer.code == 2
    assert "bad.toml:7:8" in answer.out


def test_an_assessment_is_checked_beside_its_tree(run: Run, folder: Path, journal: Path):
    journal.parent.mkdir()
    journal.write_text('t1 = { node = "debate", plausibility = 0.3 }\nt2 = { torn')
    assert run("check", "debate.toml").out.count("torn") == 0
    answer = run("check", "debate.toml", "--as", "ada-lovelace")
    assert (answer.code, answer.err) == (0, "2 warnings\n")
    assert "debate.assessments/ada-lovelace.toml:2:1: " in answer.out
    (found,) = run("check", "debate.toml", "--assessment", str(journal), "--format", "json").json()[1:]
    assert (found["file"], found["line"]) == (str(journal), 2)


def test_architectures_that_exceed_are_found_in_an_assessment(run: Run, folder: Path):
    nodes = "".join(f'[node.{name}]\nkind = "architecture"\ntitle = "x"\n' for name in ("rl", "llm"))
    (folder / "two.toml").write_text(f'[tree]\ntitle = "T"\n{nodes}')
    run("score", "./two.toml", "--from", "-", stdin="node,plausibility\nrl,70%\nllm,60%\n")
    findings = run("check", "two.toml", "--as", "ada-lovelace", "--format", "json").json()
    assert [one["check"] for one in findings if "ada" in one["file"]] == ["architectures-exceed"]


def test_an_assessment_is_one_of_one_tree_that_can_be_opened(run: Run, folder: Path):
    (folder / "bad.toml").write_text(FAULTY)
    answer = run("check", "bad.toml", "debate.toml", "--as", "ada")
    assert (answer.code, answer.out) == (2, "")
    assert "name that tree alone" in answer.err
    answer = run("check", "bad.toml", "--as", "ada")
    assert (answer.code, "assessments" in answer.out) == (1, False)


def test_a_name_too_long_for_a_file_is_a_sentence(run: Run):
    answer = run("check", "a" * 300)
    assert (answer.code, answer.out) == (2, "")


def test_a_new_tree_is_without_findings_and_can_be_scored(run: Run, folder: Path):
    answer = run("new", "my tree.toml")
    assert (answer.code, answer.out) == (0, "")
    assert "gametree open 'my tree.toml'" in answer.err
    assert run("check", "my tree.toml") == (0, "", "")
    assert run("score", "./my tree.toml", "oversight", "30%").code == 0
    assert (folder / ".gitattributes").read_text() == "**/*.assessments/*.toml merge=union -text\n"
    assert (folder / "gametree.schema.json").exists()


@pytest.mark.parametrize("file", ["debate.toml", "x", "no/x.toml", "debate.toml/x.toml", "a" * 300 + ".toml"])
def test_new_never_overwrites_and_says_why_it_cannot(run: Run, folder: Path, file: str):
    before = (folder / "debate.toml").read_text()
    answer = run("new", file)
    assert (answer.code, answer.out) == (2, "")
    assert [path.name for path in folder.iterdir()] == ["debate.toml"]
    assert (folder / "debate.toml").read_text() == before


def test_a_second_new_tree_leaves_what_is_there(run: Run, folder: Path):
    run("new", "a.toml")
    (folder / "gametree.schema.json").write_text("mine")
    assert run("new", "b.toml").code == 0
    assert (folder / "gametree.schema.json").read_text() == "mine"
    assert (folder / ".gitattributes").read_text().count("union") == 1


def test_the_schema_is_json(run: Run):
    assert run("schema").json()["properties"].keys() >= {"tree", "node", "source"}
