"""`gametree outlook`."""

from __future__ import annotations

import click

from gametree.cli.options import (
    assessor_options,
    evaluation_options,
    find_outlooks,
    find_session,
    format_option,
    say_what_is_missing,
    tree_argument,
)
from gametree.cli.output import print_json, print_lines, wants_colour, width


@click.command(
    "outlook",
    epilog="""\b
Examples:
  gametree outlook technical-alignment
  gametree outlook technical-alignment --semantics line --as ada
  gametree outlook ./my-tree.toml --assume 30% --format json
\b
Semantics:
  prob              the probability that the answer is yes, shared nodes as one event (the default)
  independent       the same, but every use of a shared node is an event of its own
  best              only the best of several ways counts
  line              our best way against their single strongest reply
  minimax           the weakest link of the best way: no numbers are multiplied
  dfquad, quadratic-energy, euler-based
                    the tree as arguments that support and attack one another
\b
The point counts unscored nodes as --assume says and is then marked ~; the worst and the best case
let them be anything. Nothing is written.""",
)
@tree_argument
@assessor_options
@evaluation_options
@format_option("text", "json")
def command(tree: str, as_name: str | None, assessment: str | None, semantics: str, assume: str, format_: str) -> None:
    """What a person's scores imply for the tree's question and for every node."""
    session = find_session(tree, as_name, assessment)
    outlooks = find_outlooks(session, semantics, assume)
    if format_ == "json":
        from gametree.export.outlook_as_json import outlook_as_json

        print_json(outlook_as_json(outlooks, session.assessment))
    else:
        from gametree.export.outlook_as_text import outlook_as_text

        print_lines(outlook_as_text(outlooks, session.assessment, width(), wants_colour()))
    say_what_is_missing(session)
