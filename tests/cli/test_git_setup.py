"""Trees and journals in real repositories: set up by `gametree git-setup`, merged and shown by git."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gametree.files.git_setup import set_up_git
from gametree.files.journal import read_journal
from gametree.files.tree_file import load_tree, read_tree
from tests.files.merge_laws import random_versions
from tests.files.repository import PROGRAM, Repository

Run = Callable[..., Any]

README = Path(__file__).parent.parent.parent / "README.md"
HEAD = '[tree]\ntitle = "T"\nquestion = "Q?"\n'


def node(name: str, title: str, more: str = "") -> str:
    return f'\n[node.{name}]\nkind = "claim"\ntitle = "{title}"\ntext = "Words."\n{more}'


BASE = HEAD + node("a", "A") + node("b", "B", "# of b\n") + node("c", "C")


@pytest.fixture
def plain(tmp_path: Path) -> Repository:
    """A repository that nothing was set up in."""
    return Repository(tmp_path / "repository")


@pytest.fixture
def repository(plain: Repository) -> Repository:
    """A repository where git merges trees by node, and puts differences in words."""
    list(set_up_git(plain.folder, PROGRAM, with_diff=True))
    return plain


def text_of(repository: Repository, name: str = "x.toml") -> str:
    return (repository.folder / name).read_text()


def test_edits_of_different_nodes_merge_with_plain_git(plain: Repository):
    plain.branch_off("x_toml", BASE, BASE.replace('"A"', '"Ours"'), BASE.replace('"C"', '"Theirs"'))
    plain.git("merge", "-q", "theirs")
    assert text_of(plain) == BASE.replace('"A"', '"Ours"').replace('"C"', '"Theirs"')


def test_a_tree_with_conflict_markers_says_so(plain: Repository):
    plain.branch_off("x_toml", BASE, BASE.replace('"A"', '"Ours"'), BASE.replace('"A"', '"Theirs"'))
    plain.git("merge", "-q", "theirs", code=1)
    (finding,) = read_tree(plain.folder / "x.toml").findings
    assert finding.message == "here is a git conflict marker; settle the conflict first"
    assert finding.place.source_line == "<<<<<<< HEAD"


@pytest.mark.parametrize("command", [("merge", "-q", "theirs"), ("rebase", "-q", "theirs"), ("cherry-pick", "theirs")])
def test_what_is_no_conflict_by_node_is_none_for_git(repository: Repository, command: tuple[str, ...]):
    ours, theirs = BASE + node("ours", "Ours"), BASE.replace("# of b", "# of b, they say") + node("theirs", "Theirs")
    repository.branch_off("x_toml", BASE, ours, theirs)
    repository.git(*command)
    assert set(load_tree(repository.folder / "x.toml").nodes) == {"a", "b", "c", "ours", "theirs"}
    assert "# of b, they say" in text_of(repository)
    assert repository.git("status", "--short") == ""


def test_what_both_changed_is_a_conflict_for_git_and_the_tree_still_opens(repository: Repository):
    repository.branch_off("x_toml", BASE, BASE.replace('"A"', '"Ours"'), BASE.replace('"A"', '"Theirs"'))
    said = repository.git("merge", "theirs", code=1)
    assert (
        'x.toml: node a: both changed title; ours stays, "Ours"; theirs stands beside it as a comment, "Theirs"' in said
    )
    assert "CONFLICT (content): Merge conflict in x.toml" in said
    assert repository.git("status", "--short") == "UU x.toml\n"
    assert load_tree(repository.folder / "x.toml").nodes["a"].title == "Ours"
    assert '# title = "Theirs"' in text_of(repository)


def test_popping_a_stash_merges_by_node(repository: Repository):
    repository.commit(x_toml=BASE)
    (repository.folder / "x.toml").write_text(BASE + node("stashed", "S"))
    repository.git("stash", "-q")
    repository.commit(x_toml=BASE + node("later", "L"))
    repository.git("stash", "pop")
    assert set(load_tree(repository.folder / "x.toml").nodes) == {"a", "b", "c", "stashed", "later"}


def test_journals_keep_both_sides_and_other_toml_is_merged_as_git_does(repository: Repository):
    journal = '#:gametree journal 1\ntree = "x"\nassessor = "ada"\n'
    name = "x.assessments/ada_toml"
    repository.branch_off(name, journal, *(
        f'{journal}t2026112{day}T100000000Z-a = {{ node = "a", plausibility = 0.{day} }}\n' for day in (1, 2)
    ))  # fmt: skip
    repository.git("merge", "-q", "theirs")
    assert [r.plausibility for r in read_journal(repository.folder / "x.assessments/ada.toml").records] == [0.1, 0.2]
    repository.git("branch", "-D", "theirs")
    repository.branch_off("p_toml", "x = 1\n", "x = 2\n", "x = 3\n")
    repository.git("merge", "-q", "theirs", code=1)
    assert text_of(repository, "p.toml") == "<<<<<<< ours\nx = 2\n=======\nx = 3\n>>>>>>> theirs\n"


@pytest.mark.parametrize("broken", ["[tree\n", "node = 1\n[tree]\n"])
def test_a_tree_that_cannot_be_read_is_merged_line_by_line(repository: Repository, broken: str):
    repository.branch_off("x_toml", broken + "x = 1\n", broken + "x = 2\n", broken + "x = 3\n")
    repository.git("merge", "theirs", code=1)
    assert "x = 2\n=======\nx = 3\n>>>>>>> theirs\n" in text_of(repository)


def test_where_the_program_is_gone_git_merges_as_it_would(plain: Repository):
    list(set_up_git(plain.folder, "/nowhere/gametree"))
    plain.branch_off("x_toml", BASE, BASE.replace('"A"', '"Ours"'), BASE.replace('"A"', '"Theirs"'))
    plain.git("merge", "-q", "theirs", code=1)
    assert '<<<<<<< ours\ntitle = "Ours"\n=======\ntitle = "Theirs"\n>>>>>>> theirs\n' in text_of(plain)


def test_random_versions_are_merged_by_git_as_they_are_by_hand(repository: Repository):
    from gametree.files.tree_merge import merge_trees, merge_with_git

    merged = 0
    for seed in range(3000, 3003):
        base, ours, theirs = random_versions(seed)
        if base in (ours, theirs) or ours == theirs:
            continue
        repository.branch_off("x_toml", base, ours, theirs)
        expected = merge_trees(base, ours, theirs, merge_with_git)
        repository.git("merge", "-q", "--no-commit", "theirs", code=0 if expected.is_settled else 1)
        assert (repository.folder / "x.toml").read_bytes().decode() == expected.text
        repository.commit()
        repository.git("branch", "-qD", "theirs")
        merged += 1
    assert merged >= 2


def test_git_shows_differences_in_words(repository: Repository):
    repository.commit(x_toml=BASE, p_toml="x = 1\n")
    repository.commit(x_toml=BASE.replace('"A"', '"Another"'), p_toml="x = 2\n")
    assert repository.git("diff", "HEAD~1") == (
        "diff --git a/p.toml b/p.toml\n--- a/p.toml\n+++ b/p.toml\n@@ -1 +1 @@\n-x = 1\n+x = 2\n"
        "a/x.toml → b/x.toml\n1 node reworded\n\n~ ■ a  Another\n      title      [-A-]{+Another+}\n\n"
    )
    shown = repository.git("show", "HEAD")
    assert " ■ a\n   kind: claim\n-  title: A\n+  title: Another\n" in shown
    assert "-x = 1\n+x = 2\n" in shown
    assert "\x1b[32m{+Another+}\x1b[m" in repository.git("diff", "HEAD~1", GIT_PAGER_IN_USE="true", COLUMNS="80")


def test_a_conflict_a_new_and_a_deleted_file_are_shown_too(repository: Repository):
    repository.branch_off("x_toml", BASE, BASE.replace('"A"', '"Ours"'), BASE.replace('"A"', '"Theirs"'))
    repository.git("merge", "-q", "theirs", code=1)
    assert "title: Theirs" in repository.git("diff")
    repository.git("merge", "--abort")
    assert "3 nodes removed" in repository.git(
        "diff", "HEAD", "4b825dc642cb6eb9a060e54bf8d69288fbee4904", "--", "x.toml"
    )
    repository.git("mv", "x.toml", "y.toml")
    (repository.folder / "y.toml").write_text(text_of(repository, "y.toml").replace('"C"', '"Sea"'))
    assert "a/x.toml → b/y.toml\n1 node reworded\n" in repository.git("diff", "-M", "HEAD")


def test_the_command_sets_up_the_folder_it_runs_in_with_its_own_path(run: Run, folder: Path, monkeypatch):
    repository = Repository(folder)
    answer = run("git-setup")
    assert (answer.code, answer.out) == (0, "")
    assert "added to .gitattributes: *.toml merge=gametree\n" in answer.err
    assert f"{sys.executable} -P -m gametree merge-trees" in repository.git("config", "merge.gametree.driver")
    assert run("git-setup") == (0, "", "all is set up already\n")
    script = folder / "my bin" / "gametree"
    script.parent.mkdir()
    script.touch(0o755)
    monkeypatch.setattr(sys, "argv", [str(script)])
    run("git-setup", ".", "--diff")
    assert repository.git("config", "diff.gametree.command") == f"'{script}' diff --git --\n"


def test_the_lines_of_the_readme_put_differences_in_words(plain: Repository, tmp_path: Path):
    program = tmp_path / "bin" / "gametree"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {PROGRAM} "$@"\n')
    program.chmod(0o755)
    path = f"{program.parent}:{os.environ['PATH']}"
    lines = [
        line.strip() for line in README.read_text().splitlines() if "diff.gametree" in line or "diff=gametree" in line
    ]
    assert len(lines) == 3
    subprocess.run(["sh", "-ec", "\n".join(lines)], cwd=plain.folder, check=True)
    plain.commit(x_toml=BASE)
    plain.commit(x_toml=BASE.replace('"A"', '"Another"'))
    assert "      title      [-A-]{+Another+}\n" in plain.git("diff", "HEAD~1", PATH=path)
    assert "-  title: A\n+  title: Another\n" in plain.git("log", "-p", "-1", PATH=path)


def test_a_folder_in_no_repository_is_exit_2(run: Run, tmp_path: Path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    answer = run("git-setup")
    assert (answer.code, answer.out) == (2, "")
    assert "make one first: git init" in answer.err


def test_the_command_for_git_is_not_among_those_for_people(run: Run):
    assert "merge-trees" not in run("--help").out
    assert "Merge two versions of a tree node by node" in run("merge-trees", "--help").out
