"""Finding words in a tree: smart case, in titles first and in texts too."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from gametree.model.assessment import Note
from gametree.model.outline import Outline
from gametree.model.tree import QUESTION, Tree


def pattern_of(query: str) -> re.Pattern[str]:
    """What to look for: the words as typed; capitals count only where the query has one."""
    return re.compile(re.escape(query), 0 if query != query.lower() else re.IGNORECASE)


class SearchIndex:
    """The words of every node in reading order, made once so that each key of a query costs only the search."""

    def __init__(self, tree: Tree, outline: Outline) -> None:
        self.tree, self.outline = tree, outline

    @cached_property
    def _rows(self) -> tuple[list[int], list[str]]:
        """Rows that a node hangs from, and its words."""
        rows = [index for index, row in enumerate(self.outline.rows) if not row.again and row.node_id != QUESTION]
        nodes = (self.tree.nodes[self.outline.rows[index].node_id] for index in rows)
        return rows, ["\n".join((node.title, node.short or "", node.id, *node.tags, node.text)) for node in nodes]

    @cached_property
    def _folded(self) -> list[str]:
        return [words.lower() for words in self._rows[1]]

    def find(self, query: str, notes: Mapping[str, Sequence[Note]]) -> list[int]:
        """The rows whose title, label, id, tags, text or notes hold the query, in reading order."""
        if not query:
            return []
        rows, words = self._rows
        with_case = query != query.lower()
        found = {row for row, text in zip(rows, words if with_case else self._folded, strict=True) if query in text}
        pattern = pattern_of(query)
        for node_id, written in notes.items():
            if node_id in self.outline.first and any(pattern.search(note.text) for note in written):
                found.add(self.outline.first[node_id])
        return sorted(found)
