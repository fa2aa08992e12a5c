"""`gametree lost`."""

from __future__ import annotations

import click

from gametree.cli.options import assessor_options, begin_session, tree_argument
from gametree.cli.output import narrate, print_lines, width


@click.command(
    "lost",
    epilog="""\b
Examples:
  gametree lost technical-alignment
  gametree lost technical-alignment --put-back
  gametree lost technical-alignment --let-go
\b
What is written on this machine is also kept in a folder of your own, so that a checkout, an editor
with an old text or a deletion loses nothing. Exit code 1: something is missing.""",
)
@tree_argument
@assessor_options
@click.option("--put-back", is_flag=True, help="Write what is missing to the file again.")
@click.option("--let-go", is_flag=True, help="Leave the file as it is, and do not mention it again.")
def command(tree: str, as_name: str | None, assessment: str | None, put_back: bool, let_go: bool) -> None:
    """What was written on this machine and is not in the assessment's file."""
    if put_back and let_go:
        raise click.UsageError("--put-back and --let-go exclude each other")
    session = begin_session(tree, as_name, assessment)
    path = session.journal.path
    if not session.journal.lost:
        narrate(f"nothing is missing from {path}")
    elif put_back:
        count = session.journal.put_back()
        session.close()
        narrate(f"{count} put back into {path}")
    elif let_go:
        narrate(f"{path} stays as it is, without {session.journal.let_go()} of what was written")
    else:
        from gametree.export.as_text import history_as_text

        print_lines(history_as_text(session.tree, session.journal.lost, width()))
        narrate(f"{session.journal.loss_in_words()} not in {path}; --put-back writes what was there, --let-go does not")
        click.get_current_context().exit(1)
