"""Arguments and options that several commands share, and what they come to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from gametree.files.locations import JournalPlace, TreePlace
    from gametree.session import Session

_Function = TypeVar("_Function", bound=Callable[..., Any])


def assessor_options(function: _Function) -> _Function:
    """`--as NAME` and `--assessment FILE`."""
    function = click.option(
        "--assessment", metavar="FILE", help="The journal file itself, wherever it is.", type=click.Path()
    )(function)
    return click.option(
        "--as",
        "as_name",
        metavar="NAME",
        shell_complete=complete_assessor,
        help="Whose assessment; by default yours, from git's user.name or the login name.",
    )(function)


def format_option(*formats: str) -> Callable[[_Function], _Function]:
    """`--format`, the first one by default."""
    return click.option(
        "--format", "format_", type=click.Choice(formats), default=formats[0], show_default=True, help="Output format."
    )


def tree_argument(function: _Function) -> _Function:
    """TREE: a bundled name or a path."""
    return click.argument("tree", metavar="TREE", shell_complete=complete_tree)(function)


def node_argument(required: bool = True) -> Callable[[_Function], _Function]:
    """NODE: the id of a node in TREE."""
    metavar = "NODE" if required else "[NODE]"
    return click.argument("node", metavar=metavar, required=required, shell_complete=complete_node)


def find_session(tree: str, as_name: str | None, assessment: str | None) -> Session:
    """The sitting that a command line means; says what in the journal was passed over."""
    from gametree.cli.output import print_findings
    from gametree.files.locations import find_tree
    from gametree.session import open_session

    place = find_tree(tree)
    journal, assessor = find_assessment(place, as_name, assessment)
    session = open_session(place, journal, assessor)
    print_findings(journal.path, session.findings, err=True)
    return session


def find_assessment(tree: TreePlace, as_name: str | None, assessment: str | None) -> tuple[JournalPlace, str]:
    """The journal and the assessor that `--as` and `--assessment` mean."""
    from gametree.files.locations import JournalPlace, assessor_name, default_assessor, find_journal

    if as_name is not None and assessment is not None:
        raise click.UsageError("--as and --assessment exclude each other: a journal file names its assessor itself")
    if assessment is not None:
        path = Path(assessment)
        return JournalPlace(path, "as named"), assessor_name(path.stem)
    assessor = assessor_name(as_name) if as_name is not None else default_assessor()
    return find_journal(tree, assessor), assessor


def complete_tree(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Bundled names, and files."""
    from click.shell_completion import CompletionItem

    from gametree.files.locations import bundled_trees

    names = [place.name for place in bundled_trees() if place.name.startswith(incomplete)]
    return [*map(CompletionItem, names), *([] if names else [CompletionItem(incomplete, type="file")])]


def complete_node(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Node ids of the tree already typed."""
    from click.shell_completion import CompletionItem

    from gametree.errors import GametreeError
    from gametree.files.locations import find_tree
    from gametree.files.tree_file import load_tree

    try:
        nodes = load_tree(find_tree(ctx.params["tree"]).path).nodes
    except (GametreeError, KeyError):
        return []
    return [CompletionItem(node.id, help=node.title) for node in nodes.values() if node.id.startswith(incomplete)]


def complete_assessor(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Everyone who has a journal on the tree already typed."""
    from click.shell_completion import CompletionItem

    from gametree.errors import GametreeError
    from gametree.files.locations import assessors_of, find_tree

    try:
        names = assessors_of(find_tree(ctx.params["tree"]))
    except (GametreeError, KeyError):
        return []
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]
