"""Which nodes to show: by kind, side, tag, by what the person said, by words, within a branch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from gametree.model.assessment import Assessment
from gametree.model.digest import staleness
from gametree.model.kinds import LOOKS, label
from gametree.model.outline import Outline
from gametree.model.search import pattern_of
from gametree.model.text import clean_line
from gametree.model.tree import Kind, Node, Side, Tree

State = Literal["unscored", "stale", "noted"]


@dataclass(frozen=True, slots=True)
class Filter:
    """What is wanted. Within a group one match is enough; of the groups that say something all must match."""

    kinds: frozenset[Kind] = frozenset()
    sides: frozenset[Side] = frozenset()
    tags: frozenset[str] = frozenset()
    states: frozenset[State] = frozenset()
    text: str = ""
    branch: str | None = None
    differing: frozenset[str] | None = None
    """Where only nodes on which two people differ are wanted: these nodes."""

    @property
    def is_empty(self) -> bool:
        """Whether everything is wanted."""
        return self == Filter()

    def toggled(self, group: Literal["kinds", "sides", "tags", "states"], value: str) -> Filter:
        """With one more, or one less, in a group."""
        return replace(self, **{group: getattr(self, group) ^ {value}})

    def as_test(self, tree: Tree, assessment: Assessment) -> Callable[[Node], bool]:
        """What says of a node whether it is wanted, leaving the branch aside."""
        conditions = list(self._conditions(tree, assessment))
        return conditions[0] if len(conditions) == 1 else lambda node: all(holds(node) for holds in conditions)

    def _conditions(self, tree: Tree, assessment: Assessment) -> Iterator[Callable[[Node], bool]]:
        """One for each group that says something."""
        if self.kinds:
            yield lambda node: node.kind in self.kinds
        if self.sides:
            yield lambda node: node.side in self.sides
        if self.tags:
            yield lambda node: not self.tags.isdisjoint(node.tags)
        if self.states:
            yield lambda node: any(_is(state, tree, assessment, node) for state in self.states)
        if self.differing is not None:
            differing = self.differing
            yield lambda node: node.id in differing
        if self.text:
            pattern = pattern_of(self.text)
            yield lambda node: pattern.search(f"{node.title}\n{node.id}\n{node.text}") is not None

    def in_words(self, tree: Tree) -> Iterator[str]:
        """The parts of the filter, for the strip that shows it."""
        if self.branch is not None:
            yield f"within {label(tree.nodes[self.branch])}"
        if self.differing is not None:
            yield "where the two differ"
        sides = {Side.PROPONENT: "our moves", Side.OPPONENT: "their moves"}
        for words in (
            [sides[side] for side in sorted(self.sides)],
            [look.word for kind, look in LOOKS.items() if kind in self.kinds],
            [f"#{clean_line(tag)}" for tag in sorted(self.tags)],
            [{"noted": "with notes"}.get(state, state) for state in sorted(self.states)],
        ):
            if words:
                yield " or ".join(words)
        if self.text:
            yield f"“{clean_line(self.text)}”"


def _is(state: State, tree: Tree, assessment: Assessment, node: Node) -> bool:
    judgement = assessment.judgements.get(node.id)
    if state == "unscored":
        return judgement is None
    if state == "noted":
        return node.id in assessment.notes
    return judgement is not None and staleness(tree, node.id, judgement.digest) is not None


def rows_that_match(wanted: Filter, tree: Tree, assessment: Assessment, outline: Outline) -> set[int]:
    """The rows of the nodes that are wanted; a shared node's own row stands for all of its places."""
    start, end = 1, len(outline.rows)
    if wanted.branch is not None:
        start = outline.first[wanted.branch]
        end = outline.ends[start]
    rows, nodes, is_wanted = outline.rows, tree.nodes, wanted.as_test(tree, assessment)
    return {index for index in range(start, end) if not rows[index].again and is_wanted(nodes[rows[index].node_id])}


def with_those_above(outline: Outline, rows: Iterable[int]) -> set[int]:
    """The rows and all that they hang from, the question among them."""
    kept = {0}
    for index in rows:
        row = index
        while row not in kept:
            kept.add(row)
            row = outline.above(row)
    return kept
