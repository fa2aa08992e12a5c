"""The file that tells what failed in the program itself."""

from __future__ import annotations

from pathlib import Path

from gametree.errors import NotWritten
from gametree.files.locations import crash_place
from gametree.files.safe_write import write_new


def keep_report(text: str) -> Path | None:
    """Write a report into the user's state folder; its path, or None where that cannot be done."""
    path = crash_place()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_new(path, text.encode("utf-8", "backslashreplace").decode())  # a message may hold half a character
    except (OSError, NotWritten):
        return None
    return path
