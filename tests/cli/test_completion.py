"""`gametree completion`, and what a shell gets by the protocol behind it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.shell_completion import get_completion_class
from click.testing import CliRunner

from gametree.cli.group import gametree
from gametree.evaluation.semantics import SEMANTICS
from gametree.files.locations import bundled_trees

Run = Callable[..., Any]


def complete(*words: str, shell: str = "bash") -> list[str]:
    """What the shell offers in place of the last of the words."""
    env = {"_GAMETREE_COMPLETE": f"{shell}_complete", "COMP_WORDS": " ".join(["gametree", *words]),
           "COMP_CWORD": words[-1] if shell == "fish" else str(len(words))}  # fmt: skip
    result = CliRunner().invoke(gametree, [], env=env, prog_name="gametree")
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.stderr == ""
    return [line for line in result.stdout.splitlines() if line]


def values(*words: str) -> list[str]:
    return [line.split(",", 1)[1] for line in complete(*words)]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_gets_a_script(run: Run, shell: str):
    answer = run("completion", shell)
    assert answer.code == 0
    assert "_GAMETREE_COMPLETE" in answer.out
    assert get_completion_class(shell) is not None


def test_another_shell_is_refused(run: Run):
    answer = run("completion", "csh")
    assert (answer.code, answer.out) == (2, "")


def test_commands_are_completed(folder: Path):
    assert values("sc") == ["score", "schema"] or values("sc") == ["schema", "score"]


def test_bundled_trees_are_completed_and_else_files(folder: Path):
    name = bundled_trees()[0].name
    assert name in values("show", name[:3])
    assert complete("show", "./deb") == ["file,./deb"]


@pytest.mark.parametrize("command", ["score", "note", "log"])
def test_nodes_of_the_tree_are_completed(folder: Path, command: str):
    assert values(command, "./debate.toml", "") == ["debate", "collusion", "question"]
    assert values(command, "./debate.toml", "q") == ["question"]
    assert values(command, "./debate.toml", "col") == ["collusion"]


@pytest.mark.parametrize("command", ["outlook", "importance"])
def test_semantics_are_completed(folder: Path, command: str):
    assert values(command, "./debate.toml", "--semantics", "") == list(SEMANTICS)
    assert values(command, "./debate.toml", "--semantics", "m") == ["minimax"]


@pytest.mark.parametrize("tree", ["./none.toml", "no-such-name", "."])
def test_without_a_readable_tree_there_are_no_nodes(folder: Path, tree: str):
    assert values("score", tree, "") == []


def test_assessors_of_the_tree_are_completed(run: Run):
    for name in ("ada", "bob"):
        run("score", "./debate.toml", "debate", "30%", "--as", name)
    assert values("show", "./debate.toml", "--as", "") == ["ada", "bob"]
    assert values("show", "./debate.toml", "--as", "b") == ["bob"]


def test_before_the_tree_is_typed_there_are_no_assessors(folder: Path):
    assert values("show", "--as", "") == []


def test_no_title_or_file_name_breaks_a_line_or_reaches_the_terminal_raw(folder: Path, journal: Path):
    tree = folder / "debate.toml"
    tree.write_text(tree.read_text().replace('"They collude"', '"They\\ncollude\\u001b]52;c;x\\u202e"'))
    journal.parent.mkdir()
    (journal.parent / "x\x1b[31m\n.toml").write_text("")
    offered = complete("score", "./debate.toml", "col", shell="zsh")
    assert offered == ["plain", "collusion", "They collude␛]52;c;x<U+202E>"]
    assert complete("show", "./debate.toml", "--as", "", shell="zsh") == []
