"""A git repository of a test's own, with `gametree` as a program that git can call."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import gametree

PROGRAM = f"{sys.executable} -P -W error -m gametree"


class Repository:
    """Runs git in a folder; `main` is its first branch."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, code: int | None = 0, **variables: str) -> str:
        """What git printed, its complaints behind it; the exit code must be `code`, unless that is None."""
        package = str(Path(gametree.__file__).parent.parent)
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, capture_output=True, check=False, timeout=120,
            env={**os.environ, "PYTHONPATH": package, **variables},
        )  # fmt: skip
        said = (done.stdout + done.stderr).decode()
        assert code is None or done.returncode == code, said
        return said

    def commit(self, **files: str) -> None:
        """Write files, with `_` in their names for a dot, and commit all there is."""
        for name, text in files.items():
            path = self.folder / name.replace("_", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        self.git("add", "-A")
        self.git("commit", "-qm", "a change")

    def branch_off(self, name: str, base: str, ours: str, theirs: str) -> None:
        """Commit `base`, theirs on a branch `theirs` and ours on `main`, as the file of that name."""
        self.commit(**{name: base})
        self.git("checkout", "-qb", "theirs")
        self.commit(**{name: theirs})
        self.git("checkout", "-q", "main")
        self.commit(**{name: ours})
