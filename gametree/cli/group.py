"""The command `gametree` and its subcommands, each imported when it is asked for."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from gametree import __version__
from gametree.cli.options import assessor_options
from gametree.cli.output import narrate, print_findings
from gametree.errors import FaultyTree, GametreeError
from gametree.model.text import clean

_COMMANDS = {
    "open": "open_tree",
    "list": "list_trees",
    "show": "show",
    "score": "score",
    "note": "note",
    "log": "log",
    "lost": "lost",
    "outlook": "outlook",
    "importance": "importance",
    "diff": "diff",
    "compare": "compare",
    "keys": "keys",
    "check": "check",
    "new": "new",
    "node": "node",
    "git-setup": "git_setup",
    "merge-trees": "merge_trees",
    "schema": "schema",
    "completion": "completion",
}


class Commands(click.Group):
    """A group whose commands live in modules of their own, and whose errors are sentences."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order a newcomer meets them."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        module = _COMMANDS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = importlib.import_module(f"gametree.cli.{module}").command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """As click does, with the nearest command where there is none of that name."""
        if args and not args[0].startswith("-") and args[0] not in _COMMANDS:
            from gametree.model.text import quoted, suggestion

            ctx.fail(f"there is no command {quoted(args[0])}{suggestion(args[0], _COMMANDS)}")
        return super().resolve_command(ctx, args)

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """As click does; what it cites from the command line comes out clean."""
        with _clean_errors():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what a person can mend ends in a sentence and an exit code."""
        try:
            with _clean_errors():
                return super().invoke(ctx)
        except FaultyTree as error:
            print_findings(error.path, error.findings, err=True)
            narrate(f"gametree: {error}")
            ctx.exit(error.exit_code)
        except GametreeError as error:
            narrate(f"gametree: {error}")
            _say_if_folder_is_gone()
            ctx.exit(error.exit_code)
        except FileNotFoundError as error:
            if error.filename is not None or not _say_if_folder_is_gone():
                raise
            ctx.exit(GametreeError.exit_code)


def _say_if_folder_is_gone() -> bool:
    """Say that the current folder was removed, if it was, for then no relative path leads anywhere; whether it was."""
    from gametree.files.locations import current_folder

    is_gone = current_folder() is None
    if is_gone:
        narrate("gametree: the folder you are in is gone; cd to one that is there, or name files by their whole paths")
    return is_gone


@contextmanager
def _clean_errors() -> Iterator[None]:
    """click cites arguments as they came, control characters and all."""
    try:
        yield
    except click.UsageError as error:
        raise click.UsageError(clean(error.format_message()), error.ctx) from error


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Examples:
  gametree                                        choose a tree and explore it
  gametree open technical-alignment --as ada      explore and score one tree as ada
  gametree show technical-alignment               the tree with your scores, as text
  gametree score technical-alignment hch 35%      score a node from a script
  gametree check trees/*.toml                     find every fault in tree files
\b
TREE is the name of a bundled tree (`gametree list`), or a path with a / in it or ending in .toml.
Exit codes: 0 fine, 1 the answer is no (findings), 2 wrong usage or unreadable input.""",
)
@assessor_options
@click.version_option(__version__, prog_name="gametree", message="%(prog)s %(version)s")
@click.pass_context
def gametree(ctx: click.Context, as_name: str | None, assessment: str | None) -> None:
    """Explore, edit and assess game trees of AI-alignment strategy in the terminal.

    Without a command it opens the bundled trees.
    """
    if ctx.invoked_subcommand is None:
        from gametree.cli.open_tree import open_app

        open_app(None, as_name, assessment)
    elif as_name or assessment:
        ctx.fail(f"--as and --assessment go behind the command: gametree {ctx.invoked_subcommand} … --as NAME")
