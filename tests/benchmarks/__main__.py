"""One table: what a person waits for at several sizes of tree, beside the floors measured in the same run."""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from tests.benchmarks.diff import diff_columns
from tests.benchmarks.home import Home
from tests.benchmarks.outlook import outlook_columns
from tests.benchmarks.sitting import Figures, app_column, empty_column
from tests.benchmarks.terminal import HEIGHT, WIDTH

_SIZES = (20, 1_000, 10_000, 100_000)
_READ = "import sys, time, gc; from pathlib import Path; gc.disable(); p = Path(sys.argv[1]); {}"
_PEAK = "; print(next(int(x.split()[1]) / 1024 for x in open('/proc/self/status') if x.startswith('VmHWM')))"
_TIMED = "began = time.perf_counter(); {}; print((time.perf_counter() - began) * 1000)"
_TOMLI = _READ.format("import tomli; " + _TIMED.format("tomli.loads(p.read_text())") + _PEAK)
_LOAD = "from gametree.files.tree_file import load_tree; "
_OURS = _READ.format(_LOAD + _TIMED.format("load_tree(p)") + _PEAK)


def main() -> None:
    """Measure and print."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder))
        home.run("-c", "import gametree.cli.open_tree, gametree.tui.app")  # compiles it
        load = f"the machine had {os.getloadavg()[0]:.1f} things to do on {os.cpu_count()} cores"
        print(f"{WIDTH}x{HEIGHT}, milliseconds (keys: median / 95th percentile); {load};")
        print(f"start, reading and commands: best of {options.runs}\n")
        _print_table("in a terminal", _in_terminals(home, options))
        _print_table("reading", {f"{size:,}": _reading(home, size, options) for size in options.sizes})
        _print_table("commands", _commands(home, options))
    _print_table("the outlook, and how many bare passes over the scores it takes", outlook_columns(options.runs))
    _print_table("the difference of two assessments, and how many evaluations it takes", diff_columns(options.runs))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=_SIZES, metavar="NODES", help="sizes of the trees")
    parser.add_argument("--runs", type=int, default=5, help="how often what counts by its best is repeated")
    parser.add_argument("--idle", type=float, default=3, metavar="SECONDS", help="how long idling is watched")
    return parser.parse_args()


def _in_terminals(home: Home, options: argparse.Namespace) -> dict[str, Figures]:
    runs, idle = options.runs, options.idle
    floors = {
        "Textual alone": empty_column(home, runs, idle),
        "same imports": empty_column(home, runs, idle, "same-imports"),
    }
    return floors | {f"{size:,}": app_column(home, size, runs, idle) for size in options.sizes}


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
        "and tomli (floor)": ("-c", f"import tomli; tomli.loads(open({tree!r}).read())"),
        "--help": ("-m", "gametree", "--help"),
        "check": ("-m", "gametree", "check", tree),
        "show": ("-m", "gametree", "show", tree),
        "score": ("-m", "gametree", "score", tree, "n1", "30%", "--as", "me"),
    }
    best = {name: _best(partial(_time, home, words), options.runs) for name, words in commands.items()}
    return {name: {"whole": f"{took:.0f}"} for name, took in best.items()}


def _time(home: Home, arguments: Sequence[str]) -> float:
    began = time.perf_counter()
    home.run(*arguments)
    return (time.perf_counter() - began) * 1000


def _best(measure: Callable[[], float], times: int) -> float:
    return min(measure() for _ in range(times))


def _print_table(title: str, columns: dict[str, Figures]) -> None:
    rows = list(dict.fromkeys(row for figures in columns.values() for row in figures))
    width = max(24, *map(len, rows)) + 1
    print(f"{title:{width}}" + "".join(f"{column:>22}" for column in columns))
    for row in rows:
        print(f"{row:{width}}" + "".join(f"{figures.get(row, ''):>22}" for figures in columns.values()))
    print(flush=True)


if __name__ == "__main__":
    main()
