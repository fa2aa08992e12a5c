"""Edits of a tree file's text: only the characters of what changes change, or nothing does.

The place of an edit is found by a scan, the edit is spliced in, and the new text counts only if tomli reads it as
exactly the tree that was meant, and if the checks on trees have nothing new against it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property

from gametree.errors import BadEdit, TreeChanged
from gametree.files.editing.changes import (
    Change,
    Difference,
    Move,
    Rename,
    apply_changes,
    difference,
    left_alone,
    nodes_in,
    reads_as_intended,
    says_the_same,
    with_difference,
)
from gametree.files.editing.checking import TreeText, refuse_new_faults
from gametree.files.editing.edits import Edit
from gametree.files.editing.layout import Layout, QuickLayout, WholeLayout
from gametree.files.editing.meaning import changes_of
from gametree.files.editing.patch import Piece
from gametree.files.editing.splices import Splice, apply_splices, inverted, relocated, tidy
from gametree.files.editing.splicing import pieces_of, with_comments_kept
from gametree.files.editing.statements import Unfit
from gametree.files.tree_file import collector_at_rest


@dataclass(frozen=True, slots=True)
class Step:
    """A change that can be made to a text again, or taken back from it, when others have changed it elsewhere."""

    splices: tuple[Splice, ...]
    difference: Difference
    moved: frozenset[str] = frozenset()
    """The nodes that change their place in the file."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """The nodes that are called otherwise: ids before and after."""


@dataclass(frozen=True)
class Plan:
    """An edit as it is to be made: the text before and after, and the splices that lead from one to the other."""

    before: TreeText
    after: TreeText
    forth: Step

    @property
    def splices(self) -> tuple[Splice, ...]:
        """What is taken out of the text and put in, in order; nothing where all was as asked."""
        return self.forth.splices

    @property
    def removed(self) -> tuple[str, ...]:
        """The nodes that are there no longer, under whatever id."""
        there = self.after.data.get("node", {})
        return tuple(node_id for node_id in self.before.data.get("node", {}) if node_id not in there)

    @cached_property
    def back(self) -> Step:
        """The step that undoes it."""
        wanted = {path: (after, before) for path, (before, after) in reversed([*self.forth.difference.items()])}
        renamed = {new: old for old, new in self.forth.renamed.items()}
        return Step(inverted(self.forth.splices, self.after.text), wanted, self.forth.moved, renamed)


def edit_text(text: str, edit: Edit) -> str:
    """The text of a tree file after an edit; raises BadEdit, FaultyEdit, UnknownNode, and then nothing is changed."""
    return plan_edit(TreeText(text), edit).after.text


def plan_edit(text: TreeText, edit: Edit) -> Plan:
    """How an edit is made; raises BadEdit, FaultyEdit, UnknownNode."""
    return plan_changes(text, changes_of(edit, text.data, text.tree))


@collector_at_rest()
def plan_changes(text: TreeText, changes: Sequence[Change]) -> Plan:
    """How changes are made, each given as a difference of the tables and keys; raises BadEdit, FaultyEdit."""
    if not changes:
        return Plan(text, text, Step((), {}))
    plan = plan_unchecked(text, changes)
    step = plan.forth
    after = plan.after.checked_against(text, step.splices, step.difference, step.moved)
    refuse_new_faults(text, after, step.renamed)
    return plan


def plan_unchecked(text: TreeText, changes: Sequence[Change]) -> Plan:
    """As `plan_changes`, for any TOML text, whether it is a tree or not; raises BadEdit."""
    for layout in (lambda: QuickLayout(text.bare, text.data), lambda: WholeLayout(text.bare)):
        plan = _attempt(text, changes, layout)
        if plan is not None:
            return plan
    raise BadEdit(
        "the way in which the file is written does not let this edit be made without touching more of it; "
        "make it in an editor"
    )


def _attempt(text: TreeText, changes: Sequence[Change], make_layout: Callable[[], Layout]) -> Plan | None:
    """The plan by one layout, or None where that cannot make it, or what comes out is not what was meant."""
    layout = make_layout()
    try:
        changes = with_comments_kept(layout, changes)
        splices = _tidy(text, pieces_of(layout, text.data, changes))
        intended = apply_changes(text.data, changes)
        differs = difference(text.data, intended, nodes_in(changes))
        read = text.followed_by(apply_splices(text.text, splices))
        read.read(left_alone(text.data, differs))
    except (Unfit, ValueError, RecursionError):
        return None
    if not reads_as_intended(read.data, intended, differs):
        return None
    moved = frozenset(node_id for change in changes if isinstance(change, Move) for node_id in change.ids)
    renamed = {change.old: change.new for change in changes if isinstance(change, Rename)}
    return Plan(text, read, Step(splices, differs, moved, renamed))


def _tidy(text: TreeText, pieces: Sequence[Piece]) -> tuple[Splice, ...]:
    shift = len(text.text) - len(text.bare)
    return tidy(text.text, [(start + shift, end + shift, after) for start, end, after in pieces])


@collector_at_rest()
def take_step(text: TreeText, step: Step) -> Plan:
    """How a step is taken on a text that may have changed since, elsewhere.

    Raises TreeChanged where it is in doubt what the step would come to, FaultyEdit where the tree would be at fault.
    """
    intended = with_difference(text.data, step.difference)
    if intended is None:
        raise TreeChanged("what this would change was changed meanwhile, by an editor or another window")
    splices = relocated(step.splices, text.text)
    try:
        after = text.followed_by(apply_splices(text.text, splices))
        after.read(left_alone(text.data, step.difference))
        is_meant = says_the_same(after.data, intended, step.difference, _set_apart(step))
    except ValueError:
        is_meant = False
    if not is_meant:
        raise TreeChanged("the lines that this would change were changed meanwhile, by an editor or another window")
    after = after.checked_against(text, splices, step.difference, step.moved)
    refuse_new_faults(text, after, step.renamed)
    return Plan(text, after, replace(step, splices=splices))


def _set_apart(step: Step) -> Set[str]:
    """The nodes that the step moves, adds or removes; all others stand in the order in which they stood."""
    return step.moved.union(str(path[1]) for path in step.difference if len(path) == 2 and path[0] == "node")
