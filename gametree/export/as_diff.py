"""What changes between two texts, as a unified diff; everything in it is clean."""

from __future__ import annotations

from collections.abc import Iterator

from gametree.model.text import Clean, clean

_NO_NEWLINE = "\\ No newline at end of file"


def unified_diff(before: str, after: str, name: str) -> Iterator[Clean]:
    """The lines of a diff as git shows it, with three lines around each change; nothing where nothing changes."""
    from difflib import unified_diff

    for line in unified_diff(_lines(before), _lines(after), f"a/{name}", f"b/{name}", lineterm="\n"):
        yield clean(line.removesuffix("\n").removesuffix("\r"))
        if not line.endswith("\n"):
            yield Clean(_NO_NEWLINE)


def _lines(text: str) -> list[str]:
    """Lines with their ends; not by `splitlines`, which ends lines where TOML does not."""
    lines = [f"{line}\n" for line in text.split("\n")]
    lines[-1] = lines[-1].removesuffix("\n")
    return lines if lines[-1] else lines[:-1]
