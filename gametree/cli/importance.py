"""`gametree importance`."""

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

_FEW = 10


@click.command(
    "importance",
    epilog="""\b
Examples:
  gametree importance technical-alignment
  gametree importance technical-alignment --next --top 3     what to score next
  gametree importance ./my-tree.toml --as ada --format json
\b
Ranked by swing: how far the question's outlook moves from one end of a node's range to the other.
An unscored node may be anything; a score without a range counts as 10 points either way.""",
)
@tree_argument
@assessor_options
@evaluation_options
@click.option("--next", "only_next", is_flag=True, help="Only unscored nodes, with their ids, in the order to score.")
@click.option("--top", type=click.IntRange(min=0), metavar="N", help="So many nodes; text shows "
              f"{_FEW} by default, json all.")  # fmt: skip
@format_option("text", "json")
def command(
    tree: str,
    as_name: str | None,
    assessment: str | None,
    semantics: str,
    assume: str,
    only_next: bool,
    top: int | None,
    format_: str,
) -> None:
    """Which nodes matter most to the answer, and what to score next."""
    from gametree.evaluation.importance import rank_nodes

    session = find_session(tree, as_name, assessment)
    outlooks = find_outlooks(session, semantics, assume)
    ranked = rank_nodes(outlooks, session.assessment)
    if only_next:
        ranked = [weighed for weighed in ranked if not weighed.is_scored]
    if format_ == "json":
        from gametree.export.outlook_as_json import importance_as_json

        print_json(importance_as_json(outlooks, session.assessment, ranked[:top]))
    else:
        from gametree.export.importance_as_text import importance_as_text

        few = _FEW if top is None else top
        print_lines(importance_as_text(outlooks, session.assessment, ranked, width(), few, only_next, wants_colour()))
    say_what_is_missing(session)
