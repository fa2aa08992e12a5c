"""Whose assessment is meant, as of when, and of which tree."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from gametree.errors import BadMoment, GitRefused, UnknownAssessment, UnreadableFile, WhichTree
from gametree.files import locations
from gametree.files.locations import find_journal, find_tree
from gametree.session import open_session
from gametree.session.others import Unreadable, others_of
from gametree.session.versions import Version, find_versions, read_version

NOW = datetime(2026, 4, 1, 12, tzinfo=UTC)
TREE = '[tree]\ntitle = "Debate"\n\n[node.debate]\nkind = "strategy"\ntitle = "Debate"\nformerly = ["argument"]\n'
ADA = """\
tree = "oversight"
assessor = "ada"
t20260301T100000000Z-a = { node = "argument", plausibility = 0.2 }
t20260301T235959999Z-b = { node = "debate", plausibility = 0.3 }
t20260302T000000000Z-c = { node = "debate", plausibility = 0.4 }
t20260320T100000000Z-d = { node = "debate", plausibility = 0.5 }
"""
BOB = 'assessor = "bob"\nt20260401T100000000Z-a = { node = "debate", plausibility = 0.9 }\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tree with two journals beside it; the current folder."""
    folder = tmp_path / "trees"
    journals = folder / "oversight.assessments"
    journals.mkdir(parents=True)
    (folder / "oversight.toml").write_text(TREE)
    (journals / "ada.toml").write_text(ADA)
    (journals / "bob.toml").write_text(BOB)
    monkeypatch.chdir(folder)
    return folder


def find(*typed: str, tree: str | None = "oversight.toml") -> list[Version]:
    return list(find_versions(typed, tree, NOW, Path.cwd())[1])


def plausibility(version: Version) -> float | None:
    judgement = version.assessment.judgements.get("debate")
    return judgement.plausibility if judgement else None


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ada", 0.5),
        ("Ada", 0.5),
        ("oversight.assessments/ada.toml", 0.5),
        ("ada@2026-02-28", None),
        ("ada@2026-03-01", 0.3),
        ("ada@2026-03-01T23:59Z", 0.2),
        ("ada@2026-03-02T00:00:00+00:00", 0.4),
        ("ada@10d", 0.5),
        ("ada@13d", 0.4),
        ("ada@1m", 0.2),
        ("./oversight.assessments/ada.toml@2w", 0.4),
    ],
)
@pytest.mark.usefixtures("folder")
def test_a_person_or_a_file_now_or_as_it_stood(typed: str, expected: float | None):
    (version,) = find(typed)
    assert (version.assessment.assessor, plausibility(version)) == ("ada", expected)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        (("ada", "bob"), ["ada", "bob"]),
        (("ada@30d", "ada"), ["ada@30d", "ada"]),
        (("oversight.assessments/ada.toml", "copy.toml"), ["oversight.assessments/ada.toml", "copy.toml"]),
    ],
)
def test_two_of_one_person_are_told_apart(folder: Path, typed: tuple[str, ...], names: list[str]):
    (folder / "copy.toml").write_text(ADA)
    assert [version.name for version in find(*typed)] == names


def test_without_a_tree_it_is_the_one_beside_the_journal(folder: Path):
    tree, _ = find_versions(["oversight.assessments/ada.toml", "bob"], None, NOW)
    assert (tree.name, tree.title) == ("oversight", "Debate")


