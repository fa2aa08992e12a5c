"""A tree as lines for programs that compare lines: table by table in file order, one key a line, nothing wrapped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gametree.model.kinds import LOOKS
from gametree.model.text import clean, clean_line
from gametree.model.tree import Node, Source, Tree


def tree_as_lines(tree: Tree, comments: Mapping[tuple[str, ...], Sequence[str]]) -> Iterator[str]:
    """The lines; a change in one key of a node changes the lines of that key and no others.

    `comments` are those of the file, by table: `("tree",)`, `("node", id)`, `("source", id)`, `()` for the rest.
    """
    yield clean_line(tree.title)
    yield from _line("question", tree.header.question or "")
    yield from _line("authors", ", ".join(tree.header.authors))
    yield from _words(tree.header.text)
    yield from _comments(comments.get(("tree",), ()))
    for node in tree.nodes.values():
        yield ""
        yield from _node(node)
        yield from _comments(comments.get(("node", node.id), ()))
    for name, source in tree.sources.items():
        yield ""
        yield from _source(name, source)
        yield from _comments(comments.get(("source", name), ()))
    yield from _comments(comments.get((), ()))


def _node(node: Node) -> Iterator[str]:
    yield f"{LOOKS[node.kind].glyph} {clean_line(node.id)}"
    yield from _line("kind", node.kind)
    yield from _line("title", node.title)
    yield from _line("short", node.short or "")
    yield from _line("parent", ", ".join(node.parents))
    yield from _line("refinement", node.refinement if node.refinement != "any" else "")
    yield from _line("sources", ", ".join(node.sources))
    yield from _line("tags", ", ".join(node.tags))
    yield from _line("see", ", ".join(node.see))
    yield from _line("formerly", ", ".join(node.formerly))
    yield from _words(node.text)


def _source(name: str, source: Source) -> Iterator[str]:
    yield f"source {clean_line(name)}"
    for key, value in source.said().items():
        yield from _line(key, value)


def _line(key: str, value: str) -> Iterator[str]:
    if value:
        yield f"  {key}: {clean_line(value)}"


def _words(text: str) -> Iterator[str]:
    if text.strip():
        yield "  text:"
        yield from (f"    {line}".rstrip() for line in clean(text.strip("\n")).split("\n"))


def _comments(comments: Sequence[str]) -> Iterator[str]:
    yield from (f"  {clean_line(comment)}" for comment in comments)
