"""`gametree node`: edits of a tree file, for scripts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from gametree.cli.options import complete_node, node_argument, tree_argument
from gametree.cli.tree_edits import (
    dry_run_option,
    make_edit,
    open_to_edit,
    parents_meant,
    place_options,
    standard_input,
    text_meant,
)
from gametree.errors import BadEdit

if TYPE_CHECKING:
    from gametree.files.tree_store import StoredTree

_LISTS = ("tags", "sources", "see", "authors")
_KEYS = ("title", "text", "kind", "refinement", "tags", "sources", "see", "short")
_KEYS_OF_THE_TREE = ("title", "question", "text", "authors")
_ELSEWHERE = {
    "parent": "its parents are changed with: gametree node link, unlink or move",
    "id": "its id is changed with: gametree node rename",
    "formerly": "its former ids are written by: gametree node rename",
}


class _Edits(click.Group):
    """A group that names the nearest of its commands where there is none of a name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which a tree comes to need them."""
        return list(self.commands)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """As click does, with a hint."""
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            from gametree.model.text import quoted, suggestion

            hint = suggestion(args[0], self.commands) or f"; there are {', '.join(self.commands)}"
            ctx.fail(f"there is no command {quoted(args[0])}{hint}")
        return super().resolve_command(ctx, args)


class _Set(click.Command):
    """A command whose values may begin with a dash."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does, with a lone `-h` as `--help`."""
        return super().parse_args(ctx, ["--help"] if args == ["-h"] else args)


@click.group(
    "node",
    cls=_Edits,
    invoke_without_command=True,
    epilog="""\b
Examples:
  gametree node add my-tree.toml debate --kind strategy --title "Two models debate" --parent oversight
  gametree node set my-tree.toml debate tags scalable-oversight debate
  gametree node move my-tree.toml debate --after recursive-reward-modelling --dry-run
\b
Only the lines of what changes are touched; comment lines right above a node belong to it. An edit after
which `gametree check` would find an error is refused, and nothing is written.""",
)
@click.pass_context
def command(ctx: click.Context) -> None:
    """Add, change, move, rename and remove nodes of a tree file."""
    if ctx.invoked_subcommand is None:
        ctx.fail("say what to do: add, set, move, link, unlink, rename or remove")


@command.command(
    "add",
    epilog="""\b
Examples:
  gametree node add my-tree.toml debate --kind strategy --title "Two models debate" --parent oversight
  gametree node add my-tree.toml collusion --kind problem --title "They collude" --parent debate --text -
\b
Without --before or --after it becomes the last child of its first parent.""",
)
@tree_argument
@click.argument("node_id", metavar="ID")
@click.option("--kind", required=True, help="architecture, strategy, claim, problem, failure-mode or objection.")
@click.option("--title", required=True, help="A full thought of at most about 70 characters.")
@click.option("--parent", "parents", metavar="ID", multiple=True, shell_complete=complete_node,
              help="What it refines or counters; repeat it for several. None: a move on the question.")  # fmt: skip
@click.option("--text", metavar="TEXT|-", help="Its text, in Markdown; - reads standard input.")
@place_options
@dry_run_option
def add(
    tree: str, node_id: str, kind: str, title: str, parents: tuple[str, ...], text: str | None, before: str | None,
    after: str | None, dry_run: bool,
) -> None:  # fmt: skip
    """Add the node ID to TREE."""
    from gametree.files.editing.edits import AddNode

    stored = open_to_edit(tree)
    fields: dict[str, str | tuple[str, ...]] = {"kind": kind, "title": title, "text": text_meant(stored, text or "")}
    fields["parent"] = parents_meant(parents)
    make_edit(stored, AddNode(node_id, fields, before, after), f"added {node_id}", dry_run)


@command.command(
    "set",
    cls=_Set,
    context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]},
    epilog="""\b
Examples:
  gametree node set my-tree.toml debate title "Two models debate before a judge"
  gametree node set my-tree.toml debate tags scalable-oversight debate
  gametree node set my-tree.toml debate short                (takes it away)
  gametree node set my-tree.toml question text - < scope.md  (the tree itself)
\b
Keys of a node: title, text, kind, refinement, tags, sources, see, short. Keys of the tree, with `question`
as the ID: title, question, text, authors. Lists take several values; - as the value reads standard input.""",
)
@tree_argument
@node_argument()
@click.argument("key")
@click.argument("values", metavar="[VALUE]...", nargs=-1, type=click.UNPROCESSED)
@dry_run_option
def set_(tree: str, node: str, key: str, values: tuple[str, ...], dry_run: bool) -> None:
    """Give a KEY of a node another value; without a VALUE take it away."""
    from gametree.files.editing.edits import SetKeys

    _check_key(node, key)
    stored = open_to_edit(tree)
    value: str | tuple[str, ...] = values if key in _LISTS else _one(stored, key, values)
    make_edit(stored, SetKeys(node, {key: value or None}), f"set {key} of {node}", dry_run)


