"""A long TOML text read slice by slice, where that comes to what tomli reads in the whole.

tomli keeps notes on every table until the end: 290 MB for 100,000 nodes, where the slices take a few.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from copy import copy
from functools import cache
from itertools import pairwise
from typing import Any

import tomli

SLICE = 2**14
"""Characters; what is not longer is read at once. In short slices tomli is a quarter faster, too."""
_REACH = 2**20  # characters within which the next slice of a text begins where one of another text does
_WORDS = ("source", "node")
_SEAM = re.compile(r"\n(?=\[(?:source|node)\.)")
_WHOLE_TABLE = re.compile(r"""\n[ \t]*\[[ \t]*(?:source|node|"[^"\n]*"|'[^'\n]*')[ \t]*\]""")

Document = dict[str, Any]


class NotInSlices(ValueError):
    """What the slices say may not be what the whole says."""


def documents_in(text: str, size: int = SLICE) -> Iterator[Document]:
    """Documents whose tables, taken together in this order, are those of the text; each but the first holds no more
    than `[source.<id>]` and `[node.<id>]`. Raises NotInSlices where that cannot be told, or what tomli raises.

    A slice begins at a header. Where the one before it is a document by itself, no string and no array is open there,
    so that the whole has the same statements. They meet in nothing but the tables `source` and `node`, which no
    statement makes or closes other than by the headers beneath them: not the first slice, which holds neither; not
    a header `[node]`, for there is none that looks like one; and no slice adds to what another has.
    """
    return _documents(text, _seams(text, size), tomli.loads)


def read_in_slices(text: str, size: int = SLICE, known: Mapping[str, Any] | None = None) -> Document:
    """What tomli reads in the whole; raises as `documents_in` does. See `share_nodes` for the nodes that are known."""
    return _joined(documents_in(text, size), known or {})


def read_document(text: str, known: Mapping[str, Any] | None = None) -> Document:
    """What tomli reads in a text, in slices if that can be; raises what tomli raises. For `known` see `share_nodes`."""
    try:
        return read_in_slices(text, known=known)
    except (ValueError, RecursionError):
        document = tomli.loads(text)
    share_nodes(document, known or {})
    return document


class CommonSlices:
    """Reads texts that have most in common: a slice that stands in several of them is read once.

    Their documents share the tables, which nobody may change.
    """

    def __init__(self, size: int = SLICE) -> None:
        self._size = size
        self._loads = cache(tomli.loads)
        self._seams: list[str] = []
        """The headers at which the first text is cut, with the line break before each."""

    def read(self, text: str) -> Document:
        """What tomli reads in a text; raises what tomli raises."""
        try:
            return _joined(_documents(text, self._ends(text), self._loads), {})
        except (ValueError, RecursionError):
            return tomli.loads(text)

    def _ends(self, text: str) -> list[int]:
        if not self._seams:
            ends = _seams(text, self._size)
            self._seams = [text[end - 1 : text.find("\n", end) + 1 or len(text)] for end in ends[:-1]]
            return ends
        first = _SEAM.search(text)
        ends = [first.end()] if first else []
        for seam in self._seams if first else ():
            at = text.find(seam, ends[-1], ends[-1] + _REACH)
            if at >= 0:
                ends.append(at + 1)
        return [*ends, len(text)]


def _joined(documents: Iterator[Document], known: Mapping[str, Any]) -> Document:
    found: Document = {}
    for document in documents:
        share_nodes(document, known)
        for word, tables in document.items():
            if word in found:
                found[word].update(tables)
            else:
                found[word] = copy(tables)
    return found


def share_nodes(document: Document, known: Mapping[str, Any]) -> None:
    """Put the tables of nodes that are known in the place of their equals in a document.

    So the memory of a large document stays in one piece, and comparing it with one made of the same tables is quick.
    """
    nodes = document.get("node")
    if known and isinstance(nodes, dict):
        for name, table in nodes.items():
            if name in known and known[name] == table:
                nodes[name] = known[name]


def _seams(text: str, size: int) -> list[int]:
    """Where slices end: the first one where the tables begin."""
    ends = []
    seam = _SEAM.search(text) if len(text) > size else None
    while seam:
        ends.append(seam.end())
        seam = _SEAM.search(text, seam.end() + size)
    return [*ends, len(text)]


def _documents(text: str, ends: list[int], loads: Callable[[str], Document]) -> Iterator[Document]:
    first = loads(text[: ends[0]])
    yield first
    if len(ends) > 1:
        if any(word in first for word in _WORDS) or _WHOLE_TABLE.search(text, ends[0] - 1):
            raise NotInSlices
        yield from _later_documents(text, ends, loads)


def _later_documents(text: str, ends: list[int], loads: Callable[[str], Document]) -> Iterator[Document]:
    seen: dict[str, set[str]] = {word: set() for word in _WORDS}
    for start, end in pairwise(ends):
        document = loads(text[start:end])
        for word, tables in document.items():
            if word not in seen or not isinstance(tables, dict) or not seen[word].isdisjoint(tables):
                raise NotInSlices
            seen[word].update(tables)
        yield document
