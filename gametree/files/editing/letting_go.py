"""Letting go of a large document: taking it apart takes its time, which nobody has to wait for."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Timer
from typing import Any

_LARGE = 5_000  # tables
_LATER = 0.4  # seconds: when what came of the document is on screen
_AT_ONCE = 100  # tables; whoever waits for the interpreter gets it in between


def let_go(tables: Mapping[str, Any]) -> None:
    """Have the tables of a document forgotten soon, a few at a time; it must not be used any more."""
    if len(tables) > _LARGE:
        timer = Timer(_LATER, _forget, [list(tables.values())])
        timer.daemon = True
        timer.start()


def _forget(held: list[Any]) -> None:
    while held:
        del held[-_AT_ONCE:]
