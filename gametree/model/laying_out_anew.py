"""The outline of another version of a tree, made of the branches of the one before that are as they were."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from itertools import compress, count
from operator import add, is_not, itemgetter, not_, sub
from typing import NamedTuple

from gametree.model.outline import Outline, Row, lay_out
from gametree.model.tree import QUESTION, Tree

_MOST = 4  # where more than one family in so many is another one, laying out everything is quicker


def lay_out_anew(outline: Outline, before: Tree, after: Tree) -> Outline:
    """What `lay_out` makes of a tree, from the outline of one before it: quick where they have much in common."""
    hung = after.hung_since(before)
    others: set[str] = set()
    if hung is None:
        hung, others = _hung_otherwise(before, after), _other_families(before, after)
    families = others.union(*(tree.above(name) for tree in (before, after) for name in hung))
    if len(families) * _MOST > len(after.children):
        return lay_out(after)
    gone = {name for family in families for name in before.children.get(family, ()) if name not in after.nodes}
    return _Layout(outline, after, hung, _with_those_above(families, before), gone).run()


def _hung_otherwise(before: Tree, after: Tree) -> set[str]:
    """The nodes that were not there, or had other parents."""
    old, new = before.nodes, after.nodes
    changed = compress(new, map(is_not, map(old.get, new), new.values()))
    return {name for name in changed if name not in old or old[name].parents != new[name].parents}


def _other_families(before: Tree, after: Tree) -> set[str]:
    """The nodes, and the question, that have other children, or the same in another order."""
    families = {name for name, children in after.children.items() if before.children.get(name) != children}
    return families.union(before.children.keys() - after.children.keys())


def _with_those_above(families: Iterable[str], before: Tree) -> set[str]:
    """The nodes and all that their own rows hung from."""
    found = {QUESTION}
    for family in families:
        name = family
        while name not in found:
            found.add(name)
            parents = before.nodes[name].parents if name in before.nodes else ()
            name = parents[0] if parents else QUESTION
    return found


class _Stretch(NamedTuple):
    """Whole branches side by side in the outline before: rows from `start` to `end`, which are now so much deeper."""

    start: int
    end: int
    deeper: int


@dataclass
class _Layout:
    """Lays out other families, and those they lie in, row by row; branches with none of them come as they are."""

    before: Outline
    tree: Tree
    hung: Set[str]
    families: Set[str]
    gone: Set[str]
    rows: list[Row] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    """How many rows each branch has, its own row among them."""
    opened: list[int] = field(default_factory=list)
    """The rows laid out whose branches may go on."""

    def run(self) -> Outline:
        """The outline, with what can be carried over of where things are in it."""
        sizes = list(map(sub, self.before.ends, count()))
        waiting: list[Row | _Stretch] = [self.before.rows[0]]
        while waiting:
            part = waiting.pop()
            if isinstance(part, _Stretch):
                self._close(self.before.rows[part.start].depth + part.deeper)
                self.rows += self._rows_of(part)
                self.sizes += sizes[part.start : part.end]
            else:
                self._close(part.depth)
                self.opened.append(len(self.rows))
                self.rows.append(part)
                self.sizes.append(1)
                waiting += reversed([*self._beneath(part)])
        self._close(0)
        outline = Outline(tuple(self.rows), tuple(map(add, self.sizes, count())))
        vars(outline)["first"] = self._first(outline.rows)
        return outline

    def _close(self, depth: int) -> None:
        """End the branches that a row at a depth does not belong to."""
        while self.opened and self.rows[self.opened[-1]].depth >= depth:
            start = self.opened.pop()
            self.sizes[start] = len(self.rows) - start

    def _rows_of(self, stretch: _Stretch) -> Iterable[Row]:
        rows = self.before.rows[stretch.start : stretch.end]
        if not stretch.deeper:
            return rows
        return [Row(row.node_id, row.parent_id, row.depth + stretch.deeper, row.again) for row in rows]

    def _beneath(self, row: Row) -> Iterator[Row | _Stretch]:
        """What a row's branch is made of."""
        own = None if row.again else self.before.first.get(row.node_id)
        deeper = 0 if own is None else row.depth - self.before.rows[own].depth
        if own is not None and row.node_id not in self.families:
            if self.before.has_branch(own):
                yield _Stretch(own + 1, self.before.ends[own], deeper)
        elif not row.again:
            yield from self._family(row, {} if own is None else dict(self._rows_right_beneath(own)), deeper)

    def _family(self, row: Row, there: Mapping[str, int], deeper: int) -> Iterator[Row | _Stretch]:
        """The children's branches; those that were side by side in one stretch."""
        above, rows, ends = row.node_id, self.before.rows, self.before.ends
        stretch: _Stretch | None = None
        for child in self.tree.children.get(above, ()):
            at = there.get(child)
            stays = at is not None and child not in self.hung and child not in self.families
            if stretch and stays and stretch.end == at:
                stretch = _Stretch(stretch.start, ends[at], deeper)
                continue
            if stretch:
                yield stretch
            stretch = _Stretch(at, ends[at], deeper) if at is not None and stays else None
            if not stays:
                again = above != QUESTION and self.tree.nodes[child].parents[0] != above
                new = Row(child, above, row.depth + 1, again)
                yield rows[at] if at is not None and rows[at] == new else new
        if stretch:
            yield stretch

    def _rows_right_beneath(self, own: int) -> Iterator[tuple[str, int]]:
        rows, ends = self.before.rows, self.before.ends
        at = own + 1
        while at < ends[own]:
            yield rows[at].node_id, at
            at = ends[at]

    def _first(self, rows: tuple[Row, ...]) -> dict[str, int]:
        """Where every node has its own row: as before up to the first row that is another one."""
        start = next(compress(count(), map(is_not, rows, self.before.rows)), min(len(rows), len(self.before.rows)))
        tail = rows[start:]
        own = list(map(not_, map(itemgetter(3), tail)))
        first = {**self.before.first}
        first.update(zip(compress(map(itemgetter(0), tail), own), compress(count(start), own), strict=True))
        for name in self.gone:
            del first[name]
        return first
