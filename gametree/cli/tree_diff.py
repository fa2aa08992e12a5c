"""What `gametree diff` does with two trees, and as a diff program of git's."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from gametree.cli.output import narrate, print_json, print_lines, wants_colour, width, within_reason

if TYPE_CHECKING:
    from gametree.model.assessment import Record
    from gametree.model.tree import Tree


def diff_trees(old: str, new: str, format_: str, exit_code: bool) -> int:
    """Print how one tree differs from another; the exit code, 1 only where that was wanted and they differ."""
    from gametree.comparison import tree_diff
    from gametree.files.tree_versions import load_version

    diff = tree_diff.diff_trees(load_version(old), load_version(new))
    if format_ == "json":
        from gametree.export.tree_diff_as_json import tree_diff_as_json

        print_json(tree_diff_as_json(diff, old, new))
    elif format_ == "markdown":
        from gametree.export.tree_diff_as_markdown import tree_diff_as_markdown

        print_lines(tree_diff_as_markdown(diff, old, new))
    elif format_ == "text":
        from gametree.export.tree_diff_as_text import tree_diff_as_text

        print_lines(tree_diff_as_text(diff, old, new, width(), wants_colour()))
        if not diff:
            narrate("no difference; comments and layout are not compared")
    else:
        raise click.UsageError(f"the difference of two trees is no table; choose text, json or markdown, not {format_}")
    return 1 if exit_code and diff else 0


def diff_for_git(arguments: Sequence[str]) -> int:
    """Answer git, which passes one file to be put into words, or seven or nine arguments on two versions of one.

    The exit code is 0 whatever the files hold: git gives up at any other.
    """
    if len(arguments) == 1:
        is_unmerged = "GIT_DIFF_PATH_COUNTER" in os.environ  # so a file comes to a diff program, else to a textconv
        _write(f"* Unmerged path {arguments[0]}\n".encode() if is_unmerged else _in_words(Path(arguments[0])))
    elif len(arguments) in (7, 9):
        _write(_difference(_Pair.of(arguments)))
    else:
        raise click.UsageError("git passes one file, or PATH OLD-FILE OLD-HEX OLD-MODE NEW-FILE NEW-HEX NEW-MODE")
    return 0


class _Pair(NamedTuple):
    """Two versions of a file and what git calls them; one that is added or deleted is /dev/null on the other side."""

    old: Path
    new: Path
    names: tuple[str, str]

    @classmethod
    def of(cls, arguments: Sequence[str]) -> _Pair:
        path, old, _, _, new, _, _, *renamed = arguments
        names = f"a/{path}", f"b/{renamed[0] if renamed else path}"
        return cls(Path(old), Path(new), (_name(names[0], old), _name(names[1], new)))


def _name(name: str, file: str) -> str:
    return file if file == os.devnull else name


def _in_words(path: Path) -> bytes:
    """A tree or a journal as lines; any other file, and one that cannot be read as such, as it is."""
    data = path.read_bytes()
    try:
        lines = _lines_of(data, path)
    except Exception:  # whatever is wrong with it, git is to show the file
        lines = None
    return data if lines is None else _encoded(lines)


def _lines_of(data: bytes, path: Path) -> list[str] | None:
    from gametree.export.journal_diff_as_text import journal_as_lines
    from gametree.export.tree_as_lines import tree_as_lines
    from gametree.files.comments import comments_by_table
    from gametree.files.tree_versions import content_looks_like_tree

    if content_looks_like_tree(data):
        tree = _tree_of(data, path)
        return list(tree_as_lines(tree, comments_by_table(_text_of(data)))) if tree else None
    records = _records_of(data)
    lines = data.decode("utf-8").splitlines() if records else []
    return list(journal_as_lines(lines, records)) if records else None


def _difference(pair: _Pair) -> bytes:
    """The difference in words; line by line where the words are the same, and of what is no tree and no journal."""
    contents = tuple(b"" if str(path) == os.devnull else path.read_bytes() for path in (pair.old, pair.new))
    try:
        lines = _differing_words(pair, *contents)
    except Exception:  # whatever is wrong with them, git is to show the difference
        lines = []
    if lines:
        return _encoded([*lines, ""])
    from gametree.files.git import diff_line_by_line

    return diff_line_by_line(pair.old, pair.new, pair.names, _git_shows_colours())


def _differing_words(pair: _Pair, before: bytes, after: bytes) -> list[str]:
    """The lines on what differs in two trees or two journals; none where both are neither."""
    from gametree.comparison import tree_diff
    from gametree.export.journal_diff_as_text import journal_diff_as_text
    from gametree.export.tree_diff_as_text import tree_diff_as_text
    from gametree.files.comments import comment_changes
    from gametree.files.tree_versions import content_looks_like_tree

    if any(content_looks_like_tree(content) for content in (before, after)):
        old, new = _tree_of(before, pair.old), _tree_of(after, pair.new)
        if not (old and new):
            return []
        diff = tree_diff.diff_trees(old, new)
        comments = comment_changes(_text_of(before), _text_of(after))
        return list(tree_diff_as_text(diff, *pair.names, _git_width(), _git_shows_colours(), comments))
    lines = journal_diff_as_text(
        _records_of(before), _records_of(after), pair.names, _git_width(), _git_shows_colours()
    )
    return list(lines)


def _tree_of(data: bytes, path: Path) -> Tree | None:
    from gametree.files.tree_file import parse_tree_bytes
    from gametree.model.tree import Header, Tree

    if not data:
        return Tree("", Header(title=""))
    return parse_tree_bytes(data, path).tree


def _text_of(data: bytes) -> str:
    return data.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")


def _records_of(data: bytes) -> tuple[Record, ...]:
    from gametree.files.journal import parse_journal

    return parse_journal(data).records


def _git_shows_colours() -> bool:
    """On a terminal, or where git's pager stands between (git itself asks the same)."""
    return wants_colour() or (os.environ.get("GIT_PAGER_IN_USE") == "true" and not os.environ.get("NO_COLOR"))


def _git_width() -> int:
    """Columns: git tells a program behind its pager those of the terminal."""
    columns = os.environ.get("COLUMNS", "") if "GIT_PAGER_IN_USE" in os.environ else ""
    return within_reason(int(columns[:9])) if columns.isdecimal() and int(columns[:9]) else width()


def _encoded(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def _write(data: bytes) -> None:
    if sys.stdout is None:  # the caller closed it
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
