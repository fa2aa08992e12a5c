"""Which nodes to show: by kind, side, tag, by what the person said, by words, within a branch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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

    def matches(self, tree: Tree, assessment: Assessment, node: Node) -> bool:
        """Whether a node is wanted, leaving the branch aside."""
        return (
            (not self.kinds or node.kind in self.kinds)
            and (not self.sides or node.side in self.sides)
            and (not self.tags or not self.tags.isdisjoint(node.tags))
            and (not self.states or any(_is(state, tree, assessment, node) for state in self.states))
            and (self.differing is None or node.id in self.differing)
            and (not self.text or pattern_of(self.text).search(f"{node.title}\n{node.id}\n{node.text}") is not None)
        )

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
    rows = outline.rows
    return {
        index
        for index in range(start, end)
        if not rows[index].again and wanted.matches(tree, assessment, tree.nodes[rows[index].node_id])
    }


def with_those_above(outline: Outline, rows: Iterable[int]) -> set[int]:
    """The rows and all that they hang from, the question among them."""
    kept = {0}
    for index in rows:
        row = index
        while row not in kept:
            kept.add(row)
            row = outline.parents[row]
    return kept
