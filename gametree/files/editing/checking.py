"""A tree file's text with what it says, and what the checks have against it that they had not before an edit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from gametree.errors import BadEdit, FaultyEdit
from gametree.files.editing.changes import Data, Difference
from gametree.files.editing.splices import Splice, inverted
from gametree.files.editing.vicinity import tree_after
from gametree.files.placing import syntax_finding
from gametree.files.slices import read_document
from gametree.files.tree_file import build_tree, collector_at_rest, conflict_in_words
from gametree.model.finding import Finding
from gametree.model.tree import Tree

_BOM = "\ufeff"
_MARK = 9  # characters: a line break and a mark


@dataclass(frozen=True)
class TreeText:
    """The text of a tree file, with its byte-order mark if it has one, and what it says, read when asked for."""

    text: str
    name: str = ""

    @property
    def bare(self) -> str:
        """The text without a byte-order mark."""
        return self.text.removeprefix(_BOM)

    @cached_property
    def data(self) -> Data:
        """What tomli reads in it; raises BadEdit where it is not valid TOML."""
        try:
            return self.read()
        except (ValueError, RecursionError) as error:
            finding = syntax_finding(self.bare, error)
            raise BadEdit(f"the file cannot be read, line {finding.place.line}: {finding.message}") from error

    @collector_at_rest()
    def read(self, known: Mapping[str, Any] | None = None) -> Data:
        """What tomli reads in it; raises what tomli raises. Nodes that are as they are `known` are the same objects."""
        vars(self)["data"] = data = read_document(self.bare, known)
        return data

    @cached_property
    def checked(self) -> tuple[Tree, tuple[Finding, ...]]:
        """The tree, as far as it can be told, and the findings on it, errors and warnings, without their places."""
        marker = conflict_in_words(self.bare)
        tree, findings = build_tree(self.data, self.name)
        return tree, tuple([marker] if marker else []) + tuple(findings)

    @cached_property
    def tree(self) -> Tree | None:
        """The tree, unless a finding is an error."""
        return None if self.errors else self.checked[0]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that are errors."""
        return tuple(finding for finding in self.checked[1] if finding.is_error)

    def followed_by(self, text: str) -> TreeText:
        """Another text of the same tree."""
        return TreeText(text, self.name)

    def checked_against(
        self, before: TreeText, splices: Sequence[Splice], differs: Difference, moved: Set[str]
    ) -> TreeText:
        """This text with its tree, where that of the text before shows that it has none but new nodes to look at."""
        if before.tree is not None and not (_may_bring_marks(splices, self.text) and conflict_in_words(self.bare)):
            tree = tree_after(before.tree, self.data, differs, moved)
            if tree is not None:
                vars(self)["tree"] = tree
        return self


def _may_bring_marks(splices: Sequence[Splice], after: str) -> bool:
    """Whether something like git's mark of a conflict stands where a text was spliced."""
    around = (f"{back.lead[-_MARK:]}{back.before}{back.trail[:_MARK]}" for back in inverted(splices, after))
    return any("<<" in words or ">>" in words for words in around)


def refuse_new_faults(before: TreeText, after: TreeText, renamed: Mapping[str, str]) -> None:
    """Raise FaultyEdit with the errors of the text after an edit that were not there before it.

    `renamed` are the nodes that the edit calls otherwise: ids before and after.
    """
    if after.tree is not None:
        return
    known = Counter(_mark(finding, before.data, renamed) for finding in before.errors)
    new = []
    for finding in after.errors:
        mark = _mark(finding, after.data, {})
        if known[mark]:
            known[mark] -= 1
        else:
            new.append(finding)
    if new:
        raise FaultyEdit(new, after.bare)


def _mark(finding: Finding, data: Data, renamed: Mapping[str, str]) -> tuple[str, tuple[str, ...], str]:
    """What makes a finding the same one before and after: the check, the key it concerns and what stands there."""
    value: Any = data
    for step in finding.path:
        value = value if isinstance(value, str) else value[step]
    path = tuple(renamed.get(step, step) for step in finding.path if isinstance(step, str))
    said = "" if isinstance(value, dict | list) else str(value)
    return finding.check, path, renamed.get(said, said)
