"""What goes to the terminal: data to stdout, narration to stderr, both clean."""

from __future__ import annotations

import json
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


def _escaped(character: str) -> str:
    return json.dumps(character)[1:-1] if ord(character) != 0x7F else "\\u007f"


def print_findings(file: Path | str, findings: Sequence[Finding], err: bool = False) -> None:
    """Findings with their places, the first hundred of a file."""
    from gametree.export.as_text import finding_as_text

    for finding in findings[:_MOST_FINDINGS]:
        print_lines(finding_as_text(str(file), finding), err)
    if len(findings) > _MOST_FINDINGS:
        narrate(f"{file}: {len(findings) - _MOST_FINDINGS} more findings")


def width() -> int:
    """Columns for text: those of the terminal, 80 where there is none."""
    on_terminal = sys.stdout is not None and sys.stdout.isatty()  # None where the caller closed it
    return shutil.get_terminal_size((80, 24)).columns if on_terminal else 80
