"""How keys are written: as the program knows them, as they are shown, and as people put them into their config file."""

from __future__ import annotations

import unicodedata

from gametree.model.text import quoted, suggestion

_SHOWN = {"down": "↓", "up": "↑", "left": "←", "right": "→", "enter": "↵", "backspace": "⌫", "escape": "esc",
          "pagedown": "pgdn", "pageup": "pgup", "shift+tab": "⇧tab", "delete": "del", "insert": "ins",
          **{f"f{number}": f"F{number}" for number in range(1, 25)}}  # fmt: skip
_NAMES = {"down", "up", "left", "right", "home", "end", "pageup", "pagedown", "enter", "tab", "space", "backspace",
          "delete", "insert", "escape", *(f"f{number}" for number in range(1, 25))}  # fmt: skip
_ALSO = {shown.casefold(): name for name, shown in _SHOWN.items()} | {"return": "enter", " ": "space"}
_MODIFIERS = ("alt", "ctrl", "shift")
_THE_SAME = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+h": "backspace", "ctrl+[": "escape"}
_TEXTUALS_OWN = {"solidus": "slash", "reverse_solidus": "backslash", "hyphen_minus": "minus", "plus_sign": "plus",
                 "low_line": "underscore"}  # fmt: skip
_PUNCTUATION = {
    c: unicodedata.name(c).lower().replace(" ", "_").replace("-", "_") for c in "!\"#$%&'()*+,-./:;<=>?\\]^_`{|}~"
}
_CHARACTERS = {_TEXTUALS_OWN.get(name, name): character for character, name in _PUNCTUATION.items()}
_NAMED_CHARACTERS = {character: name for name, character in _CHARACTERS.items()}
_LONGEST_RUN = 3  # characters that are read as a sequence without spaces between them: `gg`, `z3`


class NoKey(Exception):
    """Words that are no key, and why, as a sentence."""


def shown_key(key: str) -> str:
    """A key or sequence as people write it: `^p`, `gg`, `↓`."""
    return "".join(_SHOWN.get(step, f"^{step[5:]}" if step.startswith("ctrl+") else step) for step in key.split(" "))


def parse_key(written: str) -> str:
    """A key or a sequence as the table of actions has it, `g g` for `gg`; raises NoKey."""
    if written == " ":
        return "space"
    steps = written.split()
    if len(steps) == 1 and _is_run(steps[0]):
        steps = list(steps[0])
    if not steps:
        raise NoKey('a key is missing; write [] or "" where an action should have none')
    return " ".join(map(_parse_step, steps))


def _is_run(word: str) -> bool:
    """Whether a word is characters one after the other, and not the name of a key or a slip in one."""
    if not 2 <= len(word) <= _LONGEST_RUN or _named(word) or "+" in word or word.startswith("^") or word in _CHARACTERS:
        return False
    return len(word) == 2 or not suggestion(word, _NAMES)


def _parse_step(word: str) -> str:
    if len(word) == 1:
        return _ALSO.get(word, word)
    if word in _CHARACTERS:
        return _CHARACTERS[word]
    named = _named(word)
    if named:
        return named
    *modifiers, key = f"ctrl+{word[1:]}".split("+") if word.startswith("^") else word.rsplit("+", word.count("+"))
    if modifiers and key == "":
        modifiers, key = modifiers[:-1], "+"
    return _modified(word, [modifier.casefold() for modifier in modifiers], key)


def _named(word: str) -> str | None:
    folded = word.casefold()
    return folded if folded in _NAMES else _ALSO.get(folded) if len(word) > 1 else None


def _modified(word: str, modifiers: list[str], key: str) -> str:
    """A key with ctrl, alt or shift held, in the order in which terminals' reports are put."""
    if not modifiers or not key or any(modifier not in _MODIFIERS for modifier in modifiers):
        raise NoKey(_unknown(word))
    if len(key) == 1 and modifiers == ["shift"]:
        if key.isalpha():
            return key.upper()
        raise NoKey(f"{quoted(word)} is typed as a character; write the character itself")
    name = _named(key) or _character(word, key, modifiers)
    known = "+".join([*sorted(set(modifiers)), name])
    if known in _THE_SAME or known == "ctrl+left_square_bracket":
        raise NoKey(f"terminals do not tell {known} from {_THE_SAME.get(known, 'escape')}; choose another key")
    return known


def _character(word: str, key: str, modifiers: list[str]) -> str:
    if "ctrl" in modifiers and key == "[":
        return "left_square_bracket"
    if "ctrl" in modifiers and (key in _NAMED_CHARACTERS or key in _CHARACTERS):
        return _NAMED_CHARACTERS.get(key, key)
    if len(key) == 1 and key.isascii() and key.isalnum():
        return key.lower()
    raise NoKey(_unknown(word))


def _unknown(word: str) -> str:
    hint = suggestion(word, _NAMES)
    return f"{quoted(word)} is not a key{hint or _HOW_TO}"


_HOW_TO = '; write a character, a name such as pagedown or f5, ctrl+x, or a sequence such as "g g"'
