"""From key presses to actions, sequences such as `g g` included."""

from __future__ import annotations

from collections.abc import Iterable

from textual.events import Key

from gametree.tui.actions import Action

_MODIFIERS = ("shift", "control", "ctrl", "alt", "meta", "super", "hyper", "caps_lock", "num_lock")


class KeySequences:
    """Collects key presses until they are an action, or cannot become one."""

    def __init__(self, actions: Iterable[Action]) -> None:
        self._actions = {tuple(key.split(" ")): action for action in actions for key in action.keys}
        self._prefixes = {keys[:length] for keys in self._actions for length in range(1, len(keys))}
        self.pending: tuple[str, ...] = ()

    def feed(self, event: Key) -> Action | None:
        """The action that this key completes; None where there is none (yet: see `pending`)."""
        if event.key.split("_")[-1] in _MODIFIERS or event.key in _MODIFIERS:
            return None  # terminals that report every key also report the shift of a capital letter
        keys = (*self.pending, key_name(event))
        self.pending = keys if keys in self._prefixes else ()
        return self._actions.get(keys)

    def continuations(self) -> list[tuple[str, Action]]:
        """What can follow the keys pressed so far."""
        length = len(self.pending)
        return [
            (keys[length], action)
            for keys, action in self._actions.items()
            if len(keys) > length and keys[:length] == self.pending
        ]


def key_name(event: Key) -> str:
    """A printable key by its character, any other by Textual's name; alt+x comes with the character x."""
    if "+" in event.key:
        return event.key
    return event.character if event.is_printable and event.character and event.character != " " else event.key
