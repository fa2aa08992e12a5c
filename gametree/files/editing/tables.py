"""Whole nodes in the text: new ones in the manner of their neighbours, others taken out, moved, or called anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from gametree.files.editing.changes import Beside, Insert, Move, Remove, Rename, Table
from gametree.files.editing.extents import (
    blank_above,
    blank_below,
    cut,
    extent,
    indentation,
    joined,
    line_end,
    newline_near,
)
from gametree.files.editing.habits import hand_about, in_order, own_pairs, separator
from gametree.files.editing.inline import renamed
from gametree.files.editing.patch import Patch
from gametree.files.editing.statements import Header, Pair, Statement, Unfit
from gametree.files.editing.values import Hand, write_value, written_key
from gametree.files.spans import STRING

Fields = Mapping[str, str | Sequence[str]]


def insert_tables(patch: Patch, change: Insert) -> None:
    """New tables beside another one, spelt as that one is."""
    beside = change.beside
    anchor = _first_anchor(patch, change.word) if beside.id is None else (change.word, beside.id)
    hand = hand_about(patch.layout, patch.data, anchor) if anchor else Hand(newline=newline_near(patch.text, 0))
    like = _piece_beside(patch, anchor, change.beside) if anchor else None
    if like is None or isinstance(like, Header):
        blocks = [_block(patch, (change.word, name), like, fields, hand) for name, fields in change.tables.items()]
        _put_blocks(patch, blocks, like, change.beside.behind, hand.newline)
    elif like.home is not None:
        _insert_inline(patch, like, anchor or (), change, hand)
    else:
        lines = [_lines(patch, like, anchor or (), name, fields, hand) for name, fields in change.tables.items()]
        _put_lines(patch, "".join(lines), like, change.beside.behind, hand.newline)


def _first_anchor(patch: Patch, word: str) -> Table | None:
    """What the first source or node goes behind: the first source behind the header, a node behind everything."""
    is_header = word == "source" and any(isinstance(s, Header) for s in _statements(patch, ("tree",)))
    return ("tree",) if is_header else None


def _statements(patch: Patch, table: Table) -> list[Statement]:
    try:
        return patch.layout.statements(table)
    except Unfit:
        return []


def _piece_beside(patch: Patch, anchor: Table, beside: Beside) -> Statement:
    """The header or the pair of a table beside which something can stand so that it comes right before or behind it."""
    pieces = patch.outermost(anchor)
    if not beside.behind:
        return pieces[0]
    tables = list(patch.data[anchor[0]]) if len(anchor) > 1 else []
    following = tables[tables.index(anchor[1]) + 1 :][:1] if tables else []
    if len(pieces) > 1 and following:
        limit = patch.outermost((anchor[0], following[0]))[0].start
        pieces = [piece for piece in pieces if piece.start < limit] or pieces[:1]
    return pieces[-1]


def _block(patch: Patch, table: Table, like: Header | None, fields: Fields, hand: Hand) -> str:
    """A `[table]` with its lines."""
    text = patch.text
    indent = indentation(text, like.start) if like else ""
    pairs = [p for p in own_pairs(patch.layout, like.path) if p.home is None] if like else []  # type: ignore[arg-type]
    inner = indentation(text, pairs[0].start) if pairs else indent
    lines = [f"{indent}[{'.'.join(map(written_key, table))}]"]
    for key in in_order(fields):
        between = separator(text, pairs[0], pairs, key) if pairs else " = "
        lines.append(f"{inner}{written_key(key)}{between}{write_value(fields[key], hand)}")
    return hand.newline.join([*lines, ""])


def _put_blocks(patch: Patch, blocks: Sequence[str], like: Header | None, behind: bool, newline: str) -> None:
    text = patch.text
    top, bottom = extent(text, like) if like else (0, len(text))
    gap = newline * (_gap(text, top, bottom) if like else bool(text.strip()))
    if not behind:
        patch.replace(top, top, "".join(block + gap for block in blocks))
        return
    added = "".join(gap + block for block in blocks)
    patch.put_lines(bottom, added, newline)


def _gap(text: str, top: int, bottom: int) -> int:
    """How many blank lines set a table off: those above it, or, for the first one in a file, those below."""
    if top > 0:
        return text.count("\n", blank_above(text, top), top)
    below = blank_below(text, bottom)
    return 1 if below == len(text) else text.count("\n", bottom, below)


def _insert_inline(patch: Patch, like: Pair, anchor: Table, change: Insert, hand: Hand) -> None:
    on_a_line = replace(hand, one_line=True)
    behind = change.beside.behind
    for name, fields in reversed([*change.tables.items()]) if behind else change.tables.items():
        ordered = {key: fields[key] for key in in_order(fields)}
        patch.within(like, lambda inline, n=name, f=ordered: inline.insert(anchor, behind, n, f, on_a_line))  # type: ignore[misc]


def _lines(patch: Patch, like: Pair, anchor: Table, name: str, fields: Fields, hand: Hand) -> str:
    """A table in dotted keys, or as a key with an inline table, as its neighbour is."""
    text, name_span = patch.text, like.names[len(anchor) - 1 - like.depth]
    prefix = indentation(text, like.start) + text[like.start : name_span[0]] + written_key(name)
    between = text[like.names[-1][1] : like.value[0]]
    on_a_line = replace(hand, one_line=True)
    if like.path == anchor:
        body = ", ".join(f"{written_key(key)} = {write_value(fields[key], on_a_line)}" for key in in_order(fields))
        return f"{prefix}{between}{{ {body} }}{hand.newline}"
    prefix += text[name_span[1] : like.names[-1][0]]
    pairs = [f"{prefix}{written_key(key)}{between}{write_value(fields[key], hand)}" for key in in_order(fields)]
    return hand.newline.join([*pairs, ""])


def _put_lines(patch: Patch, lines: str, like: Pair, behind: bool, newline: str) -> None:
    at = line_end(patch.text, like.end) if behind else extent(patch.text, like)[0]
    patch.put_lines(at, lines, newline)


def remove_tables(patch: Patch, change: Remove) -> None:
    """Tables taken out, each with the comments that belong to it."""
    extents = []
    for node_id in change.ids:
        pieces = patch.outermost(("node", node_id))
        extents += [extent(patch.text, piece) for piece in pieces if isinstance(piece, Header) or piece.home is None]
        inline = [piece for piece in pieces if isinstance(piece, Pair) and piece.home is not None]
        for home in {patch.layout.home(piece).start: piece for piece in inline}.values():
            patch.within(home, lambda table, n=node_id: table.drop(("node", n)))  # type: ignore[misc]
    for start, end in joined(patch.text, extents):
        patch.replace(*cut(patch.text, start, end), "")


def move_tables(patch: Patch, change: Move) -> None:
    """Tables that follow one another, to another place where tables are spelt as they are."""
    like = _piece_beside(patch, ("node", change.beside.id or ""), change.beside)
    pieces = [piece for node_id in change.ids for piece in patch.outermost(("node", node_id))]
    if isinstance(like, Pair) and like.home is not None:
        _move_inline(patch, change, like)
        return
    extents = [extent(patch.text, piece) for piece in pieces]
    newline = newline_near(patch.text, like.start)
    moved = patch.lifted(extents)
    moved = moved if moved.endswith("\n") else moved + newline
    for start, end in joined(patch.text, extents, over_comments=True):
        patch.replace(*cut(patch.text, start, end), "")
    if isinstance(like, Header):
        _put_blocks(patch, [moved], like, change.beside.behind, newline)
    else:
        _put_lines(patch, moved, like, change.beside.behind, newline)


def must_be_respelt(patch: Patch, change: Move) -> bool:
    """Whether tables are not spelt as those at the place they go to; raises Unfit where comments would be lost then."""
    like = _piece_beside(patch, ("node", change.beside.id or ""), change.beside)
    pieces = [piece for node_id in change.ids for piece in patch.outermost(("node", node_id))]
    if all(_manner(piece) == _manner(like) for piece in pieces):
        return False
    if any("#" in STRING.sub("", patch.text[slice(*extent(patch.text, piece))]) for piece in pieces):
        raise Unfit
    return True


def _manner(piece: Statement) -> tuple[object, ...]:
    """What must be the same where one piece can stand in the place of another."""
    if isinstance(piece, Header):
        return ("header",)
    return piece.home, piece.table


def _move_inline(patch: Patch, change: Move, like: Pair) -> None:
    anchor, behind = ("node", change.beside.id or ""), change.beside.behind
    for node_id in reversed(change.ids) if behind else change.ids:
        patch.within(like, lambda inline, n=node_id: inline.move(("node", n), anchor, behind))  # type: ignore[misc]


def rename_table(patch: Patch, change: Rename) -> None:
    """Another name for a node wherever it is written."""
    inline: dict[int, Pair] = {}
    for piece in patch.outermost(("node", change.old)):
        if isinstance(piece, Pair) and piece.home is not None:
            inline[patch.layout.home(piece).start] = piece
            continue
        start, end = piece.names[1 - (0 if isinstance(piece, Header) else piece.depth)]
        patch.replace(start, end, renamed(patch.text[start:end], change.new))
    for piece in inline.values():
        patch.within(piece, lambda table: table.rename(("node", change.old), change.new))
