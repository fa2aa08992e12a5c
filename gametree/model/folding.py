"""Which branches to fold so that an outline shows what is wanted: a level, or as much as fits."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator

from gametree.model.outline import Outline


def fold_from(outline: Outline, depth: int) -> set[str]:
    """The nodes to fold so that rows down to `depth` show; the question is depth 0 and never folds."""
    depth = max(1, depth)
    return {
        row.node_id
        for index, (row, end) in enumerate(zip(outline.rows, outline.ends, strict=True))
        if end > index + 1 and row.depth >= depth  # most rows are leaves
    }


def fold_to_fit(outline: Outline, room: int) -> set[str]:
    """The nodes to fold so that about `room` rows show: whole levels first, then branches in reading order."""
    depth, shown = _deepest_level(outline, room)
    folded = fold_from(outline, depth)
    waiting = deque(index for index, row in enumerate(outline.rows) if row.depth == depth and outline.has_branch(index))
    while waiting and shown < room:
        index = waiting.popleft()
        children = list(rows_beneath(outline, index))
        if shown + len(children) > room:
            continue
        shown += len(children)
        folded.discard(outline.rows[index].node_id)
        waiting.extend(child for child in children if outline.has_branch(child))
    return folded


def _deepest_level(outline: Outline, room: int) -> tuple[int, int]:
    """The deepest level down to which everything fits, at least the first, and how many rows that is."""
    per_depth = Counter(row.depth for row in outline.rows)
    depth, shown = 1, per_depth[0] + per_depth[1]
    while depth + 1 in per_depth and shown + per_depth[depth + 1] <= room:
        depth += 1
        shown += per_depth[depth]
    return depth, shown


def rows_beneath(outline: Outline, index: int) -> Iterator[int]:
    """Indices of the rows that hang directly from a row."""
    child = index + 1
    while child < outline.ends[index]:
        yield child
        child = outline.ends[child]
