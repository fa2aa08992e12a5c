"""A large tree is read while a screen says so."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pexpect
import pytest
from textual.widgets import Static

from gametree.files.tree_file import takes_long
from gametree.tui.explore import ExploreScreen
from gametree.tui.loading import LoadingScreen, Unread
from tests.benchmarks.shapes import grown

LARGE = 25_000
FAULTY = '\n[node.stray]\nkind = "strategie"\ntitle = "Stray"\n'


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "large.toml"
    path.write_text(grown(LARGE))
    return path


@pytest.fixture
def run() -> Iterator[Callable[[Path], pexpect.spawn]]:
    children: list[pexpect.spawn] = []

    def start(tree: Path) -> pexpect.spawn:
        environment = {**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
        command = ["-m", "gametree", "open", str(tree), "--as", "ada"]
        children.append(
            pexpect.spawn(sys.executable, command, env=environment, dimensions=(30, 110), encoding="utf-8", timeout=20)
        )
        return children[-1]

    yield start
    for child in children:
        child.close(force=True)


def ended(child: pexpect.spawn) -> int | None:
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus


def test_a_large_tree_says_that_it_is_read_and_opens(run, large: Path):
    assert takes_long(large)
    child = run(large)
    child.expect("Reading large.toml")
    child.expect(f"0/{LARGE} scored")
    child.send("q")
    assert ended(child) == 0


def test_a_large_tree_with_faults_ends_in_its_findings(run, large: Path, tmp_path: Path):
    faulty = tmp_path / "faulty.toml"
    faulty.write_text(large.read_text() + FAULTY)
    child = run(faulty)
    child.expect("Reading faulty.toml")
    assert ended(child) == 2
    assert '"strategie" is not a kind; did you mean "strategy"?' in child.before.replace("\r\n", "\n")
    assert "Traceback" not in child.before


@pytest.mark.parametrize("key", ["q", "\x03", "\x11"])
def test_one_need_not_wait_for_it(run, large: Path, key: str):
    child = run(large)
    child.expect("Reading large.toml")
    child.send(key)
    assert ended(child) == 0
    assert "Traceback" not in child.before


async def test_a_bar_appears_after_a_moment_and_gives_way_to_the_tree(sit, app):
    session, may_go_on = sit(), Event()

    def read():
        assert may_go_on.wait(20)
        return session

    running = app(Unread("slow\x1b.toml", read))
    async with running.run_test() as pilot:
        bar = running.screen.query_one("#bar", Static)
        assert "Reading slow␛.toml" in str(running.screen.query_one("#status", Static).content)
        assert not str(bar.content)
        await pilot.pause(0.6)
        assert "━" in str(bar.content)
        may_go_on.set()
        while isinstance(running.screen, LoadingScreen):
            await pilot.pause(0.01)
        assert isinstance(running.screen, ExploreScreen)
        assert len(running.screen_stack) == 2
    session.close()


def test_a_file_that_is_not_there_is_not_long(tmp_path: Path):
    assert not takes_long(tmp_path / "missing.toml")
    assert not takes_long(tmp_path / "nul\0.toml")
