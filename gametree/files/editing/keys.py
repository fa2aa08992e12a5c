"""Keys of a table in the text: values replaced where they stand, new keys on lines of their own, keys taken out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from gametree.files.editing.changes import Table
from gametree.files.editing.extents import cut, extent, indentation, line_end, line_start
from gametree.files.editing.habits import hand_about, hand_in, in_order, key_above, own_pairs, separator
from gametree.files.editing.inline import renamed
from gametree.files.editing.lists import rewrite_value
from gametree.files.editing.patch import Patch
from gametree.files.editing.statements import Header, Pair, Unfit
from gametree.files.editing.values import Hand, write_value, written_key

Values = Mapping[str, str | Sequence[str] | None]


def edit_keys(patch: Patch, table: Table, values: Values) -> None:
    """Other values for keys of a table; None takes a key out. Raises Unfit."""
    hand = hand_in(patch.layout, [table])
    new: dict[str, str | Sequence[str]] = {}
    for key, value in values.items():
        there = _pieces_of(patch, table, key)
        if value is None:
            _take_out(patch, table, key)
        elif not there:
            new[key] = value
        elif len(there) > 1 or there[0].path != (*table, key):
            raise Unfit
        else:
            _replace(patch, there[0], value, hand)
    if new:
        _add(patch, table, new, hand_about(patch.layout, patch.data, table))


def _pieces_of(patch: Patch, table: Table, key: str) -> list[Header | Pair]:
    path = (*table, key)
    there = patch.layout.statements(table)
    return [s for s in there if s.path[: len(path)] == path and (isinstance(s, Header) or s.depth < len(path))]


def _replace(patch: Patch, there: Header | Pair, value: str | Sequence[str], hand: Hand) -> None:
    if isinstance(there, Header):
        raise Unfit
    if there.home is not None:
        table, key = there.path[:-1], str(there.path[-1])
        patch.within(there, lambda inline: inline.put(table, key, value, replace(hand, one_line=True)))
        return
    start, end = there.value
    patch.replace(start, end, rewrite_value(patch.text[start:end], value, hand))


def _take_out(patch: Patch, table: Table, key: str) -> None:
    for piece in _pieces_of(patch, table, key):
        if isinstance(piece, Header):
            patch.replace(*cut(patch.text, *extent(patch.text, piece)), "")
        elif piece.home is None:
            patch.replace(line_start(patch.text, piece.start), line_end(patch.text, piece.end), "")
        else:
            patch.within(piece, lambda inline: inline.drop((*table, key)))


def _add(patch: Patch, table: Table, values: Mapping[str, str | Sequence[str]], hand: Hand) -> None:
    pairs = own_pairs(patch.layout, table)
    if any(pair.home is not None for pair in pairs) or not pairs:
        inline = pairs[0] if pairs else _empty_table(patch, table)
        if inline is not None:
            for key in in_order(values):
                value = values[key]
                patch.within(inline, lambda x, k=key, v=value: x.put(table, k, v, replace(hand, one_line=True)))  # type: ignore[misc]
            return
    names = [str(pair.path[-1]) for pair in pairs]
    lines: dict[int, str] = {}
    for key in in_order(values):
        above = key_above(key, names)
        at, line = _line(patch, table, pairs, above, key, write_value(values[key], hand))
        lines[at] = lines.get(at, "") + line + hand.newline
    for at, added in lines.items():
        patch.put_lines(at, added, hand.newline)


def _empty_table(patch: Patch, table: Table) -> Pair | None:
    there = [s for s in patch.outermost(table) if isinstance(s, Pair) and s.path == table]
    return there[0] if there else None


def _line(
    patch: Patch, table: Table, pairs: Sequence[Pair], above: int | None, key: str, value: str
) -> tuple[int, str]:
    """Where a new line goes, and what is on it."""
    text = patch.text
    headers = [s for s in patch.layout.statements(table) if isinstance(s, Header) and s.path == table]
    if not pairs:
        if not headers:
            raise Unfit
        return line_end(text, headers[0].span[1]), f"{indentation(text, headers[0].start)}{written_key(key)} = {value}"
    like = pairs[0 if above is None else above]
    prefix = indentation(text, like.start) + _before_key(patch, table, like)
    line = f"{prefix}{written_key(key)}{separator(text, like, pairs, key)}{value}"
    if above is not None:
        return line_end(text, like.end), line
    return (line_end(text, headers[0].span[1]) if headers else line_start(text, like.start)), line


def _before_key(patch: Patch, table: Table, like: Pair) -> str:
    """The dotted names before a key, as in a pair of the same table, by the name that this will have."""
    text, end = patch.text, like.names[-1][0]
    new = patch.new_names.get(table)
    if new is None or like.depth >= len(table):
        return text[like.start : end]
    first, last = like.names[len(table) - 1 - like.depth]
    return text[like.start : first] + renamed(text[first:last], new) + text[last:end]
