"""The difference of two trees as Markdown: what went is struck through, what came is bold."""

from __future__ import annotations

from collections.abc import Iterator

from gametree.comparison.tree_diff import FieldChange, NodeChange, Reorder, SourceChange, TreeDiff
from gametree.comparison.wording import Mark, Run
from gametree.export.as_markdown import inline
from gametree.export.tree_diff_as_text import abridged, order_in_words, summary
from gametree.model.kinds import LOOKS
from gametree.model.text import clean_line
from gametree.model.tree import Node

_AROUND = {Mark.KEPT: "", Mark.REMOVED: "~~", Mark.ADDED: "**"}


def tree_diff_as_markdown(diff: TreeDiff, old: str, new: str) -> Iterator[str]:
    """The lines of the document, on the difference between the versions called `old` and `new`."""
    yield f"# {inline(old)} → {inline(new)}"
    yield ""
    yield summary(diff)
    sections = (
        ("The tree", [line for change in diff.header for line in _field(change, "")]),
        ("Nodes", [line for change in diff.nodes for line in _node(change)]),
        ("Sources", [line for change in diff.sources for line in _source(change)]),
    )
    for heading, lines in sections:
        if lines:
            yield from ("", f"## {heading}", "", *lines)


def _node(change: NodeChange) -> Iterator[str]:
    node = change.node
    was = f" (was {_code(change.renamed_from)})" if change.renamed_from else ""
    yield f"- {LOOKS[node.kind].glyph} {_code(node.id)}{was} **{inline(node.title)}**: {', '.join(change.ways)}"
    if not (change.old and change.new):
        yield from _whole(node)
    for field in change.fields:
        yield from _field(field, "  ")
    for reorder in change.reordered:
        yield _reorder(reorder)


def _whole(node: Node) -> Iterator[str]:
    if node.parents:
        yield f"  - beneath {', '.join(map(_code, node.parents))}"
    if node.text.strip():
        yield f"  - {inline(node.text)}"


def _reorder(reorder: Reorder) -> str:
    return f"  - {inline(order_in_words(reorder))}"


def _source(change: SourceChange) -> Iterator[str]:
    source = change.new or change.old
    assert source is not None
    way = "added" if not change.old else "removed" if not change.new else "changed"
    yield f"- {_code(change.id)} **{inline(source.title)}**: {way}"
    for field in change.fields:
        yield from _field(field, "  ")


def _field(change: FieldChange, margin: str) -> Iterator[str]:
    yield f"{margin}- {change.field}: {''.join(_marked(run) for run in abridged(change))}"


def _marked(run: Run) -> str:
    """A run between its marks; Markdown takes them as such only right beside a word."""
    words = inline(run.text.strip())
    if not words:
        return " " if run.text else ""
    before = " " if run.text[0].isspace() else ""
    after = " " if run.text[-1].isspace() else ""
    return f"{before}{_AROUND[run.mark]}{words}{_AROUND[run.mark]}{after}"


def _code(name: str | None) -> str:
    return f"`{clean_line(name or '').replace('`', chr(39))}`"
