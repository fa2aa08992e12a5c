"""`gametree diff` on two assessments."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gametree.files.journal import read_journal

Run = Callable[..., Any]
DATA = Path(__file__).parent.parent / "data"

ADA = """
assessor = "ada"
t20261120T100000000Z-a = { node = "debate", plausibility = 0.8, range = [0.7, 0.9] }
t20261120T100100000Z-b = { node = "conspiracy", plausibility = 0.5, note = "Seen in every trial." }
t20261121T100000000Z-c = { node = "debate", plausibility = 0.6 }
t20261121T100000000Z-d = { node = "gone", plausibility = 0.1 }
"""
BOB = """
assessor = "bob"
t20261120T100000000Z-a = { node = "debate", plausibility = 0.8 }
t20261120T100100000Z-b = { node = "collusion", plausibility = 0.25, digest = "000000-000000" }
"""


@pytest.fixture(autouse=True)
def said(folder: Path) -> Path:
    journals = folder / "debate.assessments"
    journals.mkdir()
    (journals / "ada.toml").write_text(ADA)
    (journals / "bob.toml").write_text(BOB)
    return journals


def test_the_difference_for_scripts(run: Run):
    answer = run("diff", "ada", "bob", "--format", "json")
    diff = answer.json()
    assert list(diff) == ["a", "b", "difference", "residual", "cruxes", "only_a", "only_b", "stale"]
    assert diff["a"] == {
        "assessor": "ada", "root": {"point": 0.3, "low": 0.3, "high": 0.3}, "compared": 0.3}  # fmt: skip
    assert diff["difference"] == diff["b"]["compared"] - diff["a"]["compared"] == pytest.approx(0.3)
    assert abs(diff["residual"]) < 1e-9
    first, second = diff["cruxes"]
    assert (first["id"], second["id"]) == ("collusion", "debate")
    assert first["a"] == {"plausibility": 0.5, "range": None}
    assert set(first) == {"id", "a", "b", "share", "vod"}
    assert first["share"] + second["share"] == pytest.approx(0.3)
    assert (diff["only_a"], diff["only_b"], diff["stale"]) == ([], [], ["collusion"])
    assert answer.err == "no longer in the tree, but scored or noted: gone\n"


def test_one_person_at_two_moments(run: Run):
    diff = run("diff", "ada@2026-11-20", "ada", "--format", "json").json()
    assert [(crux["id"], crux["a"]) for crux in diff["cruxes"]] == [
        ("debate", {"plausibility": 0.8, "range": [0.7, 0.9]})]  # fmt: skip
    assert diff["difference"] == pytest.approx(-0.1)


def test_text_fits_80_columns_and_is_plain_when_piped(run: Run):
    out = run("diff", "ada", "bob", "--notes").out
    assert all(len(line) <= 80 for line in out.splitlines())
    assert "\x1b" not in out
    for part in (
        "A  ada  30 %",
        "difference +30.0 points",
        "Seen in every trial.",
        "B: reworded and moved",
        "gone  A 10 %",
    ):
        assert part in out


def test_an_exit_code_of_1_where_they_differ_is_asked_for(run: Run):
    assert [run("diff", *names, "--exit-code").code for names in (("ada", "bob"), ("ada", "ada"))] == [1, 0]
    assert run("diff", "ada", "bob").code == 0


def test_what_one_has_not_scored_is_no_difference(run: Run, said: Path):
    (said / "carl.toml").write_text('t20261120T100000000Z-a = { node = "debate", plausibility = 0.6 }\n')
    answer = run("diff", "ada", "carl", "--exit-code", "--format", "json")
    assert (answer.code, answer.json()["only_a"], answer.json()["difference"]) == (0, ["collusion"], 0)


def test_the_first_few_cruxes_and_what_the_rest_comes_to(run: Run):
    out = run("diff", "ada", "bob", "--top", "1").out
    assert "They collude" in out
    assert "… and 1 more, +12.5 points together" in out
    assert len(run("diff", "ada", "bob", "--top", "1", "--format", "json").json()["cruxes"]) == 1
    assert "… and 2 more, +30.0 points together" in run("diff", "ada", "bob", "--top", "0").out


@pytest.mark.parametrize("format_", ["markdown", "csv"])
def test_other_formats(run: Run, format_: str):
    answer = run("diff", "ada", "bob", "--format", format_)
    assert answer.code == 0
    assert "They collude" in answer.out


def test_other_semantics_and_assumptions(run: Run):
    diff = run("diff", "ada@2026-11-19", "bob@2026-11-19", "--assume", "20%", "--format", "json")
    assert diff.json()["a"]["compared"] == pytest.approx(0.2 * 0.8)
    assert diff.err.splitlines() == [
        "ada@2026-11-19 says nothing about debate",
        "bob@2026-11-19 says nothing about debate",
    ]
    lens = run("diff", "ada", "bob", "--semantics", "quadratic-energy")
    assert "(Aumann–Shapley value)" in lens.out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("ada",), "two are compared, A and B; given was 1"),
        (("ada", "bob", "carl"), "two are compared, A and B; given were 3"),
        (("ada", "debate.toml"), "debate.toml is a tree and ada is none"),
        (("ada", "carl"), '"carl" has no assessment of debate; there are ada, bob'),
        (("ada@soon", "bob"), '"soon" is no moment'),
        (("ada", "bob", "--semantics", "prop"), 'did you mean "prob"?'),
        (("ada", "bob", "--assume", "150%"), "is outside 0 % to 100 %"),
        (("ada", "bob", "--tree", "missing.toml"), "there is no such file"),
        (("%\x1b%", "bob"), "cannot be an assessor's name"),
    ],
)
def test_what_cannot_be_compared_is_a_sentence(run: Run, arguments: tuple[str, ...], sentence: str):
    answer = run("diff", *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert sentence in answer.err
    assert "\x1b" not in answer.err


def test_the_worked_case_of_the_readme_is_what_the_program_says(run: Run):
    readme = (DATA.parent.parent / "README.md").read_text(encoding="utf-8")
    answer = run("diff", "carlsmith", "superforecasters", "--tree", str(DATA / "six-premises.toml"), "--top", "3")
    shown = "\n".join(answer.out.splitlines()[3:])
    assert shown in readme


@pytest.fixture
def git(folder: Path, said: Path) -> Callable[..., str]:
    """Run git in a repository of the folder, in which journals are merged by union."""

    def git(*arguments: str) -> str:
        return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout

    git("init", "-q", "-b", "main")
    (folder / ".gitattributes").write_text("**/*.assessments/*.toml merge=union -text\n")
    git("add", ".")
    git("commit", "-qm", "start")
    return git


def test_two_branches_that_score_the_same_nodes_merge_and_differ_as_they_did(
    run: Run, git: Callable[..., str], said: Path
):
    git("checkout", "-qb", "field-trip")
    run("score", "./debate.toml", "collusion", "0.1", "--as", "ada")
    run("score", "./debate.toml", "debate", "0.7", "--as", "bob")
    git("commit", "-qam", "field trip")
    git("checkout", "-q", "main")
    run("score", "./debate.toml", "collusion", "0.9", "--as", "ada")
    run("score", "./debate.toml", "debate", "0.5", "--as", "ada")
    git("commit", "-qam", "at home")
    git("merge", "-q", "field-trip")
    for name in ("ada", "bob"):
        merged = {record.key for record in read_journal(said / f"{name}.toml").records}
        for branch in ("main~1", "field-trip", "main"):
            lines = git("show", f"{branch}:debate.assessments/{name}.toml").splitlines()
            assert {line.split(" ")[0] for line in lines if " = { " in line} <= merged
    assert read_journal(said / "ada.toml").findings == ()
    diff = run("diff", "ada", "bob", "--format", "json").json()
    scores = {crux["id"]: (crux["a"]["plausibility"], crux["b"]["plausibility"]) for crux in diff["cruxes"]}
    assert scores == {"collusion": (0.9, 0.25), "debate": (0.5, 0.7)}
    branches = run(
        "diff", "field-trip:debate.assessments/ada.toml", "main~1:debate.assessments/ada.toml", "--format", "json"
    )
    scores = {crux["id"]: (crux["a"]["plausibility"], crux["b"]["plausibility"]) for crux in branches.json()["cruxes"]}
    assert scores == {"collusion": (0.1, 0.9), "debate": (0.6, 0.5)}
