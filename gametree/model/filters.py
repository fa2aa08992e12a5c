"""Which nodes to show: by kind, side, tag, by what the person said, by words, within a branch."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from gametree.model.assessment import Assessment
from gametree.model.digest import staleness
from gametree.model.kinds import LOOKS, label
from gametree.model.outline import Outline
from gametree.model.search import holding
from gametree.model.text import clean_line
from gametree.model.tree import PROPONENT_KINDS, Kind, Node, Side, Tree

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

    def among(self, tree: Tree, assessment: Assessment) -> Iterator[Node]:
        """The nodes that are wanted, leaving the branch aside, in file order."""
        nodes = iter(tree.nodes.values())
        for condition in self._conditions(tree, assessment):
            nodes = filter(condition, nodes)
        return nodes

    def _conditions(self, tree: Tree, assessment: Assessment) -> Iterator[Callable[[Node], bool]]:
        """One for each group that says something."""
        if self.kinds:
            yield lambda node: node.kind in self.kinds
        if self.sides:
            ours = {side == Side.PROPONENT for side in self.sides}
            yield lambda node: (node.kind in PROPONENT_KINDS) in ours
        if self.tags:
            yield lambda node: not self.tags.isdisjoint(node.tags)
        if self.states:
            yield self._state(tree, assessment)
        if self.differing is not None:
            differing = self.differing
            yield lambda node: node.id in differing
        if self.text:
            yield holding(self.text)

    def _state(self, tree: Tree, assessment: Assessment) -> Callable[[Node], bool]:
        """Whether one of the states is a node's."""
        judgements = assessment.judgements
        said = set(assessment.notes) if "noted" in self.states else set()
        if "stale" in self.states:
            said |= {name for name, one in judgements.items() if staleness(tree, name, one.digest) is not None}
        if "unscored" in self.states:
            return lambda node: node.id not in judgements or node.id in said
        return lambda node: node.id in said

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


def rows_that_match(wanted: Filter, tree: Tree, assessment: Assessment, outline: Outline) -> set[int]:
    """The rows of the nodes that are wanted; a shared node's own row stands for all of its places."""
    rows = {outline.first[node.id] for node in wanted.among(tree, assessment)}
    if wanted.branch is None:
        return rows
    start = outline.first[wanted.branch]
    return rows.intersection(range(start, outline.ends[start]))


def with_those_above(outline: Outline, rows: Collection[int]) -> set[int]:
    """The rows and all that they hang from, the question among them."""
    kept, nearest = {0}, len(outline.rows)
    for index in range(len(outline.ends) - 1, 0, -1):
        if index in rows or nearest < outline.ends[index]:
            kept.add(index)
            nearest = index
    return kept
