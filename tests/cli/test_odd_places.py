"""Odd names, homes that cannot be written, files that are none: a sentence or the thing itself, never a traceback."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from gametree.files.journal import read_journal
from tests.cli.conftest import TREE, Run

Shell = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.mark.parametrize(
    "name",
    ["two words", 'it\'s "quoted"', "übung 🌳", "new\nline", "\x1b[31mred\x9b", "-dash", "100%", "$HOME", "a" * 200],
)
def test_a_folder_of_any_name_can_be_scored_edited_and_read(run: Run, folder: Path, name: str):
    (folder / name).mkdir()
    tree = folder / name / f"{name}.toml"
    tree.write_text(TREE)
    assert run("score", str(tree), "debate", "35%").code == 0
    assert run("node", "set", str(tree), "debate", "title", "New").code == 0
    answers = [run("show", str(tree)), run("log", str(tree)), run("check", str(tree)), run("compare", str(tree))]
    assert [answer.code for answer in answers] == [0, 0, 0, 0]
    assert not {"\x1b", "\x9b"} & set("".join(answer.out + answer.err for answer in answers))
    journal = folder / name / f"{name}.assessments" / "ada-lovelace.toml"
    assert [record.plausibility for record in read_journal(journal).records] == [0.35]


@pytest.mark.parametrize(
    "home", ["/proc/nowhere", "/dev/null", ""], ids=["cannot be made", "not a folder", "none"]
)  # a plain mode would not stop root
def test_without_a_home_of_ones_own_a_tree_can_still_be_scored(shell: Shell, folder: Path, journal: Path, home: str):
    places = {f"XDG_{name}_HOME": home and f"{home}/{name}" for name in ("STATE", "DATA", "CONFIG")}
    done = shell("{} score ./debate.toml debate 35%", HOME=home, **places)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
    assert [record.plausibility for record in read_journal(next(journal.parent.iterdir())).records] == [0.35]
    assert shell("{} show ./debate.toml && {} lost ./debate.toml", HOME=home, **places).returncode == 0


@pytest.mark.parametrize(
    "variables", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX", "TERM": "dumb"}, {"LC_ALL": "xx_YY", "LANG": ""}]
)
def test_without_a_locale_every_letter_arrives(shell: Shell, folder: Path, journal: Path, variables: dict[str, str]):
    done = shell(
        "{} note ./debate.toml debate 'ü → 🌳' --as ada-lovelace && {} log ./debate.toml --as ada-lovelace", **variables
    )
    assert (done.returncode, "ü → 🌳".encode() in done.stdout) == (0, True)
    assert read_journal(journal).records[0].note == "ü → 🌳"


def test_without_git_one_can_score_and_what_needs_git_says_so(shell: Shell, folder: Path, tmp_path: Path):
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "sh").symlink_to("/bin/sh")
    done = shell("{} score ./debate.toml debate 35% && {} git-setup", PATH=str(tmp_path / "bin"))
    assert (done.returncode, b"git is not installed" in done.stderr, b"Traceback" in done.stderr) == (2, True, False)
    (journal,) = (folder / "debate.assessments").iterdir()
    assert [record.plausibility for record in read_journal(journal).records] == [0.35]


def _folder(path: Path) -> None:
    path.mkdir(parents=True)


def _dangling(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    path.symlink_to("nowhere.toml")


def _loop(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    path.symlink_to(path.name)


def _pipe(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    os.mkfifo(path)


@pytest.mark.parametrize(("put", "code"), [(_folder, 2), (_dangling, 0), (_loop, 2), (_pipe, 2)])
def test_what_stands_in_the_journal_s_place_is_said_or_followed(
    run: Run, journal: Path, put: Callable[[Path], None], code: int
):
    put(journal)
    answer = run("score", "./debate.toml", "debate", "35%")
    assert (answer.code, str(journal.name) in answer.err) == (code, True)
    assert run("show", "./debate.toml").code == code


@pytest.mark.parametrize(("put", "code"), [(_folder, 2), (_dangling, 2), (_loop, 2), (_pipe, 2)])
@pytest.mark.parametrize("command", ["show {}", "check {}", "score {} debate 3%", "node set {} debate title X"])
def test_what_stands_in_the_tree_s_place_is_said(
    run: Run, folder: Path, put: Callable[[Path], None], code: int, command: str
):
    put(folder / "other.toml")
    answer = run(*command.replace("{}", "./other.toml").split())
    assert answer.code in (1, code)
    assert "other.toml" in answer.out + answer.err


def test_a_folder_that_cannot_be_looked_into_is_not_taken_for_an_empty_one(
    run: Run, journal: Path, monkeypatch: pytest.MonkeyPatch
):
    run("score", "./debate.toml", "debate", "35%")
    access, lstat = os.access, os.lstat
    inside = str(journal)

    def shut(path: object, mode: int) -> bool:
        return str(path) != str(journal.parent) and not str(path).endswith(journal.name) and access(path, mode)

    def hidden(path: object, **options: object) -> os.stat_result:
        if inside.endswith(str(path).lstrip("./")):
            raise PermissionError(13, "Permission denied")
        return lstat(path, **options)

    monkeypatch.setattr(os, "access", lambda path, mode: shut(Path(path).absolute(), mode))
    monkeypatch.setattr(os, "lstat", hidden)
    run("score", "./debate.toml", "debate", "45%")
    monkeypatch.undo()
    assert [record.plausibility for record in read_journal(journal).records] == [0.35, 0.45]


@pytest.mark.parametrize(
    "arguments",
    ["show x.toml", "open x.toml", "score x.toml a 5%", "check x.toml", "diff a.toml b.toml", "compare x.toml",
     "node remove x.toml a", "new x.toml", "show technical-alignment --assessment y.toml"],
)  # fmt: skip
def test_in_a_folder_that_is_gone_it_is_said_what_to_do(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: str
):
    (folder / "gone").mkdir()
    monkeypatch.chdir(folder / "gone")
    (folder / "gone").rmdir()
    answer = run(*arguments.split())
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.splitlines()[-1].startswith("gametree: the folder you are in is gone; cd to one that is there")
    assert run("list").code == 0
