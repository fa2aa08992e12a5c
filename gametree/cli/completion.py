"""`gametree completion`."""

from __future__ import annotations

import click

from gametree.cli.output import print_lines


@click.command(
    "completion",
    epilog="""\b
Examples:
  gametree completion bash >> ~/.bashrc
  gametree completion zsh >> ~/.zshrc
  gametree completion fish > ~/.config/fish/completions/gametree.fish""",
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """The script that lets a shell complete commands, trees, nodes and assessors."""
    from click.shell_completion import get_completion_class

    completion = get_completion_class(shell)
    if completion is None:
        raise click.UsageError(f"no completion for {shell}")
    print_lines(completion(ctx.find_root().command, {}, "gametree", "_GAMETREE_COMPLETE").source().splitlines())
