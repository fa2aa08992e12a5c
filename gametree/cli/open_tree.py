"""`gametree open`."""

from __future__ import annotations

import click

from gametree.cli.options import assessor_options, tree_argument


@click.command(
    "open",
    epilog="""\b
Examples:
  gametree open technical-alignment
  gametree open ./my-tree.toml --as ada
  gametree open technical-alignment --assessment ~/notes/alignment.toml""",
)
@tree_argument
@assessor_options
def command(tree: str, as_name: str | None, assessment: str | None) -> None:
    """Explore, score and annotate a tree in the terminal."""
    open_app(tree, as_name, assessment)


def open_app(tree: str | None, as_name: str | None, assessment: str | None) -> None:
    """Run the app on one tree, or on a choice of the bundled ones."""
