"""The house has floors: imports go down only, Textual lives in `tui`, the disk in `files`; the front door is light."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent / "gametree"
FLOORS = (
    ("cli",),
    ("tui",),
    ("session",),
    ("export", "importing", "files"),
    ("comparison",),
    ("evaluation",),
    ("model",),
    ("errors",),
)
HEIGHT = {room: -floor for floor, rooms in enumerate(FLOORS) for room in rooms}
MODULES = sorted(HOUSE.rglob("*.py"))
OF_THE_DISK = {"os", "io", "shutil", "subprocess", "tempfile", "fcntl", "glob", "sqlite3", "mmap"}
OF_THE_CLOCK = {"time", "random"}
OPENS = {"read_text", "write_text", "read_bytes", "write_bytes", "unlink", "mkdir", "iterdir", "rglob"}
READS_OR_WRITES = {
    "open", "exists", "glob", "rglob", "is_dir", "is_file", "iterdir", "mkdir", "read_bytes", "read_text", "rename",
    "replace_with", "resolve", "rmdir", "stat", "touch", "unlink", "write_bytes", "write_text", "lstat", "symlink_to",
}  # fmt: skip


def room_of(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0].removesuffix(".py")


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(HOUSE.parent).with_suffix("").parts).removesuffix(".__init__")


@cache
def syntax_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path, at_import_time: bool = False) -> set[str]:
    """Full names of what a module imports; names imported from a package count as modules of it where they are."""
    nodes = _executed(syntax_of(path)) if at_import_time else ast.walk(syntax_of(path))
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            found |= {_module(node.module or "", alias.name) for alias in node.names}
    return found


def _module(package: str, name: str) -> str:
    there = HOUSE.parent.joinpath(*package.split("."), name)
    return f"{package}.{name}" if there.is_dir() or there.with_suffix(".py").exists() else package


def _executed(tree: ast.Module) -> list[ast.AST]:
    """The statements that run when a module is imported: not in functions, not under TYPE_CHECKING."""
    found: list[ast.AST] = []
    waiting: list[ast.AST] = [tree]
    while waiting:
        for child in ast.iter_child_nodes(waiting.pop()):
            for_types_only = isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)
            if not for_types_only and not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                found.append(child)
                waiting.append(child)
    return found


def calls(path: Path) -> set[str]:
    return {ast.unparse(node.func) for node in ast.walk(syntax_of(path)) if isinstance(node, ast.Call)}


def in_rooms(*rooms: str) -> list[Path]:
    return [path for path in MODULES if room_of(path) in rooms]


def outside(*rooms: str) -> list[Path]:
    return [path for path in MODULES if room_of(path) not in rooms]


def test_every_room_stands_on_a_floor():
    assert {room_of(path) for path in MODULES} - {"__init__", "__main__"} <= set(HEIGHT)


@pytest.mark.parametrize("path", outside("__init__", "__main__"), ids=name_of)
def test_imports_go_down_only(path):
    room = room_of(path)
    reached = {name.split(".")[1] for name in imports(path) if name.startswith("gametree.")}
    assert {
        other for other in reached - {room} if HEIGHT[other] >= HEIGHT[room] and not _only_for_types(path, other)
    } == set()


def _only_for_types(path: Path, room: str) -> bool:
    """`errors` names the Finding it carries: a type, not an import."""
    return room_of(path) == "errors" and not any(f".{room}" in name for name in imports(path, at_import_time=True))


@pytest.mark.parametrize("path", outside("tui"), ids=name_of)
def test_textual_lives_in_the_tui(path):
    assert not {name for name in imports(path) if name.split(".")[0] == "textual"}


@pytest.mark.parametrize("path", outside("files", "cli"), ids=name_of)
def test_the_disk_is_reached_through_files(path):
    assert not {name for name in imports(path) if name.split(".")[0] in OF_THE_DISK}
    assert not {name for name in calls(path) if name == "open" or name.split(".")[-1] in OPENS}


@pytest.mark.parametrize("path", in_rooms("model", "evaluation", "comparison", "export", "importing"), ids=name_of)
def test_values_in_values_out(path):
    called = calls(path)
    assert not {name for name in imports(path) if name.split(".")[0] in OF_THE_CLOCK | {"pathlib"}}
    assert not {
        name for name in called if name in ("print", "input") or name.split(".")[-1] in ("now", "today", "utcnow")
    }
    assert not {name for name in called if name.split(".")[-1] in READS_OR_WRITES}


def test_no_module_imports_itself_in_a_circle():
    names = {name_of(path): path for path in MODULES}
    graph = {name: imports(path, at_import_time=True) & set(names) - {name} for name, path in names.items()}
    assert len(list(TopologicalSorter(graph).static_order())) == len(names)


def loaded_by(*arguments: str) -> set[str]:
    """The modules in memory after a command; the exit code must be 0."""
    script = "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr)); "
    script += f"sys.argv = ['gametree', *{arguments!r}]; from gametree.cli import main; main()"
    run = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env={**os.environ, "PYTHONPATH": str(HOUSE.parent)},
    )
    return {name.split(".")[0] for name in run.stderr.splitlines()[-1].split()}


@pytest.mark.parametrize(
    ("command", "absent"),
    [
        (["--help"], {"textual", "networkx", "numpy", "pydantic", "tomli"}),
        (["--version"], {"textual", "networkx", "numpy", "pydantic", "tomli"}),
        (["check", "technical-alignment"], {"textual", "networkx", "numpy", "pydantic"}),
        (["show", "technical-alignment"], {"textual", "networkx", "numpy", "pydantic"}),
        (["score", "technical-alignment", "shard-theory", "35%"], {"textual", "networkx", "numpy", "pydantic"}),
        (["outlook", "technical-alignment"], {"textual", "networkx", "numpy", "pydantic"}),
        (["importance", "technical-alignment"], {"textual", "networkx", "numpy"}),
        (["keys"], {"textual", "networkx", "numpy"}),
    ],
)
def test_a_command_loads_only_what_it_needs(command, absent):
    assert loaded_by(*command) & absent == set()
