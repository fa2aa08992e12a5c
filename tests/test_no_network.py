"""Nothing opens a socket: trees and assessments stay on the disk, and with git."""

from __future__ import annotations

import ast
import socket
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from gametree.cli.group import gametree

HOUSE = Path(__file__).parent.parent / "gametree"
OF_THE_NETWORK = {"socket", "ssl", "http", "urllib", "ftplib", "smtplib", "asyncio.streams", "requests", "httpx"}
PARSES_ADDRESSES = {"urllib.parse"}
COMMANDS = (
    "list", "show d", "show d --format json", "score d debate 30%", "note d debate why", "log d", "lost d", "outlook d",
    "importance d", "compare d", "check ./d.toml", "diff d.toml d.toml", "keys", "schema", "completion bash",
    "node set d debate title New", "git-setup", "new e.toml",
)  # fmt: skip


@pytest.fixture
def no_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever reaches for the network fails the test."""

    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError(f"a socket was opened: {arguments}")

    for name in ("socket", "create_connection", "getaddrinfo", "socketpair"):
        monkeypatch.setattr(socket, name, refuse)


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_opens_a_socket(command: str, no_socket: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "d.toml").write_text(
        '[tree]\ntitle = "D"\n[source.s]\ntitle = "S"\nurl = "https://example.org/"\n'
        '[node.debate]\nkind = "strategy"\ntitle = "Debate"\nsources = ["s"]\n'
    )
    arguments = ["./d.toml" if word == "d" else word for word in command.split()]
    result = CliRunner().invoke(gametree, arguments, catch_exceptions=False)
    assert result.exit_code in (0, 1, 2), result.output


@pytest.mark.parametrize("path", sorted(HOUSE.rglob("*.py")), ids=lambda path: path.stem)
def test_no_module_imports_a_way_to_the_network(path: Path):
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    assert not {name for name in names - PARSES_ADDRESSES if {name, name.split(".")[0]} & OF_THE_NETWORK}


def test_the_socket_that_tests_forbid_is_the_one_programs_open(no_socket: None):
    with pytest.raises(AssertionError, match="a socket was opened"):
        sys.modules["socket"].create_connection(("example.org", 80))
