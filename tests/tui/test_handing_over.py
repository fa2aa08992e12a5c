"""The terminal in the hands of another program, and back."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path

import pexpect
import pytest

from gametree.files.journal import read_journal
from tests.tui import test_terminal

tree, run = test_terminal.tree, test_terminal.run
Start = Callable[..., pexpect.spawn]


def drafts(home: Path) -> list[str]:
    return [path.read_text() for path in (home / "state" / "gametree" / "drafts").glob("*.txt")]


def test_the_editor_has_the_terminal_and_the_app_comes_back(run: Start, tree: Path, editor, home: Path) -> None:
    editor('echo "the editor speaks"; read line; echo "$line" >> $1')
    child = run()
    child.send("a")
    child.expect("Note on")
    child.send("typed\x05")
    child.expect("the editor speaks")
    child.send("\x03")  # no one but the editor is interrupted
    child.expect("Note on")
    child.send("\x05")
    child.expect("the editor speaks")
    child.send(" from outside\r")
    child.expect("from outside")
    child.expect("Note on")
    child.send("\x13")
    child.expect("✎")
    child.expect("saved ✓")
    child.send("q")
    child.expect(pexpect.EOF)
    journal = tree.parent / "oversight.assessments" / "ada.toml"
    assert [record.note for record in read_journal(journal).records] == ["typedfrom outside"]
    assert not list((home / "state" / "gametree" / "editing").iterdir())


def test_told_to_end_while_the_editor_runs_it_keeps_what_the_editor_leaves(
    run: Start, editor: Callable[[str], None], home: Path
) -> None:
    editor('echo "the editor speaks"; read line; printf " and more" >> $1')
    child = run()
    child.send("a")
    child.expect("Note on")
    child.send("typed\x05")
    child.expect("the editor speaks")
    assert drafts(home) == ["typed"]
    child.kill(signal.SIGTERM)
    child.send("\r")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 128 + signal.SIGTERM
    assert drafts(home) == ["typed and more"]


def test_a_window_closed_while_the_editor_runs_leaves_the_draft_and_no_process(
    run: Start, editor: Callable[[str], None], home: Path
) -> None:
    editor('echo "the editor speaks"; read line')
    child = run()
    child.send("a")
    child.expect("Note on")
    child.send("typed\x05")
    child.expect("the editor speaks")
    child.ptyproc.delayafterclose = child.ptyproc.delayafterterminate = 1
    child.close(force=False)
    assert child.exitstatus == 128 + signal.SIGHUP
    assert drafts(home) == ["typed"]


def test_what_is_copied_reaches_the_terminal_without_control_characters(
    run: Start, tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    tree.write_text(tree.read_text().replace("End-to-end trained RL", r"\u001b]52;c;aGk=\u0007ok"))
    child = run()
    child.send("yt")
    child.expect("title copied")
    assert "\x1b]52;c;XTUyO2M7YUdrPW9r\x07" in child.before  # ]52;c;aGk=ok
    assert child.before.count("\x1b]52") == 1
