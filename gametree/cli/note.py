"""`gametree note`."""

from __future__ import annotations

import sys

import click

from gametree.cli.options import assessor_options, find_session, node_argument, tree_argument
from gametree.cli.output import narrate
from gametree.errors import BadNote


class _Note(click.Command):
    """A command whose TEXT may begin with a dash: `-h` in it asks for nothing, only `-h` by itself does."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does, with a lone `-h` as `--help`."""
        return super().parse_args(ctx, ["--help"] if args == ["-h"] else args)


@click.command(
    "note",
    cls=_Note,
    context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]},
    epilog="""\b
Examples:
  gametree note technical-alignment hch "Depends on how far off distribution."
  git log -1 --format=%B | gametree note technical-alignment hch -""",
)
@tree_argument
@node_argument(or_question=True)
@click.argument("text")
@assessor_options
def command(tree: str, node: str, text: str, as_name: str | None, assessment: str | None) -> None:
    """Add a note to a node; TEXT is - to read it from standard input."""
    if text == "-":
        text = _standard_input()
    session = find_session(tree, as_name, assessment)
    session.note(node, text)
    session.close()
    narrate(f"note on {session.find_node(node)} added, in {session.journal.path}")


def _standard_input() -> str:
    if sys.stdin is None:
        raise BadNote("standard input is closed; nothing was written")
    try:
        return sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadNote("standard input is not UTF-8; nothing was written") from error
