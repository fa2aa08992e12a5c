"""The same view of another tree: cursor, folds and filter where they still make sense."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from gametree.model.folding import rows_beneath
from gametree.model.outline import Outline
from gametree.tui.tree_view import TreeView


def carried_over(view: TreeView, outline: Outline, renamed: Mapping[str, str]) -> TreeView:
    """A view of another outline with the cursor on the same row, or the one nearest to it that is left.

    `renamed` leads from former ids to present ones. A filter is not carried over: it is another set of rows now.
    """
    after = TreeView(outline, still_there(view.folded, outline, renamed))
    after.go_to(next(filter(None, _rows_left(view, outline, renamed)), 0))
    return after


def row_of(outline: Outline, node_id: str, parent_id: str) -> int | None:
    """Where a node stands under a parent; None where it does not. Seldom costs a look at all rows."""
    own = outline.first.get(node_id)
    if own is None or outline.rows[own].parent_id == parent_id:
        return own
    return outline.index.get((node_id, parent_id))


def still_there(ids: Iterable[str], outline: Outline, renamed: Mapping[str, str]) -> set[str]:
    """The nodes that the outline still has, by their present ids."""
    found = set(ids)
    missing = found - outline.first.keys()
    return found - missing | {renamed[node_id] for node_id in missing if renamed.get(node_id) in outline.first}


def _rows_left(view: TreeView, outline: Outline, renamed: Mapping[str, str]) -> Iterator[int | None]:
    """Where the cursor could go, the best place first: its row, its node, those beside it, those above it."""
    before, index = view.outline, view.index

    def present(node_id: str) -> str:
        return node_id if node_id in outline.first else renamed.get(node_id, node_id)

    while index > 0:
        row, parent = before.rows[index], before.above(index)
        yield row_of(outline, present(row.node_id), present(row.parent_id))
        yield outline.first.get(present(row.node_id))
        siblings = list(rows_beneath(before, parent))
        at = siblings.index(index)
        for other in (*siblings[at + 1 :], *reversed(siblings[:at])):
            key = before.rows[other].key
            yield row_of(outline, present(key[0]), present(key[1]))
        index = parent
