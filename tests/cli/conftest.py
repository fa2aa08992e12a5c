"""A small tree in a folder of its own, and the command line run in it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner

from gametree.cli.group import gametree

TREE = """
[tree]
title = "Debate"
question = "Does debate work?"
text = "What is in scope."

[source.paper]
title = "A paper"

[node.debate]
kind = "strategy"
title = "Two models debate"
text = "Each shows the other's errors."
sources = ["paper"]

[node.collusion]
kind = "failure-mode"
parent = "debate"
title = "They collude"
formerly = ["conspiracy"]
"""


class Answer(NamedTuple):
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Answer]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with `debate.toml` in it."""
    folder = tmp_path / "trees"
    folder.mkdir()
    (folder / "debate.toml").write_text(TREE)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def journal(folder: Path) -> Path:
    """Where the journal of Ada Lovelace, the user of the tests, belongs."""
    return folder / "debate.assessments" / "ada-lovelace.toml"


@pytest.fixture
def run(folder: Path) -> Run:
    """Run `gametree` with arguments in this process."""

    def run(*arguments: str, stdin: str | bytes = "") -> Answer:
        result = CliRunner().invoke(gametree, arguments, input=stdin, prog_name="gametree")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Answer(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture
def shell(folder: Path) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run `gametree` as a process of its own; `{}` in a shell line stands for it."""

    def shell(line: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
        program = f"{sys.executable} -W error -m gametree"
        package = str(Path(sys.modules["gametree"].__file__ or "").parent.parent)
        return subprocess.run(
            ["sh", "-c", line.replace("{}", program)],
            capture_output=True, check=False, timeout=60, env={**os.environ, "PYTHONPATH": package, **variables},
        )  # fmt: skip

    return shell
