"""`gametree open`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from gametree.cli.options import assessor_options, find_assessment, tree_argument

if TYPE_CHECKING:
    from gametree.files.locations import TreePlace
    from gametree.session import Session


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
    from gametree.files.locations import bundled_trees, find_tree

    bundled = bundled_trees()
    place = find_tree(tree) if tree is not None else bundled[0] if len(bundled) == 1 else None
    if place is None and assessment is not None:
        raise click.UsageError("--assessment belongs to one tree; name it: gametree open TREE --assessment FILE")
    opened = _open(place, as_name, assessment) if place else None
    if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()):  # Textual draws on stderr
        raise click.UsageError("the app needs a terminal; `gametree show TREE` prints a tree as text")
    sys.exit(_run(opened, as_name))


def _open(place: TreePlace, as_name: str | None, assessment: str | None = None) -> Session:
    from gametree.session import open_session

    journal, assessor = find_assessment(place, as_name, assessment)
    return open_session(place, journal, assessor)


def _run(opened: Session | None, as_name: str | None) -> int:
    from gametree.files.locations import assessor_name
    from gametree.session.shelf import survey_bundled
    from gametree.tui.app import GametreeApp

    assessor = assessor_name(as_name) if as_name is not None else None
    app = GametreeApp(opened, lambda place: _open(place, as_name), lambda: survey_bundled(assessor))
    app.run()
    app.close_sitting()
    return app.return_code or 0
