"""Finding words in a tree: smart case, in titles first and in texts too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

from gametree.model.assessment import Note
from gametree.model.outline import Outline
from gametree.model.tree import QUESTION, Node, Tree


def pattern_of(query: str) -> re.Pattern[str]:
    """What to look for: the words as typed; capitals count only where the query has one."""
    return re.compile(re.escape(query), re.IGNORECASE if is_small(query) else 0)


def is_small(query: str) -> bool:
    """Whether a query has no capitals, so that those of what it looks in do not count."""
    return query == query.lower()


def words_of(node: Node) -> str:
    """All that is looked in: title, label, id, tags and text."""
    return "\n".join((node.title, node.short or "", node.id, *node.tags, node.text))


def holding(query: str) -> Callable[[Node], bool]:
    """What says of a node whether its words hold the query."""
    if is_small(query):
        return lambda node: query in words_of(node).lower()
    return lambda node: query in words_of(node)


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
            yield words_of(self.tree.nodes[self.outline.rows[index].node_id])

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
        words = self._folded if is_small(query) else self._as_written
        found = {row for row, text in zip(self._rows, words, strict=True) if query in text}
        pattern = pattern_of(query)
        for node_id, written in notes.items():
            if node_id in self.outline.first and any(pattern.search(note.text) for note in written):
                found.add(self.outline.first[node_id])
        return sorted(found)
