"""`gametree git-setup`."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path

import click

from gametree.cli.output import narrate


@click.command(
    "git-setup",
    epilog="""\b
Examples:
  gametree git-setup
  gametree git-setup ~/trees --diff
\b
Writes two lines into FOLDER/.gitattributes, which belong into the repository, and tells git in
.git/config, which is yours alone, how to merge trees. So everybody who clones the repository runs
this once; without it git merges trees line by line, which is safe and leaves more conflicts.
It may be run again at any time.""",
)
@click.argument("folder", metavar="[FOLDER]", default=".", type=click.Path(path_type=Path))
@click.option("--diff", "with_diff", is_flag=True, help="Let git diff, log and show put trees and journals in words.")
def command(folder: Path, with_diff: bool) -> None:
    """Let git merge the trees in and below FOLDER node by node, and journals by keeping both sides."""
    from gametree.files.git_setup import set_up_git

    said = False
    for sentence in set_up_git(folder, _this_program(), with_diff):
        narrate(sentence)
        said = True
    if not said:
        narrate("all is set up already")


def _this_program() -> str:
    """The program that runs, by its full path, as a shell takes it: git may look for it with another PATH."""
    script = Path(sys.argv[0]).absolute()
    if script.name == "gametree" and os.access(script, os.X_OK) and script.is_file():
        return shlex.quote(str(script))
    return f"{shlex.quote(sys.executable)} -P -m gametree"
