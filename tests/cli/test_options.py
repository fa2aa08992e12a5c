"""`--as` and `--assessment`: whose journal is meant."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.mark.parametrize(
    ("given", "name"),
    [("../../x/y", "x-y"), ("Zoë", "zoe"), ("王小明", "王小明"), ("A B", "a-b"), ("x" * 999, "x" * 80)],
)
def test_a_name_never_leads_out_of_the_folder(run: Run, journal: Path, given: str, name: str):
    assert run("score", "./debate.toml", "debate", "30%", "--as", given).code == 0
    assert [path.name for path in journal.parent.iterdir()] == [f"{name}.toml"]


@pytest.mark.parametrize("given", ["", "/", "..", "\x1b\u202e", "\udcff"])
def test_a_name_of_nothing_is_a_sentence(run: Run, journal: Path, given: str):
    answer = run("score", "./debate.toml", "debate", "30%", "--as", given)
    assert (answer.code, answer.out) == (2, "")
    assert "cannot be an assessor's name" in answer.err
    assert not journal.parent.exists()


@pytest.mark.parametrize("command", [("show",), ("log",), ("score", "debate", "1%"), ("note", "debate", "x")])
def test_as_and_assessment_exclude_each_other(run: Run, folder: Path, command: tuple[str, ...]):
    name, *rest = command
    answer = run(name, "./debate.toml", *rest, "--as", "ada", "--assessment", "x.toml")
    assert (answer.code, answer.out) == (2, "")
    assert "exclude each other" in answer.err
    assert not (folder / "x.toml").exists()


def test_before_the_command_they_are_explained(run: Run):
    answer = run("--as", "ada", "show", "./debate.toml")
    assert (answer.code, answer.out) == (2, "")
    assert "gametree show … --as NAME" in answer.err


def test_a_journal_names_its_assessor_itself(run: Run, folder: Path):
    (folder / "x.toml").write_text('assessor = "carol"\nt1 = { node = "debate", plausibility = 0.3 }\n')
    shown = run("show", "./debate.toml", "--assessment", "x.toml", "--format", "json").json()
    assert (shown["assessor"], shown["nodes"][0]["plausibility"]) == ("carol", 0.3)


def test_without_git_the_login_name_is_the_assessor(run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("LOGNAME", "grace")
    assert run("show", "./debate.toml", "--format", "json").json()["assessor"] == "grace"
