"""The system's clipboard through whatever tool it has, and a file for where there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from gametree.files.locations import copied_place
from gametree.files.private import write_private

_PATIENCE = 3.0  # seconds; a tool without its display may wait for ever


def copy_with_tool(text: str) -> str | None:
    """Give the text to the first tool that takes it; the tool's name, or None where there is none."""
    data = text.encode("utf-8", "replace")
    return next((command[0] for command in _tools() if shutil.which(command[0]) and _takes(command, data)), None)


def keep_copy(text: str) -> Path | None:
    """Put the text into a file in the state folder, over the last one; its path, or None where that cannot be done."""
    path = copied_place()
    try:
        write_private(path, text.encode("utf-8", "replace"))
    except OSError:
        return None
    return path


def _tools() -> Iterator[list[str]]:
    """The tools that can reach a clipboard from here."""
    if sys.platform == "darwin":
        yield ["pbcopy"]
    if os.environ.get("WAYLAND_DISPLAY"):
        yield ["wl-copy"]
    if os.environ.get("DISPLAY"):
        yield ["xclip", "-selection", "clipboard"]
        yield ["xsel", "--clipboard", "--input"]
    yield ["termux-clipboard-set"]


def _takes(command: list[str], data: bytes) -> bool:
    """Whether the tool took the data in time; some stay alive to serve it, in a session of their own."""
    try:
        ran = subprocess.run(
            command,
            input=data,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
            start_new_session=True,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return ran.returncode == 0
