"""What a repository needs so that git merges trees by node, keeps both sides of journals, and shows both in words."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from gametree.errors import GitRefused
from gametree.files.appending import add_lines
from gametree.files.git import ask_git
from gametree.files.reading import read_bytes
from gametree.files.starter import ATTRIBUTES_LINE

TREES_LINE = "*.toml merge=gametree"
"""For `.gitattributes`; a TOML file that is no tree is merged as git would, by the same driver."""

DIFF_LINE = "*.toml diff=gametree"

_GIT_ALONE = "git merge-file -L ours -L base -L theirs %A %O %B"


def set_up_git(folder: Path, program: str, with_diff: bool = False) -> Iterator[str]:
    """Make a repository merge trees with `program` (as a shell takes it); what was done, sentence by sentence.

    Raises GitRefused where the folder is in no repository, NotWritten and UnreadableFile for its `.gitattributes`.
    """
    top = _work_tree(folder)
    attributes = folder / ".gitattributes"
    if attributes.exists():
        read_bytes(attributes)  # git would wait for ever at a pipe
    yield from _configure(folder, top, _settings(program, with_diff))
    before = _attribute(folder, "merge", "x.toml")
    added = add_lines(attributes, [TREES_LINE, ATTRIBUTES_LINE, *([DIFF_LINE] if with_diff else [])])
    yield from (f"added to {attributes}: {line}" for line in added)
    if before not in ("unspecified", "gametree"):
        yield f"until now TOML files there were merged with merge={before}; the last line that fits counts"
    yield from _objections(folder, attributes.is_symlink())


def _work_tree(folder: Path) -> str:
    """The top folder of the repository that a folder is in."""
    answer = ask_git("rev-parse", "--show-toplevel", folder=folder)
    if answer.code == 0 and answer.out.strip():
        return answer.out.decode("utf-8", "replace").strip()
    if b"not a git repository" in answer.err or b"work tree" in answer.err:
        raise GitRefused(f"{folder} is in no work tree of git; make one first: git init")
    raise GitRefused(f"git does not take {folder}: {answer.reason}")


def _settings(program: str, with_diff: bool) -> Iterator[tuple[str, str]]:
    """git's settings; where the program is gone one day, git's own merge leaves both versions in the file."""
    yield "merge.gametree.name", "trees by node and key"
    merge = f"{program} merge-trees %O %A %B %P"
    yield "merge.gametree.driver", f"if {program} --version >/dev/null 2>&1; then {merge}; else {_GIT_ALONE}; fi"
    if with_diff:
        yield "diff.gametree.command", f"{program} diff --git --"
        yield "diff.gametree.textconv", f"{program} diff --git --"


def _configure(folder: Path, top: str, settings: Iterator[tuple[str, str]]) -> Iterator[str]:
    changed = [(key, value) for key, value in settings if _answer(folder, "config", "--local", key) != value]
    for key, value in changed:
        answer = ask_git("config", "--local", key, value, folder=folder)
        if answer.code:
            raise GitRefused(f"git would not set {key}: {answer.reason}")
    if changed:
        yield f"told git, for {top} on this machine: {', '.join(key for key, _ in changed)}"


def _objections(folder: Path, is_link: bool) -> Iterator[str]:
    """What other attribute files say otherwise; they are the user's to change."""
    why = "a later line for them stands further down or in .git/info/attributes"
    if is_link:
        why = f"it does not follow links, and {folder / '.gitattributes'} is one"
    for name, wanted in (("x.toml", "gametree"), (f"x.assessments{os.sep}x.toml", "union")):
        found = _attribute(folder, "merge", name)
        if found != wanted:
            files = f"files such as {folder / name} with merge={found}, not merge={wanted}"
            yield f"but git still merges {files}: {why}"


def _attribute(folder: Path, attribute: str, name: str) -> str:
    return _answer(folder, "check-attr", attribute, "--", name).rpartition(": ")[2]


def _answer(folder: Path, *arguments: str) -> str:
    answer = ask_git(*arguments, folder=folder)
    return answer.out.decode("utf-8", "replace").strip() if answer.code == 0 else ""
