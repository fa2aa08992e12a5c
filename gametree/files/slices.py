"""A long TOML text read slice by slice, where that comes to what tomli reads in the whole.

tomli keeps notes on every table until the end: 290 MB for 100,000 nodes, where the slices take a few.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import tomli

SLICE = 2**14
"""Characters; what is not longer is read at once. In short slices tomli is a quarter faster, too."""
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
    ends = _seams(text, size)
    first = tomli.loads(text[: ends[0]])
    yield first
    if len(ends) > 1:
        if any(word in first for word in _WORDS) or _WHOLE_TABLE.search(text, ends[0] - 1):
            raise NotInSlices
        yield from _later_documents(text, ends)


def read_in_slices(text: str, size: int = SLICE) -> Document:
    """What tomli reads in the whole; raises as `documents_in` does."""
    found: Document = {}
    for document in documents_in(text, size):
        for word, tables in document.items():
            if word in found:
                found[word].update(tables)
            else:
                found[word] = tables
    return found


def _seams(text: str, size: int) -> list[int]:
    """Where slices end: the first one where the tables begin."""
    ends = []
    seam = _SEAM.search(text) if len(text) > size else None
    while seam:
        ends.append(seam.end())
        seam = _SEAM.search(text, seam.end() + size)
    return [*ends, len(text)]


def _later_documents(text: str, ends: list[int]) -> Iterator[Document]:
    seen: dict[str, set[str]] = {word: set() for word in _WORDS}
    for start, end in pairwise(ends):
        document = tomli.loads(text[start:end])
        for word, tables in document.items():
            if word not in seen or not isinstance(tables, dict) or not seen[word].isdisjoint(tables):
                raise NotInSlices
            seen[word].update(tables)
        yield document
