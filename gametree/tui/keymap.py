"""The table of keys in use: the actions' own keys, and what a person made of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any

from gametree.tui.actions import ACTIONS, COMPARING, COMPARING_FOOTER_ORDER, EDIT, FOOTER_ORDER, GROUPS, Action, Mode
from gametree.tui.key_names import shown_key

_FAMILIES = {"score": "Score 0 % to 90 %", "fold_to": "Show that many levels"}
"""What actions that differ in a digit do together, by what they run."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of help: the keys, as they are shown, of an action or of a family of them."""

    ids: tuple[str, ...]
    keys: tuple[str, ...]
    does: str
    owner: str

    @property
    def id(self) -> str:
        """The action's id, or the first and the last of the family."""
        return self.ids[0] if len(self.ids) == 1 else f"{self.ids[0]} … {self.ids[-1]}"

    @property
    def shown(self) -> str:
        """The keys in a row."""
        return " ".join(self.keys)


class Keymap:
    """Which keys stand for which action; `changed` holds all keys of the actions a person changed, by id."""

    def __init__(self, changed: Mapping[str, tuple[str, ...]] = MappingProxyType({})) -> None:
        self.actions = tuple(replace(a, keys=changed[a.id]) if a.id in changed else a for a in ACTIONS)

    @cached_property
    def by_id(self) -> Mapping[str, Action]:
        """The actions with the keys in use."""
        return {action.id: action for action in self.actions}

    def key(self, action_id: str) -> str:
        """The key to name in a sentence as what does it: the action's first; the palette, where it has none."""
        keys = self.by_id[action_id].keys
        return shown_key(keys[0]) if keys else "the palette"

    def actions_in(self, mode: Mode) -> tuple[Action, ...]:
        """The actions that are there in a mode."""
        return tuple(action for action in self.actions if action.is_in(mode))

    def footer(self, mode: Mode = "tree") -> list[tuple[str, Action]]:
        """Keys and actions of the footer, the most useful first; the ten digits are one entry."""
        order = FOOTER_ORDER if mode == "tree" else COMPARING_FOOTER_ORDER
        digits = in_runs(shown_key(action.keys[0]) for action in self._family("score") if action.keys)
        listed = [(self.by_id[name].keys, self.by_id[name]) for name in order]
        scores = [(" ".join(digits), replace(self.by_id["score-50"], label="score"))] if digits else []
        shown = [_at_foot(keys[0], action) for keys, action in listed if keys]
        return [*scores, *shown] if mode == "tree" else [*shown[:-2], *scores, *shown[-2:]]

    def entries(self, groups: Iterable[str] = GROUPS) -> Iterator[tuple[str, list[Entry]]]:
        """The groups, each with its lines of help."""
        for group in groups:
            yield group, _entries(action for action in self.actions if action.group == group)

    def entries_of(self, owners: Iterable[str]) -> list[Entry]:
        """The lines of help on what some owners do."""
        return _entries(action for action in self.actions if action.owner in owners)

    def _family(self, run: str) -> Iterator[Action]:
        return (action for action in self.actions if action.run == run)


def _at_foot(key: str, action: Action) -> tuple[str, Action]:
    """A key with its action; of a sequence that edits its first key, which offers all the edits."""
    first, *more = key.split()
    if more and action.group == EDIT:
        return shown_key(first), replace(action, label="edit")
    return shown_key(key), action


DEFAULT_KEYMAP = Keymap()


def _entries(actions: Iterable[Action]) -> list[Entry]:
    families: dict[str, list[Action]] = {}
    for action in actions:
        families.setdefault(action.run if action.run in _FAMILIES else action.id, []).append(action)
    return [_entry(family) for family in families.values()]


def _entry(family: Sequence[Action]) -> Entry:
    first = family[0]
    keys = [shown_key(action.keys[0]) for action in family if action.keys]
    more = [shown_key(key) for action in family for key in action.keys[1:]]
    does = _FAMILIES.get(first.run, first.does)
    shown = in_runs(keys) if len(family) > 1 else keys
    return Entry(tuple(action.id for action in family), (*shown, *more), does, first.owner)


def gathered(continuations: Iterable[tuple[str, Action]]) -> list[tuple[str, Action]]:
    """What can follow the keys pressed so far, as shown, with the nine levels as one."""
    listed = list(continuations)
    levels = in_runs(shown_key(key) for key, action in listed if action.run == "fold_to")
    kept: dict[str, tuple[str, Action]] = {}
    for key, action in listed:
        is_level = action.run == "fold_to"
        kept.setdefault(
            action.run if is_level else action.id, (" ".join(levels) if is_level else shown_key(key), action)
        )
    return list(kept.values())


def in_runs(keys: Iterable[str]) -> list[str]:
    """Keys with those that count up as one: `0-9`, `z1-z9`."""
    runs: list[list[str]] = []
    for key in keys:
        if runs and _counts_on(runs[-1][-1], key):
            runs[-1].append(key)
        else:
            runs.append([key])
    return [shown for run in runs for shown in (run if len(run) < 3 else [f"{run[0]}-{run[-1]}"])]


def _counts_on(one: str, other: str) -> bool:
    digits = one[-1:] + other[-1:]
    return one[:-1] == other[:-1] and digits.isascii() and digits.isdigit() and int(digits[1]) == int(digits[0]) + 1


def keys_as_json(keymap: Keymap) -> list[dict[str, Any]]:
    """The table in use for scripts, an entry for each action; keys as a config file takes them."""
    return [
        {"group": action.group, "action": action.id, "keys": list(action.keys), "does": action.does}
        for group in GROUPS
        for action in keymap.actions
        if action.group == group
    ]


def keys_as_markdown(keymap: Keymap) -> str:
    """The table in use as a Markdown table, group by group."""
    lines = ["| key | what it does | action |", "|---|---|---|"]
    for group, entries in keymap.entries():
        where = " (while comparing)" if group == COMPARING else ""
        lines += [
            f"| {_as_code(entry.keys)} | {entry.does}{where} | {_as_code(entry.id.split(' '))} |" for entry in entries
        ]
    return "\n".join(lines)


def _as_code(words: Iterable[str]) -> str:
    """Words as they stand in a cell of a table, each as code."""
    escaped = (word.replace("|", "\\|") for word in words)
    return " ".join(f"`` {word} ``" if "`" in word else word if word == "…" else f"`{word}`" for word in escaped)
