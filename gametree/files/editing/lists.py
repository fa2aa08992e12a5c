"""A list of words made into another one, item by item, so that comments and line breaks in it stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import tomli

from gametree.files.editing.brackets import Bracket, put_in, take_out
from gametree.files.editing.extents import indentation, line_start
from gametree.files.editing.statements import StatementScanner
from gametree.files.editing.values import Hand, delimiter, rewrite_string, write_string, write_value

_MANY = 50  # items


def rewrite_value(raw: str, value: str | Sequence[str], hand: Hand) -> str:
    """Another value in the place of `raw`, in its manner."""
    old = tomli.loads(f"v = {raw}")["v"]
    if isinstance(old, str) and isinstance(value, str):
        return rewrite_string(raw, value, hand)
    if isinstance(old, list) and not isinstance(value, str) and all(isinstance(item, str) for item in old):
        return _rewrite_list(raw, old, value, hand)
    if isinstance(old, str) and not isinstance(value, str) and old in value and "\n" not in raw:
        written = [raw if item == old else write_string(item, replace(hand, quote=delimiter(raw))) for item in value]
        return f"[{', '.join(written)}]"
    if isinstance(old, list) and isinstance(value, str) and value in old:
        start, end = list_bracket(raw).items[old.index(value)]
        return raw[start:end]
    return write_value(value, hand)


def list_bracket(raw: str) -> Bracket:
    """The items of a list."""
    scanner = StatementScanner(raw)
    scanner.value(())
    spans = scanner.spans.values
    items = tuple(spans[(index,)] for index in range(sum(len(path) == 1 for path in spans)))
    return Bracket(raw, (1, len(raw) - 1), items)


def hand_of_list(raw: str, hand: Hand) -> Hand:
    """A hand that writes lists in the shape of this one, which has an item."""
    items = list_bracket(raw).items
    start, end = items[0][0], items[-1][1]
    if "\n" not in raw[:start]:
        return replace(hand, list_indent=None, list_pad=" " if raw[1:start] == " " else "")
    close = raw[line_start(raw, len(raw) - 1) : -1]
    comma = "," if "," in raw[end:].split("#", maxsplit=1)[0] else ""
    indent = indentation(raw, start)
    return replace(hand, list_indent=indent, list_close=close if not close.strip() else "", list_comma=comma)


def _rewrite_list(raw: str, old: Sequence[str], new: Sequence[str], hand: Hand) -> str:
    bracket = list_bracket(raw)
    if not bracket.items:
        return write_value(new, hand)
    hand = replace(hand, quote=delimiter(raw[slice(*bracket.items[0])])[:1])
    if abs(len(old) - len(new)) > _MANY and not bracket.has_comment:  # one by one takes its time
        return write_value(new, hand_of_list(raw, hand))
    hand = replace(hand, one_line=True)
    from difflib import SequenceMatcher

    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for _, start, end, new_start, new_end in reversed([step for step in steps if step[0] != "equal"]):
        raw = _replace_items(raw, (start, end), new[new_start:new_end], hand)
    return raw


def _replace_items(raw: str, span: tuple[int, int], new: Sequence[str], hand: Hand) -> str:
    start, end = span
    kept = min(end - start, len(new))
    for index in reversed(range(start + kept, end)):
        raw = take_out(list_bracket(raw), index)
    for offset, item in enumerate(new[kept:], start + kept):
        raw = put_in(list_bracket(raw), offset, write_string(item, hand))
    for index in reversed(range(start, start + kept)):
        first, last = list_bracket(raw).items[index]
        raw = raw[:first] + rewrite_string(raw[first:last], new[index - start], hand) + raw[last:]
    return raw