def _check_key(node: str, key: str) -> None:
    from gametree.model.text import quoted, suggestion
    from gametree.model.tree import QUESTION

    known = _KEYS_OF_THE_TREE if node == QUESTION else _KEYS
    if key not in known:
        advice = f"; {_ELSEWHERE[key]}" if key in _ELSEWHERE else suggestion(key, known)
        raise BadEdit(f"{quoted(key)} cannot be set{advice or '; there are ' + ', '.join(known)}")


def _one(stored: StoredTree, key: str, values: Sequence[str]) -> str:
    if len(values) > 1:
        raise BadEdit(f"{key} takes one value; put it in quotation marks")
    value = values[0] if values else ""
    if key == "text":
        return text_meant(stored, value)
    return standard_input().strip("\r\n") if value == "-" else value


@command.command(
    "move",
    epilog="""\b
Examples:
  gametree node move my-tree.toml debate --parent oversight
  gametree node move my-tree.toml debate --before recursive-reward-modelling
  gametree node move my-tree.toml debate --parent question   (to the top level)
\b
A place takes along the nodes that directly follow and lie beneath it alone.""",
)
@tree_argument
@node_argument()
@click.option("--parent", "parents", metavar="ID", multiple=True, shell_complete=complete_node,
              help="Its parents from now on, instead of those it has.")  # fmt: skip
@place_options
@dry_run_option
def move(tree: str, node: str, parents: tuple[str, ...], before: str | None, after: str | None, dry_run: bool) -> None:
    """Give a node other parents, another place among its siblings, or both."""
    from gametree.files.editing.edits import MoveNode

    if not parents and before is None and after is None:
        raise click.UsageError("say where to: --parent, --before or --after")
    edit = MoveNode(node, parents_meant(parents) if parents else None, before, after)
    make_edit(open_to_edit(tree), edit, f"moved {node}", dry_run)


@command.command("link", epilog="\b\nExample:\n  gametree node link my-tree.toml collusion market-making")
@tree_argument
@node_argument()
@click.argument("parent", shell_complete=complete_node)
@dry_run_option
def link(tree: str, node: str, parent: str, dry_run: bool) -> None:
    """Give a node one more PARENT."""
    from gametree.files.editing.edits import Link

    make_edit(open_to_edit(tree), Link(node, parent), f"{node} lies beneath {parent} as well", dry_run)


@command.command("unlink", epilog="\b\nExample:\n  gametree node unlink my-tree.toml collusion market-making")
@tree_argument
@node_argument()
@click.argument("parent", shell_complete=complete_node)
@dry_run_option
def unlink(tree: str, node: str, parent: str, dry_run: bool) -> None:
    """Take a PARENT of a node away."""
    from gametree.files.editing.edits import Unlink

    make_edit(open_to_edit(tree), Unlink(node, parent), f"{node} lies beneath {parent} no longer", dry_run)


@command.command(
    "rename",
    epilog="""\b
Example:
  gametree node rename my-tree.toml debate two-model-debate
\b
The old id goes into `formerly`, so that everybody's assessments follow.""",
)
@tree_argument
@node_argument()
@click.argument("new_id", metavar="NEW")
@dry_run_option
def rename(tree: str, node: str, new_id: str, dry_run: bool) -> None:
    """Give a node another id, everywhere in the file."""
    from gametree.files.editing.edits import RenameNode

    make_edit(open_to_edit(tree), RenameNode(node, new_id), f"{node} is {new_id} now", dry_run)


@command.command(
    "remove",
    epilog="""\b
Examples:
  gametree node remove my-tree.toml collusion
  gametree node remove my-tree.toml debate --recursive --dry-run""",
)
@tree_argument
@node_argument()
@click.option("--recursive", is_flag=True, help="With all that lies beneath it alone.")
@dry_run_option
def remove(tree: str, node: str, recursive: bool, dry_run: bool) -> None:
    """Take a node out; its children with another parent stay."""
    from gametree.files.editing.edits import RemoveNode

    make_edit(open_to_edit(tree), RemoveNode(node, recursive), f"removed {node}", dry_run)
