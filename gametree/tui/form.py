"""What a form asks of a node: its fields, what they hold, and what was changed in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gametree.model.kinds import LOOKS
from gametree.model.text import Clean, clean_line, typed
from gametree.model.tree import KINDS, QUESTION, Tree

Values = dict[str, str | tuple[str, ...]]


@dataclass(frozen=True)
class Form:
    """The fields of a node, or of the `[tree]` table, with what they hold."""

    heading: Clean
    held: Mapping[str, str | tuple[str, ...]]
    choices: Mapping[str, Sequence[tuple[str, Clean]]]
    lists: frozenset[str]

    @classmethod
    def of(cls, tree: Tree, node_id: str) -> Form:
        """The form of a node; of the tree itself for the question."""
        if node_id == QUESTION:
            header = tree.header
            held: dict[str, str | tuple[str, ...]] = {
                "title": header.title, "question": header.question or "", "authors": header.authors,
                "text": header.text,
            }  # fmt: skip
            return cls(Clean("The tree"), held, {}, frozenset({"authors"}))
        node = tree.nodes[node_id]
        held = {
            "title": node.title, "kind": node.kind, "refinement": node.refinement, "tags": node.tags,
            "sources": node.sources, "short": node.short or "", "text": node.text,
        }  # fmt: skip
        kinds: list[tuple[str, Clean]] = [(kind, Clean(f"{LOOKS[kind].glyph} {LOOKS[kind].word}")) for kind in KINDS]
        ways = [("any", Clean("any of the ways beneath it will do")), ("all", Clean("all of them must work"))]
        choices: dict[str, Sequence[tuple[str, Clean]]] = {"kind": kinds, "refinement": ways}
        return cls(clean_line(node_id), held, choices, frozenset({"tags", "sources"}))

    def shown(self, key: str) -> Clean:
        """What a field holds, as it stands in its line or in the editor."""
        value = self.held[key]
        if key in self.lists:
            return Clean(", ".join(map(clean_line, value)))
        return typed(str(value).removesuffix("\n")) if key == "text" else clean_line(str(value))

    def read(self, key: str, shown: str) -> str | tuple[str, ...]:
        """What a field says, from what stands in it."""
        if key in self.lists:
            return tuple(dict.fromkeys(part.strip() for part in shown.split(",") if part.strip()))
        return shown if key == "text" else shown.strip()

    def changed(self, shown: Mapping[str, str]) -> Values:
        """The fields that say something else than they did; nothing that was only shown otherwise."""
        return {key: self.read(key, text) for key, text in shown.items() if text.strip() != self.shown(key).strip()}
