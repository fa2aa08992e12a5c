"""The tree: a question, and nodes that answer or counter one another."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Set
from copy import copy
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Literal
from weakref import ref

QUESTION = "question"
"""The reserved id of the root: the tree's question itself."""


class Side(StrEnum):
    """Whose move a node is."""

    PROPONENT = "proponent"
    OPPONENT = "opponent"


Kind = Literal["architecture", "strategy", "claim", "problem", "failure-mode", "objection"]
PROPONENT_KINDS: tuple[Kind, ...] = ("architecture", "strategy", "claim")
OPPONENT_KINDS: tuple[Kind, ...] = ("problem", "failure-mode", "objection")
KINDS: tuple[Kind, ...] = PROPONENT_KINDS + OPPONENT_KINDS
Refinement = Literal["any", "all"]


Words = Annotated[str, "not blank"]
"""What a key says and how it is checked stand here; `model.shape` makes pydantic models of it where they are needed."""
Names = tuple[str, ...]
NameOrNames = Annotated[tuple[str, ...], "or a lone one"]


def _about(description: str, key: str = "") -> dict[str, str]:
    """What a field says, and what it is called in the file if not as here."""
    return {"description": description, "key": key}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document the nodes cite."""

    title: Words = field(metadata=_about("Title of the document."))
    author: str | None = field(default=None, metadata=_about("Who wrote it, as the document shows it."))
    date: str | None = field(default=None, metadata=_about("When it was written, in words or digits."))
    url: str | None = field(default=None, metadata=_about("Where it can be read; http or https."))
    file: str | None = field(default=None, metadata=_about("The document's own file name."))

    def said(self) -> dict[str, str]:
        """What the file says of it, by key."""
        return {key: value for key, value in asdict(self).items() if value is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The `[tree]` table."""

    title: Words = field(metadata=_about("Name of the tree, as people would cite it."))
    question: Words | None = field(default=None, metadata=_about("What the outlook of the root answers."))
    text: str = field(default="", metadata=_about("Scope and context, in Markdown; shown on the question's own row."))
    authors: Names = field(default=(), metadata=_about("Who wrote the tree."))


