"""`gametree schema`."""

from __future__ import annotations

import click

from gametree.cli.output import print_json


@click.command(
    "schema",
    epilog="""\b
Example:
  gametree schema > gametree.schema.json
\b
Editors that know TOML schemas read it through the first line of a tree file:
  #:schema ./gametree.schema.json""",
)
def command() -> None:
    """The JSON Schema of a tree file, for completion and hints in editors."""
    from gametree.export.as_schema import tree_schema

    print_json(tree_schema())
