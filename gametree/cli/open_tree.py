"""`gametree open`."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from gametree.cli.options import assessor_options, find_assessment, tree_argument
from gametree.errors import GametreeError

if TYPE_CHECKING:
    from gametree.files.locations import TreePlace
    from gametree.session import Session
    from gametree.session.shelf import Shelf
    from gametree.tui.app import GametreeApp
    from gametree.tui.loading import Unread


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
    from gametree.files.locations import find_tree
    from gametree.files.tree_file import takes_long

    shelf = _shelf(as_name)
    places = shelf.places() if tree is None else [find_tree(tree)]
    place = places[0] if len(places) == 1 else None
    if place is None and assessment is not None:
        raise click.UsageError("--assessment belongs to one tree; name it: gametree open TREE --assessment FILE")
    gc.disable()  # until the tree is on screen: so far nearly all that is made stays
    streams = (sys.stdin, sys.stdout, sys.stderr)  # Textual draws on the last; one that the caller closed is None
    has_terminal = all(stream is not None and stream.isatty() for stream in streams)
    if place and has_terminal and takes_long(place.path):
        sys.exit(_run(_unread(place, as_name, assessment), as_name, shelf))
    opened = _open(place, as_name, assessment) if place else None
    if not has_terminal:
        raise click.UsageError("the app needs a terminal; `gametree show TREE` prints a tree as text")
    sys.exit(_run(opened, as_name, shelf))


def _unread(place: TreePlace, as_name: str | None, assessment: str | None) -> Unread:
    from gametree.tui.loading import Unread

    return Unread(place.path.name, lambda: _open(place, as_name, assessment))


def _open(place: TreePlace, as_name: str | None, assessment: str | None = None) -> Session:
    from gametree.session import open_session

    journal, assessor = find_assessment(place, as_name, assessment)
    return open_session(place, journal, assessor)


def _shelf(as_name: str | None) -> Shelf:
    from gametree.files.locations import assessor_name, current_folder, default_assessor
    from gametree.session.shelf import Shelf

    return Shelf(assessor_name(as_name) if as_name is not None else default_assessor(), current_folder())


def _let_the_terminal_tell_its_size() -> None:
    """COLUMNS and LINES, where somebody set them, would be believed before the terminal, and after it has changed."""
    with suppress(OSError):
        if all(os.get_terminal_size(sys.stdout.fileno())):
            os.environ.pop("COLUMNS", None)
            os.environ.pop("LINES", None)


def make_app(opened: Session | Unread | None, as_name: str | None, shelf: Shelf) -> GametreeApp:
    """The app; raises UsageError where what somebody set for Textual keeps it from starting."""
    steering = [name for name in ("TEXTUAL_DRIVER", "TEXTUAL_COLOR_SYSTEM") if name in os.environ]
    try:
        from gametree.tui.app import GametreeApp
        from gametree.tui.settings import load_settings

        return GametreeApp(opened, lambda place: _open(place, as_name), shelf, load_settings())
    except Exception as error:
        if not steering or isinstance(error, GametreeError):
            raise
        settings = " and ".join(f"{name}={os.environ[name]}" for name in steering)
        raise click.UsageError(f"the app cannot start with {settings} in the environment; unset it") from error


def _run(opened: Session | Unread | None, as_name: str | None, shelf: Shelf) -> int:
    _let_the_terminal_tell_its_size()
    app = make_app(opened, as_name, shelf)
    app.run()
    if app.failure:
        raise app.failure
    app.end_sitting()
    return app.return_code or 0
