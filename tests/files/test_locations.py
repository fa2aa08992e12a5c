"""Which tree is meant, whose journal, and where it belongs."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from gametree.errors import BadName, UnknownTree
from gametree.files import locations
from gametree.files.locations import (
    TreePlace,
    assessor_name,
    assessors_of,
    bundled_trees,
    default_assessor,
    find_journal,
    find_tree,
    journal_place,
    tree_beside,
    tree_path_beside,
)


@pytest.fixture
def tree(tmp_path: Path) -> TreePlace:
    (tmp_path / "trees of mine").mkdir()
    (tmp_path / "trees of mine" / "debate.toml").write_text("")
    return find_tree(str(tmp_path / "trees of mine" / "debate.toml"))


@pytest.fixture
def locked(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """No folder or file can be written, as in a read-only checkout; undo it to unlock."""
    monkeypatch.setattr(os, "access", lambda *_: False)
    return monkeypatch


def write(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("")


@pytest.mark.parametrize(
    ("argument", "path"),
    [("./x", "x"), ("a/b.toml", "a/b.toml"), ("x.toml", "x.toml"), ("/x.toml", "/x.toml"), ("", ".")],
)
def test_a_separator_or_the_ending_makes_it_a_path(argument: str, path: str):
    assert find_tree(argument) == TreePlace(Path(path), bundled=False)


def test_else_it_is_a_bundled_name():
    (first, *_) = bundled_trees()
    assert find_tree(first.name) == first
    assert first.bundled


def test_of_an_unknown_name_the_nearest_is_named():
    name = bundled_trees()[0].name
    with pytest.raises(UnknownTree, match=f'did you mean "{name}"'):
        find_tree(name[:-1])


@pytest.mark.parametrize("argument", ["a" * 5000, "nul\0", "\udcff", "\x1b[31m"])
def test_no_argument_is_too_odd_to_be_refused_in_words(argument: str):
    with pytest.raises(UnknownTree):
        find_tree(argument)


def test_a_bundled_tree_by_its_path_is_the_bundled_tree(tmp_path: Path):
    bundled = bundled_trees()[0]
    (tmp_path / "link.toml").symlink_to(bundled.path)
    assert find_tree(str(bundled.path)).bundled
    assert journal_place(find_tree(str(bundled.path)), "ada") == journal_place(bundled, "ada")
    assert find_tree(str(tmp_path / "link.toml")).bundled


def test_a_journal_rests_beside_its_tree(tree: TreePlace):
    place = journal_place(tree, "ada")
    assert place.path == tree.path.parent / "debate.assessments" / "ada.toml"
    assert place.why == "beside the tree"
    assert not place.path.parent.exists()


def test_a_bundled_trees_journal_rests_in_the_users_data_folder(home: Path):
    bundled = bundled_trees()[0]
    folder = home / "data" / "gametree" / "bundled" / f"{bundled.name}.assessments"
    assert journal_place(bundled, "ada").path == folder / "ada.toml"


def test_where_the_folder_cannot_be_written_the_data_folder_serves(
    tree: TreePlace, home: Path, locked: pytest.MonkeyPatch
):
    place = journal_place(tree, "ada")
    assert place.path.parent.parent == home / "data" / "gametree"
    assert place.path.parent.name.startswith("debate-")
    assert place.why == "the tree's folder cannot be written"
    other = TreePlace(tree.path.parent.parent / "debate.toml", bundled=False)
    assert journal_place(other, "ada").path != place.path


def test_a_journal_beside_a_tree_is_read_where_nothing_can_be_written(tree: TreePlace, locked: pytest.MonkeyPatch):
    write(tree.path.parent / "debate.assessments" / "ada.toml")
    assert find_journal(tree, "ada").path.parent.name == "debate.assessments"
    assert assessors_of(tree) == ["ada"]


def test_a_journal_begun_in_the_data_folder_is_found_when_the_folder_can_be_written(
    tree: TreePlace, locked: pytest.MonkeyPatch
):
    begun = journal_place(tree, "ada").path
    write(begun)
    locked.undo()
    locked.setenv("XDG_DATA_HOME", str(begun.parent.parent.parent))
    assert journal_place(tree, "ada").path != begun
    assert find_journal(tree, "ada").path == begun
    assert assessors_of(tree) == ["ada"]
    write(journal_place(tree, "ada").path)
    assert find_journal(tree, "ada").why == "beside the tree"


@pytest.mark.parametrize(
    ("journal", "tree"),
    [
        ("a/x.assessments/ada.toml", "a/x.toml"),
        ("x.v2.assessments/ada.toml", "x.v2.toml"),
        ("main.assessments.toml", None),
        ("x/ada.toml", None),
        (".assessments/ada.toml", None),
    ],
)
def test_a_tree_is_beside_the_folder_of_its_journals(journal: str, tree: str | None):
    assert tree_path_beside(PurePosixPath(journal)) == (PurePosixPath(tree) if tree else None)


def test_a_tree_beside_a_journal_is_there_or_not(tmp_path: Path):
    journal = tmp_path / "x.assessments" / "ada.toml"
    assert tree_beside(journal) is None
    (tmp_path / "x.toml").touch()
    assert tree_beside(journal) == TreePlace(tmp_path / "x.toml", False)


def test_everyone_with_a_journal_is_listed(tree: TreePlace):
    assert assessors_of(tree) == []
    for name in ("zoe", "ada"):
        write(journal_place(tree, name).path)
    assert assessors_of(tree) == ["ada", "zoe"]


@pytest.mark.parametrize(
    ("given", "name"),
    [("Ada Lovelace", "ada-lovelace"), ("Zoë", "zoe"), ("../../etc/passwd", "etc-passwd"), ("a/b", "a-b"),
     ("王小明", "王小明"), ("Ольга", "ольга"), ("x" * 500, "x" * 80), ("\x1b[31mred", "31mred"), ("-x-", "x")],
)  # fmt: skip
def test_a_name_becomes_a_file_name(given: str, name: str):
    assert assessor_name(given) == name


@pytest.mark.parametrize("given", ["", " ", "/", "..", "---", "\u202e", "\udcff", "🌳"])
def test_a_name_without_letters_or_digits_is_refused(given: str):
    with pytest.raises(BadName, match="cannot be an assessor's name"):
        assessor_name(given)


def test_by_default_the_assessor_is_gits_user():
    assert default_assessor() == "ada-lovelace"


@pytest.mark.parametrize("config", ["", '[user]\n\tname = "🌳"\n', "[user\n"])
def test_without_a_name_in_git_the_login_name_serves(home: Path, monkeypatch: pytest.MonkeyPatch, config: str):
    (home / "gitconfig").write_text(config)
    monkeypatch.setenv("LOGNAME", "Grace H")
    monkeypatch.chdir(home)
    assert default_assessor() == "grace-h"


def test_without_git_the_login_name_serves_and_without_one_i_am_me(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("LOGNAME", "grace")
    assert default_assessor() == "grace"

    def nobody() -> Any:
        raise KeyError("uid not found")

    monkeypatch.setattr("getpass.getuser", nobody)
    assert default_assessor() == "me"


def test_the_bundled_folder_of_an_installed_package_is_inside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    inside = tmp_path / "gametree" / "trees"
    inside.mkdir(parents=True)
    monkeypatch.setattr(locations, "__file__", str(tmp_path / "gametree" / "files" / "locations.py"))
    assert locations.bundled_folder() == inside
