"""Files as they come out of bad edits, bad merges and bad disks: seeded changes of good ones."""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random
from typing import Any

TOKENS = (
    "[node.x]", "[tree]", "[[node]]", "[node]", "[source.a]", "=", '"', '"""', "'''", "'", "{", "}", "[", "]", ",", ".",
    "#", "\\", "\\u0000", "\\U00110000", "\n", "\r", "\t", "\0", "\x1b[31m", "\u202e", "\ufeff", "\u0085", "true",
    "nan", "-inf", "1e999", "0x", "9" * 400, "1979-05-27T07:32:00Z", "1979-13-01", "kind = 'claim'\n", "parent = []\n",
    "parent = 'a'\n", "title = ''\n", "refinement = 'all'\n", "formerly = ['a', 'a']\n", "<<<<<<< ours\n", "=======\n",
    ">>>>>>> theirs\n", "tree.title = 'x'\n", "node.a.kind = 1\n", "plausibility = 2", "range = [1, 0]",
    "at = 1979-05-27", "retract = 't1'", "note = ''", "t9 = { node = 'a', plausibility = 'unscored' }\n", "digest",
    "question", "é", "語", "👩‍🔬", "e\u0301", "\u2028", " " * 300, "[" * 40, "a." * 40, "{a=" * 40,
)  # fmt: skip


def _cut(text: str, chance: Random) -> str:
    start = chance.randrange(len(text) + 1)
    return text[:start] + text[start + chance.choice((1, 1, 3, 20, 400)) :]


def _put_in(text: str, chance: Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(TOKENS) + text[at:]


def _change(text: str, chance: Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chr(chance.choice((chance.randrange(128), chance.randrange(0xD800)))) + text[at + 1 :]


def _copy(text: str, chance: Random) -> str:
    start, at = chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)
    return text[:at] + text[start : start + chance.choice((2, 30, 300))] + text[at:]


def _by_line(text: str, chance: Random) -> str:
    lines = text.splitlines(keepends=True) or [""]
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    ways: list[Callable[[], list[str]]] = [
        lambda: lines[:one] + lines[one + 1 :],
        lambda: [*lines[:one], lines[other], *lines[one:]],
        lambda: [*lines[:one], lines[other], *lines[one + 1 :]],
        lambda: lines[: one + 1],
        lambda: chance.sample(lines, len(lines)),
    ]
    return "".join(chance.choice(ways)())


def _by_word(text: str, chance: Random) -> str:
    """Another of the text's own words in the place of one: an id for an id, a key for a key."""
    words = [*dict.fromkeys(text.replace('"', " ").replace(".", " ").replace("]", " ").split())] or ["x"]
    return text.replace(chance.choice(words), chance.choice(words), chance.choice((1, 1, 2, -1)))


_CHANGES = (_cut, _put_in, _put_in, _change, _copy, _by_line, _by_line, _by_word, _by_word)


def mutant(text: str, chance: Random) -> bytes:
    """The text with one to five changes; now and then with other line ends, or with bytes that are no text."""
    for _ in range(chance.randint(1, 5)):
        text = chance.choice(_CHANGES)(text, chance)
    data = text.encode("utf-8", "surrogatepass")
    way = chance.randrange(30)
    if way == 0:
        return data.replace(b"\n", b"\r\n")
    if way == 1:
        return data[: chance.randrange(len(data) + 1)] + bytes([chance.randrange(128, 256)]) + data
    return b"\xef\xbb\xbf" + data if way == 2 else data


_VALUES: tuple[Any, ...] = (
    None, True, -1, 0, 1e308, float("nan"), 10**30, "", "\ud800", "x\0\x1b[31m\u202e[/x]", "question", [], {},
    ["a", 1, None], [[]] * 9, {"title": {"title": []}}, {"": ""}, ["rl"] * 99, "e\u0301" * 9000,
)  # fmt: skip


def json_mutant(text: str, chance: Random) -> bytes:
    """As `mutant`; or a JSON document that is whole, with other values in it, be they of another type."""
    if chance.random() < 0.4:
        return mutant(text, chance)
    document = json.loads(text)
    for _ in range(chance.randint(1, 3)):
        document = _with_another_value(document, chance)
    return json.dumps(document).encode()


def _with_another_value(value: Any, chance: Random) -> Any:
    if not isinstance(value, dict | list) or not value or chance.random() < 0.05:
        return chance.choice(_VALUES)
    key = chance.choice([*value] if isinstance(value, dict) else range(len(value)))
    value[key] = _with_another_value(value[key], chance)
    return value
