"""The notes of two people on one node, beside one another; and nodes as headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from rich.cells import set_cell_size

from gametree.export.as_text import minute, wrap
from gametree.model.assessment import Note
from gametree.model.kinds import LOOKS
from gametree.model.text import clean, clean_line
from gametree.model.tree import QUESTION, Tree

_RULE = " │ "


def notes_side_by_side(left: Iterable[Note], right: Iterable[Note], width: int) -> Iterator[str]:
    """Lines of the width, the notes of one at the left, those of the other at the right, oldest first."""
    half = _half(width)
    for one, other in zip_longest(_lines(left, half), _lines(right, half), fillvalue=""):
        yield side_by_side(one, other, width)


def side_by_side(left: str, right: str, width: int) -> str:
    """One line of two halves; what is too long at the left is cut."""
    return f"{set_cell_size(left, _half(width))}{_RULE}{right}".rstrip()


def named(tree: Tree, node_id: str, width: int) -> list[str]:
    """A node as a heading, also where it is the question, or gone from the tree."""
    if node_id in tree.nodes:
        return titled(tree, node_id, width)
    return wrap(clean_line(tree.question if node_id == QUESTION else f"{node_id} (no longer in the tree)"), width)


def titled(tree: Tree, node_id: str, width: int) -> list[str]:
    """The title of a node of the tree behind its kind's sign, in lines of the width."""
    node = tree.nodes[node_id]
    first, *rest = wrap(clean_line(node.title), width - 2)
    return [f"{LOOKS[node.kind].glyph} {first}", *(f"  {line}" for line in rest)]


def _half(width: int) -> int:
    return (width - len(_RULE)) // 2


def _lines(notes: Iterable[Note], width: int) -> Iterator[str]:
    for number, note in enumerate(notes):
        if number:
            yield ""
        yield minute(note.at)
        for paragraph in clean(note.text).split("\n"):
            yield from wrap(paragraph, width)
