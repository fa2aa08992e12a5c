"""A sitting in a terminal: how long it takes to begin, and each key until the first of what it paints."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import quantiles

from tests.benchmarks.disk import appending, rewriting
from tests.benchmarks.home import Home
from tests.benchmarks.terminal import Terminal

_CURSOR_KEYS = "jjjjkkkk" * 5
_PAGE_KEYS = ["\x1b[6~", "\x1b[5~"] * 5
_ENTER, _ESCAPE, _BACKSPACE = "\r", "\x1b", "\x7f"

Figures = dict[str, str]


def app_column(home: Home, nodes: int, runs: int, idle: float) -> Figures:
    """The app on a tree of that size."""
    started = _start(lambda: home.open(nodes), runs)
    with home.open(nodes) as terminal:
        keys = _keys(terminal)
        memory, idling = terminal.peak_megabytes(), terminal.idle_percent(idle)
    tree = home.tree(nodes)
    with home.open(nodes) as terminal:
        beside = _beside(terminal, idle)
    with home.open(nodes) as terminal:
        kept = kept_figures(terminal, tree, home.journal(tree))
    return started | keys | beside | kept | {"peak MB": f"{memory:.0f}", "idle %": f"{idling:.1f}"}


def empty_column(home: Home, runs: int, idle: float, *words: str) -> Figures:
    """The floor: an app with nothing in it."""
    started = _start(lambda: home.empty_app(*words), runs)
    with home.empty_app(*words) as terminal:
        figures = {"cursor key": _spread(_first(terminal, _CURSOR_KEYS))}
        memory, idling = terminal.peak_megabytes(), terminal.idle_percent(idle)
    return started | figures | {"peak MB": f"{memory:.0f}", "idle %": f"{idling:.1f}"}


def _start(open_terminal: Callable[[], Terminal], runs: int) -> Figures:
    figures = []
    for _ in range(runs):
        with open_terminal() as terminal:
            figures.append((terminal.started, terminal.worked))
    whole, worked = map(min, zip(*figures, strict=True))
    return {"start": f"{whole:.0f}", "  of it processor": f"{worked:.0f}"}


def _keys(terminal: Terminal) -> Figures:
    _first(terminal, "ggj")
    figures = {
        "cursor key": _spread(_first(terminal, _CURSOR_KEYS)),
        "page": _spread(_first(terminal, _PAGE_KEYS)),
        "score": _spread(_first(terminal, "2345678")),
        "undo": _spread(_first(terminal, "uuuuuuu")),
        "fold, unfold": _spread(_first(terminal, [*"ggj", *[_ENTER] * 8])[3:]),
        "expand all": _spread(_first(terminal, "EC" * 4)[::2]),
        "collapse all": _spread(_first(terminal, "EC" * 4)[1::2]),
        "search keystroke": _spread(_first(terminal, ["/", *"number", *[_BACKSPACE] * 3, *"ber 1"])[1:]),
    }
    _first(terminal, [_ENTER, _ESCAPE])
    return figures | {"filter": _spread(_first(terminal, ["f", "p", "f", "x"] * 3)[1::2])}


def _beside(terminal: Terminal, idle: float) -> Figures:
    """What opens beside the tree and over it, and whether it is at rest then."""
    cruxes, cruxes_idle = _opened(terminal, "c", "c", idle)
    comparison, comparison_idle = _opened(terminal, "d", _ESCAPE, idle)
    return {
        "cruxes open": cruxes,
        "compare opens": comparison,
        "idle %, cruxes": cruxes_idle,
        "idle %, compare": comparison_idle,
    }


def _opened(terminal: Terminal, key: str, leave: str, idle: float, times: int = 4) -> tuple[str, str]:
    took = []
    for _ in range(times):
        took.append(terminal.press(key))
        terminal.rest(1)
        idling = terminal.idle_percent(idle) if len(took) == times else 0
        terminal.tell(leave)
    return _spread(took), f"{idling:.1f}"


def kept_figures(terminal: Terminal, tree: Path, journal: Path, times: int = 6) -> Figures:
    """From the key to the disk."""
    _first(terminal, "ggj")
    appends = [terminal.press_until(key, _changes(journal)) for key in "345678"[:times]]
    edits = []
    for _ in range(times):
        _first(terminal, "eex")
        edits.append(terminal.press_until(_ENTER, _changes(tree)))
    return {
        "score to disk": _spread(appends),
        "  floor: fsync": f"{min(appending(journal) for _ in range(times)):.1f}",
        "title to disk": _spread(edits),
        "  floor: tomli, fsync": f"{min(rewriting(tree) for _ in range(3)):.1f}",
    }


def _changes(path: Path) -> Callable[[], bool]:
    def stamp() -> tuple[int, int, int]:
        status = path.stat()
        return status.st_ino, status.st_size, status.st_mtime_ns

    before = stamp()
    return lambda: stamp() != before


def _first(terminal: Terminal, keys: Iterable[str]) -> list[float]:
    """Milliseconds to the first paint after each key."""
    return [terminal.press(key) for key in keys]


def _spread(values: Sequence[float]) -> str:
    """Median and 95th percentile."""
    cuts = quantiles(values, n=20, method="inclusive")
    return f"{cuts[9]:.1f} / {cuts[18]:.1f}"