# a tree may have 100,000: slots take a seventh of the memory of a pydantic model, and importing pydantic takes time
@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One move: what it is (`kind`), what it says (`title`, `text`), and what it answers or counters (`parents`)."""

    id: str
    kind: Kind = field(
        metadata=_about("Our moves: architecture, strategy, claim. Their moves: problem, failure-mode, objection.")
    )
    title: Words = field(metadata=_about("A full thought of at most about 70 characters."))
    text: str = field(default="", metadata=_about("One to four sentences of explanation, in Markdown."))
    parents: NameOrNames = field(
        default=(),
        metadata=_about("The node this one refines or counters, or several; none: a top-level move.", "parent"),
    )
    refinement: Refinement = field(
        default="any", metadata=_about("Whether any one of the same-side children has to work, or all of them.")
    )
    sources: Names = field(default=(), metadata=_about("Ids of the sources that this node rests on."))
    tags: Names = field(default=(), metadata=_about("Words to filter by."))
    see: Names = field(default=(), metadata=_about("Related nodes; a link without meaning for the outlook."))
    formerly: Names = field(
        default=(), metadata=_about("Earlier ids, oldest first, under which old journals know this node.")
    )
    short: Words | None = field(default=None, metadata=_about("A label for narrow columns."))

    @property
    def side(self) -> Side:
        """Whose move it is; the kind decides."""
        return Side.PROPONENT if self.kind in PROPONENT_KINDS else Side.OPPONENT

    def changed(self, **fields: Any) -> Node:
        """The node with other values in some fields, which are not checked."""
        other = copy(self)
        for name, value in fields.items():
            object.__setattr__(other, name, value)
        return other


@dataclass(frozen=True)
class Tree:
    """A whole tree file as values; nodes and sources in file order."""

    name: str
    header: Header
    sources: Mapping[str, Source] = field(default_factory=dict)
    nodes: Mapping[str, Node] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The tree's title."""
        return self.header.title

    @property
    def question(self) -> str:
        """What the root answers; the title where the file asks nothing."""
        return self.header.question or self.header.title

    @cached_property
    def children(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of every node's children in file order; those of the top-level nodes under `QUESTION`."""
        found: dict[str, list[str]] = {}
        for node in self.nodes.values():
            for parent in node.parents or (QUESTION,):
                found.setdefault(parent, []).append(node.id)
        return {parent: tuple(ids) for parent, ids in found.items()}

    @cached_property
    def architectures(self) -> tuple[Node, ...]:
        """The exclusive scenarios, in file order; they stand at the top level."""
        top = (self.nodes[node_id] for node_id in self.children.get(QUESTION, ()))
        return tuple(node for node in top if node.kind == "architecture")

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """Former id to present id."""
        return {old: node.id for node in self.nodes.values() for old in node.formerly}

    def followed_by(self, after: Tree, changed: Collection[str], moved: Collection[str] = ()) -> Tree:
        """A later version of this tree, both without faults, with what was worked out for this one as far as it holds.

        `changed` are the nodes that came, went or are other ones, `moved` those that stand elsewhere in the file.
        """
        hung = {name for name in changed if self.above(name) != after.above(name)}.union(moved)
        vars(after)["_since"] = ref(self), hung
        if "children" in vars(self):
            vars(after)["children"] = _children_after(self, after, hung)
        if "renamed" in vars(self):
            vars(after)["renamed"] = _renamed_after(self, after, changed)
        if "linked" in vars(self) and not any(
            _sees(tree, name) for tree in (self, after) for name in (*changed, *moved)
        ):
            vars(after)["linked"] = self.linked
        return after

    def hung_since(self, before: Tree) -> Set[str] | None:
        """The nodes that came, went, hang from others or stand elsewhere than in the version right before this one.

        None where that is not known, as of any other version.
        """
        version, hung = vars(self).get("_since", (lambda: None, None))
        return hung if version() is before else None

    def above(self, node_id: str) -> tuple[str, ...]:
        """Among whose children a node is; `question` for one at the top, nothing where there is no such node."""
        return (self.nodes[node_id].parents or (QUESTION,)) if node_id in self.nodes else ()

    @cached_property
    def linked(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of those that name each node in `see`, in file order."""
        return _linked([node for node in self.nodes.values() if node.see])

    def has_ways_beneath(self, node_id: str) -> bool:
        """Whether the node has refinements: children on its own side."""
        side = self.nodes[node_id].side
        return any(self.nodes[child].side is side for child in self.children.get(node_id, ()))


def _linked(nodes: Iterable[Node]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for node in nodes:
        for name in dict.fromkeys(node.see):
            found.setdefault(name, []).append(node.id)
    return {name: tuple(ids) for name, ids in found.items()}


def _sees(tree: Tree, node_id: str) -> bool:
    return node_id in tree.nodes and bool(tree.nodes[node_id].see)


def _children_after(before: Tree, after: Tree, hung: Set[str]) -> Mapping[str, tuple[str, ...]]:
    """Everybody's children, where only some nodes may have left a family, joined one, or changed places in it."""
    if not hung:
        return before.children
    concerned = {parent for tree in (before, after) for name in hung for parent in tree.above(name)}
    families = {parent: [n for n in before.children.get(parent, ()) if n not in hung] for parent in concerned}
    joined = {parent for name in hung for parent in after.above(name)}
    for name in hung:
        for parent in after.above(name):
            families[parent].append(name)
    mixed = {name for parent in joined for name in families[parent]}
    place = {name: at for at, name in enumerate([name for name in after.nodes if name in mixed])}
    for parent in joined:
        families[parent].sort(key=place.__getitem__)
    found = {**before.children, **{parent: tuple(family) for parent, family in families.items()}}
    for parent, family in families.items():
        if not family:
            del found[parent]
    return found


def _renamed_after(before: Tree, after: Tree, changed: Collection[str]) -> Mapping[str, str]:
    gone, new = (
        {old: name for name in changed if name in tree.nodes for old in tree.nodes[name].formerly}
        for tree in (before, after)
    )
    if gone == new:
        return before.renamed
    return {old: name for old, name in before.renamed.items() if old not in gone} | new
