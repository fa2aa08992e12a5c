"""`gametree open`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from gametree.cli.options import assessor_options, find_assessment, tree_argument

if TYPE_CHECKING:
    from gametree.files.locations import TreePlace
    from gametree.session import Session
    from gametree.session.shelf import ShelfEntry


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
    """Run the app on one tree, or on a choice of the bundled ones where there are several."""
    if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()):  # Textual draws on stderr
        raise click.UsageError("the app needs a terminal; `gametree show TREE` prints a tree as text")
    from gametree.files.locations import bundled_trees, find_tree
    from gametree.session import open_session
    from gametree.session.shelf import survey_bundled

    def open_place(place: TreePlace) -> Session:
        journal, assessor = find_assessment(place, as_name, assessment)
        return open_session(place, journal, assessor)

    bundled = bundled_trees()
    if assessment is not None and tree is None and len(bundled) > 1:
        raise click.UsageError("--assessment belongs to one tree; name it: gametree open TREE --assessment FILE")
    opened = None
    if tree is not None:
        opened = open_place(find_tree(tree))
    elif len(bundled) == 1:
        opened = open_place(bundled[0])
    sys.exit(_run(opened, open_place, lambda: survey_bundled(as_name)))


def _run(
    opened: Session | None, open_place: Callable[[TreePlace], Session], survey: Callable[[], list[ShelfEntry]]
) -> int:
    from gametree.tui.app import GametreeApp

    app = GametreeApp(opened, open_place, survey)
    app.run()
    app.close_sitting()
    return app.return_code or 0
