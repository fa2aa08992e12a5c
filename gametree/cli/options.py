"""Arguments and options that several commands share, and what they come to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from gametree.evaluation.outlook import Outlooks
    from gametree.files.locations import JournalPlace, TreePlace
    from gametree.model.finding import Finding
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


def evaluation_options(function: _Function) -> _Function:
    """`--semantics S` and `--assume P`."""
    function = click.option(
        "--assume", default="50%", show_default=True, metavar="P", help="What an unscored node counts as."
    )(function)
    return click.option(
        "--semantics",
        default="prob",
        show_default=True,
        metavar="S",
        shell_complete=complete_semantics,
        help="How scores are rolled up.",
    )(function)


def tree_argument(function: _Function) -> _Function:
    """TREE: a bundled name or a path."""
    return click.argument("tree", metavar="TREE", shell_complete=complete_tree)(function)


def node_argument(required: bool = True, or_question: bool = False) -> Callable[[_Function], _Function]:
    """NODE: the id of a node in TREE, or `question` where that makes sense."""
    metavar = "NODE" if required else "[NODE]"
    complete = complete_node_or_question if or_question else complete_node
    return click.argument("node", metavar=metavar, required=required, shell_complete=complete)


def find_session(tree: str, as_name: str | None, assessment: str | None) -> Session:
    """The sitting that a command line means; says what in the journal was passed over, and what is amiss in it."""
    session = begin_session(tree, as_name, assessment)
    say_findings(session, session.findings)
    return session


def find_outlooks(session: Session, semantics: str = "prob", assume: str = "50%") -> Outlooks:
    """The outlooks that a command line means; says what the tree means and the semantics cannot."""
    from gametree.cli.output import narrate
    from gametree.cli.progress import Progress
    from gametree.evaluation.outlook import outlook_of
    from gametree.export.outlook_remarks import semantics_remarks
    from gametree.model.plausibility import parse_plausibility

    assumed = parse_plausibility(assume)
    with Progress("working out"):
        outlooks = outlook_of(session.tree, session.assessment, semantics, assumed)
    for remark in semantics_remarks(outlooks):
        narrate(remark)
    return outlooks


def say_what_is_missing(session: Session) -> None:
    """Which scores have no node any more, and whether there is a journal at all."""
    from gametree.cli.output import narrate

    orphans = session.orphans()
    if orphans:
        narrate(f"no longer in the tree, but scored or noted: {', '.join(orphans)}")
    if not session.journal.path.exists():
        narrate(f"{session.assessor} has no assessment of this tree yet; it will be {session.journal.path}")


def begin_session(tree: str, as_name: str | None, assessment: str | None) -> Session:
    """The sitting that a command line means; says nothing."""
    from gametree.files.locations import find_tree
    from gametree.session import open_session

    place = find_tree(tree)
    journal, assessor = find_assessment(place, as_name, assessment)
    return open_session(place, journal, assessor)


def say_findings(session: Session, findings: Sequence[Finding]) -> None:
    """Findings in a person's assessment on stderr, and which command mends what a command can."""
    from gametree.cli.output import narrate, print_findings

    print_findings(session.journal.path, findings, err=True)
    if any(finding.check == "architectures-exceed" for finding in findings):
        narrate("`gametree score TREE --fit` scales them")
    if any(finding.check == "lost-records" for finding in findings):
        narrate("`gametree lost TREE` shows them, puts them back, or lets them go")


def find_assessment(tree: TreePlace, as_name: str | None, assessment: str | None) -> tuple[JournalPlace, str]:
    """The journal and the assessor that `--as` and `--assessment` mean."""
    from gametree.files.locations import JournalPlace, assessor_name, default_assessor, find_journal

    if as_name is not None and assessment is not None:
        raise click.UsageError("--as and --assessment exclude each other: a journal file names its assessor itself")
    if assessment is not None:
        path = Path(assessment)
        _check_is_journal(path)
        return JournalPlace(path, "as named"), assessor_name(path.stem)
    assessor = assessor_name(as_name) if as_name is not None else default_assessor()
    return find_journal(tree, assessor), assessor


def _check_is_journal(path: Path) -> None:
    """Refuse a file that is something else, such as a tree: nothing must ever be appended to it."""
    from gametree.errors import UnreadableFile
    from gametree.files.journal import read_journal

    if read_journal(path).is_foreign:
        raise UnreadableFile(path, "not-a-journal", "is no journal: there is not one record in it")


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
    from gametree.model.text import clean_line

    try:
        nodes = load_tree(find_tree(_typed_tree(ctx)).path).nodes.values()
    except GametreeError:
        return []
    return [CompletionItem(node.id, help=clean_line(node.title)) for node in nodes if node.id.startswith(incomplete)]


def complete_node_or_question(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Node ids of the tree already typed, and the question's."""
    from click.shell_completion import CompletionItem

    from gametree.model.tree import QUESTION

    nodes = complete_node(ctx, param, incomplete)
    is_meant = QUESTION.startswith(incomplete) and (nodes or incomplete)
    return [*nodes, *([CompletionItem(QUESTION, help="the tree's question itself")] if is_meant else [])]


def complete_assessor(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Everyone who has a journal on the tree already typed."""
    from click.shell_completion import CompletionItem

    from gametree.errors import GametreeError
    from gametree.files.locations import assessors_of, find_tree
    from gametree.model.text import slug

    try:
        names = assessors_of(find_tree(_typed_tree(ctx)))
    except GametreeError:
        return []
    return [CompletionItem(name) for name in names if name.startswith(incomplete) and slug(name) == name]


def complete_semantics(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Every way to roll scores up."""
    from click.shell_completion import CompletionItem

    from gametree.evaluation.semantics import SEMANTICS

    return [CompletionItem(name) for name in SEMANTICS if name.startswith(incomplete)]


def complete_version(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Everyone who has a journal on the tree of `--tree`, and files."""
    from click.shell_completion import CompletionItem

    names = complete_assessor(ctx, param, incomplete) if ctx.params.get("tree") else []
    return [*names, *([] if names else [CompletionItem(incomplete, type="file")])]


def _typed_tree(ctx: click.Context) -> str:
    """TREE as it was typed already; behind an option without its value click has not sorted the arguments yet."""
    typed: str = ctx.params.get("tree") or next(iter(ctx.args), "")
    return typed
