"""`gametree note`."""

from __future__ import annotations

import sys

import click

from gametree.cli.options import assessor_options, find_session, node_argument, tree_argument
from gametree.cli.output import narrate
from gametree.errors import BadNote


@click.command(
    "note",
    context_settings={"ignore_unknown_options": True},
    epilog="""\b
Examples:
  gametree note technical-alignment hch "Depends on how far off distribution."
  git log -1 --format=%B | gametree note technical-alignment hch -""",
)
@tree_argument
@node_argument()
@click.argument("text")
@assessor_options
def command(tree: str, node: str, text: str, as_name: str | None, assessment: str | None) -> None:
    """Add a note to a node; TEXT is - to read it from standard input."""
    if text == "-":
        try:
            text = sys.stdin.buffer.read().decode("utf-8")
        except UnicodeDecodeError as error:
            raise BadNote("standard input is not UTF-8; nothing was written") from error
    session = find_session(tree, as_name, assessment)
    session.note(node, text)
    session.close()
    narrate(f"note on {session.find_node(node)} added, in {session.journal.path}")
