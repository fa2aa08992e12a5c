"""`gametree diff`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from gametree.cli.options import complete_tree, complete_version, evaluation_options, format_option
from gametree.cli.output import narrate, print_findings, print_json, print_lines, wants_colour, width

if TYPE_CHECKING:
    from gametree.comparison.assessment_diff import AssessmentDiff
    from gametree.model.tree import Tree
    from gametree.session.versions import Version

_FEW = 10


@click.command(
    "diff",
    epilog="""\b
Examples:
  gametree diff ada bob --tree ./oversight.toml        two people
  gametree diff ada@30d ada --tree ./oversight.toml    one person, a month ago and now
  gametree diff oversight.assessments/ada.toml bob-sent-this.toml --notes
  gametree diff HEAD~3:oversight.toml oversight.toml   two versions of a tree
\b
A and B are a person's name, a journal file, or REV:path as in git. With @2026-03-01 behind it
(the end of that day, UTC), a full time, or an age (30d, 6w, 3m, 1y) a journal is read as it
stood then. Without --tree it is the tree beside a journal, else the one that the journal names
(beside it, or bundled); where A and B are names, the only tree of this folder.
\b
A score that one of the two lacks is taken from the other and never counts as disagreement.
"so far" is the part of the difference that the nodes down to here make; VOD is how much closer
the two can expect to come by learning whether the node holds (log 10).
\b
Exit codes: 0 fine; with --exit-code 1 where they differ; 2 wrong usage or unreadable input.""",
)
@click.argument("versions", metavar="A B", nargs=-1, shell_complete=complete_version)
@click.option("--tree", metavar="TREE", shell_complete=complete_tree, help="The tree, where A and B "
              "do not tell.")  # fmt: skip
@click.option("--notes", "with_notes", is_flag=True, help="The notes of both, side by side.")
@format_option("text", "json", "markdown", "csv")
@click.option("--top", type=click.IntRange(min=0), metavar="N", help="So many cruxes; text and markdown show "
              f"{_FEW} by default, the others all.")  # fmt: skip
@evaluation_options
@click.option("--exit-code", is_flag=True, help="Exit with 1 where they differ.")
@click.option("--git", "for_git", is_flag=True, help="As a diff program of git's: takes the arguments git passes.")
@click.pass_context
def command(
    ctx: click.Context,
    versions: tuple[str, ...],
    tree: str | None,
    with_notes: bool,
    format_: str,
    top: int | None,
    semantics: str,
    assume: str,
    exit_code: bool,
    for_git: bool,
) -> None:
    """Where two people differ, or one person at two dates, and which few nodes explain it; or how a tree changed."""
    if for_git:
        from gametree.cli.tree_diff import diff_for_git

        ctx.exit(diff_for_git(versions))
    if len(versions) != 2:
        raise click.UsageError(
            f"two are compared, A and B; given {'was' if len(versions) == 1 else 'were'} {len(versions)}"
        )
    a, b = versions
    if _are_trees(a, b):
        from gametree.cli.tree_diff import diff_trees

        ctx.exit(diff_trees(a, b, format_, exit_code))
    found, (version_a, version_b), diff = _compare(versions, tree, semantics, assume)
    _say_what_was_passed_over(found, diff, (version_a, version_b), format_)
    _say_what_it_cannot(semantics, found, version_a)
    _print(found, diff, (version_a.name, version_b.name), format_, top, with_notes)
    ctx.exit(1 if exit_code and diff.cruxes else 0)


def _are_trees(a: str, b: str) -> bool:
    """Whether both arguments are trees; one tree and one assessment have nothing to be compared by."""
    from gametree.files.tree_versions import looks_like_tree

    first, second = looks_like_tree(a), looks_like_tree(b)
    if first != second:
        tree, other = (a, b) if first else (b, a)
        raise click.UsageError(f"{tree} is a tree and {other} is none; compare two trees, or two assessments of one")
    return first


def _compare(
    typed: tuple[str, ...], tree: str | None, semantics: str, assume: str
) -> tuple[Tree, tuple[Version, Version], AssessmentDiff]:
    from gametree.cli.progress import Progress
    from gametree.comparison.assessment_diff import diff_assessments
    from gametree.files.locations import current_folder
    from gametree.files.tree_file import collector_at_rest
    from gametree.model.plausibility import parse_plausibility
    from gametree.session.versions import find_versions

    assumed = parse_plausibility(assume)
    with Progress("reading") as progress, collector_at_rest():
        found, (a, b) = find_versions(typed, tree, datetime.now(UTC), current_folder())
        progress.now("comparing")
        diff = diff_assessments(found, a.assessment, b.assessment, semantics, assumed, progress=progress.told)
    return found, (a, b), diff


def _say_what_was_passed_over(
    tree: Tree, diff: AssessmentDiff, versions: tuple[Version, Version], format_: str
) -> None:
    """What a reader must know beside the answer; text and markdown say part of it themselves."""
    for version in versions:
        print_findings(version.source, version.findings, err=True)
        if not version.assessment.records:
            narrate(f"{version.name} says nothing about {tree.name}")
    if format_ in ("json", "csv"):
        for remark in diff.remarks:
            narrate(remark)
        if diff.removed:
            narrate(f"no longer in the tree, but scored or noted: {', '.join(one.node for one in diff.removed)}")


def _say_what_it_cannot(semantics: str, tree: Tree, version: Version) -> None:
    """What the tree says and a lens does not see."""
    from gametree.evaluation.outlook import outlook_of
    from gametree.evaluation.semantics import LENSES
    from gametree.export.outlook_remarks import semantics_remarks

    if semantics in LENSES:
        for remark in semantics_remarks(outlook_of(tree, version.assessment, semantics)):
            narrate(remark)


def _print(
    tree: Tree, diff: AssessmentDiff, names: tuple[str, str], format_: str, top: int | None, with_notes: bool
) -> None:
    few = _FEW if top is None else top
    if format_ == "json":
        from gametree.export.assessment_diff_as_json import assessment_diff_as_json

        print_json(assessment_diff_as_json(diff, top, with_notes))
    elif format_ == "csv":
        from gametree.export.assessment_diff_as_csv import assessment_diff_as_csv

        print_lines(assessment_diff_as_csv(tree, diff, top))
    elif format_ == "markdown":
        from gametree.export.assessment_diff_as_markdown import assessment_diff_as_markdown

        print_lines(assessment_diff_as_markdown(tree, diff, names, few, with_notes))
    else:
        from gametree.export.assessment_diff_as_text import assessment_diff_as_text

        print_lines(assessment_diff_as_text(tree, diff, names, width(), few, with_notes, wants_colour()))
