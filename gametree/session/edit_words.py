"""An edit in a few words, for what is said when it is done, undone and done again; and where it leaves the cursor."""

from __future__ import annotations

from collections.abc import Collection

from gametree.files.editing.edits import (
    AddNode,
    AddSource,
    DuplicateNode,
    Edit,
    Link,
    MoveNode,
    RemoveNode,
    RenameNode,
    SetKeys,
    Unlink,
)
from gametree.files.tree_editor import Plan, Step
from gametree.model.tree import QUESTION, Tree


def in_words(edit: Edit | Step) -> str:
    """What the edit does, to stand before `undone` or `done again`; nothing for a step, which can be anything."""
    match edit:
        case Step():
            words = ""
        case AddNode() | AddSource():
            words = f"adding {edit.id}"
        case SetKeys():
            words = f"changing the {' and '.join(edit.values)} of {'the tree' if edit.id == QUESTION else edit.id}"
        case MoveNode():
            words = f"moving {edit.id}"
        case Link():
            words = f"putting {edit.id} beneath {edit.parent} as well"
        case Unlink():
            words = f"taking {edit.id} away from {edit.parent}"
        case RenameNode():
            words = f"renaming {edit.id} to {edit.new_id}"
        case RemoveNode():
            words = f"deleting {edit.id}"
        case DuplicateNode():
            words = f"duplicating {edit.id}"
    return words


def touched(plan: Plan, tree: Tree) -> str | None:
    """The node that a plan is about, as it is called afterwards; None where it is there no longer."""
    paths = [path for path, (_, after) in plan.forth.difference.items() if after is not None]
    if any(path[0] == "tree" for path in paths):
        return QUESTION
    whole = [str(path[1]) for path in paths if path[0] == "node" and len(path) == 2]
    parts = [str(path[1]) for path in paths if path[0] == "node" and len(path) > 2]
    gone = [str(path[1]) for path in plan.forth.difference if path[0] == "node" and str(path[1]) not in tree.nodes]
    if gone and not whole:  # what is left was changed only because it named the one that went
        return None
    dropped = [str(path[1]) for path in plan.forth.difference if path[0] == "node" and len(path) > 2]
    tops = (*_tops(whole, tree), *_tops(plan.forth.moved, tree))
    return next((node_id for node_id in (*tops, *parts, *dropped) if node_id in tree.nodes), None)


def _tops(ids: Collection[str], tree: Tree) -> list[str]:
    """Those of the nodes that lie beneath none of the others."""
    there = {node_id for node_id in ids if node_id in tree.nodes}
    return sorted(node_id for node_id in there if there.isdisjoint(tree.nodes[node_id].parents))
