"""`gametree check`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gametree.cli.options import complete_tree, format_option
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
\b
Silent where all is well. Exit codes: 0 no errors (warnings may be), 1 errors, 2 a file cannot be read.""",
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, shell_complete=complete_tree)
@format_option("text", "json")
@click.pass_context
def command(ctx: click.Context, files: tuple[str, ...], format_: str) -> None:
    """Find every fault in tree files, each with its place."""
    found = {name: _findings(name) for name in dict.fromkeys(files)}
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
