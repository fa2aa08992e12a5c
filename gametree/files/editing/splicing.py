"""From changes to the stretches of text that they replace."""

from __future__ import annotations

from collections.abc import Sequence

from gametree.files.editing.changes import (
    Change,
    Data,
    Drop,
    Insert,
    Move,
    Put,
    Remove,
    Rename,
    Table,
    apply_changes,
)
from gametree.files.editing.habits import own_pairs
from gametree.files.editing.keys import edit_keys
from gametree.files.editing.layout import Layout
from gametree.files.editing.lists import list_bracket
from gametree.files.editing.patch import Patch, Piece
from gametree.files.editing.tables import (
    insert_tables,
    move_tables,
    must_be_respelt,
    remove_tables,
    rename_table,
)


def pieces_of(layout: Layout, data: Data, changes: Sequence[Change]) -> list[Piece]:
    """What to replace in a text, as (start, end, new), so that it says what the changes intend; raises Unfit."""
    patch = Patch(layout, data)
    moves = [change for change in changes if isinstance(change, Move) and must_be_respelt(patch, change)]
    changes = [other for change in changes for other in _respelt(patch, change, changes, moves)] if moves else changes
    values: dict[Table, dict[str, str | list[str] | None]] = {}
    for change in changes:
        if isinstance(change, Rename):
            patch.new_names["node", change.old] = change.new
        if isinstance(change, Put | Drop):
            values.setdefault(change.table, {})[change.key] = change.value if isinstance(change, Put) else None
    for table, of_table in values.items():
        edit_keys(patch, table, of_table)
    for change in changes:
        match change:
            case Remove():
                remove_tables(patch, change)
            case Move():
                move_tables(patch, change)
            case Insert():
                insert_tables(patch, change)
            case Rename():
                rename_table(patch, change)
    return patch.pieces()


def _respelt(patch: Patch, change: Change, changes: Sequence[Change], moves: Sequence[Move]) -> list[Change]:
    """A move to where tables are spelt otherwise, one of `moves`, is a removal and an insertion."""
    if isinstance(change, Put | Drop):
        return [] if any(change.table[-1] in move.ids for move in moves) else [change]
    if change not in moves or not isinstance(change, Move):
        return [change]
    of_moved = [other for other in changes if isinstance(other, Put | Drop) and other.table[-1] in change.ids]
    nodes = apply_changes(patch.data, of_moved)["node"]
    return [Remove(change.ids), Insert("node", {node_id: nodes[node_id] for node_id in change.ids}, change.beside)]


def with_comments_kept(layout: Layout, changes: Sequence[Change]) -> tuple[Change, ...]:
    """The changes; a list of parents with a comment in it stays a list when one parent is left."""
    return tuple(
        Put(change.table, change.key, [change.value])
        if isinstance(change, Put) and isinstance(change.value, str) and _is_commented_list(layout, change)
        else change
        for change in changes
    )


def _is_commented_list(layout: Layout, change: Put) -> bool:
    raws = [layout.text[slice(*pair.value)] for pair in own_pairs(layout, change.table) if pair.path[-1] == change.key]
    return any(raw.startswith("[") and list_bracket(raw).has_comment for raw in raws)
