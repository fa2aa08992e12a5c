"""`gametree check`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gametree.cli.options import assessor_options, begin_session, complete_tree, format_option
from gametree.cli.output import narrate, print_findings, print_json
from gametree.errors import UnreadableFile

if TYPE_CHECKING:
    from gametree.model.finding import Finding


@click.command(
    "check",
    epilog="""\b
Examples:
  gametree check my-tree.toml
  gametree check trees/*.toml --format json
  gametree check technical-alignment --as ada
\b
With --as or --assessment that assessment is checked too: what in the journal is passed over, and
architectures that come to more than 100 %. Silent where all is well.
Exit codes: 0 no errors (warnings may be), 1 errors, 2 a file cannot be read.""",
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, shell_complete=complete_tree)
@assessor_options
@format_option("text", "json")
@click.pass_context
def command(
    ctx: click.Context, files: tuple[str, ...], as_name: str | None, assessment: str | None, format_: str
) -> None:
    """Find every fault in tree files, and in a person's assessment, each with its place."""
    found = {name: _findings(name) for name in dict.fromkeys(files)}
    if as_name is not None or assessment is not None:
        if len(found) != 1:
            ctx.fail("--as and --assessment mean an assessment of one tree; name that tree alone")
        found |= _findings_in_assessment(files[0], found[files[0]], as_name, assessment)
    if format_ == "json":
        from gametree.export.as_json import finding_as_json

        print_json([finding_as_json(name, finding) for name, (findings, _) in found.items() for finding in findings])
    else:
        for name, (findings, _) in found.items():
            print_findings(name, findings)
        _count(finding for findings, _ in found.values() for finding in findings)
    if any(not readable for _, readable in found.values()):
        ctx.exit(2)
    ctx.exit(1 if any(finding.is_error for findings, _ in found.values() for finding in findings) else 0)


def _findings(name: str) -> tuple[tuple[Finding, ...], bool]:
    """What is wrong with a file, and whether it could be read at all."""
    from gametree.files.locations import find_tree
    from gametree.files.tree_file import read_tree, unreadable_finding

    path = Path(name) if os.path.exists(name) else find_tree(name).path  # noqa: PTH110  # Path.exists may raise
    try:
        return read_tree(path).findings, True
    except UnreadableFile as error:
        return (unreadable_finding(error),), False


def _findings_in_assessment(
    name: str, of_tree: tuple[tuple[Finding, ...], bool], as_name: str | None, assessment: str | None
) -> dict[str, tuple[tuple[Finding, ...], bool]]:
    """The findings in the journal, by its path; none where the tree itself cannot be opened."""
    findings, readable = of_tree
    if not readable or any(finding.is_error for finding in findings):
        return {}
    tree = os.path.join(".", name) if os.path.exists(name) else name  # noqa: PTH110, PTH118  # a path, not a name
    session = begin_session(tree, as_name, assessment)
    return {str(session.journal.path): (session.findings, True)}


def _count(findings: object) -> None:
    listed: list[Finding] = list(findings)  # type: ignore[call-overload]
    errors = sum(finding.is_error for finding in listed)
    parts = [
        f"{count} {word}{'s' if count > 1 else ''}"
        for count, word in ((errors, "error"), (len(listed) - errors, "warning"))
        if count
    ]
    if parts:
        narrate(" and ".join(parts))
