"""Finding words in a tree: smart case, in titles first and in texts too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
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
    def _rows(self) -> list[int]:
        """The rows that a node's branch hangs from."""
        return [index for index, row in enumerate(self.outline.rows) if not row.again and row.node_id != QUESTION]

    def _texts(self) -> Iterator[str]:
        for index in self._rows:
            node = self.tree.nodes[self.outline.rows[index].node_id]
            yield "\n".join((node.title, node.short or "", node.id, *node.tags, node.text))

    @cached_property
    def _as_written(self) -> list[str]:
        return list(self._texts())

    @cached_property
    def _folded(self) -> list[str]:
        return [words.lower() for words in self._texts()]  # few ever type capitals: no need to keep both

    def find(self, query: str, notes: Mapping[str, Sequence[Note]]) -> list[int]:
        """The rows whose title, label, id, tags, text or notes hold the query, in reading order."""
        if not query:
            return []
        words = self._folded if query == query.lower() else self._as_written
        found = {row for row, text in zip(self._rows, words, strict=True) if query in text}
        pattern = pattern_of(query)
        for node_id, written in notes.items():
            if node_id in self.outline.first and any(pattern.search(note.text) for note in written):
                found.add(self.outline.first[node_id])
        return sorted(found)
