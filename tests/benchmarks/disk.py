"""The floors under what gets to disk: no program can do with less and have it there."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import tomli


def rewriting(path: Path) -> float:
    """Milliseconds to read what a text of the file's length says, and to have it in another file for certain."""
    text = path.read_text(encoding="utf-8")
    return _timed(lambda: (tomli.loads(text), _write(path.with_suffix(".floor"), text, os.O_TRUNC)))


def appending(path: Path) -> float:
    """Milliseconds to have one more line in a file for certain."""
    return _timed(lambda: _write(path.with_suffix(".floor"), "x" * 100 + "\n", os.O_APPEND))


def _write(path: Path, text: str, how: int) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | how)
    os.write(descriptor, text.encode())
    os.fsync(descriptor)
    os.close(descriptor)


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000