def test_a_journal_named_from_within_its_own_folder_finds_the_tree(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(folder / "oversight.assessments")
    assert find_versions(["ada.toml", "bob.toml"], None, NOW)[0].name == "oversight"


def test_else_it_is_the_one_the_journal_names_beside_it_or_bundled(folder: Path):
    (folder / "sent.toml").write_text(ADA)
    (folder / "other.toml").write_text(BOB.replace("assessor", 'tree = "mesa-optimisers"\nassessor', 1))
    assert find_versions(["sent.toml"], None, NOW)[0].name == "oversight"
    assert find_versions(["other.toml"], None, NOW)[0].name == "mesa-optimisers"


def test_names_alone_mean_the_only_tree_of_the_folder(folder: Path):
    assert find_versions(["ada", "bob"], None, NOW, folder)[0].name == "oversight"
    (folder / "second.toml").write_text(TREE)
    with pytest.raises(WhichTree, match=r"which tree\? this folder has oversight, second; add --tree TREE"):
        find_versions(["ada", "bob"], None, NOW, folder)


@pytest.mark.parametrize(
    ("typed", "error", "sentence"),
    [
        ("abda", UnknownAssessment, '"abda" has no assessment of oversight; did you mean "ada"'),
        ("charles", UnknownAssessment, '"charles" has no assessment of oversight; there are ada, bob'),
        ("ada@soon", BadMoment, '"soon" is no moment; write a day such as'),
        ("missing.toml", UnreadableFile, "missing.toml: there is no such file"),
        ("oversight.toml", UnreadableFile, "is no journal"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_what_cannot_be_meant_is_a_sentence(typed: str, error: type[Exception], sentence: str):
    with pytest.raises(error, match=sentence):
        find(typed)


def test_a_folder_that_cannot_be_looked_into_is_not_nobody(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(locations.os, "access", lambda _, mode: mode != os.R_OK)
    with pytest.raises(UnreadableFile, match=r"oversight.assessments: cannot be looked into: permission denied"):
        find_versions(["carl", "bob"], "./oversight.toml", NOW)
    assert len(find_versions(["ada", "bob"], "./oversight.toml", NOW)[1]) == 2
    sitting = open_session(find_tree("./oversight.toml"), find_journal(find_tree("./oversight.toml"), "ada"), "ada")
    assert [(one.name, one.reason) for one in others_of(sitting) if isinstance(one, Unreadable)] == [
        ("oversight.assessments", "cannot be looked into: permission denied")
    ]


def test_a_journal_that_tells_of_no_tree_is_a_sentence(folder: Path):
    (folder / "lone.toml").write_text(BOB)
    with pytest.raises(WhichTree, match=r"which tree is .*lone\.toml.* about\? none lies beside it"):
        find_versions(["lone.toml", "ada"], None, NOW, folder)


def test_what_was_passed_over_is_told(folder: Path):
    (folder / "odd.toml").write_text(ADA.replace('"oversight"', '"sight"') + 'torn = { node = "deb\n')
    (version,) = find("odd.toml")
    assert [finding.check for finding in version.findings] == ["foreign-line", "other-tree"]


def test_a_version_of_a_tree_that_is_open(folder: Path):
    place = find_tree("oversight.toml")
    tree, _ = find_versions(["ada"], "oversight.toml", NOW)
    assert plausibility(read_version(tree, place, "ada@2026-03-02", NOW)) == 0.4


@pytest.fixture
def repository(folder: Path) -> Path:
    """The same in git, on the branch main; ada has changed her mind on the branch later."""

    def git(*arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)

    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-qm", "first")
    git("checkout", "-qb", "later")
    with (folder / "oversight.assessments" / "ada.toml").open("a") as journal:
        journal.write('t20260331T100000000Z-e = { node = "debate", plausibility = 0.6 }\n')
    (folder / "oversight.toml").write_text(TREE.replace('"Debate"', '"Later"', 1))
    git("commit", "-qam", "second")
    return folder


@pytest.mark.parametrize(
    ("typed", "expected", "title"),
    [
        ("main:oversight.assessments/ada.toml", 0.5, "Debate"),
        ("later:./oversight.assessments/ada.toml", 0.6, "Later"),
        ("later:oversight.assessments/ada.toml@2w", 0.4, "Later"),
        (":oversight.assessments/ada.toml", 0.6, "Later"),
    ],
)
@pytest.mark.usefixtures("repository")
def test_a_journal_and_its_tree_as_they_are_in_git(typed: str, expected: float, title: str):
    tree, (version,) = find_versions([typed], None, NOW)
    assert (plausibility(version), tree.title, version.assessment.assessor) == (expected, title, "ada")


@pytest.mark.usefixtures("repository")
def test_a_name_beside_a_tree_in_git_is_the_journal_beside_it_there():
    tree, (version,) = find_versions(["ada"], "main:oversight.toml", NOW)
    assert (tree.title, plausibility(version)) == ("Debate", 0.5)
    with pytest.raises(GitRefused, match=r"carl\.toml"):
        find_versions(["carl"], "main:oversight.toml", NOW)
