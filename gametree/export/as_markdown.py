"""A tree with a person's scores as Markdown: a nested list, each node with its text and notes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from gametree.export.as_text import minute
from gametree.export.outlook_figures import in_percent, point, root_in_words
from gametree.model.assessment import Assessment
from gametree.model.digest import staleness
from gametree.model.kinds import LOOKS
from gametree.model.outline import Row, lay_out
from gametree.model.plausibility import percent, span
from gametree.model.text import clean, clean_line
from gametree.model.tree import QUESTION, Node, Tree

if TYPE_CHECKING:
    from gametree.evaluation.outlook import Outlooks

_DEEPEST = 40  # levels; readers of Markdown give up soon after, and the margins of 50,000 would come to gigabytes
_SPECIAL = str.maketrans({character: f"\\{character}" for character in r"\`*_[]<>#|~"})


def tree_as_markdown(tree: Tree, assessment: Assessment, outlooks: Outlooks | None = None) -> Iterator[str]:
    """The lines of the document; with outlooks, if there are any."""
    scored = sum(node_id in assessment.judgements for node_id in tree.nodes)
    yield f"# {inline(tree.title)}"
    yield ""
    yield f"*{inline(tree.question)}*"
    yield ""
    if tree.header.text.strip():
        yield from clean(tree.header.text.strip("\n")).split("\n")
        yield ""
    root = f", {inline(root_in_words(outlooks.root))}" if outlooks else ""
    yield f"{inline(assessment.assessor)}: {scored} of {len(tree.nodes)} scored{root}"
    yield ""
    for note in _notes(assessment, QUESTION):
        yield from (*note.split("\n"), "")
    for row in lay_out(tree).rows[1:]:
        yield from _item(tree, assessment, row, outlooks)
    if tree.sources:
        yield ""
        yield "## Sources"
        yield ""
        yield from _sources(tree)


def branch_as_markdown(tree: Tree, assessment: Assessment, node_id: str) -> Iterator[str]:
    """The lines of a nested list of a node and all beneath it; a shared node has its text once, within the branch."""
    for row in lay_out(_branch(tree, node_id)).rows[1:]:
        yield from _item(tree, assessment, row)


def _branch(tree: Tree, node_id: str) -> Tree:
    """The node at the top, and what hangs from it."""
    within, waiting = {node_id}, [node_id]
    while waiting:
        beneath = set(tree.children.get(waiting.pop(), ())) - within
        within |= beneath
        waiting += beneath
    nodes = {}
    for node in tree.nodes.values():
        if node.id in within:
            parents = () if node.id == node_id else tuple(name for name in node.parents if name in within)
            nodes[node.id] = node.changed(parents=parents)
    return Tree(tree.name, tree.header, tree.sources, nodes)


def _item(tree: Tree, assessment: Assessment, row: Row, outlooks: Outlooks | None = None) -> Iterator[str]:
    node = tree.nodes[row.node_id]
    margin = "  " * (min(row.depth, _DEEPEST) - 1)
    look = LOOKS[node.kind]
    level = f"level {row.depth}: " if row.depth > _DEEPEST else ""
    yield f"{margin}- {level}{look.glyph} **{inline(node.title)}** ({_remarks(tree, assessment, node, outlooks)})"
    if row.again:
        yield f"{margin}  (the same node as above)"
        return
    for block in _blocks(assessment, node):
        yield ""
        yield from (f"{margin}  {line}".rstrip() for line in block.split("\n"))
    yield ""


def _remarks(tree: Tree, assessment: Assessment, node: Node, outlooks: Outlooks | None) -> str:
    judgement = assessment.judgements.get(node.id)
    remarks = [LOOKS[node.kind].word, percent(judgement.plausibility) if judgement else "unscored"]
    if judgement and judgement.range:
        remarks.append(f"range {span(judgement.range)} %")
    outlook = outlooks.node(node.id) if outlooks else None
    if outlook and outlook.point is not None:
        remarks.append(inline(f"outlook {in_percent(point(outlook))}"))
    stale = staleness(tree, node.id, judgement.digest) if judgement else None
    return ", ".join([*remarks, *([f"{stale} since"] if stale else [])])


def _blocks(assessment: Assessment, node: Node) -> Iterator[str]:
    if node.text.strip():
        yield clean(node.text.strip("\n"))
    yield from _notes(assessment, node.id)


def _notes(assessment: Assessment, node_id: str) -> Iterator[str]:
    for note in assessment.notes.get(node_id, ()):
        first, *rest = clean(note.text).split("\n")
        yield "\n".join([f"> {minute(note.at)}: {first}", *(f"> {line}".rstrip() for line in rest)])


def _sources(tree: Tree) -> Iterator[str]:
    for source in tree.sources.values():
        details = [inline(part) for part in (source.author, source.date, source.url, source.file) if part]
        yield "- " + ", ".join([inline(source.title), *details])


def inline(text: str) -> str:
    """Text on one line that Markdown takes literally."""
    return clean_line(text).translate(_SPECIAL)
