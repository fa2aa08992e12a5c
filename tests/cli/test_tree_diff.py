"""`gametree diff` on two trees, and as a diff program of git's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import TREE
from tests.files.repository import Repository

Run = Callable[..., Any]


@pytest.fixture
def other(folder: Path) -> Path:
    """Another version of the tree."""
    path = folder / "other.toml"
    path.write_text((folder / "debate.toml").read_text().replace("They collude", "They conspire"))
    return path


@pytest.mark.usefixtures("other")
def test_two_trees_are_compared_and_the_exit_code_tells_if_asked(run: Run):
    answer = run("diff", "debate.toml", "other.toml")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.splitlines() == [
        "debate.toml → other.toml", "1 node reworded", "",
        "~ ✖ collusion  They conspire", "      title      They [-collude-]{+conspire+}",
    ]  # fmt: skip
    assert run("diff", "--exit-code", "debate.toml", "other.toml").code == 1
    same = run("diff", "--exit-code", "debate.toml", "./debate.toml")
    assert same == (0, "", "no difference; comments and layout are not compared\n")


@pytest.mark.usefixtures("other")
def test_as_json_and_markdown(run: Run):
    diff = run("diff", "debate.toml", "other.toml", "--format", "json").json()
    assert (diff["old"], diff["counts"]) == ({"name": "debate.toml", "title": "Debate", "nodes": 2}, {"reworded": 1})
    assert (
        "- title: They ~~collude~~**conspire**" in run("diff", "debate.toml", "other.toml", "--format", "markdown").out
    )
    answer = run("diff", "debate.toml", "other.toml", "--format", "csv")
    assert (answer.code, answer.out) == (2, "")
    assert "choose text, json or markdown, not csv" in answer.err


def test_a_tree_is_compared_with_its_version_in_git(run: Run, folder: Path):
    repository = Repository(folder)
    repository.commit()
    (folder / "debate.toml").write_text((folder / "debate.toml").read_text().replace('"Debate"', '"Debates"'))
    assert "the tree's title changed" in run("diff", "HEAD:debate.toml", "debate.toml").out
    answer = run("diff", "HEAD~1:debate.toml", "HEAD:debate.toml")
    assert answer.code == 2


def test_faults_of_either_are_findings(run: Run, folder: Path):
    (folder / "bad.toml").write_text('[tree]\ntitle = "T"\n[node.a]\nkind = "clam"\ntitle = "A"\n')
    answer = run("diff", "debate.toml", "bad.toml")
    assert (answer.code, answer.out) == (2, "")
    assert "bad.toml:4:8: unknown-kind: " in answer.err


def git_arguments(old: Path | str, new: Path | str, *renamed: str) -> list[str]:
    return ["debate.toml", str(old), "hex", "100644", str(new), "hex", "100644", *renamed]


def test_git_is_answered_on_two_versions(run: Run, folder: Path, other: Path):
    answer = run("diff", "--git", "--", *git_arguments(folder / "debate.toml", other))
    assert answer.out.startswith("a/debate.toml → b/debate.toml\n1 node reworded\n")
    renamed = run("diff", "--git", "--", *git_arguments(folder / "debate.toml", other, "new.toml", "similarity 90%"))
    assert renamed.out.startswith("a/debate.toml → b/new.toml\n")
    added = run("diff", "--git", "--", *git_arguments("/dev/null", other))
    assert added.out.startswith("/dev/null → b/debate.toml\n2 nodes added; 1 source changed; the tree's")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"x = 1\n", b"x = 2\n"),
        (b"[tree\nx = 1\n", b"[tree\nx = 2\n"),
        (b"[tree]\nx = \xff 1\n", b"[tree]\nx = \xff 2\n"),
        (TREE.encode() + b"# 1\n", TREE.encode() + b"# 2\n"),
    ],
)
def test_what_has_no_difference_in_words_is_shown_line_by_line(run: Run, folder: Path, old: bytes, new: bytes):
    (folder / "1").write_bytes(old)
    (folder / "2").write_bytes(new)
    answer = run("diff", "--git", "--", *git_arguments("1", "2"))
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("diff --git a/debate.toml b/debate.toml\n--- a/debate.toml\n+++ b/debate.toml\n@@ ")
    assert " 1\n+" in answer.out


def test_two_versions_of_a_journal_are_shown_by_their_records(run: Run, folder: Path):
    first = '#:gametree journal 1\ntree = "debate"\nassessor = "ada"\n'
    (folder / "1").write_text(first)
    (folder / "2").write_text(first + 't20261120T100000000Z-a = { node = "debate", plausibility = 0.3 }\n')
    answer = run("diff", "--git", "--", *git_arguments("1", "2"))
    assert answer.out == (
        "a/debate.toml → b/debate.toml\n1 record added\n\n+ 2026-11-20 10:00  debate  30 %\n\n"
    )  # fmt: skip
    assert run("diff", "--git", "--", "2").out == first + "2026-11-20 10:00  debate  30 %\n"


@pytest.mark.parametrize("content", [b"x = 1\n", b"[tree\n", b"[tree]\n\xff", b"", b"\x1b[tree]"])
def test_one_file_that_is_neither_is_passed_on_as_it_is(run: Run, folder: Path, content: bytes):
    (folder / "file").write_bytes(content)
    answer = run("diff", "--git", "--", "file")
    assert (answer.code, answer.out.encode("utf-8", "surrogateescape")) == (0, content) or b"\xff" in content


def test_one_tree_is_put_in_lines_with_its_comments(run: Run, folder: Path):
    (folder / "debate.toml").write_text("# on top\n" + (folder / "debate.toml").read_text())
    answer = run("diff", "--git", "--", "debate.toml")
    assert answer.out.startswith(
        "Debate\n  question: Does debate work?\n  text:\n    What is in scope.\n  # on top\n\n▲ debate\n"
    )


def test_an_unmerged_file_is_only_named(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GIT_DIFF_PATH_COUNTER", "1")
    assert run("diff", "--git", "--", "debate.toml").out == "* Unmerged path debate.toml\n"


def test_other_numbers_of_arguments_are_wrong_usage(run: Run):
    answer = run("diff", "--git", "a", "b")
    assert answer.code == 2
    assert "git passes one file, or PATH OLD-FILE OLD-HEX OLD-MODE NEW-FILE NEW-HEX NEW-MODE" in answer.err
