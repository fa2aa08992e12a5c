"""A throw-away home with trees in it, each with the assessments of two people."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.benchmarks.shapes import grown
from tests.benchmarks.terminal import Terminal

ME, RIVAL = "bench", "rival"
_SCORED = 20


class Home:
    """Where the programs that are measured live."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        places = {f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in ("DATA", "STATE", "CONFIG", "CACHE")}
        self.environment = {**os.environ, **places, "HOME": str(folder), "TERM": "xterm-256color",
                            "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8",
                            "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}  # fmt: skip
        self.environment.pop("PYTHONDONTWRITEBYTECODE", None)  # who installs the program has its bytecode too

    def tree(self, nodes: int) -> Path:
        """A tree of that size, with some scores in it."""
        path = self.folder / f"tree-{nodes}.toml"
        if not path.exists():
            path.write_text(grown(nodes), encoding="utf-8")
            self.journal(path).parent.mkdir()
            for shift, assessor in enumerate((ME, RIVAL)):
                self.journal(path, assessor).write_text(_journal(path.stem, assessor, shift), encoding="utf-8")
        return path

    def journal(self, tree: Path, assessor: str = ME) -> Path:
        """The file with an assessor's scores."""
        return tree.with_suffix(".assessments") / f"{assessor}.toml"

    def open(self, nodes: int) -> Terminal:
        """The app on a tree of that size."""
        return self.terminal("-m", "gametree", "open", str(self.tree(nodes)), "--as", ME, ready="saved")

    def empty_app(self, *words: str) -> Terminal:
        """The floor."""
        return self.terminal("-m", "tests.benchmarks.empty_app", *words, ready="ready")

    def terminal(self, *arguments: str, ready: str) -> Terminal:
        """Python in a terminal."""
        return Terminal([sys.executable, *arguments], self.environment, ready)

    def run(self, *arguments: str) -> str:
        """What Python prints."""
        command = [sys.executable, *arguments]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=True).stdout


def _journal(tree: str, assessor: str, shift: int) -> str:
    scores = (
        f"t20260101T0000{number:02}000Z-{assessor} = "
        f'{{ node = "n{number}", plausibility = 0.{2 + shift + number % 5} }}\n'
        for number in range(_SCORED)
    )
    return f'#:gametree journal 1\ntree = "{tree}"\nassessor = "{assessor}"\n' + "".join(scores)
