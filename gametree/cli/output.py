"""What goes to the terminal: data to stdout, narration to stderr, both clean."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from gametree.model.text import clean

if TYPE_CHECKING:
    from gametree.model.finding import Finding

_MOST_FINDINGS = 100
_NARROWEST, _WIDEST = 20, 1000  # columns


def narrate(sentence: str) -> None:
    """A remark on what happens."""
    print_lines([clean(sentence)], err=True)


def print_lines(lines: Iterable[str], err: bool = False) -> None:
    """Lines that are clean already; a remark that nobody can hear is no reason to stop."""
    text = "".join(f"{line}\n" for line in lines)
    if not err:
        click.echo(text, nl=False)
        return
    try:
        click.echo(text, nl=False, err=True)
    except OSError:
        silence(sys.stderr)


def silence(stream: TextIO | None) -> None:
    """Let what a stream still holds, and what comes, go nowhere: it must not fail once more on the way out."""
    with suppress(OSError):  # no file at all
        if stream is not None:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)


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


def within_reason(columns: int) -> int:
    """Columns that text can be laid out in, whatever COLUMNS or a terminal without a size says."""
    return min(max(columns, _NARROWEST), _WIDEST)


def width() -> int:
    """Columns for text: those of the terminal, 80 where there is none."""
    on_terminal = sys.stdout is not None and sys.stdout.isatty()  # None where the caller closed it
    return within_reason(shutil.get_terminal_size((80, 24)).columns) if on_terminal else 80
