"""The difference of two trees as text: marked as git marks words, and coloured where that is wanted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from gametree.comparison.tree_diff import FieldChange, NodeChange, Reorder, SourceChange, TreeDiff
from gametree.comparison.wording import Mark, Run
from gametree.export.as_text import wrap
from gametree.model.kinds import LOOKS
from gametree.model.text import clean, clean_line
from gametree.model.tree import QUESTION, Node, Source

_COLOURS = {Mark.REMOVED: "31", Mark.ADDED: "32"}
_BRACKETS = {Mark.KEPT: ("", ""), Mark.REMOVED: ("[-", "-]"), Mark.ADDED: ("{+", "+}")}
_SIGNS = {Mark.KEPT: "~", Mark.REMOVED: "-", Mark.ADDED: "+"}
_TOKEN = re.compile(r"\n|[ ]+|[^ \n]+")
_MARGIN = 6  # cells before what is said of a node
_LABEL = 11  # cells of a field's name
_CONTEXT = 60  # characters of a long unchanged passage that are shown at each end


class Piece(NamedTuple):
    """Clean words that are shown alike."""

    mark: Mark
    text: str


def tree_diff_as_text(
    diff: TreeDiff, old: str, new: str, width: int = 80, colour: bool = False,
    comments: tuple[Sequence[str], Sequence[str]] = ((), ()),
) -> Iterator[str]:  # fmt: skip
    """The lines on the difference between the versions called `old` and `new`; nothing where there is none.

    `comments` are those of the files that went and that came; alone they make no difference.
    """
    if not diff:
        return
    yield from wrap(clean_line(f"{old} → {new}"), width)
    yield from wrap(summary(diff), width)
    page = _Page(width, colour)
    header = [page.header(diff.header)] if diff.header else []
    remarks = [page.comments(*comments)] if any(comments) else []
    for block in (*header, *map(page.node, diff.nodes), *map(page.source, diff.sources), *remarks):
        yield ""
        yield from block


def summary(diff: TreeDiff) -> str:
    """`2 nodes added, 1 moved, 3 reworded; 1 source changed`, or that nothing differs."""
    counts = [f"{count} {way}" for way, count in diff.counts.items()]
    if counts:
        counts[0] = re.sub(r"^(\d+) ", lambda match: f"{match[1]} node{'s' * (match[1] != '1')} ", counts[0])
    header = ", ".join(change.field for change in diff.header)
    parts = [
        ", ".join(counts),
        f"{len(diff.sources)} source{'s' * (len(diff.sources) != 1)} changed" if diff.sources else "",
        f"the tree's {header} changed" if header else "",
    ]
    return "; ".join(part for part in parts if part) or "no difference"


def abridged(change: FieldChange) -> tuple[Run, ...]:
    """The change as runs: a list item by item, a text word by word, with little of a long unchanged passage."""
    if change.is_list:
        return tuple(_list_runs(change))
    if change.field in ("kind", "refinement") or not (change.old and change.new):
        ends = ((Mark.REMOVED, change.old), (Mark.ADDED, change.new))
        return tuple(Run(mark, value) for mark, value in ends if isinstance(value, str))
    runs = change.runs()
    return tuple(_abridge(run, index == 0, index == len(runs) - 1) for index, run in enumerate(runs))


def order_in_words(reorder: Reorder) -> str:
    """Where a node stands among its siblings, and where it stood."""
    beneath = "at the top level" if reorder.parent == QUESTION else f"beneath {reorder.parent}"
    now, was = (f"behind {other}" if other else "first" for other in (reorder.after, reorder.was_after))
    return f"{now} {beneath}, was {was}"


def _list_runs(change: FieldChange) -> Iterator[Run]:
    old, new = (value if isinstance(value, tuple) else () for value in (change.old, change.new))
    gone = [item for item in old if item not in new]
    if not gone and set(old) == set(new):  # only the order
        items = [*((Mark.REMOVED, ", ".join(old)), (Mark.ADDED, ", ".join(new)))]
    else:
        items = [(Mark.REMOVED, item) for item in gone]
        items += [(Mark.KEPT if item in old else Mark.ADDED, item) for item in new]
    if not new and change.field == "parent":
        items.append((Mark.ADDED, "(top level)"))
    elif not old and change.field == "parent":
        items.insert(0, (Mark.REMOVED, "(top level)"))
    for index, (mark, text) in enumerate(items):
        if index:
            yield Run(Mark.KEPT, " ")
        yield Run(mark, text)


def _abridge(run: Run, is_first: bool, is_last: bool) -> Run:
    if run.mark is not Mark.KEPT or len(run.text) <= 3 * _CONTEXT:
        return run
    head = "" if is_first else run.text[:_CONTEXT].rsplit(None, 1)[0]
    tail = "" if is_last else run.text[-_CONTEXT:].split(None, 1)[-1]
    return Run(Mark.KEPT, f"{head} … {tail}" if head and tail else f"… {tail}" if tail else f"{head} …")


class _Page:
    """Lines of one width, with or without colours."""

    def __init__(self, width: int, colour: bool) -> None:
        self.width, self.colour = max(width, 40), colour

    def header(self, changes: Iterable[FieldChange]) -> Iterator[str]:
        yield "~ the tree"
        for change in changes:
            yield from self.field(change.field, _pieces(abridged(change)))

    def node(self, change: NodeChange) -> Iterator[str]:
        node, mark = change.node, _mark(change)
        was = f" (was {clean_line(change.renamed_from)})" if change.renamed_from else ""
        opening = f"{_SIGNS[mark]} {LOOKS[node.kind].glyph} {clean_line(node.id)}{was}  "
        yield from self.lines([Piece(mark, f"{opening}{clean_line(node.title)}")], 4, first=0)
        if mark is not Mark.KEPT:
            yield from self.whole_node(node, mark)
        for field in change.fields:
            yield from self.field(field.field, _pieces(abridged(field)))
        for reorder in change.reordered:
            yield from self.field("order", [Piece(Mark.KEPT, clean_line(order_in_words(reorder)))])

    def whole_node(self, node: Node, mark: Mark) -> Iterator[str]:
        for name, value in (
            ("parent", ", ".join(node.parents)),
            ("refinement", node.refinement if node.refinement == "all" else ""),
            ("sources", ", ".join(node.sources)),
            ("tags", ", ".join(node.tags)),
            ("text", node.text.strip()),
        ):
            if value:
                yield from self.field(name, [Piece(mark, clean(value))])

    def source(self, change: SourceChange) -> Iterator[str]:
        source = change.new or change.old
        assert source is not None
        mark = Mark.ADDED if not change.old else Mark.REMOVED if not change.new else Mark.KEPT
        opening = f"{_SIGNS[mark]} source {clean_line(change.id)}  {_cite(source)}"
        yield from self.lines([Piece(mark, opening)], 4, first=0)
        for field in change.fields:
            yield from self.field(field.field, _pieces(abridged(field)))

    def comments(self, gone: Iterable[str], new: Iterable[str]) -> Iterator[str]:
        for mark, found in ((Mark.REMOVED, gone), (Mark.ADDED, new)):
            for comment in found:
                yield from self.lines([Piece(mark, f"{_SIGNS[mark]} {clean_line(comment)}")], 4, first=0)

    def field(self, name: str, pieces: Iterable[Piece]) -> Iterator[str]:
        label = f"{' ' * _MARGIN}{name:<{_LABEL}}"
        lines = list(self.lines(pieces, _MARGIN + _LABEL))
        while len(lines) > 1 and not lines[-1]:
            lines.pop()
        yield label + lines[0][len(label) :]
        yield from lines[1:]

    def lines(self, pieces: Iterable[Piece], margin: int, first: int | None = None) -> Iterator[str]:
        """The pieces in lines of the page's width, broken at spaces, those after the first behind a margin."""
        line = _Line(margin if first is None else first)
        for mark, text in pieces:
            for token in _TOKEN.findall(text):
                if token == "\n" or line.is_full_with(token, self.width, margin):
                    yield line.painted(self.colour)
                    line = _Line(margin)
                if token != "\n":
                    line.add(mark, token)
        yield line.painted(self.colour)


