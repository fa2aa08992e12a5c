"""`gametree keys`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from gametree.cli.options import format_option
from gametree.cli.output import narrate, print_findings, print_json, print_lines, width

if TYPE_CHECKING:
    from gametree.tui.keymap import Keymap

_KEYS, _IDS = 12, 20  # cells


@click.command(
    "keys",
    epilog="""\b
Examples:
  gametree keys
  gametree keys --format markdown > keys.md
\b
Keys and colours are yours to change, in the file that the last line names:
  theme = "light"
  [keys]
  undo = ["u", "ctrl+y"]
  top = "gg"
  unscore = ""
\b
Exit codes: 0 all is well, 1 something in that file is not.""",
)
@format_option("text", "json", "markdown")
@click.pass_context
def command(ctx: click.Context, format_: str) -> None:
    """The keys of the app, with your own changes, and what is wrong in them."""
    from gametree.tui.keymap import keys_as_json, keys_as_markdown
    from gametree.tui.settings import load_settings

    settings = load_settings()
    if format_ == "json":
        print_json(keys_as_json(settings.keymap))
    elif format_ == "markdown":
        print_lines([keys_as_markdown(settings.keymap)])
    else:
        print_lines(_as_text(settings.keymap, width()))
        narrate(f"Your own keys and colours: {settings.path}")
    print_findings(settings.path, settings.findings, err=True)
    ctx.exit(1 if settings.findings else 0)


def _as_text(keymap: Keymap, columns: int) -> Iterator[str]:
    from gametree.export.as_text import wrap

    for group, entries in keymap.entries():
        yield group
        for entry in entries:
            keys = wrap(entry.shown or "-", _KEYS)
            ids = wrap(entry.id, _IDS)
            does = wrap(entry.does, max(20, columns - _KEYS - _IDS - 4))
            for row in range(max(len(keys), len(ids), len(does))):
                cells = (_cell(keys, row, _KEYS), _cell(ids, row, _IDS), _cell(does, row, 0))
                yield f"  {cells[0]} {cells[1]} {cells[2]}".rstrip()
        yield ""


def _cell(lines: list[str], row: int, cells: int) -> str:
    from rich.cells import cell_len

    text = lines[row] if row < len(lines) else ""
    return text + " " * max(0, cells - cell_len(text))
