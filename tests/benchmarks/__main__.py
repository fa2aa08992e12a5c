"""One table: what a person waits for at several sizes of tree, beside the floors measured in the same run."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from statistics import quantiles

from tests.benchmarks.outlook import outlook_columns
from tests.benchmarks.shapes import grown
from tests.benchmarks.terminal import HEIGHT, WIDTH, Terminal

_SIZES = (20, 1_000, 10_000, 100_000)
_CURSOR_KEYS = "jjjjkkkk" * 5
_PAGE_KEYS = ["\x1b[6~", "\x1b[5~"] * 5
_ENTER = "\r"
_READ = "import sys, time, gc; from pathlib import Path; gc.disable(); p = Path(sys.argv[1]); {}"
_PEAK = "; print(next(int(x.split()[1]) / 1024 for x in open('/proc/self/status') if x.startswith('VmHWM')))"
_TIMED = "began = time.perf_counter(); {}; print((time.perf_counter() - began) * 1000)"
_TOMLI = _READ.format("import tomli; " + _TIMED.format("tomli.loads(p.read_text())") + _PEAK)
_LOAD = "from gametree.files.tree_file import load_tree; "
_OURS = _READ.format(_LOAD + _TIMED.format("load_tree(p)") + _PEAK)

Figures = dict[str, str]


class Home:
    """A throw-away home with trees in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        places = {f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in ("DATA", "STATE", "CONFIG", "CACHE")}
        self.environment = {**os.environ, **places, "HOME": str(folder), "TERM": "xterm-256color",
                            "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}  # fmt: skip

    def tree(self, nodes: int) -> Path:
        """A tree of that size."""
        path = self.folder / f"tree-{nodes}.toml"
        if not path.exists():
            path.write_text(grown(nodes), encoding="utf-8")
        return path

    def open(self, nodes: int) -> Terminal:
        """The app on a tree of that size."""
        return self.terminal("-m", "gametree", "open", str(self.tree(nodes)), "--as", "bench", ready="saved")

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


def main() -> None:
    """Measure and print."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder))
        print(f"{WIDTH}x{HEIGHT}, milliseconds; start, reading and commands: best of {options.runs}\n")
        floors = {"Textual alone": _empty(home, options), "same imports": _empty(home, options, "same-imports")}
        _print_table("in a terminal", floors | {f"{size:,}": _app(home, size, options) for size in options.sizes})
        _print_table("reading", {f"{size:,}": _reading(home, size, options) for size in options.sizes})
        _print_table("commands", _commands(home, options))
    _print_table("the outlook, and how many bare passes over the scores it takes", outlook_columns(options.runs))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=_SIZES, metavar="NODES", help="sizes of the trees")
    parser.add_argument("--runs", type=int, default=5, help="how often what counts by its best is repeated")
    parser.add_argument("--idle", type=float, default=3, metavar="SECONDS", help="how long idling is watched")
    return parser.parse_args()


def _app(home: Home, nodes: int, options: argparse.Namespace) -> Figures:
    started = _best(lambda: _start(lambda: home.open(nodes)), options.runs)
    with home.open(nodes) as terminal:
        for key in "ggj":
            terminal.press(key)
        return {
            "start": f"{started:.0f}",
            "cursor key": _spread(_first(terminal, _CURSOR_KEYS)),
            "page": _spread(_first(terminal, _PAGE_KEYS)),
            "score": _spread(_first(terminal, "2345678")),
            "undo": _spread(_first(terminal, "uuuuuuu")),
            "fold, unfold": _spread(_first(terminal, [*"ggj", *[_ENTER] * 8])[3:]),
            "expand all": _spread(_first(terminal, "EC" * 4)[::2]),
            "collapse all": _spread(_first(terminal, "EC" * 4)[1::2]),
            "peak MB": f"{terminal.peak_megabytes():.0f}",
            "idle %": f"{terminal.idle_percent(options.idle):.1f}",
        }


def _empty(home: Home, options: argparse.Namespace, *words: str) -> Figures:
    started = _best(lambda: _start(lambda: home.empty_app(*words)), options.runs)
    with home.empty_app(*words) as terminal:
        figures = {"start": f"{started:.0f}", "cursor key": _spread(_first(terminal, _CURSOR_KEYS))}
        memory, idle = terminal.peak_megabytes(), terminal.idle_percent(options.idle)
        return {**figures, "peak MB": f"{memory:.0f}", "idle %": f"{idle:.1f}"}


def _first(terminal: Terminal, keys: Iterable[str]) -> list[float]:
    """Milliseconds to the first paint after each key."""
    return [terminal.press(key) for key in keys]


def _start(open_terminal: Callable[[], Terminal]) -> float:
    with open_terminal() as terminal:
        return terminal.started


def _reading(home: Home, nodes: int, options: argparse.Namespace) -> Figures:
    figures = {}
    for name, program in (("tomli (floor)", _TOMLI), ("load_tree", _OURS)):
        ran = [tuple(map(float, home.run("-c", program, str(home.tree(nodes))).split())) for _ in range(options.runs)]
        took, peak = min(ran)
        figures |= {name: f"{took:.0f}", f"  peak MB, {name}": f"{peak:.0f}"}
    return figures


def _commands(home: Home, options: argparse.Namespace) -> dict[str, Figures]:
    tree = str(home.tree(20))
    commands = {
        "python -c pass (floor)": ("-c", "pass"),
        "--help": ("-m", "gametree", "--help"),
        "check": ("-m", "gametree", "check", tree),
        "show": ("-m", "gametree", "show", tree),
    }
    best = {name: _best(partial(_time, home, words), options.runs) for name, words in commands.items()}
    return {name: {"whole": f"{took:.0f}"} for name, took in best.items()}


def _time(home: Home, arguments: Sequence[str]) -> float:
    began = time.perf_counter()
    home.run(*arguments)
    return (time.perf_counter() - began) * 1000


def _best(measure: Callable[[], float], times: int) -> float:
    return min(measure() for _ in range(times))


def _spread(values: Sequence[float]) -> str:
    """Median and 95th percentile."""
    cuts = quantiles(values, n=20, method="inclusive")
    return f"{cuts[9]:.1f} / {cuts[18]:.1f}"


def _print_table(title: str, columns: dict[str, Figures]) -> None:
    rows = list(dict.fromkeys(row for figures in columns.values() for row in figures))
    print(f"{title:24}" + "".join(f"{column:>18}" for column in columns))
    for row in rows:
        print(f"{row:24}" + "".join(f"{figures.get(row, ''):>18}" for figures in columns.values()))
    print()


if __name__ == "__main__":
    main()
