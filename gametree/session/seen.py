"""What a person saw in the tree before they began to type, and whether others have changed it since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gametree.errors import BadEdit, TreeChanged
from gametree.files.editing.edits import SetKeys
from gametree.model.text import quoted
from gametree.model.tree import QUESTION, Tree

Seen = Tree | Mapping[str, object]
"""The tree as it was then, or what some keys of the one node held."""


def keys_of(tree: Tree, node_id: str, wanted: Iterable[str] = ()) -> Mapping[str, object]:
    """What the keys of a node, or of the `[tree]` table, hold; all of them, or those wanted."""
    table = tree.header if node_id == QUESTION else tree.nodes[node_id]
    names = (
        ("title", "question", "text", "authors")
        if node_id == QUESTION
        else ("kind", "title", "text", "refinement", "sources", "tags", "see", "formerly", "short", "parents")
    )
    found = {name: getattr(table, name) for name in names}
    held = found | {"parent": found.get("parents")}
    return {key: held[key] for key in wanted} if wanted else held


def changed_since(tree: Tree, node_id: str, seen: Mapping[str, object]) -> str:
    """Which of the keys hold something else now, as a sentence; empty where none does."""
    now = keys_of(tree, node_id)
    changed = [key for key, value in seen.items() if key in now and now[key] != value]
    if not changed:
        return ""
    if len(changed) > 1:
        return f"the {', '.join(changed[:-1])} and the {changed[-1]} were changed since"
    return f"the {changed[0]} {_were(changed[0])} changed since{_says(now[changed[0]], ': it says', ' now')}"


def refuse_what_others_changed(edit: SetKeys, seen: Seen, now: Tree) -> None:
    """Raise TreeChanged where a key that the person sets does not hold what they saw any more."""
    if edit.id != QUESTION and edit.id not in now.nodes:
        raise TreeChanged(f"{quoted(edit.id)} was taken out of the file meanwhile; nothing was written")
    if isinstance(seen, Tree) and edit.id != QUESTION and edit.id not in seen.nodes:
        raise BadEdit(f"{quoted(edit.id)} was not there when you began; look at it anew")
    before = keys_of(seen, edit.id) if isinstance(seen, Tree) else seen
    after = keys_of(now, edit.id)
    for key in edit.values:
        if key in before and before[key] != after[key] != (edit.values[key] or ""):
            says = _says(after[key], " and says", " now")
            changed = f"the {key} {_were(key)} changed in the file meanwhile{says}"
            raise TreeChanged(f"{changed}; save again to put yours there")


def _says(value: object, before: str, after: str) -> str:
    return f"{before} {quoted(value)}{after}" if isinstance(value, str) else ""


def _were(key: str) -> str:
    return "were" if key.endswith("s") else "was"
