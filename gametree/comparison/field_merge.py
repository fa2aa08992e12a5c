"""One key of a table that two people may have changed: whose value counts, or how both are joined."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from gametree.comparison.line_merge import merge_lines

LISTS = ("parent", "sources", "tags", "see", "formerly", "authors")
"""Keys that hold a list of names; None, a missing key, is the empty list."""

_DEFAULTS = {"text": "", "refinement": "any"}


class Outcome(StrEnum):
    """What came of a key."""

    SETTLED = "settled"
    """At most one of them changed it, or both alike."""
    JOINED = "joined"
    """Both changed it, and both changes are in."""
    CLASH = "clash"
    """Both changed it, and only one change is in."""


def merge_values(key: str, base: Any, ours: Any, theirs: Any) -> tuple[Any, Outcome]:
    """The value of a key after both sides' changes, None standing for a missing key.

    Where both changed it otherwise, a value wins over none, and ours wins over theirs.
    """
    b, o, t = (meaning(key, value) for value in (base, ours, theirs))
    if is_same(o, t):
        return (theirs if is_same(ours, base) else ours), Outcome.SETTLED
    if is_same(o, b):
        return theirs, Outcome.SETTLED
    if is_same(t, b):
        return ours, Outcome.SETTLED
    joined = _join(key, b, o, t)
    if joined is not None:
        return joined, Outcome.JOINED
    return (theirs if ours is None else ours), Outcome.CLASH


def meaning(key: str, value: Any) -> Any:
    """The value as the tree takes it: however it is spelt, and with what a missing key stands for."""
    if key in LISTS:
        return [value] if isinstance(value, str) else value or []
    return _DEFAULTS.get(key) if value is None else value


def is_same(one: Any, other: Any) -> bool:
    """Whether two values are the same to TOML: 1 is neither true nor 1.0 there, and tables have no order."""
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(is_same(value, other[key]) for key, value in one.items())
    if isinstance(one, list):
        return len(one) == len(other) and all(map(is_same, one, other))
    return bool(one == other) or (one != one and other != other)  # noqa: PLR0124  # nan


def _join(key: str, base: Any, ours: Any, theirs: Any) -> Any:
    if key in LISTS:
        if not all(isinstance(value, list) for value in (base, ours, theirs)):
            return None
        return _join_parents(base, ours, theirs) if key == "parent" else _join_lists(base, ours, theirs)
    if key == "text" and all(isinstance(value, str) for value in (base, ours, theirs)):
        return merge_lines(base, ours, theirs)
    return None


def _join_lists(base: list[Any], ours: list[Any], theirs: list[Any]) -> list[Any]:
    """What both have kept and either has added, in our order."""
    kept = [item for item in ours if item in theirs or item not in base]
    return kept + [item for item in theirs if item not in ours and item not in base]


def _join_parents(base: list[Any], ours: list[Any], theirs: list[Any]) -> list[Any] | None:
    """Both have only given a node more parents; one that was moved twice cannot be in both places."""
    if not base or any(parent not in ours or parent not in theirs for parent in base):
        return None
    joined = _join_lists(base, ours, theirs)
    return joined if joined[0] == base[0] else None  # the first one is where the node is read
