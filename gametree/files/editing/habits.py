"""A file's own habits: the order of keys, marks, lists and line ends, as they are about the place of an edit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from gametree.files.editing.changes import Data, Table
from gametree.files.editing.extents import newline_near
from gametree.files.editing.layout import Layout
from gametree.files.editing.lists import hand_of_list, list_bracket
from gametree.files.editing.statements import Pair, Unfit
from gametree.files.editing.values import Hand, delimiter

_ORDER = (
    "kind", "parent", "title", "question", "author", "date", "url", "file", "short", "text", "refinement", "authors",
    "sources", "tags", "see", "formerly",
)  # fmt: skip
_NEIGHBOURS = 6


def key_above(key: str, present: Sequence[str]) -> int | None:
    """Behind which of the keys present a new one goes; None: before all of them."""
    if key not in _ORDER:
        return len(present) - 1 if present else None
    for other in reversed(_ORDER[: _ORDER.index(key)]):
        if other in present:
            return present.index(other)
    return None


def in_order(keys: Iterable[str]) -> list[str]:
    """Keys in the order in which a new table has them."""
    return sorted(keys, key=lambda key: _ORDER.index(key) if key in _ORDER else len(_ORDER))


def own_pairs(layout: Layout, table: Table) -> list[Pair]:
    """The pairs of a table itself, in the order of the text; nothing where it cannot be found."""
    try:
        statements = layout.statements(table)
    except Unfit:
        return []
    return [pair for pair in statements if isinstance(pair, Pair) and pair.path[:-1] == table]


def hand_about(layout: Layout, data: Data, table: Table) -> Hand:
    """How values are written in a table and in those near by."""
    return hand_in(layout, [table, *_neighbours(data, table)])


def hand_in(layout: Layout, tables: Sequence[Table]) -> Hand:
    """How values are written in some tables, the first of which counts most."""
    raws = [layout.text[slice(*pair.value)] for near in tables for pair in own_pairs(layout, near)]
    marks = [delimiter(raw) for raw in raws if raw[:1] in ("'", '"')]
    quote = "'" if marks.count("'") > marks.count('"') else '"'
    block = next((mark for mark in marks if len(mark) == 3), '"""')
    first = next((pair for near in tables for pair in own_pairs(layout, near)), None)
    newline = newline_near(layout.text, first.start if first else 0)
    return _with_lists([raw for raw in raws if raw.startswith("[")], Hand(quote, block, newline))


def _neighbours(data: Data, table: Table) -> Iterator[Table]:
    """The nodes right before and right behind, the nearest ones first."""
    tables = data.get(table[0])
    if len(table) < 2 or not isinstance(tables, dict) or table[1] not in tables:
        return iter(())
    order = list(tables)
    at = order.index(table[1])
    nearest = sorted(range(max(0, at - 3), min(len(order), at + 4)), key=lambda index: abs(index - at))
    return islice(((table[0], order[index]) for index in nearest if index != at), _NEIGHBOURS)


def _with_lists(raws: Sequence[str], hand: Hand) -> Hand:
    """With the shape of the nearest list that has an item."""
    return next((hand_of_list(raw, hand) for raw in raws if list_bracket(raw).items), hand)


def separator(text: str, like: Pair, pairs: Sequence[Pair], key: str) -> str:
    """What stands between a key and its value: as in the pair that it follows, in a column where these have one."""
    name_start, name_end = like.names[-1]
    written = text[name_end : like.value[0]]
    before, _, behind = written.partition("=")
    columns = {pair.value[0] - pair.start for pair in pairs if pair.home is None}
    lengths = {pair.names[-1][1] - pair.start for pair in pairs if pair.home is None}
    if len(columns) == 1 and len(lengths) > 1 and not before.strip(" "):
        width = name_end - name_start + len(before)
        return f"{' ' * max(1, width - len(key))}={behind}"
    return written


def fitting_text(data: Data, words: str) -> str:
    """A text as it ends in this file: with a newline where those of other nodes have one, else without."""
    nodes = data.get("node", {})
    tables = nodes.values() if isinstance(nodes, dict) else ()
    held = (table.get("text") for table in tables if isinstance(table, dict))
    texts = [text for text in held if isinstance(text, str)]
    body = words.replace("\r\n", "\n").strip("\n")
    ends = sum(text.endswith("\n") for text in texts) * 2 >= len(texts) if texts else "\n" in body
    return f"{body}\n" if body and ends else body
