"""Texts on their way to the clipboard: the tool there is, or a file."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from gametree.files import clipboard
from gametree.files.clipboard import copy_with_tool, keep_copy

Fake = Callable[[str, str], None]


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fake:
    """Puts programs on an otherwise short PATH, where there is a display."""
    tools = tmp_path / "tools"
    tools.mkdir()
    monkeypatch.setenv("PATH", f"{tools}:/usr/bin:/bin")
    monkeypatch.setattr(clipboard.shutil, "which", lambda name: str(tools / name) if (tools / name).exists() else None)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)

    def add(name: str, lines: str) -> None:
        (tools / name).write_text(f"#!/bin/sh\n{lines}\n")
        (tools / name).chmod(0o755)

    return add


def test_the_first_tool_that_takes_the_text_is_named(fake: Fake, tmp_path: Path) -> None:
    fake("xclip", "exit 1")
    fake("xsel", f"cat > {tmp_path}/taken; echo $* > {tmp_path}/arguments")
    assert copy_with_tool("naïve\ttext\n") == "xsel"
    assert (tmp_path / "taken").read_text() == "naïve\ttext\n"
    assert (tmp_path / "arguments").read_text() == "--clipboard --input\n"


def test_without_a_display_no_tool_for_one_is_tried(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    fake("xclip", "cat > /dev/null")
    assert copy_with_tool("text") == "xclip"
    monkeypatch.delenv("DISPLAY")
    assert copy_with_tool("text") is None


def test_each_system_has_its_tool(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pbcopy", "wl-copy"):
        fake(name, "cat > /dev/null")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert copy_with_tool("text") == "wl-copy"
    monkeypatch.setattr(sys, "platform", "darwin")
    assert copy_with_tool("text") == "pbcopy"


def test_a_tool_that_hangs_is_given_up_and_one_that_reads_nothing_is_none(
    fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clipboard, "_PATIENCE", 0.2)
    fake("xclip", "exec sleep 5")
    fake("xsel", "exec 0<&-; exit 1")
    assert copy_with_tool("text" * 100_000) is None


def test_a_tool_that_lives_on_to_serve_its_text_is_not_waited_for(fake: Fake) -> None:
    fake("xclip", "cat > /dev/null; (sleep 2) & exit 0")
    assert copy_with_tool("text") == "xclip"


def test_the_file_holds_the_last_copy_and_is_for_its_owner_only(home: Path) -> None:
    keep_copy("one")
    path = keep_copy("two\ud800")
    assert path == home / "state" / "gametree" / "copied.txt"
    assert path.read_text() == "two?"
    assert path.stat().st_mode & 0o777 == 0o600


def test_where_the_file_cannot_be_written_there_is_none(home: Path) -> None:
    (home / "state").write_text("not a folder")
    assert keep_copy("one") is None
