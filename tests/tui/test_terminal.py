"""The program in a real terminal: start, score, quit, and the ways it can be ended."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pexpect
import pytest

from gametree.files.journal import read_journal
from tests.tui.conftest import TREE

START = 20


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    path = tmp_path / "oversight.toml"
    path.write_text(TREE)
    return path


@pytest.fixture
def run(tree: Path) -> Iterator[Callable[..., pexpect.spawn]]:
    children: list[pexpect.spawn] = []

    def start(*arguments: str, expecting: str = "saved ✓") -> pexpect.spawn:
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
        command = ["-m", "gametree", *(arguments or ("open", str(tree), "--as", "ada"))]
        child = pexpect.spawn(
            sys.executable, command, env=environment, dimensions=(30, 110), encoding="utf-8", timeout=START
        )
        children.append(child)
        child.expect(expecting)
        return child

    yield start
    for child in children:
        child.close(force=True)


def ended(child: pexpect.spawn) -> int | None:
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus


def saved_scores(tree: Path) -> list[object]:
    journal = tree.parent / "oversight.assessments" / "ada.toml"
    return [record.plausibility for record in read_journal(journal).records]


def test_a_person_scores_quits_and_finds_it_again(run, tree: Path) -> None:
    child = run()
    child.send("j7")
    child.expect("1/8 scored")
    child.send("q")
    assert ended(child) == 0
    assert saved_scores(tree) == [0.7]
    child = run(expecting="1/8 scored")
    child.send("\x11")
    assert ended(child) == 0


def test_killing_it_loses_nothing_that_the_screen_called_saved(run, tree: Path) -> None:
    child = run()
    child.send("3")
    child.expect("1/8 scored")
    child.expect("saved ✓")
    child.kill(signal.SIGKILL)
    assert saved_scores(tree) == [0.3]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_told_to_end_it_keeps_the_score_and_the_note_being_typed(run, tree: Path, home: Path, number: int) -> None:
    child = run()
    child.send("4a")
    child.expect("Note on")
    child.send("half a thought")
    child.expect("thought")
    child.kill(number)
    assert ended(child) == 128 + number
    assert saved_scores(tree) == [0.4]
    (draft,) = (home / "state" / "gametree" / "drafts").iterdir()
    assert draft.read_text() == "half a thought"


def test_a_closed_window_keeps_the_note_being_typed(run, tree: Path, home: Path) -> None:
    child = run()
    child.send("a")
    child.expect("Note on")
    child.send("half a thought")
    child.expect("thought")
    child.close(force=False)
    drafts = home / "state" / "gametree" / "drafts"
    for _ in range(100):
        if drafts.is_dir() and [path.read_text() for path in drafts.glob("*.txt")] == ["half a thought"]:
            return
        time.sleep(0.05)
    raise AssertionError("the draft is not there")


def drafted(home: Path) -> list[dict[str, str]]:
    """The words for trees that are put aside on disk."""
    return [json.loads(path.read_text())["typed"] for path in (home / "state/gametree/tree-drafts").glob("*.json")]


def half_type(child: pexpect.spawn, keys: str) -> None:
    """Open a field and type into it; in one go, for then it is drawn in one piece."""
    child.send(keys)
    child.expect("esc|every assessment")
    child.send("\x1b[200~half a thought\x1b[201~")
    child.expect("half a thought")


def wait_for_draft(home: Path, words: dict[str, str] | None) -> None:
    for _ in range(200):
        if drafted(home) == ([words] if words else []):
            return
        time.sleep(0.05)
    raise AssertionError(f"the words are not there, but {drafted(home)}")


def test_a_title_half_typed_outlives_a_kill_and_the_next_sitting_says_so(run, home: Path) -> None:
    child = run()
    half_type(child, "ee")
    wait_for_draft(home, {"title": "End-to-end trained RLhalf a thought"})
    child.kill(signal.SIGKILL)
    child = run(expecting="left half typed")
    child.send("ee")
    child.expect("words of last time")
    child.send("\r")
    wait_for_draft(home, None)
    child.send("\x11")
    assert ended(child) == 0


def test_stopped_by_somebody_else_it_goes_on_and_misses_no_key(run, tree: Path) -> None:
    child = run()
    half_type(child, "ee")
    for letter in "xyz":
        child.kill(signal.SIGSTOP)
        child.kill(signal.SIGCONT)
        child.send(letter)
    child.expect("half a thoughtxyz")
    child.send("\r\x11")
    assert ended(child) == 0
    assert "RLhalf a thoughtxyz" in tree.read_text()


@pytest.mark.parametrize(
    ("number", "keys", "words"),
    [
        (signal.SIGTERM, "ea", {"title": "half a thought", "kind": "failure-mode"}),
        (signal.SIGHUP, "ei", {"line": "half a thought"}),
        (signal.SIGTERM, "ef", {"title": "End-to-end trained RLhalf a thought"}),
    ],
)
def test_told_to_end_it_keeps_the_words_being_typed(run, home: Path, number, keys: str, words) -> None:
    child = run()
    half_type(child, keys)
    child.kill(number)
    assert ended(child) == 128 + number
    assert drafted(home) == [words]


def test_a_closed_window_keeps_the_title_being_typed(run, home: Path) -> None:
    child = run()
    half_type(child, "ee")
    with suppress(pexpect.ExceptionPexpect):  # it does not wait for long
        child.close(force=False)
    wait_for_draft(home, {"title": "End-to-end trained RLhalf a thought"})


def test_nothing_harmful_from_a_tree_reaches_the_terminal(run, tree: Path) -> None:
    tree.write_text(TREE.replace("End-to-end trained RL", r"\u001b]52;c;aGFja2Vk\u0007\u202Eevil"))
    child = run()
    shown = child.before
    child.send("a")
    child.expect("Note on")
    shown += child.before
    child.send("\x11")
    child.expect(pexpect.EOF)
    shown += child.before
    assert "␛]52;c;aGFja2Vk␇" in shown
    assert "\x1b]52" not in shown
    assert "\u202e" not in shown


def test_a_crash_says_little_and_keeps_notes_to_itself(run, tree: Path, home: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import gametree.tui.getting_about as getting_about\n"
        "def fail(self):\n    secret = 'a private note'\n    raise RuntimeError('on purpose')\n"
        "getting_about.GettingAbout.action_help = fail\n"
    )
    os.environ["PYTHONPATH"] = f"{tmp_path}:{Path.cwd()}"
    try:
        child = run()
    finally:
        del os.environ["PYTHONPATH"]
    child.send("?")
    assert ended(child) == 70
    assert "gametree has failed" in child.before
    assert "private note" not in child.before
    (report,) = (home / "state" / "gametree" / "crashes").iterdir()
    assert "RuntimeError: on purpose" in report.read_text()
    assert "a private note" not in report.read_text().replace("secret = 'a private note'", "")


def test_a_crash_keeps_the_words_being_typed(run, home: Path, tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import gametree.tui.titling as titling\n"
        "def fail(self):\n    raise RuntimeError('on purpose')\n"
        "titling.Titling.keep_title = fail\n"
    )
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}:{Path.cwd()}")
    child = run()
    half_type(child, "ee")
    child.send("\r")
    assert ended(child) == 70
    assert drafted(home) == [{"title": "End-to-end trained RLhalf a thought"}]


def test_without_a_terminal_it_says_what_to_do_instead(tree: Path) -> None:
    import subprocess

    ran = subprocess.run(
        [sys.executable, "-m", "gametree", "open", str(tree)], capture_output=True, text=True, check=False, stdin=-3
    )
    assert ran.returncode == 2
    assert "gametree show" in ran.stderr
    assert not ran.stdout
