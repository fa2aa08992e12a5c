"""`gametree show`."""

from __future__ import annotations

import click

from gametree.cli.options import (
    assessor_options,
    find_outlooks,
    find_session,
    format_option,
    say_what_is_missing,
    tree_argument,
)
from gametree.cli.output import print_json, print_lines, width


@click.command(
    "show",
    epilog="""\b
Examples:
  gametree show technical-alignment
  gametree show ./my-tree.toml --as ada --format json
  gametree show technical-alignment --format markdown > tree.md""",
)
@tree_argument
@assessor_options
@format_option("text", "json", "markdown")
def command(tree: str, as_name: str | None, assessment: str | None, format_: str) -> None:
    """A tree with a person's scores and what they imply, for reading or for scripts."""
    session = find_session(tree, as_name, assessment)
    outlooks = find_outlooks(session)
    if format_ == "json":
        from gametree.export.as_json import tree_as_json

        print_json(tree_as_json(session.tree, session.assessment, outlooks))
    elif format_ == "markdown":
        from gametree.export.as_markdown import tree_as_markdown

        print_lines(tree_as_markdown(session.tree, session.assessment, outlooks))
    else:
        from gametree.export.as_text import tree_as_text

        print_lines(tree_as_text(session.tree, session.assessment, width(), outlooks))
    say_what_is_missing(session)
