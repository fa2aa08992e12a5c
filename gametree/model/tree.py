"""The tree: a question, and nodes that answer or counter one another."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StrictStr
from pydantic.dataclasses import dataclass as checked_dataclass
from pydantic_core import PydanticCustomError

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


def _one_or_more(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


def _not_blank(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("blank", "is empty")
    return value


Words = Annotated[StrictStr, AfterValidator(_not_blank)]
Names = tuple[StrictStr, ...]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(_Table):
    """A document the nodes cite."""

    title: Words = Field(description="Title of the document.")
    author: StrictStr | None = Field(default=None, description="Who wrote it, as the document shows it.")
    date: StrictStr | None = Field(default=None, description="When it was written, in words or digits.")
    url: StrictStr | None = Field(default=None, description="Where it can be read; http or https.")
    file: StrictStr | None = Field(default=None, description="The document's own file name.")


class Header(_Table):
    """The `[tree]` table."""

    title: Words = Field(description="Name of the tree, as people would cite it.")
    question: Words | None = Field(default=None, description="What the outlook of the root answers.")
    text: StrictStr = Field(default="", description="Scope and context, in Markdown; shown on the question's own row.")
    authors: Names = Field(default=(), description="Who wrote the tree.")


# a tree may have 100,000: with slots they take a seventh of the memory of a BaseModel, and half the time
@checked_dataclass(frozen=True, slots=True, kw_only=True, config=ConfigDict(extra="forbid"))
class Node:
    """One move: what it is (`kind`), what it says (`title`, `text`), and what it answers or counters (`parents`)."""

    id: str
    kind: Kind = Field(
        description="Our moves: architecture, strategy, claim. Their moves: problem, failure-mode, objection."
    )
    title: Words = Field(description="A full thought of at most about 70 characters.")
    text: StrictStr = Field(default="", description="One to four sentences of explanation, in Markdown.")
    parents: Annotated[Names, BeforeValidator(_one_or_more)] = Field(
        default=(),
        alias="parent",
        description="The node this one refines or counters, or several; none: a top-level move.",
    )
    refinement: Literal["any", "all"] = Field(
        default="any", description="Whether any one of the same-side children has to work, or all of them."
    )
    sources: Names = Field(default=(), description="Ids of the sources that this node rests on.")
    tags: Names = Field(default=(), description="Words to filter by.")
    see: Names = Field(default=(), description="Related nodes; a link without meaning for the outlook.")
    formerly: Names = Field(
        default=(), description="Earlier ids, oldest first, under which old journals know this node."
    )
    short: Words | None = Field(default=None, description="A label for narrow columns.")

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

    def has_ways_beneath(self, node_id: str) -> bool:
        """Whether the node has refinements: children on its own side."""
        side = self.nodes[node_id].side
        return any(self.nodes[child].side is side for child in self.children.get(node_id, ()))