class _Line:
    """A line in the making."""

    def __init__(self, margin: int) -> None:
        self.margin = self.used = margin
        self.pieces: list[Piece] = []

    def is_full_with(self, token: str, width: int, margin: int) -> bool:
        return not token.isspace() and self.used > margin and self.used + cell_len(token) > width

    def add(self, mark: Mark, token: str) -> None:
        if not self.pieces and token.isspace() and self.used == self.margin:
            return
        if self.pieces and self.pieces[-1].mark is mark:
            token = self.pieces.pop().text + token
            self.used = self.margin + sum(cell_len(piece.text) for piece in self.pieces)
        self.pieces.append(Piece(mark, token))
        self.used += cell_len(token)

    def painted(self, colour: bool) -> str:
        if self.pieces:
            self.pieces[-1] = self.pieces[-1]._replace(text=self.pieces[-1].text.rstrip())
        words = "".join(_paint(piece) if colour else piece.text for piece in self.pieces)
        return f"{' ' * self.margin}{words}".rstrip()


def _paint(piece: Piece) -> str:
    code = _COLOURS.get(piece.mark)
    return f"\x1b[{code}m{piece.text}\x1b[m" if code and piece.text else piece.text


def _mark(change: NodeChange) -> Mark:
    if change.old and change.new:
        return Mark.KEPT
    return Mark.ADDED if change.new else Mark.REMOVED


def _cite(source: Source) -> str:
    return ", ".join(clean_line(part) for part in (source.title, source.author, source.date, source.url) if part)


def _pieces(runs: Iterable[Run]) -> Iterator[Piece]:
    """The runs between git's brackets, clean; white space at their ends stays outside."""
    for mark, text in runs:
        words = clean(text)
        opening, closing = _BRACKETS[mark]
        inner = words.strip() if opening else words
        if not inner:
            yield Piece(mark, f"{opening}¶{closing}" if "\n" in words else words)
            continue
        start = words.index(inner)
        yield Piece(Mark.KEPT, words[:start])
        yield Piece(mark, f"{opening}{inner}{closing}")
        yield Piece(Mark.KEPT, words[start + len(inner) :])
