"""The command line as a whole: help, exit codes, hostile arguments, closed pipes, speed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gametree import __version__
from gametree.cli import main
from gametree.cli.group import gametree
from tests.hostile_words import TOGETHER, strange

Run = Callable[..., Any]

COMMANDS = [
    "open",
    "list",
    "show",
    "score",
    "note",
    "log",
    "outlook",
    "importance",
    "check",
    "new",
    "schema",
    "completion",
]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_examples(run: Run, command: str):
    answer = run(command, "--help")
    assert (answer.code, answer.err) == (0, "")
    assert "Example" in answer.out
    assert f"gametree {command}" in answer.out
    assert run(command, "-h") == answer


def test_the_help_lists_every_command_and_the_exit_codes(run: Run):
    answer = run("--help")
    assert set(COMMANDS) <= set(gametree.list_commands(None))
    assert all(f"\n  {command}" in answer.out for command in COMMANDS)
    assert "Exit codes: 0 fine, 1" in answer.out
    assert "Examples:" in answer.out


def test_the_version(run: Run):
    assert run("--version") == (0, f"gametree {__version__}\n", "")


@pytest.mark.parametrize("typed", ["shwo", "Show", "scroe"])
def test_of_an_unknown_command_the_nearest_is_named(run: Run, typed: str):
    answer = run(typed)
    assert (answer.code, answer.out) == (2, "")
    assert "did you mean" in answer.err


HOSTILE = [
    "\x1b]0;title\x07",
    "\x1b]52;c;aGk=\x07",
    "\x1b[2J",
    "\x9b31m",
    "x\u202etxt",
    "\u2066x",
    "a\u200bb",
    "\udcff",
    "\x7f",
    "a\rb",
]
HARMFUL = set("\x1b\x07\x9b\u202e\u2066\u200b\udcff\x7f\r")


@pytest.mark.parametrize(
    "arguments",
    [
        ["{}"],
        ["show", "{}"],
        ["show", "./{}"],
        ["show", "{}.toml"],
        ["show", "./debate.toml", "--{}"],
        ["show", "./debate.toml", "{}"],
        ["show", "./debate.toml", "--format", "{}"],
        ["show", "./debate.toml", "--as", "/{}/", "--{}"],
        ["show", "./debate.toml", "--assessment", "./debate.toml/{}"],
        ["score", "./debate.toml", "{}", "35%"],
        ["score", "./debate.toml", "debate", "{}"],
        ["score", "./debate.toml", "debate", "35%", "--range", "{}", "1"],
        ["note", "./debate.toml", "{}", "x"],
        ["log", "./debate.toml", "{}"],
        ["new", "{}"],
        ["new", "{}/x.toml"],
        ["completion", "{}"],
        ["--{}"],
    ],
)
@pytest.mark.parametrize("hostile", HOSTILE, ids=ascii)
def test_nothing_harmful_in_an_argument_reaches_the_terminal(run: Run, arguments: list[str], hostile: str):
    answer = run(*(argument.replace("{}", hostile) for argument in arguments))
    assert (answer.code, answer.out) == (2, "")
    assert answer.err
    assert not set(answer.err) & HARMFUL


@pytest.mark.parametrize("hostile", HOSTILE, ids=ascii)
def test_a_hostile_file_name_is_narrated_clean(run: Run, folder: Path, hostile: str):
    path = f"./{hostile}.toml"
    (folder / "debate.toml").rename(folder / path)
    for arguments in (["score", path, "debate", "35%"], ["show", path], ["check", path], ["log", path]):
        answer = run(*arguments)
        assert answer.code == 0, answer.err
        assert not set(answer.err + answer.out) & HARMFUL


@pytest.mark.parametrize(
    "line",
    [
        "{} show ./debate.toml",
        "{} show technical-alignment --format json",
        "{} show $(printf '\\377')",
        "{} score ./debate.toml $(printf '\\377\\033[31m') 30%",
        "{} note ./debate.toml debate $(printf 'caf\\351')",
        "{} --$(printf '\\377')",
        "{} check $(printf './\\377.toml')",
        "printf 'caf\\351' | {} note ./debate.toml debate -",
        "{} show ./debate.toml >&-",
        "{} show ./debate.toml 2>&-",
        "{} show nothing 2>&-",
        "{} score ./debate.toml debate 30% >&- 2>&-",
        "{} show technical-alignment --format json >/dev/full",
        "{} --help >/dev/full",
    ],
)
@pytest.mark.parametrize("encoding", ["ascii:strict", "utf-8"])
def test_no_bytes_and_no_closed_stream_give_a_traceback(shell: Run, line: str, encoding: str):
    done = shell(line, PYTHONIOENCODING=encoding, LC_ALL="C.UTF-8")
    assert done.returncode in (0, 2)
    assert b"Traceback" not in done.stderr + done.stdout
    assert b"Exception ignored" not in done.stderr
    assert b"\x1b" not in done.stderr + done.stdout


def test_a_reader_that_leaves_early_gives_no_traceback(shell: Run):
    done = shell("{} show technical-alignment --format json | head -n 1")
    assert done.stdout == b"{\n"
    assert b"Traceback" not in done.stderr
    assert b"pipe" not in done.stderr.lower()


def test_a_full_disk_is_a_sentence(shell: Run):
    done = shell("{} show technical-alignment > /dev/full")
    assert (done.returncode, done.stderr.splitlines()[-1:]) == (2, [b"gametree: stopped: No space left on device"])


def test_too_little_memory_is_a_sentence(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    def run(**_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("gametree.cli.group.gametree", run)
    monkeypatch.setattr("gametree.cli.output.silence", lambda _: None)  # which is for good
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("gametree: stopped: the memory does not suffice")


def test_a_fault_of_the_program_is_a_sentence_and_steers_no_terminal(monkeypatch, capsys, home: Path):
    def run(**_: object) -> None:
        raise RuntimeError(TOGETHER)

    monkeypatch.setattr("gametree.cli.group.gametree", run)
    monkeypatch.setattr("gametree.cli.output.silence", lambda _: None)  # which is for good
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr().err
    assert (ended.value.code, strange(said.encode())) == (70, [])
    (report,) = (home / "state" / "gametree" / "crashes").iterdir()
    assert said == f"gametree has failed. Report: {report}\n"


def test_findings_in_a_file_of_a_hostile_name_are_clean(run: Run):
    for hostile in HOSTILE:
        answer = run("check", f"./{hostile}")
        assert answer.code == 2
        assert not set(answer.out + answer.err) & HARMFUL


def test_help_imports_nothing_heavy():
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "gametree", "--help"],
        capture_output=True, text=True, check=True, cwd=Path(sys.modules["gametree"].__file__ or "").parent.parent,
    )  # fmt: skip
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "gametree.cli" in imported
    assert not imported & {"textual", "networkx", "numpy", "pydantic", "tomli", "platformdirs"}
    assert len([name for name in imported if name.startswith("gametree")]) < 12
