"""`gametree score`."""

from __future__ import annotations

import click

from gametree.cli.options import assessor_options, find_session, node_argument, tree_argument
from gametree.cli.output import narrate
from gametree.errors import BadPlausibility, NothingToDo


@click.command(
    "score",
    # a negative number is a plausibility to refuse in words, not an unknown option
    context_settings={"ignore_unknown_options": True},
    epilog="""\b
Examples:
  gametree score technical-alignment shard-theory 35%
  gametree score technical-alignment shard-theory 0.35 --range 20% 50%
  gametree score technical-alignment shard-theory unscored
\b
A plausibility says how likely the node holds if nothing listed beneath it interferes.""",
)
@tree_argument
@node_argument()
@click.argument("plausibility")
@click.option("--range", "ends", nargs=2, metavar="LOW HIGH", help="How low and how high it might be.")
@assessor_options
def command(
    tree: str, node: str, plausibility: str, ends: tuple[str, str] | None, as_name: str | None, assessment: str | None
) -> None:
    """Score a node of a tree; earlier scores stay in its history."""
    from gametree.model.assessment import UNSCORED
    from gametree.model.plausibility import parse_plausibility, percent, span

    if plausibility.strip().casefold() == UNSCORED:
        if ends:
            raise BadPlausibility("an unscored node has no range; leave out --range")
        session = find_session(tree, as_name, assessment)
        try:
            session.unscore(node)
        except NothingToDo as why:
            narrate(f"{why}; nothing was written")
            return
        said = UNSCORED
    else:
        value = parse_plausibility(plausibility)
        limits = (parse_plausibility(ends[0]), parse_plausibility(ends[1])) if ends else None
        session = find_session(tree, as_name, assessment)
        session.judge(node, value, limits)
        said = percent(value) + (f", range {span(limits)} %" if limits else "")
    session.close()
    narrate(f"{session.find_node(node)}: {said}, in {session.journal.path}")
