"""Large trees and Python's garbage collector, which would look through all of a tree again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_MANY = 100_000  # objects that came while it was at rest: a tree of some 10,000 nodes


@contextmanager
def large_at_rest() -> Iterator[None]:
    """No collecting meanwhile; where much came, it is spared from then on: a look at it all takes half a second."""
    was_enabled, before = gc.isenabled(), gc.get_count()[0]
    gc.disable()
    try:
        yield
    finally:
        if gc.get_count()[0] - before > _MANY:
            gc.freeze()
        if was_enabled:
            gc.enable()
