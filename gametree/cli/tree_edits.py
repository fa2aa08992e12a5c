"""What the edits of a tree file have in common on the command line."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from gametree.cli.options import complete_node
from gametree.cli.output import narrate, print_findings, print_lines
from gametree.errors import BadEdit, FaultyEdit

if TYPE_CHECKING:
    from gametree.files.editing.edits import Edit
    from gametree.files.tree_store import StoredTree

_Function = TypeVar("_Function", bound=Callable[..., Any])


def dry_run_option(function: _Function) -> _Function:
    """`--dry-run`."""
    words = "Print what would change, as a diff, and write nothing."
    return click.option("--dry-run", is_flag=True, help=words)(function)


def place_options(function: _Function) -> _Function:
    """`--before` and `--after`."""
    for name, words in (
        ("--after", "Place it behind this node and what lies beneath it."),
        ("--before", "Place it before this node."),
    ):
        function = click.option(name, metavar="ID", shell_complete=complete_node, help=words)(function)
    return function


def open_to_edit(tree: str) -> StoredTree:
    """The tree file that a command line means; raises ReadOnlyTree for a bundled one."""
    from gametree.files.locations import find_tree
    from gametree.files.tree_store import read_stored_tree, refuse_bundled

    place = find_tree(tree)
    refuse_bundled(place)
    return read_stored_tree(place.path, place.name)


def make_edit(stored: StoredTree, edit: Edit, done: str, dry_run: bool) -> None:
    """Make the edit in the file and say so, or show what it would change; where it is refused, with all findings."""
    from gametree.files.placing import place_all

    try:
        _make(stored, edit, done, dry_run)
    except FaultyEdit as error:
        print_findings(stored.path, place_all(error.findings, error.text), err=True)
        count = f"{len(error.findings)} error{'s' if len(error.findings) > 1 else ''}"
        raise BadEdit(f"nothing was written; `gametree check` would find {count} in the tree then") from error


def _make(stored: StoredTree, edit: Edit, done: str, dry_run: bool) -> None:
    from gametree.export.as_diff import unified_diff
    from gametree.files.tree_editor import plan_edit
    from gametree.files.tree_store import save_edit

    if dry_run:
        print_lines(unified_diff(stored.text.text, plan_edit(stored.text, edit).after.text, str(stored.path)))
        return
    saved = save_edit(stored, edit)
    count = len(saved.plan.removed) - 1
    more = f" and {count} beneath it" if count > 0 else ""
    narrate(f"{done}{more}, in {stored.path}" if saved.plan.splices else f"{stored.path} says so already")


def parents_meant(given: tuple[str, ...]) -> tuple[str, ...]:
    """The parents named; the question alone stands for none."""
    from gametree.model.tree import QUESTION

    return () if given == (QUESTION,) else given


def text_meant(stored: StoredTree, given: str) -> str:
    """A text as it ends in this file; - reads standard input."""
    from gametree.files.editing.habits import fitting_text

    return fitting_text(stored.text.data, standard_input() if given == "-" else given)


def standard_input() -> str:
    """What comes from there; raises BadEdit where it is no text."""
    if sys.stdin is None:
        raise BadEdit("standard input is closed; nothing was written")
    try:
        return sys.stdin.buffer.read().decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise BadEdit("standard input is not UTF-8; nothing was written") from error
