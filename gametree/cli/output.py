"""What goes to the terminal: data to stdout, narration to stderr, both clean."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gametree.model.text import clean

if TYPE_CHECKING:
    from gametree.model.finding import Finding

_MOST_FINDINGS = 100


def narrate(sentence: str) -> None:
    """A remark on what happens."""
    click.echo(clean(sentence), err=True)


def print_lines(lines: Iterable[str], err: bool = False) -> None:
    """Lines that are clean already."""
    click.echo("".join(f"{line}\n" for line in lines), nl=False, err=err)


def print_json(value: Any) -> None:
    """A JSON document; characters that could harm a terminal are escaped, which changes no value."""
    text = json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False)
    click.echo("".join(c if c == "\n" or clean(c) == c else _escaped(c) for c in text) if clean(text) != text else text)


def print_table(lines: Iterable[str]) -> None:
    """The raw lines of a table for another program; clean where a terminal shows them."""
    on_terminal = sys.stdout is not None and sys.stdout.isatty()
    text = "".join(clean(line) if on_terminal else line for line in lines)
    click.echo(text, nl=False, color=True)  # else click takes out of a note what looks like a colour


def _escaped(character: str) -> str:
    return json.dumps(character)[1:-1] if ord(character) != 0x7F else "\\u007f"


def print_findings(file: Path | str, findings: Sequence[Finding], err: bool = False) -> None:
    """Findings with their places, the first hundred of a file."""
    from gametree.export.as_text import finding_as_text

    for finding in findings[:_MOST_FINDINGS]:
        print_lines(finding_as_text(str(file), finding), err)
    if len(findings) > _MOST_FINDINGS:
        narrate(f"{file}: {len(findings) - _MOST_FINDINGS} more findings")


def wants_colour() -> bool:
    """Whether text may be coloured: on a terminal that can, unless NO_COLOR says otherwise (no-color.org)."""
    on_terminal = sys.stdout is not None and sys.stdout.isatty()
    return on_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width() -> int:
    """Columns for text: those of the terminal, 80 where there is none."""
    on_terminal = sys.stdout is not None and sys.stdout.isatty()  # None where the caller closed it
    return shutil.get_terminal_size((80, 24)).columns if on_terminal else 80
