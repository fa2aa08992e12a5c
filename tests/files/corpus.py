"""The test files of the TOML project, from an archive that names its source and licence."""

from __future__ import annotations

import zipfile
from functools import cache
from pathlib import Path

ARCHIVE = Path(__file__).parent.parent / "data" / "toml-test.zip"


@cache
def corpus(folder: str) -> dict[str, bytes]:
    """The files of `valid` or `invalid`, by name."""
    with zipfile.ZipFile(ARCHIVE) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name.startswith(f"{folder}/")}
