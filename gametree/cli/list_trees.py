"""`gametree list`."""

from __future__ import annotations

import click

from gametree.cli.options import format_option
from gametree.cli.output import print_json, print_lines, width


@click.command("list", epilog="\b\nExamples:\n  gametree list\n  gametree list --format json")
@format_option("text", "json")
def command(format_: str) -> None:
    """The bundled trees, with how much of each you have scored."""
    from gametree.export.as_text import wrap
    from gametree.model.text import clean_line
    from gametree.session.shelf import survey_bundled

    entries = survey_bundled()
    if format_ == "json":
        print_json([entry.as_json() for entry in entries])
        return
    for entry in entries:
        print_lines([f"{entry.name}  {entry.count_in_words()}"])
        print_lines(f"    {line}" for line in wrap(clean_line(entry.title), width() - 4))
