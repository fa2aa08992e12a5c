"""`gametree log`."""

from __future__ import annotations

import click

from gametree.cli.options import assessor_options, find_session, format_option, node_argument, tree_argument
from gametree.cli.output import narrate, print_json, print_lines, print_table, width


@click.command(
    "log",
    epilog="""\b
Examples:
  gametree log technical-alignment
  gametree log technical-alignment shard-theory --as ada --format json
  gametree log technical-alignment --format csv > scores.csv
\b
Times are in UTC. What CSV holds, `gametree score TREE --from` reads again: no notes that were taken
back, and nothing on nodes that are no longer in the tree.""",
)
@tree_argument
@node_argument(required=False, or_question=True)
@assessor_options
@format_option("text", "json", "csv")
def command(tree: str, node: str | None, as_name: str | None, assessment: str | None, format_: str) -> None:
    """What a person said about a tree or a node, oldest first."""
    session = find_session(tree, as_name, assessment)
    records = session.assessment.records
    if node is not None:
        known = session.assessment.histories
        records = known[node] if node in known else known.get(session.find_node(node), ())
    if format_ == "json":
        from gametree.export.as_json import history_as_json

        print_json(history_as_json(session.tree, records))
    elif format_ == "csv":
        from gametree.export.as_csv import history_as_csv

        print_table(history_as_csv(session.tree, session.assessment, records))
        orphans = session.orphans()
        if orphans:
            narrate(f"left out, for the tree has them no longer: {', '.join(orphans)}")
    else:
        from gametree.export.as_text import history_as_text

        print_lines(history_as_text(session.tree, records, width()))
