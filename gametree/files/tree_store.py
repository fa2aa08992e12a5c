"""A tree file as it was read, and edits of it on disk: nothing that somebody else wrote meanwhile is overwritten."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gametree.errors import FaultyTree, GametreeError, NotWritten, ReadOnlyTree, TreeChanged
from gametree.files.appending import Stamp, stamp_of
from gametree.files.editing.checking import TreeText
from gametree.files.editing.edits import Edit
from gametree.files.locations import TreePlace
from gametree.files.placing import encoding_finding, syntax_finding
from gametree.files.reading import read_bytes
from gametree.files.replacing import HeldFile, held
from gametree.files.safe_write import write_new
from gametree.files.tree_editor import Plan, Step, plan_edit, take_step

_ATTEMPTS = 5


@dataclass(frozen=True)
class StoredTree:
    """A tree file's text as it was on disk when `stamp` was taken."""

    path: Path
    text: TreeText
    stamp: Stamp | None


@dataclass(frozen=True)
class Saved:
    """An edit that is on disk: the file after it, and the plan by which it was made."""

    stored: StoredTree
    plan: Plan


def read_stored_tree(path: Path, name: str | None = None) -> StoredTree:
    """The text of a tree file; raises UnreadableFile, and FaultyTree where it is not TOML at all."""
    stamp = stamp_of(path)
    return StoredTree(path, _text_of(read_bytes(path), path, path.stem if name is None else name), stamp)


def _text_of(data: bytes, path: Path, name: str) -> TreeText:
    try:
        text = TreeText(data.decode("utf-8"), name)
    except UnicodeDecodeError as error:
        raise FaultyTree(path, [encoding_finding(data, error)]) from error
    try:
        text.read()
    except (ValueError, RecursionError) as error:
        raise FaultyTree(path, [syntax_finding(text.bare, error)]) from error
    return text


def save_edit(stored: StoredTree, edit: Edit) -> Saved:
    """Make an edit in the file, to what is in it by now; raises BadEdit, FaultyEdit, TreeChanged, NotWritten.

    Where somebody else changed the file since it was read, the edit is made there if it comes to the same.
    """
    return _save(stored, lambda text: plan_edit(text, edit))


def save_step(stored: StoredTree, step: Step) -> Saved:
    """Take a step of the history back or again in the file; raises as `save_edit` does."""
    return _save(stored, lambda text: take_step(text, step))


def _save(stored: StoredTree, make_plan: Callable[[TreeText], Plan]) -> Saved:
    plan = make_plan(stored.text)  # without the lock: this takes its time
    for _ in range(_ATTEMPTS):
        with held(stored.path) as file:
            data = plan.after.text.encode()
            is_there = file.data == data  # nothing to do, or done by an attempt that failed only afterwards
            if not is_there and file.data != stored.text.text.encode():
                stored, plan = _again(file, stored, plan, make_plan)
                data = plan.after.text.encode()
            if is_there or file.replace(data):
                return Saved(StoredTree(stored.path, plan.after, stamp_of(stored.path)), plan)
    raise NotWritten(stored.path, "another program writes to it all the time")


def _again(
    file: HeldFile, stored: StoredTree, plan: Plan, make_plan: Callable[[TreeText], Plan]
) -> tuple[StoredTree, Plan]:
    """The plan for a file that has changed, which has to come to the same."""
    try:
        text = _text_of(file.data, stored.path, stored.text.name)
        again = make_plan(text)
    except GametreeError as error:
        raise TreeChanged(f"{stored.path} was changed meanwhile, and nothing was written: {error}") from error
    if (again.forth.difference, again.forth.moved) != (plan.forth.difference, plan.forth.moved):
        raise TreeChanged(
            f"{stored.path} was changed meanwhile, where this edit changes it too; nothing was written, look at it anew"
        )
    return StoredTree(stored.path, text, stored.stamp), again


def refuse_bundled(place: TreePlace) -> None:
    """Raise ReadOnlyTree for a tree that came with the program."""
    if place.bundled:
        raise ReadOnlyTree(
            f"{place.name} came with gametree and is not edited where it is; copy it first: "
            f"cp '{place.path}' ./{place.name}.toml"
        )


def copy_tree(place: TreePlace, to: Path) -> StoredTree:
    """A copy of a tree to be edited, at a path where there is nothing yet; raises NotWritten, UnreadableFile."""
    if to.suffix != ".toml":
        raise NotWritten(to, f"a tree's name ends in .toml; try {to.name}.toml")
    stored = read_stored_tree(place.path)
    write_new(to, stored.text.text)
    return read_stored_tree(to)
