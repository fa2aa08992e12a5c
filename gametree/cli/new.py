"""`gametree new`."""

from __future__ import annotations

from pathlib import Path

import click

from gametree.cli.output import narrate
from gametree.errors import NotWritten


@click.command(
    "new",
    epilog="""\b
Examples:
  gametree new my-tree.toml
  gametree open ./my-tree.toml
\b
Beside it, unless they are there: gametree.schema.json for editors, and the line in .gitattributes
that lets git keep the assessments of two branches.""",
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
def command(file: Path) -> None:
    """Write a commented starter tree to FILE, which must not exist."""
    import json

    from gametree.export.as_schema import tree_schema
    from gametree.files.appending import add_line
    from gametree.files.read_only import is_taken
    from gametree.files.safe_write import write_new
    from gametree.files.starter import ATTRIBUTES_LINE, SCHEMA_NAME, starter_tree

    if file.suffix != ".toml":
        raise NotWritten(file, f"a tree's name ends in .toml; try {file.name}.toml")
    write_new(file, starter_tree(file))
    narrate(f"wrote {file}; open it with: gametree open {_as_argument(file)}")
    schema = file.parent / SCHEMA_NAME
    if not is_taken(schema):
        write_new(schema, json.dumps(tree_schema(), indent=2, ensure_ascii=False) + "\n")
        narrate(f"wrote {schema}")
    attributes = file.parent / ".gitattributes"
    if add_line(attributes, ATTRIBUTES_LINE):
        narrate(f"added a line to {attributes}")


def _as_argument(file: Path) -> str:
    from shlex import quote

    return quote(str(file))
